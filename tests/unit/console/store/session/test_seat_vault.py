"""A replica's key needs the password and the seat; wrong tries make the next one slower."""

import os
from pathlib import Path

import pytest

from console.errors import LocalStoreBroken, ServerUnreachable
from console.store.replica import replica_key
from console.store.replica.replica_key import WrongSecret, new_key, seal, unseal
from console.store.session import seat_vault
from console.store.session.seat_vault import NoVault, SeatVault, wait_after_s

SEAT = b"\1" * 32


class _Vault:
    """A vault whose waits are counted instead of slept."""

    def __init__(self, folder: Path, seat_secret: bytes = SEAT) -> None:
        self.waits: list[float] = []

        async def secret() -> bytes:
            return seat_secret

        async def sleep(seconds: float) -> None:
            self.waits.append(seconds)

        self.vault = SeatVault(data_dir=folder, seat_secret=secret, sleep=sleep)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal with little memory where it is not the slowness that is looked at."""
    monkeypatch.setattr(replica_key, "MEMORY_KIB", 64)


def test_the_key_comes_back_only_with_both_secrets() -> None:
    key = new_key()
    box = seal(key, "password", SEAT)
    assert (box.memory_kib, box.rounds) == (64 * 1024, 3)
    assert unseal(box, "password", SEAT) == key
    with pytest.raises(WrongSecret):
        unseal(box, "another", SEAT)
    with pytest.raises(WrongSecret):
        unseal(box, "password", b"\2" * 32)


@pytest.mark.usefixtures("quick")
async def test_a_key_made_once_is_found_again(tmp_path: Path) -> None:
    first = await _Vault(tmp_path).vault.unlock_or_make("Anna", "password")
    assert len(first) == 64
    assert await _Vault(tmp_path).vault.unlock("anna ", "password") == first


@pytest.mark.usefixtures("quick")
async def test_each_login_has_its_own_key_and_no_file_names_anybody(tmp_path: Path) -> None:
    vault = _Vault(tmp_path).vault
    assert await vault.unlock_or_make("anna", "p") != await vault.unlock_or_make("bruno", "p")
    names = "".join(os.listdir(tmp_path))
    assert "anna" not in names
    assert "bruno" not in names


@pytest.mark.usefixtures("quick")
async def test_a_stranger_to_this_seat_has_no_vault(tmp_path: Path) -> None:
    with pytest.raises(NoVault):
        await _Vault(tmp_path).vault.unlock("anna", "password")


@pytest.mark.usefixtures("quick")
async def test_wrong_passwords_make_the_next_try_slower_also_after_a_restart(
    tmp_path: Path,
) -> None:
    await _Vault(tmp_path).vault.unlock_or_make("anna", "password")
    waits: list[float] = []
    for _ in range(5):
        restarted = _Vault(tmp_path)
        with pytest.raises(WrongSecret):
            await restarted.vault.unlock("anna", "wrong")
        waits += restarted.waits
    assert waits == [0.0, 0.0, 0.0, 1.0, 2.0]
    right = _Vault(tmp_path)
    await right.vault.unlock("anna", "password")
    await right.vault.unlock("anna", "password")
    assert right.waits == [4.0, 0.0]
    assert wait_after_s(50) == 30.0


@pytest.mark.usefixtures("quick")
async def test_a_changed_password_sets_the_old_replica_aside(tmp_path: Path) -> None:
    vault = _Vault(tmp_path).vault
    first = await vault.unlock_or_make("anna", "old")
    vault.replica_path("anna").write_bytes(b"encrypted")
    second = await vault.unlock_or_make("anna", "new")
    assert second != first
    kept = vault.replica_path("anna").with_name(f"{vault.replica_path('anna').name}.broken-1")
    assert kept.read_bytes() == b"encrypted"
    assert await vault.unlock("anna", "new") == second


class _AtServer:
    """Seals by turning the key round; is away until it answers."""

    server_key = b"s"
    password_mark = b""
    is_away = True

    def box(self, key: bytes) -> bytes:
        return key[::-1]

    async def opened(self, box: bytes) -> bytes | None:
        if self.is_away:
            raise ServerUnreachable
        return box[::-1]


@pytest.mark.usefixtures("quick")
async def test_a_server_that_is_away_when_it_is_to_open_the_vault_costs_nothing(
    tmp_path: Path,
) -> None:
    vault, server = _Vault(tmp_path).vault, _AtServer()
    first = await vault.unlock_or_make("anna", "old", server)
    with pytest.raises(ServerUnreachable):
        await vault.unlock_or_make("anna", "new", server)
    server.is_away = False
    assert await vault.unlock_or_make("anna", "new", server) == first
    assert await vault.unlock("anna", "new") == first


@pytest.mark.usefixtures("quick")
async def test_half_a_vault_is_told_from_none(tmp_path: Path) -> None:
    vault = _Vault(tmp_path).vault
    await vault.unlock_or_make("anna", "password")
    vault.replica_path("anna").with_suffix(".vault").write_bytes(b"{half")
    with pytest.raises(LocalStoreBroken, match="corrupt"):
        await vault.unlock("anna", "password")
    assert not await vault.opens("anna", "password")
    told: list[str] = []
    await vault.unlock_or_make("anna", "password", on_set_aside=lambda: told.append("told"))
    assert told == ["told"]
    assert len(list(tmp_path.glob("*.vault.broken-1"))) == 1


@pytest.mark.usefixtures("quick")
async def test_the_lock_screen_knows_the_secret_in_use(tmp_path: Path) -> None:
    vault = _Vault(tmp_path).vault
    assert not await vault.verify("password")
    await vault.unlock_or_make("anna", "password")
    assert await vault.verify("password")
    assert not await vault.verify("wrong")
    vault.forget()
    assert not await vault.verify("password")


def test_a_guess_at_the_secret_in_use_costs_sixteen_megabytes() -> None:
    assert seat_vault.PROOF_STEPS * 128 * 8 == 16 * 1024**2
