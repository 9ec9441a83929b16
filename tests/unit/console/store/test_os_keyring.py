"""The seat's secret: made once, kept by the system, missing said in time."""

import threading

import keyring
import keyring.backend
import keyring.errors
import pytest

from console.errors import KeyringMissing
from console.store.os_keyring import OsKeyring
from tests.support.waiting import until


class _Backend(keyring.backend.KeyringBackend):
    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.forgets = False
        self.locked = False
        self.hangs = threading.Event()
        self.hangs.set()

    def get_password(self, service: str, username: str) -> str | None:
        self.hangs.wait(60)
        if self.locked:
            raise keyring.errors.InitError("prompt dismissed")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.forgets:
            self.kept[service, username] = password


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> _Backend:
    fake = _Backend()
    monkeypatch.setattr(keyring, "get_keyring", lambda: fake)
    monkeypatch.setattr(keyring, "get_password", fake.get_password)
    monkeypatch.setattr(keyring, "set_password", fake.set_password)
    return fake


async def test_the_secret_is_made_once(backend: _Backend) -> None:
    first = await OsKeyring().seat_secret()
    assert len(first) == 32
    assert await OsKeyring().seat_secret() == first
    assert len(backend.kept) == 1


async def test_a_keyring_that_forgets_is_none(backend: _Backend) -> None:
    backend.forgets = True
    with pytest.raises(KeyringMissing):
        await OsKeyring().seat_secret()


async def test_a_locked_keyring_is_none(backend: _Backend) -> None:
    backend.locked = True
    with pytest.raises(KeyringMissing):
        await OsKeyring().seat_secret()


async def test_a_keyring_that_hangs_is_given_up_in_time(backend: _Backend) -> None:
    backend.hangs.clear()
    with pytest.raises(KeyringMissing):
        await OsKeyring(limit_s=0.05).seat_secret()
    backend.hangs.set()
    await until(lambda: backend.kept)  # its thread has ended and meets no other test


async def test_a_keyring_that_keeps_secrets_in_the_clear_is_none(
    backend: _Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_Backend, "__module__", "keyrings.alt.file")
    with pytest.raises(KeyringMissing):
        await OsKeyring().seat_secret()
    assert backend.kept == {}
