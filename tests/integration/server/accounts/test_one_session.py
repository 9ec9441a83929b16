"""One live session for an operator, one operator at a seat, and how a session ends in order."""

from datetime import UTC, datetime, timedelta

import httpx
import msgspec

from contract.domain.account import Role
from contract.wire.duty import SeatCall
from contract.wire.session import ErrorReply, SessionReply
from server.usecases.accounts.manage_accounts import sign_out_everywhere
from server.usecases.duty.call_effects import call_answered, call_ended, reserve
from tests.support.duty.duty_window import DutyWindow
from tests.support.seats.seat import StoppedClock
from tests.support.servers.real_server import PASSWORD, RealServer

START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


def code_of(answer: httpx.Response) -> str:
    return msgspec.json.decode(answer.content, type=ErrorReply).code


async def at_seat(server: RealServer, name: str, seat: str, device: str) -> httpx.Response:
    wanted = {"login": name, "password": PASSWORD, "device_id": device, "seat": seat}
    async with server.client() as client:
        return await client.post("/auth/login", json=wanted)


async def renewed(server: RealServer, session: SessionReply, device: str) -> httpx.Response:
    wanted = {"refresh_token": session.refresh_token, "device_id": device}
    async with server.client() as client:
        return await client.post("/auth/refresh", json=wanted)


async def statuses(server: RealServer, session: SessionReply) -> tuple[int, int]:
    """Return how reading is answered, and how the handing over of work."""
    async with server.client(session) as client:
        reading = await client.get("/snapshot/base")
        return reading.status_code, (
            await client.post("/commands", json={"commands": []})
        ).status_code


async def test_a_sign_in_elsewhere_ends_the_session_before_which_may_still_hand_over_its_work(
    database_url: str,
) -> None:
    clock = StoppedClock(START)
    async with await RealServer.start(database_url, clock=clock) as server:
        await server.add_account("anna")
        first = await server.sign_in("anna", seat="1001", device="left")
        second = await server.sign_in("anna", seat="1002", device="right")
        assert await statuses(server, first) == (401, 200)
        assert await statuses(server, second) == (200, 200)
        assert code_of(await renewed(server, first, "left")) == "signed_in_elsewhere"
        async with server.client(first) as client:
            assert code_of(await client.get("/snapshot/base")) == "signed_in_elsewhere"
        clock.advance(61)
        assert await statuses(server, first) == (401, 401)
        assert code_of(await renewed(server, first, "left")) == "signed_in_elsewhere"
        assert await statuses(server, second) == (200, 200)


async def test_an_editor_may_write_at_two_computers() -> None:
    async with await RealServer.start(clock=StoppedClock(START)) as server:
        await server.add_account("anna", Role.EDITOR)
        first = await server.sign_in("anna", device="left")
        second = await server.sign_in("anna", device="right")
        assert await statuses(server, first) == await statuses(server, second) == (200, 200)


async def test_the_seat_of_a_session_before_is_free_again() -> None:
    async with await RealServer.start(clock=StoppedClock(START)) as server:
        await server.add_account("anna")
        await server.add_account("bea")
        await server.sign_in("anna", seat="1001", device="left")
        await server.sign_in("anna", seat="1002", device="right")
        assert (await at_seat(server, "bea", "1001", "left")).status_code == 200


async def test_a_console_that_begins_anew_ends_its_session_before_at_once() -> None:
    async with await RealServer.start(clock=StoppedClock(START)) as server:
        first = await server.joined_by("anna")
        await server.sign_in("anna")
        assert await statuses(server, first) == (401, 401)


async def test_the_seat_of_somebody_who_works_there_is_refused(database_url: str) -> None:
    async with await RealServer.start(database_url, clock=StoppedClock(START)) as server:
        await server.add_account("anna")
        await server.add_account("bea")
        anna = await server.sign_in("anna", seat="1001", device="left")
        for _ in range(6):  # never slowed: the password is right each time
            refused = await at_seat(server, "bea", "1001", "right")
            assert (refused.status_code, code_of(refused)) == (401, "seat_taken")
        assert await statuses(server, anna) == (200, 200)
        assert (await at_seat(server, "bea", "1002", "right")).status_code == 200


async def test_a_seat_that_is_silent_is_free_and_its_session_ends() -> None:
    clock = StoppedClock(START)
    async with await RealServer.start(clock=clock) as server:
        await server.add_account("anna")
        await server.add_account("bea")
        anna = await server.sign_in("anna", seat="1001", device="left")
        clock.advance(11)
        assert (await at_seat(server, "bea", "1001", "right")).status_code == 200
        assert await statuses(server, anna) == (401, 200)
        assert code_of(await renewed(server, anna, "left")) == "seat_taken"


async def test_who_comes_to_the_same_computer_has_its_seat() -> None:
    async with await RealServer.start(clock=StoppedClock(START)) as server:
        await server.add_account("anna")
        await server.add_account("bea")
        await server.sign_in("anna", seat="1001", device="left")
        assert (await at_seat(server, "bea", "1001", "left")).status_code == 200


async def test_a_lead_takes_a_seat_over_and_the_audit_says_from_whom() -> None:
    async with await RealServer.start(clock=StoppedClock(START)) as server:
        holder = await server.add_account("anna")
        lead = await server.add_account("carla", Role.TEAM_LEAD)
        anna = await server.sign_in("anna", seat="1001", device="left")
        assert (await at_seat(server, "carla", "1001", "right")).status_code == 200
        assert await statuses(server, anna) == (401, 200)
        row = await server.database.read(
            lambda c: c.one("SELECT account_id, subject FROM audit WHERE action = 'seat_taken'")
        )
        assert row == {"account_id": lead.id, "subject": f"1001 {holder.id}"}


async def test_it_may_end_a_session_from_afar_and_its_work_is_handed_over() -> None:
    async with await RealServer.start(clock=StoppedClock(START)) as server:
        anna = await server.joined_by("anna")
        ended = await server.database.write(
            lambda c: sign_out_everywhere(c, "anna", START, "os:maintenance")
        )
        assert ended == 1
        assert await statuses(server, anna) == (401, 200)
        assert code_of(await renewed(server, anna, "d1")) == "signed_out_by_others"


async def test_a_lead_may_end_a_session_from_afar_and_nobody_else(database_url: str) -> None:
    clock = StoppedClock(START)
    async with await RealServer.start(database_url, clock=clock) as server:
        await server.add_account("anna")
        anna = await server.sign_in("anna", seat="1001", device="left")
        bea = await server.joined_by("bea")
        await server.add_account("carla", Role.TEAM_LEAD)
        lead = await server.sign_in("carla", seat="1002", device="right")
        order = {"account_id": anna.account.id, "want": "sign_out"}
        async with server.client(bea) as client:
            assert (await client.post("/duty/force", json=order)).status_code == 403
        assert await statuses(server, anna) == (200, 200)
        async with server.client(lead) as client:
            assert (await client.post("/duty/force", json=order)).status_code == 200
        clock.advance(3)  # so long a process may remember who was in
        assert await statuses(server, anna) == (401, 200)
        assert code_of(await renewed(server, anna, "left")) == "signed_out_by_others"


async def test_a_session_whose_time_is_over_lasts_until_the_call_in_progress_has_ended() -> None:
    clock = StoppedClock(START)
    async with await RealServer.start(clock=clock) as server:
        await server.add_account("anna")
        session = await server.sign_in("anna", seat="1001")
        account_id = session.account.id
        clock.advance(12 * 3600 - 60)
        session = msgspec.json.decode(
            (await renewed(server, session, "d1")).content, type=SessionReply
        )
        anna = DutyWindow(server, session, "1001", "boot")
        await anna.wish("ready")
        now = server.clock()
        await server.database.write(
            lambda c: reserve(
                c, account_id, seat="1001", offer="o", call_key="k", queue="", now=now
            )
        )
        clock.advance(61)  # it rings, and the time is over
        ringing = await renewed(server, session, "d1")
        assert ringing.status_code == 200
        session = msgspec.json.decode(ringing.content, type=SessionReply)
        await server.database.write(
            lambda c: call_answered(c, seat="1001", call_key="k", offer="o", queue="", now=now)
        )
        anna.calls = (SeatCall(call_key="k", offer="o", state="active"),)
        clock.advance(120)
        again = await renewed(server, session, "d1")
        assert again.status_code == 200
        session = msgspec.json.decode(again.content, type=SessionReply)
        assert await statuses(server, session) == (200, 200)
        await server.database.write(
            lambda c: call_ended(c, seat="1001", call_key="k", now=now + timedelta(minutes=3))
        )
        clock.advance(601)
        assert code_of(await renewed(server, session, "d1")) == "session_expired"
