"""The topic of the case in hand is what everybody sees, whatever was chosen here before."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from console.runtime.change_feed import ChangeFeed, Topic
from console.store.replica.local_database import LocalDatabase
from console.store.replica.local_effects import replay
from console.store.replica.outbox import hide_reached, next_batch, waiting_count
from console.store.replica.sync_cursor import set_epoch
from console.store.session.session_record import save_session
from console.sync.push import VERDICT_TOPICS, Notices, record_verdicts
from console.usecases.callbacks.case_records import CaseRecords
from console.viewmodels.callbacks.case_work import CaseWorkViewModel
from contract.domain.callback import Callback
from contract.domain.ids import TopicId
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.commands import PushReply, Status, Verdict
from tests.support.seats.seat import (
    KEY,
    NO_TOPICS,
    NOW,
    TOPIC,
    StoppedClock,
    a_callback,
    a_case,
    an_account,
    put_server_row,
)
from tests.support.waiting import comes, until
from tests.unit.console.viewmodels.seat import a_scope
from tests.unit.console.viewmodels.test_callbacks import Desk

MINE, THEIRS = TopicId("topic-mine"), TopicId("topic-theirs")


@dataclass
class Seat:
    database: LocalDatabase
    work: CaseWorkViewModel
    callback: Callback

    @property
    def topic(self) -> TopicId:
        assert self.work.callback is not None
        return self.work.callback.topic_id

    async def choose(self, topic_id: TopicId) -> None:
        """Choose it, and wait until the command for it lies on disk."""
        before = await self.database.read(waiting_count)
        self.work.assign_topic(topic_id)
        await comes(lambda: self.database.read(waiting_count), lambda count: count > before)

    async def answers(self, verdict: Verdict) -> None:
        """Have the server answer what waits."""

        def settle(connection: Any) -> None:
            batch = next_batch(connection, 9)
            reply = PushReply(epoch="e1", results={id_: verdict for id_, _ in batch})
            record_verdicts(connection, batch, reply, Notices(connection, NOW))

        await self.database.write(settle, changes=VERDICT_TOPICS)

    async def copies(self, topic_id: TopicId, version: int) -> None:
        """Have the seat copy what the server has now."""

        def put(connection: Any) -> None:
            changes = {"topic_id": topic_id, "version": version}
            put_server_row(connection, Kind.CALLBACK, replace(self.callback, **changes))
            put_server_row(connection, Kind.CASE, replace(a_case(), **changes))
            hide_reached(connection, {})
            replay(connection)

        await self.database.write(put, changes=frozenset({Topic.CALLBACKS, Topic.CASES}))


@asynccontextmanager
async def a_seat() -> AsyncIterator[Seat]:
    feed = ChangeFeed()
    database = LocalDatabase(None, KEY, feed)
    await database.open()
    mine = a_callback().claimed_by(an_account().id, "Anna", NOW)

    def begin(connection: Any) -> None:
        save_session(connection, an_account(), None, "token")
        set_epoch(connection, "e1")
        put_server_row(connection, Kind.CALLBACK, mine)
        put_server_row(connection, Kind.CASE, a_case())

    await database.write(begin, changes=NO_TOPICS)
    try:
        async with a_scope() as scope:
            records = CaseRecords(database=database, clock=StoppedClock())
            work = CaseWorkViewModel(
                records=records, leases=Desk(), feed=feed, scope=scope, now=StoppedClock()
            )
            work.open(mine)
            await until(lambda: work.callback is not None)
            yield Seat(database, work, mine)
    finally:
        await database.close()


async def test_a_topic_that_the_server_refused_is_shown_no_more() -> None:
    async with a_seat() as seat:
        await seat.choose(MINE)
        assert seat.topic == MINE
        await seat.answers(Verdict(status=Status.REJECTED, reason=reason_codes.UNKNOWN_TOPIC))
        await until(lambda: seat.topic == TOPIC)
        await seat.choose(MINE)  # it may be chosen again: somebody has made it meanwhile


async def test_a_topic_that_a_colleague_chose_since_is_shown_and_may_be_taken_back() -> None:
    async with a_seat() as seat:
        await seat.choose(MINE)
        await seat.answers(Verdict(status=Status.APPLIED, marks={}))
        await seat.copies(THEIRS, 9)
        await until(lambda: seat.topic == THEIRS)
        await seat.choose(MINE)
        assert seat.topic == MINE


async def test_of_two_topics_chosen_one_after_the_other_the_last_one_stays() -> None:
    async with a_seat() as seat:
        seat.work.assign_topic(MINE)
        await seat.choose(TOPIC)
        await until(lambda: seat.topic == TOPIC)
        await comes(lambda: seat.database.read(waiting_count), lambda count: count == 2)
        last = [raw for _, raw in await seat.database.read(lambda c: next_batch(c, 9))][-1]
        assert TOPIC.encode() in bytes(last)
