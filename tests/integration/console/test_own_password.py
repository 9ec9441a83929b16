"""Another password at a seat: the work that waits there is kept, online and without the server."""

import asyncio
from pathlib import Path

import pytest

from console.errors import ServerRejected, ServerUnreachable, SignInRefused
from console.store.replica.outbox import waiting_count
from console.usecases.session.change_password import ChangePassword
from contract.domain.ids import ContactId, TopicId, new_id
from server.usecases.accounts.manage_accounts import set_password
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.seats.seat import a_draft
from tests.support.servers.real_server import PASSWORD, RealServer, hash_once, utc_now

NEW, TEMPORARY = "tavolo verde lince", "given by somebody"


async def _ready() -> RealServer:
    server = await RealServer.start()
    await server.add_desk("tributi", "tari")
    await server.add_account("anna")
    return server


async def _set_by_another(server: RealServer) -> None:
    hashed = await asyncio.to_thread(hash_once, TEMPORARY)
    await server.database.write(
        lambda c: set_password(c, "anna", hashed, utc_now(), is_temporary=True)
    )


async def _work(seat: ConsoleSeat) -> None:
    await seat.drafts.close(a_draft(contact_id=ContactId(new_id()), topic_id=TopicId("tari")))


async def _changed(seat: ConsoleSeat, old: str = PASSWORD) -> None:
    change = ChangePassword(database=seat.database, vault=seat.vault, server=seat.link)
    await change("anna", old, NEW)


async def _refusal(seat: ConsoleSeat, password: str, new: str = "") -> str:
    with pytest.raises(SignInRefused) as refused:
        await seat.sign_in("anna", password, "", new)
    return refused.value.code


async def test_the_new_password_opens_the_seat_without_the_server_and_the_old_one_does_not(
    tmp_path: Path,
) -> None:
    async with await _ready() as server:
        async with a_seat(tmp_path, server.transport()) as seat:
            await _work(seat)
            await _changed(seat)
            assert await seat.unlock(NEW)
            assert not await seat.unlock(PASSWORD)
        server.go_offline()
        async with a_seat(tmp_path, server.transport(), None) as seat:
            assert await _refusal(seat, PASSWORD) == "bad_credentials"
            signed_in = await seat.sign_in("anna", NEW)
            assert (signed_in.is_offline, signed_in.left_behind) == (True, False)
            assert await seat.database.read(waiting_count) == 1


async def test_after_the_change_the_server_still_opens_the_vault(tmp_path: Path) -> None:
    """The box for the server stays with the key: an administrator may set the next password."""
    async with await _ready() as server:
        async with a_seat(tmp_path, server.transport()) as seat:
            await _work(seat)
            await _changed(seat)
        await _set_by_another(server)
        async with a_seat(tmp_path, server.transport(), None) as seat:
            signed_in = await seat.sign_in("anna", TEMPORARY, "", "another one of mine")
            assert not signed_in.left_behind
            assert await seat.database.read(waiting_count) == 1


async def test_a_wrong_password_of_now_and_a_server_that_is_away_change_nothing(
    tmp_path: Path,
) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
        with pytest.raises(ServerRejected) as rejected:
            await _changed(seat, "a guess")
        assert rejected.value.code == "bad_credentials"
        server.go_offline()
        with pytest.raises(ServerUnreachable):
            await _changed(seat)
        assert await seat.unlock(PASSWORD)


async def test_in_place_of_a_temporary_password_one_is_chosen_and_the_work_is_there(
    tmp_path: Path,
) -> None:
    async with await _ready() as server:
        async with a_seat(tmp_path, server.transport()) as seat:
            await _work(seat)
        await _set_by_another(server)
        async with a_seat(tmp_path, server.transport(), None) as seat:
            assert await _refusal(seat, TEMPORARY) == "password_temporary"
            assert await _refusal(seat, TEMPORARY, "password1234") == "password_guessed"
            signed_in = await seat.sign_in("anna", TEMPORARY, "", NEW)
            assert not signed_in.left_behind
            assert await seat.database.read(waiting_count) == 1
        server.go_offline()
        async with a_seat(tmp_path, server.transport(), None) as seat:
            assert await _refusal(seat, TEMPORARY) == "bad_credentials"
            assert (await seat.sign_in("anna", NEW)).is_offline


async def test_a_vault_that_could_not_be_sealed_anew_is_opened_by_the_server(
    tmp_path: Path,
) -> None:
    async with await _ready() as server:
        async with a_seat(tmp_path, server.transport()) as seat:
            await _work(seat)
            vault = seat.vault.replica_path("anna").with_suffix(".vault")
            kept = vault.read_bytes()
            await _changed(seat)
            vault.write_bytes(kept)  # as a full disk would have left it
        async with a_seat(tmp_path, server.transport(), None) as seat:
            assert not (await seat.sign_in("anna", NEW)).left_behind
            assert await seat.database.read(waiting_count) == 1
