"""A disk without a byte of room keeps nobody out, and a mistyped password is called one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.store.replica import replica_key
from console.store.replica.replica_key import WrongSecret
from tests.support.seats.own_disk import NEEDS_A_DISK, own_disk
from tests.unit.console.store.session.test_seat_vault import _AtServer, _Vault

pytestmark = [pytest.mark.root, NEEDS_A_DISK]


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(replica_key, "MEMORY_KIB", 64)
    with own_disk(tmp_path / "disk", 1) as folder:
        yield folder


def _fill(folder: Path) -> Path:
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as out:
        try:
            while True:
                out.write(bytes(4096))
        except OSError:
            return ballast


def _vaults(folder: Path) -> list[bytes]:
    return [one.read_bytes() for one in folder.glob("*.vault")]


async def test_a_mistyped_password_is_told_as_one_and_the_right_one_opens(
    small_disk: Path,
) -> None:
    key = await _Vault(small_disk).vault.unlock_or_make("anna", "password")
    before = _vaults(small_disk)
    _fill(small_disk)
    seat = _Vault(small_disk)
    with pytest.raises(WrongSecret):
        await seat.vault.unlock("anna", "passwrod")
    assert await seat.vault.unlock("anna", "password") == key
    assert _vaults(small_disk) == before
    assert not list(small_disk.glob("*.broken-*"))


async def test_wrong_passwords_make_the_next_try_slower_all_the_same(small_disk: Path) -> None:
    await _Vault(small_disk).vault.unlock_or_make("anna", "password")
    ballast = _fill(small_disk)
    seat = _Vault(small_disk)
    for _ in range(5):
        with pytest.raises(WrongSecret):
            await seat.vault.unlock("anna", "wrong")
    assert seat.waits == [0.0, 0.0, 0.0, 1.0, 2.0]
    ballast.unlink()
    with pytest.raises(WrongSecret):
        await seat.vault.unlock("anna", "wrong")
    again = _Vault(small_disk)
    await again.vault.unlock("anna", "password")
    assert again.waits == [8.0], "what no disk took is counted once there is room"


async def test_whose_password_is_another_now_is_let_in_by_the_server(small_disk: Path) -> None:
    server = _AtServer()
    server.is_away = False
    key = await _Vault(small_disk).vault.unlock_or_make("anna", "old", server)
    ballast = _fill(small_disk)
    seat = _Vault(small_disk)
    assert await seat.vault.unlock_or_make("anna", "new", server) == key
    assert await seat.vault.verify("new")
    ballast.unlink()
    later = _Vault(small_disk).vault
    assert await later.unlock_or_make("anna", "new", server) == key
    assert await _Vault(small_disk).vault.unlock("anna", "new") == key
    assert not list(small_disk.glob("*.broken-*"))
