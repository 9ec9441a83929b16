"""What is read at a seat out of its own copy: told once a quarter of an hour, within bounds."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import msgspec

from console.errors import LocalStoreBroken
from console.runtime.task_scope import TaskScope
from console.store.replica.outbox import waiting_commands, waiting_count
from console.store.replica.sync_cursor import set_epoch
from console.store.session.notice_repository import unseen_notices
from console.sync.push import Notices, record_verdicts
from console.usecases.session import tell_opened
from console.usecases.session.tell_opened import TellOpenedRecords
from console.viewmodels.kit.opened_records import MOST_HELD, OpenedRecordsViewModel
from contract.wire import reason_codes
from contract.wire.commands import OpenedRecord, PushReply, Status, TellOpened, Verdict
from tests.support.seats.seat import NOW, StoppedClock, open_replica
from tests.support.waiting import until


class Seat:
    def __init__(self, scope: TaskScope) -> None:
        self.now = NOW
        self.told: list[OpenedRecord] = []
        self.left_out = 0
        self.is_broken = False
        self.opened = OpenedRecordsViewModel(tell=self._tell, scope=scope, now=lambda: self.now)

    def times(self) -> list[tuple[str, datetime]]:
        return [(one.id, one.at) for one in self.told]

    async def _tell(self, opened: tuple[OpenedRecord, ...], left_out: int) -> None:
        if self.is_broken:
            raise LocalStoreBroken("full")
        self.told += opened
        self.left_out += left_out


@asynccontextmanager
async def a_seat() -> AsyncIterator[Seat]:
    crashes: list[BaseException] = []
    scope = TaskScope(on_crash=lambda _, error: crashes.append(error))
    try:
        yield Seat(scope)
    finally:
        await scope.close()
    assert crashes == []


async def test_the_same_case_is_told_once_in_a_quarter_of_an_hour_with_its_own_time() -> None:
    async with a_seat() as seat:
        seat.opened.note("case", "c1")
        seat.now += timedelta(minutes=1)
        seat.opened.note("case", "c1")
        seat.opened.note("case", "c2")
        seat.now += timedelta(minutes=15)
        seat.opened.note("case", "c1")
        await until(lambda: len(seat.told) == 3)
        later = NOW + timedelta(minutes=16)
        assert seat.times() == [("c1", NOW), ("c2", NOW + timedelta(minutes=1)), ("c1", later)]


async def test_a_store_that_takes_nothing_costs_no_line_and_no_room_without_end() -> None:
    async with a_seat() as seat:
        seat.is_broken = True
        for number in range(MOST_HELD + 50):
            seat.opened.note("case", f"c{number}")
            seat.opened.note("case", f"c{number}")
        seat.is_broken = False
        await seat.opened.flush()
        assert len(seat.told) == MOST_HELD
        assert seat.left_out == 50, "what found no room is counted, each record once"
        assert seat.times()[0] == ("c0", NOW)


async def test_what_waits_is_no_work_of_the_operator_and_has_an_end() -> None:
    async with open_replica() as database:
        tell = TellOpenedRecords(database=database, clock=StoppedClock(), seat=lambda: "1001")
        records = tuple(OpenedRecord(kind="case", id=f"c{n}", at=NOW) for n in range(120))
        await tell(records)
        commands = [one.data for one in await database.read(waiting_commands)]
        assert [len(one.opened) for one in commands if isinstance(one, TellOpened)] == [50, 50, 20]
        assert {one.seat for one in commands if isinstance(one, TellOpened)} == {"1001"}
        assert await database.read(waiting_count) == 0
        for _ in range(tell_opened.MOST_WAITING):
            await tell(records[:1])
        assert len(await database.read(waiting_commands)) == tell_opened.MOST_WAITING
        await database.write(
            lambda c: c.execute("DELETE FROM outbox WHERE sequence <= 3"), changes=frozenset()
        )
        await tell(records[:1], 4)
        newest = (await database.read(waiting_commands))[-1].data
        assert isinstance(newest, TellOpened)
        assert newest.left_out == 3 + 4, "those that found no room are counted, here and before"


async def test_a_server_of_before_that_does_not_know_it_makes_no_trouble() -> None:
    async with open_replica() as database:
        tell = TellOpenedRecords(database=database, clock=StoppedClock(), seat=lambda: "1001")
        await tell((OpenedRecord(kind="case", id="c1", at=NOW),))
        (command,) = await database.read(waiting_commands)
        no = Verdict(status=Status.REJECTED, reason=reason_codes.UNKNOWN_KIND)
        reply = PushReply(epoch="e1", results={command.id: no})
        batch = ((command.id, msgspec.Raw(b"")),)
        await database.write(lambda c: set_epoch(c, "e1"), changes=frozenset())
        await database.write(
            lambda c: record_verdicts(c, batch, reply, Notices(c, NOW)), changes=frozenset()
        )
        assert await database.read(waiting_commands) == (), "it stands in nobody's way"
        assert await database.read(unseen_notices) == (), "and the operator hears nothing of it"
