"""The room a lead watches: what breaks a promise, what is old, what the last minutes were."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from console.viewmodels.floor.floor import OLD_AFTER_S, SAMPLE_S, FloorViewModel
from console.viewmodels.floor.problems import Problem, ProblemKind, problems
from console.viewmodels.floor.queue_order import KEPT_S
from console.viewmodels.session.signed_in_operator import SignedInOperator
from contract.domain.account import Account, Role
from contract.domain.ids import AccountId, DeskId, QueueId
from contract.domain.service_level import CallCount
from contract.wire.floor import FloorNow, Misuse, QueueNow, UnsentWork
from contract.wire.team import OpenAlarm
from contract.wire.trunks import TrunkState
from tests.support.async_fixtures import async_fixture
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import a_scope

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
FINE = CallCount(answered=100, in_time=95, abandoned=2)
LOW = CallCount(answered=90, in_time=70, abandoned=4)
LEFT = CallCount(answered=90, in_time=90, abandoned=8)


def a_queue(name: str, **values: Any) -> QueueNow:
    return replace(QueueNow(queue_id=QueueId(name), name=name, today=FINE), **values)


def kinds(found: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(one.kind, one.key) for one in found]


class _Watch:
    """A lead's window; the server answers while answers is set."""

    def __init__(self, scope: Any, role: Role) -> None:
        self.time_s = 1000.0
        self.now: FloorNow | None = FloorNow(at=NOW)
        self.asked = 0
        self.answers = asyncio.Event()
        self.answers.set()
        desks = (DeskId("tributi"),)
        account = Account(
            id=AccountId("lea"), login="lea", display_name="Lea", role=role, desk_ids=desks
        )
        self.model = FloorViewModel(
            operator=SignedInOperator(account),
            load=self._load,
            scope=scope,
            clock=lambda: NOW,
            monotonic_s=lambda: self.time_s,
        )

    async def _load(self) -> FloorNow | None:
        self.asked += 1
        await self.answers.wait()
        return self.now

    async def tell(self, *queues: QueueNow, **values: Any) -> None:
        """Have the server tell this when it is asked next."""
        self.now = FloorNow(at=NOW, queues=queues, **values)
        told = self.asked
        self.model.refresh()
        await until(lambda: self.asked > told and self.model.now is self.now)


@asynccontextmanager
async def a_watch(role: Role = Role.TEAM_LEAD) -> AsyncIterator[_Watch]:
    async with a_scope() as scope:
        yield _Watch(scope, role)


watch = async_fixture(a_watch)


def test_alarms_and_dead_lines_come_before_queues_and_waits_before_shares() -> None:
    alarm = OpenAlarm(account_id=AccountId("anna"), name="", seat="1011", kind="threat", at=NOW)
    found = problems(
        FloorNow(
            at=NOW,
            queues=(
                a_queue("a", today=LEFT),
                a_queue("b", today=LOW),
                a_queue("c", longest_wait_s=91),
                a_queue("d", longest_wait_s=90),
            ),
            alarms=(alarm,),
            trunks=(TrunkState(exchange="x", is_up=False, since_at=NOW),),
        )
    )
    assert kinds(found) == [
        ("alarm", "alarm anna  threat"),
        ("trunk", "trunk x"),
        ("wait", "queue c"),
        ("level", "queue b"),
        ("abandoned", "queue a"),
    ]


def test_misuse_is_a_problem_beside_each_other_and_names_nobody() -> None:
    dials = Misuse(kind="dials", seat="1042", since_at=NOW)
    looks = Misuse(kind="look_ups", since_at=NOW)
    queue = a_queue("a", longest_wait_s=91)
    found = problems(FloorNow(at=NOW, queues=(queue,), misuse=(dials, looks)))
    kinds = [ProblemKind.MISUSE, ProblemKind.MISUSE, ProblemKind.WAIT]
    assert [one.kind for one in found] == kinds
    assert len({one.key for one in found}) == 3


def test_what_is_in_no_list_is_told_last_with_its_count() -> None:
    lies = UnsentWork(seat="1011", contacts=3, since_at=NOW)
    queue = a_queue("a", longest_wait_s=91)
    found = problems(FloorNow(at=NOW, queues=(queue,), unsent=(lies,), unreadable=2))
    assert kinds(found) == [
        ("wait", "queue a"),
        ("unsent", "unsent 1011"),
        ("unreadable", "unreadable"),
    ]


def test_of_a_few_calls_no_share_is_a_problem_and_of_old_figures_none() -> None:
    few = CallCount(answered=3, in_time=1, abandoned=2)
    old = a_queue("old", today=LOW, longest_wait_s=500, stale_since=NOW)
    assert problems(FloorNow(at=NOW, queues=(a_queue("few", today=few), old))) == ()


def test_a_queue_is_told_once_by_what_is_worst_in_it() -> None:
    queue = a_queue("a", today=LOW, longest_wait_s=200)
    assert [one.kind for one in problems(FloorNow(at=NOW, queues=(queue,)))] == [ProblemKind.WAIT]


async def test_what_was_told_grows_old_without_an_answer_and_stays_to_be_read(
    watch: _Watch,
) -> None:
    await watch.tell(a_queue("a", waiting=3))
    watch.time_s += OLD_AFTER_S
    assert not watch.model.is_old
    watch.now = None
    watch.time_s += 0.1
    watch.model.refresh()
    await until(lambda: watch.asked == 2)
    assert watch.model.is_old
    assert [one.waiting for one in watch.model.queues] == [3]


async def test_a_slow_answer_is_waited_for_and_not_asked_again(watch: _Watch) -> None:
    """Each question would cancel the one before, and a slow server would never be shown."""
    watch.answers.clear()
    watch.model.refresh()
    await until(lambda: watch.asked == 1)
    watch.model.refresh()
    watch.model.refresh()
    watch.answers.set()
    await until(lambda: watch.model.now is not None)
    assert watch.asked == 1


async def test_she_may_watch_the_queues_of_her_desks_alone(watch: _Watch) -> None:
    await watch.tell(
        a_queue("a", today=LOW), a_queue("b", desk_id=DeskId("tributi"), today=LEFT, waiting=2)
    )
    assert watch.model.today == LOW + LEFT
    watch.model.show_only_mine(True)
    assert [one.queue_id for one in watch.model.queues] == ["b"]
    assert watch.model.today == LEFT


async def test_the_last_minutes_keep_the_worst_and_leave_a_gap_where_nobody_was_told(
    watch: _Watch,
) -> None:
    watch.time_s = SAMPLE_S * 100
    await watch.tell(a_queue("a", waiting=2, longest_wait_s=10))
    await watch.tell(a_queue("a", waiting=1, longest_wait_s=30))
    watch.time_s += 2 * SAMPLE_S
    await watch.tell(a_queue("a"))
    found = [one and (one.waiting, one.longest_s) for one in watch.model.samples()]
    assert found == [(2, 30), None, (0, 0)]


def names(watch: _Watch) -> list[str]:
    return [one.queue_id for one in watch.model.queues]


async def test_the_queue_in_need_comes_first_and_equal_ones_stand_by_name(watch: _Watch) -> None:
    await watch.tell(
        a_queue("a"),
        a_queue("b", waiting=9, longest_wait_s=20),
        a_queue("c", waiting=1, longest_wait_s=40),
        a_queue("d", waiting=2, longest_wait_s=40),
        a_queue("e", today=LOW),
        a_queue("f", waiting=1, longest_wait_s=95),
        a_queue("g", waiting=1, longest_wait_s=300),
        a_queue("h", waiting=1, longest_wait_s=900, stale_since=NOW),
    )
    assert names(watch) == ["g", "f", "e", "d", "c", "a", "b", "h"]
    told = [one.key for one in watch.model.problems]
    assert told == ["queue g", "queue f", "queue e"], "in the same order as the table"


async def test_rows_stay_while_figures_change_and_are_put_in_order_after_a_while(
    watch: _Watch,
) -> None:
    await watch.tell(a_queue("a"), a_queue("b"), a_queue("c", waiting=1, longest_wait_s=30))
    assert names(watch) == ["c", "a", "b"]
    later = a_queue("a"), a_queue("b", waiting=3, longest_wait_s=50), a_queue("c")
    watch.time_s += KEPT_S - 0.1
    await watch.tell(*later)
    assert names(watch) == ["c", "a", "b"]
    watch.time_s += 0.1
    await watch.tell(*later)
    assert names(watch) == ["b", "a", "c"]


async def test_a_wait_that_breaks_the_promise_rises_at_once_and_stays_when_it_ends(
    watch: _Watch,
) -> None:
    await watch.tell(a_queue("a", waiting=1, longest_wait_s=100), a_queue("b"), a_queue("c"))
    watch.time_s += 2
    await watch.tell(a_queue("a"), a_queue("b"), a_queue("c", waiting=1, longest_wait_s=91))
    assert names(watch) == ["a", "c", "b"]
    watch.time_s += 2
    await watch.tell(a_queue("a"), a_queue("b"), a_queue("c"), a_queue("d"))
    assert names(watch) == ["a", "c", "b", "d"]


async def test_who_leads_nobody_asks_nothing() -> None:
    async with a_watch(Role.OPERATOR) as watch:
        watch.model.refresh()
        await asyncio.sleep(0)
        assert (watch.asked, watch.model.may_watch) == (0, False)
