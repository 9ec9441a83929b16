"""A seat and the real server agree on an operator's state: journal, report, view, stream."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from console.model.duty.seat_state import AgentState, PauseReason, SeatFacts
from console.runtime.task_scope import TaskScope
from console.store.duty import duty_journal
from console.sync.change_stream import Event
from console.sync.links.duty_link import DutyLink, DutySeat
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.duty.operator_status import OperatorStatusViewModel
from console.viewmodels.duty.wrap_up_time import SeatClock
from contract.domain.account import Role
from contract.domain.agents.agent import AgentView, PauseRule
from contract.wire.duty import Alarm, ForceState, SeatCall
from contract.wire.phone_socket import CallState
from server.usecases.duty.pause_limits import set_rule
from tests.support.seats.console_seat import ConsoleSeat
from tests.support.seats.seat import StoppedClock
from tests.support.servers.real_server import PASSWORD, RealServer, utc_now
from tests.support.waiting import PATIENCE_S, comes, until
from tests.unit.console.viewmodels.seat import (
    REGISTERED,
    HandClock,
    ObedientPhone,
    a_call,
    an_ended,
)


class _OnDuty(DutySeat):
    """The part of a console that is about duty, over a replica and a server of their own."""

    def __init__(self, seat: ConsoleSeat, scope: TaskScope, number: str) -> None:
        self.seat = seat
        self.phone = ObedientPhone()
        self.mono = HandClock()
        self.told: list[str] = []
        self.complete = True
        self.number = number
        self.call = ActiveCallViewModel(phone=self.phone, scope=scope, monotonic_s=self.mono)
        self.phone.hears = self.call.on_call
        self.link = DutyLink(
            database=seat.database,
            link=seat.link,
            clock=seat.clock,
            seat=self,
        )
        self.status = OperatorStatusViewModel(
            call=self.call,
            set_available=self.phone.set_available,
            is_contact_complete=lambda: self.complete,
            request_state=self.link.request_state,
            scope=scope,
            clock=SeatClock(self.mono, seat.clock),
        )
        self.status.told.connect(lambda code, _: self.told.append(code))
        for signal in (self.call.changed, self.call.line_changed):
            signal.connect(self.link.look_at_facts)

    def begin(self, scope: TaskScope) -> None:
        self.link.begin()
        self.status.signed_in(self.number)
        scope.start("duty.journal", self.link.keep_journal())
        scope.start("duty.report", self.link.run())

    @property
    def now(self) -> tuple[AgentState, str]:
        return self.status.state, self.status.reason

    @property
    def view(self) -> AgentView:
        assert self.status.view is not None
        return self.status.view

    async def journal_is_empty(self) -> None:
        await comes(lambda: self.seat.database.read(duty_journal.open_steps), lambda x: not x)

    def on_view(self, view: AgentView, is_settled: bool) -> None:
        self.status.server.adopt(view, is_settled)

    def on_refused(self, code: str) -> None:
        self.status.server.refused(code)

    def on_alarm_sent(self, alarm: Alarm, heard: int | None) -> None:
        self.told.append(f"alarm {alarm.kind} {heard}")

    def on_event(self, event: Event) -> None:
        if event.name == "duty":
            self.link.on_view(msgspec.json.decode(event.data, type=AgentView))

    def facts(self) -> SeatFacts:
        return SeatFacts(
            seat=self.number,
            registered=self.call.line.registered,
            calls=tuple(
                SeatCall(
                    call_key=one.key, sip_id=one.call.sip_id, state=one.call.state, is_incoming=True
                )
                for one in self.call.calls
            ),
        )


@asynccontextmanager
async def a_seat(
    server: RealServer,
    folder: Path,
    *,
    login: str = "anna",
    number: str = "1001",
    signs_in: bool = True,
    wall_clock: Callable[[], datetime] = utc_now,
) -> AsyncIterator[_OnDuty]:
    """A console on duty, its stream open; signs_in False: the one before was killed."""
    crashes: list[BaseException] = []
    seat = ConsoleSeat(folder, server.transport(), wall_clock=wall_clock)
    await seat.database.open()
    scope = TaskScope(lambda _, error: crashes.append(error))
    try:
        await seat.sign_in(login, PASSWORD, number) if signs_in else await _resume(seat)
        on_duty = _OnDuty(seat, scope, number)
        on_duty.call.on_line(REGISTERED)
        seat.engine.stream._on_event = on_duty.on_event
        seat.start_sync()
        on_duty.begin(scope)
        yield on_duty
    finally:
        await scope.close()
        async with asyncio.timeout(PATIENCE_S):
            await seat.close()
    assert crashes == []


async def _resume(seat: ConsoleSeat) -> None:
    """Go on with the session of a console that was killed, over its replica."""
    path = seat.vault.replica_path("anna")
    await seat.database.switch_to(path, await seat.vault.unlock("anna", PASSWORD))
    token = await seat.database.read(
        lambda c: c.execute("SELECT value FROM meta WHERE key = 'refresh_token'").fetchone()[0]
    )
    seat.link.begin("", token)


@asynccontextmanager
async def a_server() -> AsyncIterator[RealServer]:
    server = await RealServer.start()
    try:
        await server.add_account("anna", Role.OPERATOR)
        yield server
    finally:
        await server.stop()


async def test_ready_and_pause_are_the_server_s_as_soon_as_they_are_done(tmp_path: Path) -> None:
    async with a_server() as server, a_seat(server, tmp_path) as seat:
        seat.status.get_ready()
        assert seat.now == (AgentState.READY, "")
        await until(lambda: seat.status.view and seat.view.state == "ready")
        seat.status.pause(PauseReason.TRAINING)
        await until(lambda: seat.view.reason == "training")
        assert seat.now == (AgentState.NOT_READY, "training")
        await seat.journal_is_empty()


async def test_ready_said_as_soon_as_she_is_in_counts_though_the_seat_s_clock_is_set_back(
    tmp_path: Path,
) -> None:
    wall = StoppedClock(utc_now())
    async with a_server() as server, a_seat(server, tmp_path, wall_clock=wall) as seat:
        wall.advance(-3600)
        seat.status.get_ready()
        await until(lambda: seat.status.view and seat.view.state == "ready")
        assert seat.now == (AgentState.READY, "")
        assert seat.told == []


async def test_a_pause_that_is_full_is_taken_back_and_worded(tmp_path: Path) -> None:
    async with a_server() as server, a_seat(server, tmp_path / "anna") as seat:
        rule = PauseRule(reason=PauseReason.BREAK, at_once=1, limit_s=900)
        await server.database.write(lambda c: set_rule(c, rule))
        await server.add_account("berta", Role.OPERATOR)
        seat.status.get_ready()
        await until(lambda: seat.status.view and seat.view.state == "ready")
        async with a_seat(server, tmp_path / "berta", login="berta", number="1002") as other:
            other.status.pause(PauseReason.BREAK)
            await until(lambda: other.status.view and other.view.reason == "break")
            assert other.status.pause_limit_s is not None
            assert 800 < other.status.pause_limit_s < 905
            seat.status.pause(PauseReason.BREAK)
            assert seat.now == (AgentState.NOT_READY, "break")
            await until(lambda: seat.told == ["pause_full"])
            await until(lambda: seat.now == (AgentState.READY, ""))


async def test_a_call_during_an_outage_is_known_to_the_server_afterwards(tmp_path: Path) -> None:
    async with a_server() as server, a_seat(server, tmp_path) as seat:
        seat.status.get_ready()
        await until(lambda: seat.status.view and seat.view.state == "ready")
        server.go_offline()
        seat.phone.report(a_call(call_key="k-1"))
        seat.phone.report(a_call(call_key="k-1", state=CallState.ACTIVE, answered_mono_s=1.0))
        seat.status.pause(PauseReason.MEETING)
        assert seat.phone.call is not None
        seat.phone.report(an_ended(seat.phone.call))
        assert seat.now == (AgentState.NOT_READY, "meeting")
        server.go_online()
        seat.link._wake.set()  # the next beat, without waiting for it
        await until(lambda: seat.view.reason == "meeting")
        await seat.journal_is_empty()
        rows = await server.database.read(
            lambda c: [
                (row["kind"], row["call_id"])
                for row in c.execute("SELECT kind, call_id FROM duty_event ORDER BY seq")
            ]
        )
        assert ("answered", "k-1") in rows
        assert ("ended", "k-1") in rows


async def test_a_killed_console_goes_on_in_the_state_the_server_kept(tmp_path: Path) -> None:
    async with a_server() as server:
        async with a_seat(server, tmp_path) as killed:
            killed.status.pause(PauseReason.SCREEN_BREAK)
            await until(lambda: killed.status.view and killed.view.reason == "screen_break")
            since_at = killed.view.since_at
        async with a_seat(server, tmp_path, signs_in=False) as seat:
            assert seat.now == (AgentState.NOT_READY, "signed_in")
            await until(lambda: seat.now == (AgentState.NOT_READY, "screen_break"))
            assert seat.view.since_at == since_at


async def test_a_step_written_before_a_kill_reaches_the_server_once(tmp_path: Path) -> None:
    async with a_server() as server:
        async with a_seat(server, tmp_path) as killed:
            await until(lambda: killed.status.view)
            server.go_offline()
            killed.status.pause(PauseReason.BACK_OFFICE)
            await until(lambda: not killed.link._unwritten)
        server.go_online()
        async with a_seat(server, tmp_path, signs_in=False) as seat:
            await until(lambda: seat.status.view and seat.view.reason == "back_office")
            await seat.journal_is_empty()


async def test_calls_ring_where_she_signed_in_last_and_the_other_window_says_so(
    tmp_path: Path,
) -> None:
    async with a_server() as server, a_seat(server, tmp_path / "one") as first:
        first.status.get_ready()
        await until(lambda: first.status.view and first.view.state == "ready")
        async with a_seat(server, tmp_path / "two", number="1002") as second:
            await until(lambda: first.status.elsewhere == "1002")
            assert first.now == (AgentState.NOT_READY, "elsewhere")
            assert "elsewhere" in first.told
            second.status.get_ready()
            await until(lambda: second.status.view and second.view.state == "ready")
            assert second.now == (AgentState.READY, "")
            assert first.now == (AgentState.NOT_READY, "elsewhere")


async def test_a_lead_s_word_reaches_the_operator_through_the_stream(tmp_path: Path) -> None:
    async with a_server() as server, a_seat(server, tmp_path) as seat:
        await server.add_account("carla", Role.TEAM_LEAD, name="Carla Capo")
        seat.status.get_ready()
        await until(lambda: seat.status.view and seat.view.state == "ready")
        account_id = seat.view.account_id
        session = await server.sign_in("carla", device="d2")
        async with server.client(session) as lead:
            order = ForceState(
                account_id=account_id, want="pause", reason="meeting", message="In sala 2"
            )
            answer = await lead.post("/duty/force", content=msgspec.json.encode(order))
            assert answer.status_code == 200, answer.text
        await until(lambda: "forced_pause" in seat.told)
        assert seat.now == (AgentState.NOT_READY, "meeting")
        seat.status.server.acknowledge()
        await until(lambda: seat.view.message == "")
        assert seat.told.count("forced_pause") == 1


async def test_an_alarm_raised_offline_reaches_the_server_later_and_gives_rest(
    tmp_path: Path,
) -> None:
    async with a_server() as server, a_seat(server, tmp_path) as seat:
        seat.status.get_ready()
        await until(lambda: seat.status.view and seat.view.state == "ready")
        server.go_offline()
        await seat.link.alarm(Alarm(kind="threat", id="a-1", at=seat.seat.clock()))
        server.go_online()
        seat.link._wake.set()
        await until(lambda: "alarm threat 0" in seat.told)
        await until(lambda: seat.now == (AgentState.NOT_READY, "after_care"))
