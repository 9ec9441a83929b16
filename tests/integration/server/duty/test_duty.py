"""Duty over HTTP and the stream, on both databases: told at once, one state, held by the server."""

import asyncio
from datetime import timedelta

import msgspec

from contract.domain.account import Role
from contract.wire.duty import Colleagues, DutyRules, SeatCall
from contract.wire.floor import People, ViewPeople
from contract.wire.team import Team
from server.usecases.duty.call_effects import call_answered, call_ended, reserve
from server.usecases.duty.publishing.open_alarms import open_alarms
from server.usecases.duty.verify_log import verify_log
from tests.support.async_fixtures import async_fixture
from tests.support.duty.duty_window import DutyWindow, state_of
from tests.support.seats.seat import StoppedClock
from tests.support.servers.real_server import RealServer, utc_now


async def started(url: str | None = None) -> RealServer:
    """Start a server for which no time passes: on a busy computer no seat is missed meanwhile."""
    return await RealServer.start(url, clock=StoppedClock(utc_now()))


server = async_fixture(started)


async def window(
    server: RealServer, login: str, seat: str, role: Role = Role.OPERATOR, boot: str = "boot-1"
) -> DutyWindow:
    """Return a window of a new account."""
    await server.add_account(login, role)
    return DutyWindow(server, await server.sign_in(login, seat=seat), seat, boot)


async def rings(server: RealServer, at: DutyWindow, call: str = "k1") -> bool:
    account_id, now = at.session.account.id, server.clock()
    return await server.database.write(
        lambda c: reserve(
            c, account_id, seat=at.seat, offer=f"o-{call}", call_key=call, queue="", now=now
        )
    )


async def answers(server: RealServer, at: DutyWindow, call: str = "k1") -> None:
    now = server.clock()
    await server.database.write(
        lambda c: call_answered(
            c, seat=at.seat, call_key=call, offer=f"o-{call}", queue="", now=now
        )
    )
    at.calls = (SeatCall(call_key=call, offer=f"o-{call}", state="active"),)


async def check_log(server: RealServer) -> None:
    _, unexplained = await server.database.read(verify_log)
    assert unexplained == ()


async def test_a_window_hears_each_change_of_its_operator_at_once(database_url: str) -> None:
    async with await started(database_url) as server:
        anna = await window(server, "anna", "1001")
        async with anna.stream() as stream:
            greeting = await stream.next_view()
            assert (greeting.state, greeting.reason) == ("not_ready", "signed_in")
            assert state_of(await anna.wish("ready")) == "ready"
            assert (await stream.view_in("ready")).seat == "1001"
            clock = asyncio.get_running_loop().time
            delays = []
            assert await rings(server, anna)
            begun = clock()
            assert (await stream.view_in("reserved")).call_key == "k1"
            delays.append(clock() - begun)
            await answers(server, anna)
            begun = clock()
            await stream.view_in("on_call")
            delays.append(clock() - begun)
            now = server.clock()
            await server.database.write(
                lambda c: call_ended(c, seat="1001", call_key="k1", now=now)
            )
            begun = clock()
            view = await stream.view_in("wrap_up")
            delays.append(clock() - begun)
            assert view.wrap_up_until_at is not None
            # Not at the next beat, for which the second and the third would wait whole 2 s.
            assert min(delays) < 1.0, delays
        await check_log(server)


async def test_a_returning_listener_is_greeted_with_the_present_state(server: RealServer) -> None:
    anna = await window(server, "anna", "1001")
    async with anna.stream() as stream:
        await stream.next_view()
    await anna.wish("pause", reason="break")
    async with anna.stream() as stream:
        view = await stream.next_view()
        assert (view.state, view.reason) == ("not_ready", "break")


async def test_two_windows_of_one_operator_show_one_state(database_url: str) -> None:
    async with await started(database_url) as server:
        first = await window(server, "anna", "1001", boot="first")
        await first.wish("pause", reason="training")
        session = await server.sign_in("anna", seat="1002", device="d2")
        second = DutyWindow(server, session, "1002", "second")
        async with first.stream() as one, second.stream() as two:
            assert (await one.next_view()).reason == "training"
            assert (await two.next_view()).seat == "1002"
            await second.wish("ready")
            assert (await one.view_in("ready")).seat == "1002"
            await two.view_in("ready")
            assert state_of(await first.report()) == "ready"
            await first.wish("pause", reason="break")
            assert (await two.view_in("not_ready")).reason == "break"
        await check_log(server)


async def test_signing_out_is_off_and_resuming_changes_nothing(server: RealServer) -> None:
    anna = await window(server, "anna", "1001")
    await anna.wish("pause", reason="meeting")
    async with server.client() as client:
        answer = await client.post(
            "/auth/refresh", json={"refresh_token": anna.session.refresh_token, "device_id": "d1"}
        )
        assert answer.status_code == 200
    crashed = DutyWindow(server, anna.session, "1001", "another-journal")
    assert state_of(await crashed.report()) == "not_ready meeting"
    async with server.client(anna.session) as client:
        assert (await client.post("/auth/logout")).status_code == 204
    found = await server.database.read(lambda c: c.one("SELECT state, seat FROM duty"))
    assert found == {"state": "off", "seat": ""}
    await check_log(server)


async def test_a_lead_forces_a_state_and_the_operator_sees_who_and_why(server: RealServer) -> None:
    anna = await window(server, "anna", "1001")
    lead = await window(server, "lea", "1009", Role.TEAM_LEAD)
    await anna.wish("ready")
    async with anna.stream() as stream:
        await stream.view_in("ready")
        await lead.force(
            anna.session.account.id, "pause", reason="training", message="Aula 2, subito"
        )
        view = await stream.view_in("not_ready")
        assert (view.forced_by, view.message) == ("Lea", "Aula 2, subito")
    early = anna.step("ready", at=server.clock() - timedelta(hours=1))
    anna.boot = "found-again"  # a journal of before
    reply = await anna.report(early)
    assert (reply.refused, state_of(reply)) == ("stale_wish", "not_ready training")


async def test_an_alarm_reaches_every_lead_and_nobody_else(server: RealServer) -> None:
    anna = await window(server, "anna", "1001")
    lead = await window(server, "lea", "1009", Role.TEAM_LEAD)
    other = await window(server, "leo", "1008", Role.TEAM_LEAD)
    async with lead.stream() as stream:
        await stream.next_view()
        assert await anna.alarm("threat", call_key="k1", id="a1") == 1
        assert await anna.alarm("threat", call_key="k1", id="a1") == 1
        news = await stream.next_news()
        assert (news.kind, news.text, news.account_id) == (
            "alarm",
            "threat",
            anna.session.account.id,
        )
    async with other.stream() as stream:  # was just reconnecting
        assert (await stream.next_news()).kind == "alarm"
    assert state_of(await anna.report()) == "not_ready after_care"


async def test_an_alarm_without_any_lead_waits_for_the_first_who_comes(database_url: str) -> None:
    async with await started(database_url) as server:
        anna = await window(server, "anna", "1001")
        lead = await window(server, "lea", "1009", Role.TEAM_LEAD)
        assert await anna.alarm("threat", call_key="k1", id="a1") == 0
        await server.restart()  # what waited in memory is gone
        async with anna.stream() as told:
            async with lead.stream() as stream:
                assert (await stream.next_news()).seat == "1001"
                await lead.sees(anna, "k1")
                await lead.sees(anna, "k1")
            news = await told.next_news()
            assert (news.kind, news.text, news.call_key) == ("alarm_seen", "Lea", "k1")
        found = await server.database.read(lambda c: open_alarms(c, server.clock()))
        assert found == ()
        await check_log(server)


async def test_a_lead_sees_her_team_with_open_alarms(server: RealServer) -> None:
    anna = await window(server, "anna", "1001")
    lead = await window(server, "lea", "1009", Role.TEAM_LEAD)
    await anna.wish("pause", reason="break")
    await anna.alarm("emergency", call_key="k1")
    async with server.client(lead.session) as client:
        team = msgspec.json.decode((await client.get("/team")).content, type=Team)
        look = msgspec.json.encode(ViewPeople(reason="shift"))
        answer = await client.post("/floor/people", content=look)
    people = msgspec.json.decode(answer.content, type=People).members
    assert team.members == (), "nobody is named unasked"
    assert [(one.name, one.seat, one.state, one.reason) for one in people] == [
        ("Anna", "1001", "not_ready", "break"),
        ("Lea", "1009", "not_ready", "signed_in"),
    ]
    assert [(one.name, one.seat, one.kind) for one in team.alarms] == [
        ("Anna", "1001", "emergency")
    ]


async def test_colleagues_and_rules_are_there_for_every_seat(server: RealServer) -> None:
    anna = await window(server, "anna", "1001")
    await window(server, "bruno", "1002")
    async with server.client(anna.session) as client:
        answer = await client.get("/colleagues")
        found = msgspec.json.decode(answer.content, type=Colleagues).colleagues
        assert [(one.name, one.seat) for one in found] == [("Anna", "1001"), ("Bruno", "1002")]
        rules = await client.get("/duty/rules")
        assert msgspec.json.decode(rules.content, type=DutyRules) == DutyRules()


async def test_a_restart_of_the_server_leaves_every_state(database_url: str) -> None:
    async with await started(database_url) as server:
        anna = await window(server, "anna", "1001")
        bruno = await window(server, "bruno", "1002")
        await bruno.wish("pause", reason="break")
        await anna.wish("ready")
        assert await rings(server, anna)
        await answers(server, anna)
        await server.restart()
        assert state_of(await anna.report()) == "on_call"
        assert state_of(await bruno.report()) == "not_ready break"
        await anna.wish("wrap_up_done")
        anna.calls = ()
        assert state_of(await anna.wish("ended", call_key="k1")) == "ready"
        await check_log(server)


async def test_reports_of_one_journal_at_once_take_each_step_once(database_url: str) -> None:
    async with await started(database_url) as server:
        anna = await window(server, "anna", "1001")
        steps = [anna.step(wish) for wish in ("ready", "case_work", "case_done") * 5]
        replies = await asyncio.gather(*(anna.report(*steps[: 3 * n]) for n in range(1, 6)))
        assert max(reply.taken for reply in replies) == 15
        kept = await server.database.read(
            lambda c: c.execute("SELECT step FROM duty_event WHERE step IS NOT NULL ORDER BY seq")
        )
        assert [row["step"] for row in kept] == [f"boot-1:{n}" for n in range(1, 16)]
        await check_log(server)


async def test_thirty_seats_report_at_once(database_url: str) -> None:
    async with await started(database_url) as server:
        windows = [await window(server, f"op{n}", str(1000 + n)) for n in range(1, 31)]
        await asyncio.gather(*(one.wish("ready") for one in windows))
        for _ in range(3):
            replies = await asyncio.gather(*(one.report() for one in windows))
            assert {state_of(reply) for reply in replies} == {"ready"}
        await check_log(server)


async def test_a_malformed_report_is_refused_in_clear_words(server: RealServer) -> None:
    anna = await window(server, "anna", "1001")
    async with server.client(anna.session) as client:
        for body in (b"{}", b'{"seat": 1}', b'{"seat":"1001","boot":"a b"}', b"\xff"):
            answer = await client.post("/duty/report", content=body)
            assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


async def test_the_figures_of_the_queues_reach_every_window(server: RealServer) -> None:
    anna = await window(server, "anna", "1001")
    async with anna.stream() as stream:
        assert (await stream.next_data("figures")).startswith("[")
