"""The queue of callbacks, and the one in hand."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from console.errors import ClaimFiled, LocalStoreBroken, ServerRejected, ServerUnreachable
from console.model.callbacks.case_file import AttemptResult, CaseFile, HandOver
from console.model.contact.contact_draft import AttemptDraft
from console.runtime.change_feed import ChangeFeed, Topic
from console.viewmodels.callbacks.callback_queue import CallbackQueueViewModel
from console.viewmodels.callbacks.case_work import CaseWorkViewModel
from contract.domain.callback import AttemptOutcome, Callback, CallbackAlreadyClaimed, CallbackState
from contract.domain.caller import CallerDetails
from contract.domain.case import CaseState
from contract.domain.ids import AccountId, CallbackId, CaseId, DeskId, TopicId
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import CITIZEN, NOW, a_call, a_scope, an_ended


def a_callback(number: int = 1, desk: str = "tributi", **changes: Any) -> Callback:
    callback = Callback(
        id=CallbackId(f"r{number}"),
        case_id=CaseId(f"p{number}"),
        desk_id=DeskId(desk),
        topic_id=TopicId("tari"),
        caller=CallerDetails(name="Prova", phone=CITIZEN),
        window_start_at=NOW - timedelta(hours=1),
        window_end_at=NOW + timedelta(hours=number),
    )
    return replace(callback, **changes)


class Desk:
    """The server and the store as far as callbacks go."""

    def __init__(self) -> None:
        self.callbacks: tuple[Callback, ...] = (a_callback(1), a_callback(2, "anagrafe"))
        self.error: Exception | None = None
        self.recorded: list[Any] = []
        self.topics: list[TopicId] = []
        self.released: list[CallbackId] = []
        self.draft = AttemptDraft(callback_id="")
        self.is_held = True
        self.beats = 0
        self.disk = self.save

    async def to_do(self) -> tuple[Callback, ...]:
        return self.callbacks

    async def claim(self, callback_id: CallbackId | None) -> Callback | None:
        if self.error is not None:
            raise self.error
        return next((one for one in self.callbacks if callback_id in (None, one.id)), None)

    async def file(self, callback: Callback) -> CaseFile:
        return CaseFile()

    async def attempt_draft(self, callback: Callback) -> AttemptDraft:
        return replace(self.draft, callback_id=callback.id)

    async def save_draft(self, draft: AttemptDraft) -> AttemptDraft:
        return await self.disk(draft)

    async def save(self, draft: AttemptDraft) -> AttemptDraft:
        self.draft = replace(draft, saved_at=NOW)
        return self.draft

    async def assign_topic(self, callback: Callback, topic_id: TopicId) -> None:
        if self.error is not None:
            raise self.error
        self.topics.append(topic_id)

    async def record(self, result: AttemptResult | HandOver) -> None:
        if self.error is not None:
            raise self.error
        self.recorded.append(result)

    async def release(self, callback_id: CallbackId) -> None:
        self.released.append(callback_id)

    async def keep(self, callback_id: CallbackId) -> bool:
        self.beats += 1
        if self.error is not None:
            raise self.error
        return self.is_held


@asynccontextmanager
async def a_queue() -> Any:
    async with a_scope() as scope:
        desk, feed = Desk(), ChangeFeed()
        queue = CallbackQueueViewModel(
            records=desk, claim=desk.claim, feed=feed, scope=scope, now=lambda: NOW
        )
        queue.refresh()
        await until(lambda: queue.rows)
        yield queue, desk, feed


@asynccontextmanager
async def a_case(heartbeat_s: float = 30.0) -> Any:
    async with a_scope() as scope:
        desk, feed = Desk(), ChangeFeed()
        work = CaseWorkViewModel(
            records=desk,
            leases=desk,
            feed=feed,
            scope=scope,
            now=lambda: NOW,
            heartbeat_s=heartbeat_s,
        )
        work.open(a_callback())
        await until(lambda: work.callback is not None and work.draft.callback_id)
        yield work, desk, feed


async def test_the_queue_follows_the_replica() -> None:
    async with a_queue() as (queue, desk, feed):
        assert queue.open_count == 2
        desk.callbacks = (a_callback(1, window_end_at=NOW - timedelta(minutes=1)),)
        feed.publish(frozenset({Topic.CALLBACKS}))
        await until(lambda: len(queue.rows) == 1)
        assert queue.overdue_count == 1
        assert queue.is_overdue(queue.rows[0])
        queue.close()
        desk.callbacks = ()
        feed.publish(frozenset({Topic.CALLBACKS}))
        await asyncio.sleep(0)
        assert queue.rows


async def test_rows_can_be_those_of_one_desk_or_only_mine() -> None:
    async with a_queue() as (queue, desk, _):
        queue.show_desk(DeskId("anagrafe"))
        assert [row.id for row in queue.rows] == ["r2"]
        queue.show_desk(None)
        mine = a_callback(3, holder_id=AccountId("me"), state=CallbackState.CLAIMED)
        desk.callbacks = (*desk.callbacks, mine)
        queue.refresh()
        await until(lambda: len(queue.rows) == 3)
        queue.show_mine(AccountId("me"))
        assert [row.id for row in queue.rows] == ["r3"]


async def test_a_row_is_looked_at_without_taking_it() -> None:
    async with a_queue() as (queue, _, _feed):
        queue.select(CallbackId("r2"))
        await until(lambda: queue.selected is not None)
        assert queue.selected.id == "r2"
        queue.select(CallbackId("gone"))
        await until(lambda: queue.selected is None)


async def test_each_end_of_taking_is_told() -> None:
    async with a_queue() as (queue, desk, _):
        told: list[object] = []
        queue.claimed.connect(lambda one: told.append(one.id))
        queue.claim_lost.connect(lambda holder: told.append(f"lost to {holder}"))
        queue.claim_filed.connect(lambda: told.append("filed"))
        queue.claim_refused.connect(lambda code: told.append(f"refused: {code}"))
        queue.nothing_waiting.connect(lambda: told.append("nothing"))
        queue.unreachable.connect(lambda: told.append("unreachable"))
        queue.claim_next()
        queue.claim_next()
        await until(lambda: told == ["r1"])
        await until(lambda: not queue.is_claiming)
        errors = (
            CallbackAlreadyClaimed(CallbackId("r1"), "Carlo"),
            ClaimFiled(),
            ServerUnreachable(),
            ServerRejected(403, "forbidden"),
        )
        for number, error in enumerate(errors, 2):
            desk.error = error
            queue.claim(CallbackId("r1"))
            await until(lambda number=number: len(told) == number)
        desk.error, desk.callbacks = None, ()
        await until(lambda: not queue.is_claiming)
        queue.claim_next()
        await until(lambda: told[-1] == "nothing")
        await until(lambda: not queue.is_claiming)
        queue.claim_what_is_left()
        await until(lambda: not queue.is_claiming)
        assert told.count("nothing") == 1, "what was just saved stays said"
        assert told[1:5] == ["lost to Carlo", "filed", "unreachable", "refused: forbidden"]


async def test_an_answer_being_written_is_kept_with_the_callback() -> None:
    async with a_case() as (work, desk, _):
        work.write_note("Rimborso", 4)
        await until(lambda: desk.draft.note == "Rimborso")
        assert desk.draft.cursor == 4
        assert work.draft.saved_at == NOW


async def test_nothing_is_recorded_without_outcome_or_solved_without_answer() -> None:
    async with a_case() as (work, desk, _):
        work.record()
        assert work.error == "missing_outcome"
        work.choose_outcome("solved")
        assert work.error == ""
        work.record()
        assert work.error == "missing_note"
        assert desk.recorded == []


async def test_a_solved_callback_closes_its_case_and_asks_for_the_next() -> None:
    async with a_case() as (work, desk, _):
        told: list[str] = []
        work.recorded.connect(lambda: told.append("recorded"))
        work.recorded_for_next.connect(lambda: told.append("next"))
        work.write_note("Rimborso avviato")
        work.choose_outcome("solved")
        work.record(then_next=True)
        work.record(then_next=True)
        await until(lambda: told == ["recorded", "next"])
        [result] = desk.recorded
        assert (result.outcome, result.case_state) == (AttemptOutcome.SOLVED, CaseState.CLOSED)
        assert result.note == "Rimborso avviato"
        assert work.callback is None


async def test_the_call_leaves_its_name_and_length_in_the_result() -> None:
    async with a_case() as (work, desk, _):
        dialled: list[str] = []
        work.dial_wanted.connect(dialled.append)
        work.dial()
        assert dialled == [CITIZEN]
        call = a_call(is_incoming=False, call_key="key", answered_mono_s=1004.0)
        work.call_ended(an_ended(call, at_s=1034.0))
        work.write_note("Detto")
        work.choose_outcome("ask_office")
        work.record()
        await until(lambda: desk.recorded)
        assert desk.recorded[0].call_key == "key"
        assert desk.recorded[0].talk_s == 30.0
        assert desk.recorded[0].case_state is CaseState.WAITING_OFFICE


async def test_nobody_answering_proposes_no_answer() -> None:
    async with a_case() as (work, _, _feed):
        work.call_ended(an_ended(a_call(is_incoming=False)))
        assert work.outcome is AttemptOutcome.NO_ANSWER
        work.choose_outcome("solved")
        work.call_ended(an_ended(a_call(is_incoming=False)))
        assert work.outcome is AttemptOutcome.SOLVED
        work.call_ended(an_ended(a_call()))


async def test_postponing_promises_a_time_and_puts_the_callback_down() -> None:
    async with a_case() as (work, desk, _):
        work.postpone(work.offered_windows()[2])
        await until(lambda: work.callback is None)
        assert desk.recorded[0].outcome is AttemptOutcome.POSTPONED
        assert desk.recorded[0].next_window == work.offered_windows()[2]


async def test_a_callback_given_back_is_free_for_others() -> None:
    async with a_case() as (work, desk, _):
        work.release()
        await until(lambda: work.callback is None)
        assert desk.released == ["r1"]


async def test_a_full_disk_keeps_the_callback_in_hand() -> None:
    async with a_case() as (work, desk, _):
        failed: list[str] = []
        work.store_failed.connect(failed.append)
        work.choose_outcome("no_answer")
        desk.error = LocalStoreBroken("full")
        work.record()
        await until(lambda: failed == ["full"])
        assert work.callback is not None
        assert not work.is_recording


async def test_a_callback_gone_from_the_seat_is_told_when_recording() -> None:
    async with a_case() as (work, desk, _):
        gone: list[bool] = []
        work.left_desks.connect(lambda: gone.append(True))
        work.choose_outcome("no_answer")
        desk.error = CallbackAlreadyClaimed(CallbackId("r1"), "")
        work.record()
        await until(lambda: gone)


async def test_the_lease_beats_through_short_cuts_until_it_is_lost() -> None:
    async with a_case(heartbeat_s=0.01) as (work, desk, _):
        await until(lambda: desk.beats >= 2)
        desk.error = ServerUnreachable()
        beats = desk.beats
        await until(lambda: desk.beats > beats)
        assert not work.lease.is_in_doubt
        desk.error, desk.is_held = None, False
        await until(lambda: work.lease.is_in_doubt)


async def test_a_lease_that_ran_out_while_the_seat_was_away_is_asked_for_at_once() -> None:
    async with a_case() as (work, desk, _):
        work.open(a_callback(2, lease_until_at=NOW - timedelta(seconds=1)))
        await until(lambda: desk.beats, what="a colleague may have called the citizen by now")


async def test_the_history_follows_the_replica() -> None:
    async with a_case() as (work, _, feed):
        changed: list[bool] = []
        work.file_changed.connect(lambda: changed.append(True))
        feed.publish(frozenset({Topic.CASES}))
        await until(lambda: changed)


async def test_a_callback_done_meanwhile_is_no_longer_looked_at() -> None:
    async with a_queue() as (queue, desk, feed):
        queue.select(CallbackId("r1"))
        await until(lambda: queue.selected is not None)
        desk.callbacks = desk.callbacks[1:]
        feed.publish(frozenset({Topic.CALLBACKS}))
        await until(lambda: queue.selected is None)
