"""The operator's duty on its way: nothing is lost, views come in order, the server decides."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from msgspec.structs import replace

from console.errors import LocalStoreBroken, ServerRejected, ServerUnreachable
from console.model.duty.seat_state import SeatFacts
from console.runtime.task_scope import TaskScope
from console.store.duty import duty_journal
from console.store.replica.local_database import LocalDatabase
from console.sync.links import duty_link
from console.sync.links.duty_link import DutyLink, DutySeat, StepSetAside
from contract.domain.agents.agent import AgentView, DutyState
from contract.domain.ids import AccountId
from contract.wire.duty import Alarm, DutyReply, DutyReport, FirstCallback
from tests.support.seats.seat import StoppedClock, open_replica
from tests.support.waiting import until


class _Server:
    """Takes steps as the central server does; taken is by journal."""

    def __init__(self) -> None:
        self.is_away = False
        self.reports: list[DutyReport] = []
        self.alarms: list[Alarm] = []
        self.taken: dict[str, int] = {}
        self.wishes: list[str] = []
        self.view = AgentView(account_id=AccountId("anna"), rev=1, state=DutyState.NOT_READY)
        self.refused = ""
        self.first: tuple[FirstCallback, ...] = ()
        self.malformed: set[str] = set()  # wishes it refuses the whole report for
        self.refuses_all = False

    async def report_duty(self, report: DutyReport) -> DutyReply:
        if self.is_away:
            raise ServerUnreachable
        if self.refuses_all or self.malformed & {step.wish for step in report.steps}:
            raise ServerRejected(400, "malformed")
        self.reports.append(report)
        known = self.taken.get(report.boot, 0)
        for step in report.steps:
            if step.number > known:
                self.wishes.append(step.wish)
                known = step.number
                self.view = replace(self.view, rev=self.view.rev + 1)
        self.taken[report.boot] = known
        return DutyReply(view=self.view, taken=known, refused=self.refused, first=self.first)

    async def raise_alarm(self, alarm: Alarm) -> int | None:
        if self.is_away:
            raise ServerUnreachable
        self.alarms.append(alarm)
        return 2


class _Seat(DutySeat):
    def __init__(self, database: LocalDatabase) -> None:
        self.server = _Server()
        self.seen = SeatFacts(seat="1001", registered=True)
        self.views: list[tuple[int, bool]] = []
        self.refusals: list[str] = []
        self.sent: list[tuple[str, int | None]] = []  # id, how many leads were there
        self.bugs: list[str] = []
        self.first: list[tuple[FirstCallback, ...]] = []
        self.link = DutyLink(
            database=database,
            link=self.server,  # type: ignore[arg-type]  # the two calls a DutyLink makes
            clock=StoppedClock(),
            seat=self,
        )
        self.link.begin()

    def facts(self) -> SeatFacts:
        return self.seen

    def on_view(self, view: AgentView, is_settled: bool) -> None:
        self.views.append((view.rev, is_settled))

    def on_refused(self, code: str) -> None:
        self.refusals.append(code)

    def on_alarm_sent(self, alarm: Alarm, heard: int | None) -> None:
        self.sent.append((alarm.id, heard))

    def on_first(self, first: tuple[FirstCallback, ...]) -> None:
        self.first.append(first)

    def on_set_aside(self, bug: StepSetAside) -> None:
        self.bugs.append(str(bug))


@asynccontextmanager
async def a_seat(database: LocalDatabase, *, is_running: bool = True) -> AsyncIterator[_Seat]:
    crashes: list[BaseException] = []
    scope = TaskScope(lambda _, error: crashes.append(error))
    seat = _Seat(database)
    if is_running:
        scope.start("duty.journal", seat.link.keep_journal())
        scope.start("duty.report", seat.link.run())
    try:
        yield seat
    finally:
        await scope.close()
    assert crashes == []


@pytest.fixture(autouse=True)
def no_beat(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to travel at once does so without the beat that would carry it seconds later."""
    monkeypatch.setattr(duty_link, "REPORT_EVERY_S", 1e6)


async def test_a_seat_where_nothing_happens_is_heard_at_each_beat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(duty_link, "REPORT_EVERY_S", 0.001)
    async with open_replica() as database, a_seat(database) as seat:
        await until(lambda: len(seat.server.reports) >= 3)


async def test_a_step_reaches_the_server_at_once_and_the_view_is_settled() -> None:
    async with open_replica() as database, a_seat(database) as seat:
        seat.link.request_state("ready")
        await until(lambda: seat.server.wishes == ["ready"])
        await until(lambda: seat.views and seat.views[-1] == (2, True))
        assert await database.read(duty_journal.open_steps) == ()


async def test_what_was_done_without_a_server_is_sent_when_it_is_back() -> None:
    async with open_replica() as database, a_seat(database) as seat:
        seat.server.is_away = True
        for wish in ("answered", "ended", "pause"):
            seat.link.request_state(wish, call_key="c-1")
        await until(lambda: not seat.link._unwritten)
        seat.server.is_away = False
        seat.seen = replace(seat.seen, has_microphone=False)
        seat.link.look_at_facts()
        await until(lambda: seat.server.wishes == ["answered", "ended", "pause"])


async def test_steps_of_a_killed_console_are_sent_by_the_next_one() -> None:
    async with open_replica() as database:
        async with a_seat(database) as killed:
            killed.server.is_away = True
            killed.link.request_state("pause", reason="break")
            await until(lambda: not killed.link._unwritten)
        async with a_seat(database) as seat:
            await until(lambda: seat.server.wishes == ["pause"])


async def test_a_lost_answer_costs_nothing_and_doubles_nothing() -> None:
    async with open_replica() as database, a_seat(database, is_running=False) as seat:
        seat.link.request_state("ready")
        answer = seat.server.report_duty

        async def lose(report: DutyReport) -> DutyReply:
            await answer(report)
            raise ServerUnreachable

        seat.server.report_duty = lose  # type: ignore[method-assign]  # one lost answer
        await seat.link.flush()
        seat.server.report_duty = answer  # type: ignore[method-assign]
        await seat.link.flush()
        assert seat.server.wishes == ["ready"]
        assert await database.read(duty_journal.open_steps) == ()


async def test_more_steps_than_one_report_carries_go_in_several() -> None:
    async with open_replica() as database, a_seat(database) as seat:
        for _ in range(450):
            seat.link.request_state("line")
        await until(lambda: len(seat.server.wishes) == 450)
        assert max(len(report.steps) for report in seat.server.reports) <= 200


async def test_a_view_told_while_steps_are_on_their_way_is_not_settled() -> None:
    async with open_replica() as database, a_seat(database, is_running=False) as seat:
        seat.link.on_view(replace(seat.server.view, rev=5))
        seat.link.on_view(replace(seat.server.view, rev=4))
        assert seat.views == [(5, False)]


async def test_what_happens_while_a_report_travels_leaves_its_view_unsettled() -> None:
    async with open_replica() as database, a_seat(database, is_running=False) as seat:
        answer = seat.server.report_duty

        async def slowly(report: DutyReport) -> DutyReply:
            seat.link.request_state("pause")
            return await answer(report)

        seat.server.report_duty = slowly  # type: ignore[method-assign]  # a slow server
        await seat.link.flush()
        assert seat.views == [(1, False)]


async def test_a_server_set_back_to_an_older_day_is_believed() -> None:
    async with open_replica() as database, a_seat(database, is_running=False) as seat:
        seat.link.on_view(replace(seat.server.view, rev=900))
        await seat.link.flush()
        assert seat.views == [(900, False), (1, True)]


async def test_a_journal_older_than_what_the_server_knows_is_begun_anew(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with open_replica() as database, a_seat(database, is_running=False) as seat:
        seat.link.request_state("ready")
        await seat.link.flush()
        boot = await database.read(duty_journal.boot)
        seat.server.taken[boot] = 40
        seat.link.request_state("pause")
        await seat.link.flush()
        await seat.link.flush()
        assert seat.server.wishes == ["ready", "pause"]
        assert await database.read(duty_journal.boot) != boot
        assert "begun anew" in caplog.text
        caplog.clear()


async def test_a_refusal_is_told_with_the_steps_it_answers_only() -> None:
    async with open_replica() as database, a_seat(database, is_running=False) as seat:
        seat.server.refused = "pause_full"
        await seat.link.flush()
        assert seat.refusals == []
        seat.link.request_state("pause")
        await seat.link.flush()
        assert seat.refusals == ["pause_full"]


async def test_an_alarm_is_tried_until_a_server_has_it() -> None:
    async with open_replica() as database:
        async with a_seat(database, is_running=False) as seat:
            seat.server.is_away = True
            await seat.link.alarm(Alarm(kind="threat", id="a-1"))
            await seat.link.flush()
            assert seat.sent == []
        async with a_seat(database) as later:
            await until(lambda: later.server.alarms == [Alarm(kind="threat", id="a-1")])
            await until(lambda: later.sent)


async def test_an_alarm_of_a_quiet_seat_waits_for_no_beat() -> None:
    async with open_replica() as database, a_seat(database) as seat:
        await until(lambda: seat.views)
        await seat.link.alarm(Alarm(kind="threat", id="a-1"))
        await until(lambda: seat.sent == [("a-1", 2)])


async def test_an_alarm_the_server_refuses_holds_up_neither_others_nor_duty() -> None:
    async with open_replica() as database, a_seat(database, is_running=False) as seat:
        take = seat.server.raise_alarm

        async def refuse_the_first(alarm: Alarm) -> int | None:
            if alarm.id == "a-1":
                raise ServerRejected(400, "invalid")
            return await take(alarm)

        seat.server.raise_alarm = refuse_the_first  # type: ignore[method-assign]
        for name in ("a-1", "a-2"):
            await seat.link.alarm(Alarm(kind="threat", id=name))
        seat.link.request_state("pause")
        await seat.link.flush()
        assert seat.sent == [("a-2", 2)]
        assert seat.server.wishes == ["pause"]
        assert [alarm.id for alarm in await database.read(duty_journal.open_alarms)] == ["a-1"]


async def test_a_step_the_server_refuses_is_set_aside_and_all_others_arrive(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with open_replica() as database, a_seat(database) as seat:
        seat.server.is_away = True
        seat.server.malformed = {"bad"}
        wishes = [f"w{number}" for number in range(7)]
        for wish in (*wishes[:3], "bad", *wishes[3:5], "bad", *wishes[5:]):
            seat.link.request_state(wish)
        await until(lambda: not seat.link._unwritten)
        seat.server.is_away = False
        seat.seen = replace(seat.seen, has_microphone=False)
        seat.link.look_at_facts()
        await until(lambda: len(seat.bugs) == 2 and seat.server.wishes == wishes)
        assert seat.bugs == ["malformed", "malformed"]
        aside = await database.read(duty_journal.steps_aside)
        assert [(one["number"], one["code"]) for one in aside] == [
            ("4", "malformed"),
            ("7", "malformed"),
        ]
        await until(lambda: seat.views and seat.views[-1][1])  # all is told: settled again
        assert "set aside: number=4 code=malformed" in caplog.text
        caplog.clear()


async def test_a_server_that_refuses_every_report_costs_no_step() -> None:
    async with open_replica() as database, a_seat(database, is_running=False) as seat:
        seat.server.refuses_all = True
        seat.link.request_state("ready")
        seat.link.request_state("pause")
        for _ in range(4):
            await seat.link.flush()
        assert seat.bugs == []
        assert len(await database.read(duty_journal.open_steps)) == 2
        seat.server.refuses_all = False
        for _ in range(2):
            await seat.link.flush()
        assert seat.server.wishes == ["ready", "pause"]


async def test_a_refusal_of_the_moment_is_not_the_fault_of_a_step() -> None:
    async with open_replica() as database, a_seat(database, is_running=False) as seat:
        answer = seat.server.report_duty

        async def too_busy(report: DutyReport) -> DutyReply:
            raise ServerUnreachable("unavailable", status=503)

        seat.server.report_duty = too_busy  # type: ignore[method-assign]  # for a while
        seat.link.request_state("ready")
        for _ in range(3):
            await seat.link.flush()
        seat.server.report_duty = answer  # type: ignore[method-assign]
        await seat.link.flush()
        assert (seat.server.wishes, seat.bugs) == (["ready"], [])


async def test_an_unreadable_step_is_reported_and_holds_up_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with open_replica() as database, a_seat(database, is_running=False) as seat:
        seat.server.is_away = True
        seat.link.request_state("ready")
        seat.link.request_state("pause")
        await seat.link.flush()
        await database.write(
            lambda c: c.execute("UPDATE duty_step SET body = '?' WHERE number = 1"),
            changes=frozenset(),
        )
        seat.server.is_away = False
        await seat.link.flush()
        assert (seat.server.wishes, seat.bugs) == (["pause"], ["unreadable"])
        assert seat.views[-1][1]
        assert await database.read(duty_journal.count_steps) == 0
        assert "could not be read" in caplog.text
        caplog.clear()


async def test_steps_that_cannot_be_written_are_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(duty_link, "UNWRITTEN_KEPT", 2)
    async with open_replica() as database, a_seat(database, is_running=False) as seat:
        for wish in ("one", "two", "three"):
            seat.link.request_state(wish)
        await seat.link.flush()
        assert seat.server.wishes == ["two", "three"]
        assert seat.views[-1][1]
        assert await database.read(duty_journal.count_steps) == 0


async def test_what_the_phone_says_travels_at_once_and_only_when_it_is_new() -> None:
    async with open_replica() as database, a_seat(database) as seat:
        await until(lambda: len(seat.server.reports) == 1)
        seat.link.look_at_facts()
        await until(lambda: len(seat.server.reports) == 2)
        seat.link.look_at_facts()
        seat.seen = replace(seat.seen, registered=False)
        seat.link.look_at_facts()
        await until(lambda: not seat.server.reports[-1].registered)
        assert len(seat.server.reports) == 3


async def test_a_journal_that_cannot_be_written_is_written_later(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_replica() as database, a_seat(database, is_running=False) as seat:
        seat.link.request_state("ready")
        seat.link.request_state("pause")
        write = database.write

        async def refuse(*_: Any, **__: Any) -> Any:
            raise LocalStoreBroken("full")

        monkeypatch.setattr(database, "write", refuse)
        await seat.link.flush()
        monkeypatch.setattr(database, "write", write)
        await seat.link.flush()
        assert seat.server.wishes == ["ready", "pause"]
        assert "not written" in caplog.text
        caplog.clear()


async def test_a_report_read_before_a_step_was_on_disk_settles_nothing() -> None:
    async with open_replica() as database, a_seat(database, is_running=False) as seat:
        seat.link.request_state("ready")
        await seat.link._tried()
        assert seat.views == [(1, False)]
        await seat.link.flush()
        assert seat.views[-1] == (2, True)


async def test_each_reply_tells_whom_to_call_back_first_and_a_refusal_is_reported() -> None:
    async with open_replica() as database, a_seat(database) as seat:
        await until(lambda: seat.first == [()])
        now = StoppedClock()()
        seat.server.first = (FirstCallback(call_key="k-1", phone="+390651", until_at=now),)
        seat.link.ask_now()
        await until(lambda: seat.first[-1] == seat.server.first)
        seat.seen = replace(seat.seen, not_calling=("k-1",))
        seat.link.look_at_facts()
        await until(lambda: seat.server.reports[-1].not_calling == ("k-1",))


async def test_steps_that_a_full_journal_drops_are_told_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(duty_journal, "STEPS_KEPT", 2)
    async with open_replica() as database, a_seat(database, is_running=False) as seat:
        for _ in range(5):
            seat.link.request_state("ready")
            await seat.link._write_steps()
        assert seat.bugs == [duty_journal.FULL]


async def test_steps_that_no_disk_takes_are_told_once_as_the_oldest_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(duty_link, "UNWRITTEN_KEPT", 2)
    async with open_replica() as database, a_seat(database, is_running=False) as seat:
        for _ in range(5):
            seat.link.request_state("ready")
        assert seat.bugs == [duty_journal.FULL]
