"""Signing in with and without a server, and what the next operator finds."""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from console.errors import (
    KeyringMissing,
    LocalStoreBroken,
    ServerRejected,
    ServerUnreachable,
    SessionExpired,
    SignInRefused,
)
from console.store.contact.contact_repository import own_contacts
from console.store.replica.outbox import waiting_count
from console.store.session import seat_vault
from console.store.session.resume_ticket import ResumeTicket, TicketKeeper
from console.store.session.session_record import account, refresh_token, work_keys
from console.usecases.session.offline_limit import OfflineLimit
from console.usecases.session.resume_session import ResumeSession
from console.usecases.session.sign_in import SignIn, nobody_was_here
from contract.domain.account import Role
from contract.domain.ids import KNOWLEDGE_SCOPE, ContactId, TopicId, new_id
from contract.wire.changes import snapshot_path
from contract.wire.decoding import encode
from contract.wire.sealed_key import SealedKeyReply, SealedKeyRequest
from contract.wire.session import LoginRequest, SessionReply
from server.usecases.accounts.manage_accounts import set_password
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.seats.seat import a_draft
from tests.support.servers.real_server import PASSWORD, RealServer, hash_once, utc_now
from tests.support.waiting import PATIENCE_S


async def _ready() -> RealServer:
    server = await RealServer.start()
    await server.add_desk("tributi", "tari")
    await server.add_account("anna")
    await server.add_account("bruno", Role.LEVEL_TWO, desks=["tributi"])
    return server


def _draft() -> object:
    return a_draft(contact_id=ContactId(new_id()), topic_id=TopicId("tari"))


async def test_online_the_server_decides_and_the_replica_knows_who_it_is(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport(), None) as seat:
        with pytest.raises(SignInRefused) as refused:
            await seat.sign_in("anna", "wrong")
        assert refused.value.code == "bad_credentials"
        signed_in = await seat.sign_in("anna", PASSWORD, "")
        assert (signed_in.account.login, signed_in.is_offline) == ("anna", False)
        assert await seat.database.read(account) == signed_in.account
        assert await seat.database.read(refresh_token)


async def test_offline_the_vault_decides_and_the_work_is_there(tmp_path: Path) -> None:
    async with await _ready() as server:
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
    async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
        await seat.drafts.close(_draft())
        await seat.sign_out()
        assert await seat.database.read(account) is None
        await seat.sign_in("bruno", PASSWORD)
        assert await seat.database.read(lambda c: own_contacts(c, 9)) == ()
        await seat.sign_out()
        await seat.sign_in("anna", PASSWORD)
        assert await seat.database.read(waiting_count) == 1


async def test_without_the_server_a_seat_opens_for_twelve_hours_and_no_longer(
    tmp_path: Path,
) -> None:
    async with await _ready() as server:
        async with a_seat(tmp_path, server.transport()) as seat:
            await seat.drafts.close(_draft())
        server.go_offline()
        for hours, opens in ((11.9, True), (12.1, False), (-12.1, False)):
            async with _seat_in(hours, tmp_path, server) as seat:
                if opens:
                    assert (await seat.sign_in("anna", PASSWORD)).is_offline
                    continue
                with pytest.raises(SignInRefused) as refused:
                    await seat.sign_in("anna", PASSWORD)
                assert refused.value.code == "offline_too_long"
                assert await seat.database.read(account) is None
        server.go_online()
        async with _seat_in(12.1, tmp_path, server) as seat:
            await seat.sign_in("anna", PASSWORD)
            assert await seat.database.read(waiting_count) == 1


async def test_after_twelve_hours_without_the_server_nobody_goes_on_without_a_password(
    tmp_path: Path,
) -> None:
    tickets = TicketKeeper(MemoryKeyring(), tmp_path)
    async with await _ready() as server:
        async with a_seat(tmp_path, server.transport()) as seat:
            ticket = ResumeTicket(login="anna", key_hex=seat.database.location[1])
        server.go_offline()
        for hours, goes_on in ((11.9, True), (12.1, False)):
            await tickets.keep(ticket)
            async with _seat_in(hours, tmp_path, server) as seat:
                resume = ResumeSession(
                    database=seat.database,
                    vault=seat.vault,
                    tickets=tickets,
                    server=seat.link,
                    offline=OfflineLimit(seat.clock),
                )
                assert (await resume(make_way=nobody_was_here) is not None) is goes_on
                assert (await seat.database.read(account) is not None) is goes_on


@asynccontextmanager
async def _seat_in(hours: float, folder: Path, server: RealServer) -> AsyncIterator[ConsoleSeat]:
    """Yield a seat at which so many hours have passed; nobody is signed in."""
    async with _seat_at([hours], folder, server) as seat:
        yield seat


@asynccontextmanager
async def _seat_at(
    passed: list[float], folder: Path, server: RealServer
) -> AsyncIterator[ConsoleSeat]:
    """Yield a seat at which as many hours have passed as the list says by then."""
    seat = ConsoleSeat(
        folder, server.transport(), wall_clock=lambda: utc_now() + timedelta(hours=passed[0])
    )
    await seat.database.open()
    try:
        yield seat
    finally:
        await seat.close()


async def test_signing_out_offline_ends_in_time(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
        server.weather.silent = True
        async with asyncio.timeout(PATIENCE_S):
            await seat.sign_out()
        assert await seat.database.read(account) is None
        server.weather.silent = False


async def test_without_a_keyring_the_session_lives_in_memory_only(tmp_path: Path) -> None:
    async with await _ready() as server:
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
    async with await _ready() as server:
        async with a_seat(tmp_path, server.transport()):
            pass
        server.go_offline()
        async with a_seat(tmp_path, server.transport(), None) as seat:
            _without_keyring(seat)
            with pytest.raises(KeyringMissing):
                await seat.sign_in("anna", PASSWORD)


async def test_a_second_console_of_the_same_operator_is_refused(tmp_path: Path) -> None:
    async with (
        await _ready() as server,
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
        async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
            assert await seat.database.read(waiting_count) == 0
            await seat.drafts.close(_draft())


async def _left_offline(server: RealServer, folder: Path, count: int = 3) -> None:
    """Have anna close contacts that no server gets, and go."""
    async with a_seat(folder, server.transport()) as seat:
        server.go_offline()
        for _ in range(count):
            await seat.drafts.close(_draft())
    server.go_online()


async def _changed_password(server: RealServer, password: str) -> None:
    hashed = await asyncio.to_thread(hash_once, password)
    await server.database.write(lambda c: set_password(c, "anna", hashed, server.clock()))


def _another_keyring(seat: ConsoleSeat) -> None:
    async def made_anew() -> bytes:
        return b"\7" * 32

    seat.vault._seat_secret = made_anew


@pytest.mark.parametrize("what", ["password", "keyring", "both"])
async def test_unsent_work_is_there_after_a_new_password_and_under_another_keyring(
    tmp_path: Path, what: str
) -> None:
    async with await _ready() as server:
        await _left_offline(server, tmp_path)
        password = PASSWORD if what == "keyring" else "a-new-one-from-the-desk"
        if what != "keyring":
            await _changed_password(server, password)
        for waiting in (3, 0):  # opened by the server, then by the password itself
            async with a_seat(tmp_path, server.transport(), None) as seat:
                if what != "password":
                    _another_keyring(seat)
                signed_in = await seat.sign_in("anna", password)
                assert not signed_in.left_behind
                assert await seat.database.read(waiting_count) == waiting
                await seat.sync()
                assert await seat.database.read(waiting_count) == 0
        count = "SELECT count(*) FROM {}".format
        opened = count("audit WHERE action = 'seat_key_opened'")
        assert await server.database.read(lambda c: c.number(count("contact"))) == 3
        assert await server.database.read(lambda c: c.number(opened)) == 1


async def test_the_server_gives_a_key_to_the_account_it_belongs_to_alone(tmp_path: Path) -> None:
    async with await _ready() as server:
        await _left_offline(server, tmp_path)
        async with a_seat(tmp_path, server.transport(), None) as seat:
            await seat.sign_in("bruno", PASSWORD)
            stored = msgspec.json.decode(seat.vault._vault_path("anna").read_bytes())
            request = SealedKeyRequest(box=base64.b64decode(stored["for_server"]))
            with pytest.raises(ServerRejected) as refused:
                await seat.link.ask("POST", "/auth/sealed-key", request, SealedKeyReply)
            assert refused.value.status == 403


async def test_a_vault_that_cannot_be_read_now_is_kept_and_sign_in_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seat_vault, "READ_AGAIN_AFTER_S", ())
    async with await _ready() as server:
        await _left_offline(server, tmp_path)
        async with a_seat(tmp_path, server.transport(), None) as seat:
            file = seat.vault._vault_path("anna")
            kept = file.rename(file.with_name("kept"))
            file.mkdir()  # what stands there cannot be read, as a file that another program holds
            with pytest.raises(LocalStoreBroken):
                await seat.sign_in("anna", PASSWORD)
            file.rmdir()
            kept.rename(file)
            await seat.sign_in("anna", PASSWORD)
            assert await seat.database.read(waiting_count) == 3


async def test_half_a_vault_is_set_aside_and_told(tmp_path: Path) -> None:
    async with await _ready() as server:
        await _left_offline(server, tmp_path)
        async with a_seat(tmp_path, server.transport(), None) as seat:
            seat.vault._vault_path("anna").write_bytes(b"{half")
            signed_in = await seat.sign_in("anna", PASSWORD)
            assert (signed_in.left_behind, signed_in.left_contacts) == (True, 3)
            assert await seat.database.read(waiting_count) == 0
        assert len(list(tmp_path.glob("*.replica.broken-1"))) == 1


async def test_the_lock_screen_takes_the_secret_and_renews_an_ended_session(
    tmp_path: Path,
) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
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


async def test_after_twelve_hours_without_the_server_the_lock_screen_opens_for_nobody(
    tmp_path: Path,
) -> None:
    passed = [0.0]
    async with await _ready() as server, _seat_at(passed, tmp_path, server) as seat:
        await seat.sign_in("anna", PASSWORD)
        server.go_offline()
        passed[0] = 11.9
        assert await seat.unlock(PASSWORD)
        passed[0] = 12.1
        with pytest.raises(SignInRefused) as refused:
            await seat.unlock(PASSWORD)
        assert refused.value.code == "offline_too_long"
        server.go_online()
        assert await seat.unlock(PASSWORD)
        server.go_offline()
        assert await seat.unlock(PASSWORD), "the server has just let her in"


async def test_after_a_restart_the_lock_screen_renews_an_ended_session_too(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
        seat.vault.forget()  # nothing is left in memory of a password
        seat.link.begin("", None)
        with pytest.raises(SessionExpired):
            await seat.sync()
        assert await seat.unlock(PASSWORD)
        await seat.sync()


async def test_the_lock_screen_begins_a_session_anew_whose_renewal_token_is_gone(
    tmp_path: Path,
) -> None:
    """A console that ended in order drops it; the ticket to go on may have stayed."""
    async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
        seat.link.begin("", None)
        with pytest.raises(SessionExpired):
            await seat.sync()
        assert await seat.unlock(PASSWORD)
        await seat.sync()


async def test_a_replica_that_takes_no_write_is_closed_at_the_sign_out_too(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
        await seat.database.write(lambda c: c.execute("PRAGMA query_only = 1"), changes=frozenset())
        with pytest.raises(LocalStoreBroken):
            await seat.sign_out()
        assert seat.database.location == (None, "")


def _without_keyring(seat: ConsoleSeat) -> None:
    async def missing() -> bytes:
        raise KeyringMissing

    seat.vault._seat_secret = missing
    assert isinstance(seat.sign_in, SignIn)


async def test_who_signed_in_while_the_server_was_away_is_in_once_it_is_back(
    tmp_path: Path,
) -> None:
    """After a sign-out nothing is left that a session could be renewed with: the password is."""
    async with await _ready() as server, _offline_seat(tmp_path, server) as seat:
        with pytest.raises(ServerUnreachable):
            await seat.sync()
        assert not seat.link.is_expired
        server.go_online()
        await seat.sync()
        assert await seat.database.read(waiting_count) == 0
        assert await seat.database.read(refresh_token)
        assert await seat.database.read(work_keys)


async def test_another_password_meanwhile_is_asked_for(tmp_path: Path) -> None:
    async with await _ready() as server, _offline_seat(tmp_path, server) as seat:
        await _changed_password(server, "another long one 7")
        server.go_online()
        for _ in range(2):  # and not tried again and again: it would count as guessing
            with pytest.raises(SessionExpired):
                await seat.sync()
        assert seat.link.is_expired


async def test_who_went_on_at_another_computer_is_not_signed_out_there_by_the_first(
    tmp_path: Path,
) -> None:
    async with await _ready() as server:
        before = await server.sign_in("anna", device="of the day before")
        await _moved(server, "of the day before", -60)
        async with _offline_seat(tmp_path, server) as seat:
            server.go_online()
            await seat.sync()
            assert not await _is_in(server, before)
        async with _offline_seat(tmp_path, server) as seat:
            server.go_online()
            since = await server.sign_in("anna", device="the one next to it")
            await _moved(server, "the one next to it", 60)
            with pytest.raises(SessionExpired) as ended:
                await seat.sync()
            assert ended.value.code == "signed_in_elsewhere"
            assert await _is_in(server, since)
            assert await seat.unlock(PASSWORD), "the password says where the work goes on"
            await seat.sync()
            assert await seat.database.read(waiting_count) == 0


async def test_an_editor_may_have_gone_on_at_two_computers(tmp_path: Path) -> None:
    async with await _ready() as server:
        await server.add_account("redi", Role.EDITOR)
        async with a_seat(tmp_path, server.transport(), "redi") as seat:
            await seat.sync()
            await seat.sign_out()
            server.go_offline()
            assert (await seat.sign_in("redi", PASSWORD)).is_offline
            server.go_online()
            since = await server.sign_in("redi", device="the one next to it")
            await _moved(server, "the one next to it", 60)
            await seat.sync()
            assert await _is_in(server, since)


async def test_too_many_guesses_of_others_only_put_it_off(tmp_path: Path) -> None:
    async with await _ready() as server, _offline_seat(tmp_path, server) as seat:
        server.go_online()
        async with server.client() as client:
            refused = 0
            while refused != 429:
                request = LoginRequest(login="anna", password="a guess", device_id="device-1")
                answer = await client.post("/auth/login", content=encode(request))
                refused = answer.status_code
        with pytest.raises(ServerUnreachable):
            await seat.sync()
        assert not seat.link.is_expired


async def _moved(server: RealServer, device: str, by_s: int) -> None:
    """Move the begin of the sessions of a computer: here it all happens in some milliseconds."""
    sql = "UPDATE session SET created_at = created_at + :by WHERE device_id = :device"
    await server.database.write(lambda c: c.execute(sql, {"by": by_s * 1000, "device": device}))


async def _is_in(server: RealServer, session: SessionReply) -> bool:
    async with server.client(session) as client:
        return (await client.get(snapshot_path(KNOWLEDGE_SCOPE, None))).is_success


@asynccontextmanager
async def _offline_seat(folder: Path, server: RealServer) -> AsyncIterator[ConsoleSeat]:
    """Yield a seat of anna, who signed in without the server and has a contact to send."""
    async with a_seat(folder, server.transport()) as seat:
        await seat.sync()
        await seat.sign_out()
        server.go_offline()
        assert (await seat.sign_in("anna", PASSWORD)).is_offline
        await seat.drafts.close(_draft())
        yield seat
