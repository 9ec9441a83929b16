"""The seat's secret: made once, kept by the system, missing said in time."""

import asyncio
import itertools
import threading

import keyring
import keyring.backend
import keyring.errors
import pytest

from console.errors import KeyringMissing
from console.store.session.os_keyring import OsKeyring
from tests.support.waiting import until


class _Backend(keyring.backend.KeyringBackend):
    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.forgets = False
        self.locked = False
        self.hangs = threading.Event()
        self.hangs.set()
        self.hangs_at_writing = threading.Event()
        self.hangs_at_writing.set()

    def get_password(self, service: str, username: str) -> str | None:
        self.hangs.wait(60)
        if self.locked:
            raise keyring.errors.InitError("prompt dismissed")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.hangs_at_writing.wait(60)
        if not self.forgets:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class _TwoAtOnce(_Backend):
    """Both who ask first find nothing; whoever writes second does so after the first has read."""

    def __init__(self) -> None:
        super().__init__()
        self.both = threading.Barrier(2, timeout=60)
        self.reads = itertools.count()
        self.writes = itertools.count()
        self.has_read_back = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        found = super().get_password(service, username)
        if next(self.reads) < 2:
            self.both.wait()
        if found is not None:
            self.has_read_back.set()
        return found

    def set_password(self, service: str, username: str, password: str) -> None:
        if next(self.writes):
            self.has_read_back.wait(60)
        super().set_password(service, username, password)


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> _Backend:
    return _in_use(_Backend(), monkeypatch)


def _in_use[Fake: _Backend](fake: Fake, monkeypatch: pytest.MonkeyPatch) -> Fake:
    monkeypatch.setattr(keyring, "get_keyring", lambda: fake)
    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(keyring, name, getattr(fake, name))
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


async def test_two_that_ask_for_the_first_secret_at_once_get_the_one_that_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    backend, keyring_of_seat = _in_use(_TwoAtOnce(), monkeypatch), OsKeyring(limit_s=60)
    both = await asyncio.gather(keyring_of_seat.seat_secret(), keyring_of_seat.seat_secret())
    assert {secret.hex() for secret in both} == set(backend.kept.values())


async def test_a_text_given_up_and_written_late_does_not_undo_a_later_wish(
    backend: _Backend,
) -> None:
    """She signed in before a locked keyring, signed out, and only then somebody unlocked it."""
    backend.hangs_at_writing.clear()
    of_the_seat = OsKeyring(limit_s=0.2)
    with pytest.raises(KeyringMissing):
        await of_the_seat.write("resume", "her ticket")
    late = [one for one in threading.enumerate() if one.name == "os-keyring"]
    await of_the_seat.write("resume", None)
    backend.hangs_at_writing.set()
    await until(lambda: not any(one.is_alive() for one in late))
    assert backend.kept == {}
