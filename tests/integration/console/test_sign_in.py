"""Signing in with and without a server, and what the next operator finds."""

import asyncio
from pathlib import Path

import pytest

from console.errors import (
    KeyringMissing,
    LocalStoreBroken,
    ServerUnreachable,
    SessionExpired,
    SignInRefused,
)
from console.store.contact.contact_repository import own_contacts
from console.store.replica.outbox import waiting_count
from console.store.session.session_record import account, refresh_token
from console.usecases.session.sign_in import SignIn
from contract.domain.account import Role
from contract.domain.ids import ContactId, TopicId, new_id
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.seats.seat import a_draft
from tests.support.servers.real_server import PASSWORD, RealServer
from tests.support.waiting import PATIENCE_S


async def _ready(server: RealServer) -> None:
    await server.add_desk("tributi", "tari")
    await server.add_account("anna")
    await server.add_account("bruno", Role.LEVEL_TWO, desks=["tributi"])


def _draft() -> object:
    return a_draft(contact_id=ContactId(new_id()), topic_id=TopicId("tari"))


async def test_online_the_server_decides_and_the_replica_knows_who_it_is(tmp_path: Path) -> None:
    async with await RealServer.start() as server:
        await _ready(server)
        async with a_seat(tmp_path, server.transport(), None) as seat:
            with pytest.raises(SignInRefused) as refused:
                await seat.sign_in("anna", "wrong")
            assert refused.value.code == "bad_credentials"
            signed_in = await seat.sign_in("anna", PASSWORD, "")
            assert (signed_in.account.login, signed_in.is_offline) == ("anna", False)
            assert await seat.database.read(account) == signed_in.account
            assert await seat.database.read(refresh_token)


async def test_offline_the_vault_decides_and_the_work_is_there(tmp_path: Path) -> None:
    async with await RealServer.start() as server:
        await _ready(server)
        async with a_seat(tmp_path, server.transport()) as seat:
            await seat.drafts.close(_draft())
        server.go_offline()
        async with a_seat(tmp_path, server.transport(), None) as seat:
            with pytest.raises(SignInRefused) as refused:
                await seat.sign_in("anna", "wrong")
            assert refused.value.code == "bad_credentials"
            with pytest.raises(ServerUnreachable):
                await seat.sign_in("bruno", PASSWORD)
            signed_in = await seat.sign_in("anna", PASSWORD)
            assert signed_in.is_offline
            assert await seat.database.read(waiting_count) == 1
            server.go_online()
            await seat.sync()
            assert await seat.database.read(waiting_count) == 0


async def test_signing_out_closes_the_replica_and_the_next_operator_sees_nothing(
    tmp_path: Path,
) -> None:
    async with await RealServer.start() as server:
        await _ready(server)
        async with a_seat(tmp_path, server.transport()) as seat:
            await seat.drafts.close(_draft())
            await seat.sign_out()
            assert await seat.database.read(account) is None
            await seat.sign_in("bruno", PASSWORD)
            assert await seat.database.read(lambda c: own_contacts(c, 9)) == ()
            await seat.sign_out()
            await seat.sign_in("anna", PASSWORD)
            assert await seat.database.read(waiting_count) == 1


async def test_signing_out_offline_ends_in_time(tmp_path: Path) -> None:
    async with await RealServer.start() as server:
        await _ready(server)
        async with a_seat(tmp_path, server.transport()) as seat:
            server.weather.silent = True
            async with asyncio.timeout(PATIENCE_S):
                await seat.sign_out()
            assert await seat.database.read(account) is None
            server.weather.silent = False


async def test_without_a_keyring_the_session_lives_in_memory_only(tmp_path: Path) -> None:
    async with await RealServer.start() as server:
        await _ready(server)
        async with a_seat(tmp_path, server.transport(), None) as seat:
            _without_keyring(seat)
            signed_in = await seat.sign_in("anna", PASSWORD)
            assert signed_in.is_memory_only
            await seat.drafts.close(_draft())
            await seat.sync()
            assert await seat.database.read(waiting_count) == 0
            assert await seat.unlock(PASSWORD)
        assert await asyncio.to_thread(lambda: list(tmp_path.iterdir())) == []


async def test_without_keyring_and_server_an_operator_known_here_is_told_why(
    tmp_path: Path,
) -> None:
    async with await RealServer.start() as server:
        await _ready(server)
        async with a_seat(tmp_path, server.transport()):
            pass
        server.go_offline()
        async with a_seat(tmp_path, server.transport(), None) as seat:
            _without_keyring(seat)
            with pytest.raises(KeyringMissing):
                await seat.sign_in("anna", PASSWORD)


async def test_a_second_console_of_the_same_operator_is_refused(tmp_path: Path) -> None:
    async with await RealServer.start() as server:
        await _ready(server)
        async with (
            a_seat(tmp_path, server.transport()),
            a_seat(tmp_path, server.transport(), None) as second,
        ):
            with pytest.raises(LocalStoreBroken) as refused:
                await second.sign_in("anna", PASSWORD)
            assert refused.value.kind == "locked"
            await second.database.switch_to(None, "")


async def test_a_login_given_to_another_person_starts_with_an_empty_replica(
    tmp_path: Path,
) -> None:
    for _ in range(2):
        async with await RealServer.start() as server:
            await _ready(server)
            async with a_seat(tmp_path, server.transport()) as seat:
                assert await seat.database.read(waiting_count) == 0
                await seat.drafts.close(_draft())


async def test_the_lock_screen_takes_the_secret_and_renews_an_ended_session(
    tmp_path: Path,
) -> None:
    async with await RealServer.start() as server:
        await _ready(server)
        async with a_seat(tmp_path, server.transport()) as seat:
            assert not await seat.unlock("wrong")
            assert await seat.unlock(PASSWORD)
            await server.database.write(lambda c: c.execute("DELETE FROM session WHERE 1 = 1", {}))
            seat.link.begin("", await seat.database.read(refresh_token))
            with pytest.raises(SessionExpired):
                await seat.sync()
            assert seat.link.is_expired
            assert await seat.unlock(PASSWORD)
            assert not seat.link.is_expired
            await seat.sync()


async def test_the_lock_screen_begins_a_session_anew_whose_renewal_token_is_gone(
    tmp_path: Path,
) -> None:
    """A console that ended in order drops it; the ticket to go on may have stayed."""
    async with await RealServer.start() as server:
        await _ready(server)
        async with a_seat(tmp_path, server.transport()) as seat:
            seat.link.begin("", None)
            with pytest.raises(SessionExpired):
                await seat.sync()
            assert await seat.unlock(PASSWORD)
            await seat.sync()


async def test_a_replica_that_takes_no_write_is_closed_at_the_sign_out_too(tmp_path: Path) -> None:
    async with await RealServer.start() as server:
        await _ready(server)
        async with a_seat(tmp_path, server.transport()) as seat:
            await seat.database.write(
                lambda c: c.execute("PRAGMA query_only = 1"), changes=frozenset()
            )
            with pytest.raises(LocalStoreBroken):
                await seat.sign_out()
            assert seat.database.location == (None, "")


def _without_keyring(seat: ConsoleSeat) -> None:
    async def missing() -> bytes:
        raise KeyringMissing

    seat.vault._seat_secret = missing
    assert isinstance(seat.sign_in, SignIn)
