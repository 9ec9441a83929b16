"""The callback in hand: never another's citizen, never another's words."""

import asyncio
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from console.errors import LocalStoreBroken
from console.model.callbacks.case_file import AttemptResult, CaseFile
from console.model.contact.contact_draft import AttemptDraft
from console.runtime.change_feed import ChangeFeed
from console.viewmodels.callbacks.case_work import CaseWorkViewModel
from contract.domain.callback import (
    LEASE_S,
    AttemptOutcome,
    Callback,
    CallbackAlreadyClaimed,
    CallbackAttempt,
)
from contract.domain.caller import CallerDetails
from contract.domain.contact import TEXT_LIMIT
from contract.domain.ids import AccountId, AttemptId, CallbackId, DeskId, TopicId
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import CITIZEN, NOW, a_call, a_scope, an_ended
from tests.unit.console.viewmodels.test_callbacks import Desk, a_callback

OTHER_CITIZEN = "+390698765432"
SECOND = a_callback(2, caller=CallerDetails(phone=OTHER_CITIZEN))


class Watch:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class SlowDesk(Desk):
    """Answers the questions for a case when told to."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.gate.set()

    async def file(self, callback: Callback) -> CaseFile:
        await self.gate.wait()
        return CaseFile()


def held(callback: Callback, for_s: float = LEASE_S) -> Callback:
    return replace(callback, lease_until_at=NOW + timedelta(seconds=for_s), fence=1)


@asynccontextmanager
async def in_hand(callback: Callback) -> Any:
    async with a_scope() as scope:
        desk, watch = SlowDesk(), Watch()
        work = CaseWorkViewModel(
            records=desk,
            leases=desk,
            feed=ChangeFeed(),
            scope=scope,
            now=watch,
        )
        dialled: list[str] = []
        work.dial_wanted.connect(dialled.append)
        work.open(callback)
        await until(lambda: work.callback is not None)
        yield work, desk, watch, dialled


async def test_under_a_fresh_lease_the_citizen_is_called_at_once() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _, dialled):
        work.dial()
        assert dialled == [CITIZEN]
        assert desk.beats == 0


async def test_a_seat_that_slept_asks_before_it_calls() -> None:
    async with in_hand(held(a_callback())) as (work, desk, watch, dialled):
        watch.now += timedelta(minutes=5)
        desk.is_held = False
        work.dial()
        await until(lambda: desk.beats == 1)
        work.dial()
        await until(lambda: desk.beats == 2)
        assert dialled == [], "another clerk may have called this citizen"


async def test_a_lease_still_held_after_a_restart_lets_the_call_through() -> None:
    async with in_hand(held(a_callback(), for_s=-600)) as (work, desk, _, dialled):
        work.dial()
        await until(lambda: dialled == [CITIZEN])
        work.dial()
        assert dialled == [CITIZEN, CITIZEN]
        assert desk.beats == 1


async def test_a_call_that_outlives_its_callback_says_nothing_of_the_next() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _watch, _dialled):
        work.choose_outcome("no_answer")
        work.record(then_next=True)
        await until(lambda: work.callback is None)
        desk.draft = AttemptDraft(callback_id="")
        work.open(held(SECOND))
        await until(lambda: work.callback is not None)
        work.call_ended(an_ended(a_call(is_incoming=False)))
        assert work.outcome is None
        work.call_ended(an_ended(a_call(is_incoming=False, peer=OTHER_CITIZEN)))
        assert work.outcome is AttemptOutcome.NO_ANSWER


async def test_what_was_written_for_one_callback_is_never_recorded_for_another() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _, _dialled):
        work.choose_outcome("solved")
        work.write_note("Per il primo cittadino")
        desk.gate.clear()
        work.open(held(SECOND))
        await asyncio.sleep(0.01)
        work.record()
        desk.gate.set()
        await until(lambda: desk.recorded)
        assert [(one.callback.id, one.note) for one in desk.recorded] == [
            (a_callback().id, "Per il primo cittadino")
        ]
        await until(lambda: work.callback == held(SECOND))


async def test_the_file_of_the_one_before_never_stands_beside_the_next() -> None:
    """It was read again as the next was taken, and comes when that one stands there already."""
    async with in_hand(held(a_callback())) as (work, desk, _, _dialled):
        gate, asked = asyncio.Event(), []

        async def load(callback: Callback) -> CaseFile:
            asked.append(callback.id)
            if callback.id == a_callback().id:
                await gate.wait()
            return CaseFile(attempts=(an_attempt(callback),))

        desk.file = load
        work.refresh()
        await until(lambda: asked)
        work.open(held(SECOND))
        await until(lambda: work.callback == held(SECOND))
        shown: list[str] = []
        work.file_changed.connect(lambda: shown.extend(a.callback_id for a in work.file.attempts))
        gate.set()
        work.refresh()
        await until(lambda: shown)
        assert shown == [SECOND.id]


def an_attempt(callback: Callback) -> CallbackAttempt:
    return CallbackAttempt(
        id=AttemptId("a-1"),
        callback_id=callback.id,
        desk_id=callback.desk_id,
        author_id=AccountId("op-1"),
        outcome=AttemptOutcome.NO_ANSWER,
        at=NOW,
    )


async def test_letters_typed_while_the_next_callback_opens_stay_with_the_first() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _, _dialled):
        kept: dict[str, str] = {}
        save = desk.save

        async def save_draft(draft: AttemptDraft) -> AttemptDraft:
            kept[draft.callback_id] = draft.note
            return await save(draft)

        desk.disk = save_draft
        desk.gate.clear()
        work.open(held(SECOND))
        await asyncio.sleep(0.01)
        work.write_note("Richiamare dopo le 15")
        desk.draft = AttemptDraft(callback_id="")
        desk.gate.set()
        await until(lambda: work.callback == held(SECOND))
        work.write_note("Altro")
        await work.saver.flush()
        assert kept == {a_callback().id: "Richiamare dopo le 15", SECOND.id: "Altro"}


async def test_letters_typed_while_the_left_callback_is_saved_stay_with_it() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _, _dialled):
        kept: dict[str, str] = {}
        letters = ["Richiamare dopo", "Richiamare dopo le 15"]

        async def save_draft(draft: AttemptDraft) -> AttemptDraft:
            kept[draft.callback_id] = draft.note
            if letters:
                work.write_note(letters.pop(0))
            return draft

        desk.disk = save_draft
        work.write_note("Richiamare")
        work.open(held(SECOND))
        await until(lambda: work.callback == held(SECOND))
        work.write_note("Altro")
        await work.saver.flush()
        assert kept == {a_callback().id: "Richiamare dopo le 15", SECOND.id: "Altro"}


async def test_letters_typed_while_a_result_is_saved_are_in_it() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _, _dialled):
        save = desk.save

        async def slow_save(draft: AttemptDraft) -> AttemptDraft:
            saved = await save(draft)
            work.write_note("Risolto, avvisata")
            return saved

        desk.disk = slow_save
        work.choose_outcome("solved")
        work.write_note("Risolto")
        work.record()
        await until(lambda: desk.recorded)
        assert [result.note for result in desk.recorded] == ["Risolto, avvisata"]


async def test_a_note_longer_than_the_server_keeps_is_told_before_it_is_recorded() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _, _dialled):
        work.choose_outcome("solved")
        work.write_note("a" * (TEXT_LIMIT + 1))
        work.record()
        work.postpone()
        assert work.error == "text_too_long"
        work.write_note("a" * TEXT_LIMIT)
        work.record()
        await until(lambda: desk.recorded)


async def test_a_store_that_fails_for_a_moment_ends_neither_the_lease_nor_the_work() -> None:
    async with in_hand(held(a_callback(), for_s=-1)) as (work, desk, _, dialled):
        broken: list[str] = []
        work.store_failed.connect(broken.append)

        async def broken_store(callback_id: CallbackId) -> bool:
            raise LocalStoreBroken("locked")

        desk.keep = desk.release = broken_store
        work.dial()
        await until(lambda: dialled)
        work.release()
        await until(lambda: broken == ["locked"])
        assert work.callback is not None


def slow_to_record(desk: Any) -> asyncio.Event:
    """Let the disk take a result only once the event is set."""
    record, gate = desk.record, asyncio.Event()

    async def slow(result: AttemptResult) -> None:
        await gate.wait()
        await record(result)

    desk.record = slow
    return gate


async def test_a_callback_is_put_down_while_the_disk_takes_its_result() -> None:
    """No letter is taken into an answer that could not hold it any more."""
    async with in_hand(held(a_callback())) as (work, desk, _, _dialled):
        gate = slow_to_record(desk)
        work.choose_outcome("solved")
        work.write_note("Risolto")
        work.record()
        await until(lambda: work.callback is None)
        work.write_note("Risolto, avvisata")
        gate.set()
        await until(lambda: not work.is_recording)
        assert [one.note for one in desk.recorded] == ["Risolto"]


@pytest.mark.parametrize(
    "fault", [LocalStoreBroken("full"), CallbackAlreadyClaimed(a_callback().id, "")]
)
async def test_a_result_that_is_not_taken_brings_the_callback_back_with_its_text(
    fault: Exception,
) -> None:
    async with in_hand(held(a_callback())) as (work, desk, _, _dialled):
        work.choose_outcome("solved")
        work.write_note("Risolto")
        desk.error = fault
        work.record()
        await until(lambda: not work.is_recording)
        assert (work.callback, work.draft.note) == (held(a_callback()), "Risolto")
        assert work.outcome is AttemptOutcome.SOLVED
        desk.error = None
        work.record()
        await until(lambda: desk.recorded)
        assert [one.note for one in desk.recorded] == ["Risolto"]


async def test_a_result_not_taken_leaves_the_callback_taken_meanwhile_in_hand() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _, _dialled):
        gate = slow_to_record(desk)
        failed: list[str] = []
        work.store_failed.connect(failed.append)
        work.choose_outcome("no_answer")
        work.record()
        await until(lambda: work.callback is None)
        work.open(held(SECOND))
        await until(lambda: work.callback == held(SECOND))
        desk.error = LocalStoreBroken("full")
        gate.set()
        await until(lambda: failed)
        assert work.callback == held(SECOND)


async def test_a_note_the_disk_did_not_take_is_saved_beside_the_next_callback() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _, _dialled):
        kept: dict[str, str] = {}
        is_full = True

        async def save_draft(draft: AttemptDraft) -> AttemptDraft:
            if is_full:
                raise LocalStoreBroken("full")
            kept[draft.callback_id] = draft.note
            return draft

        desk.disk = save_draft
        work.write_note("Richiamare dopo le 15")
        work.open(held(SECOND))
        await until(lambda: work.callback == held(SECOND))
        work.write_note("Altro")
        is_full = False
        await until(lambda: len(kept) == 2)
        assert kept == {a_callback().id: "Richiamare dopo le 15", SECOND.id: "Altro"}


class FullDisk:
    """Takes drafts once there is room; the last of each callback is what lies there."""

    def __init__(self, desk: Any) -> None:
        self.is_full = True
        self.notes: dict[str, str] = {}
        desk.disk = self.save
        desk.attempt_draft = self.load

    async def save(self, draft: AttemptDraft) -> AttemptDraft:
        if self.is_full:
            raise LocalStoreBroken("full")
        self.notes[draft.callback_id] = draft.note
        return draft

    async def load(self, callback: Callback) -> AttemptDraft:
        return AttemptDraft(callback_id=callback.id, note=self.notes.get(callback.id, ""))


async def test_a_callback_taken_up_again_shows_what_the_disk_did_not_take() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _, _dialled):
        disk = FullDisk(desk)
        work.write_note("Richiamare dopo le 15")
        work.open(held(SECOND))
        await until(lambda: work.callback == held(SECOND))
        work.open(held(a_callback()))
        await until(lambda: work.callback == held(a_callback()))
        assert work.draft.note == "Richiamare dopo le 15"
        work.write_note("Richiamare dopo le 16")
        disk.is_full = False
        await work.saver.flush()
        assert disk.notes[a_callback().id] == "Richiamare dopo le 16"


async def test_whoever_leaves_takes_along_what_a_disk_that_has_room_again_did_not_take() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _, _dialled):
        disk = FullDisk(desk)
        work.write_note("Richiamare dopo le 15")
        work.open(held(SECOND))
        await until(lambda: work.callback == held(SECOND))
        disk.is_full = False
        await work.late.flush()
        assert disk.notes[a_callback().id] == "Richiamare dopo le 15"


async def test_letters_typed_while_a_result_is_refused_are_saved_with_the_callback() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _, _dialled):
        save, letters = desk.save, ["Risolto, avvisata"]

        async def slow_save(draft: AttemptDraft) -> AttemptDraft:
            saved = await save(draft)
            if letters:
                work.write_note(letters.pop())
            return saved

        desk.disk = slow_save
        work.choose_outcome("solved")
        work.write_note("Risolto")
        desk.error = LocalStoreBroken("full")
        work.record()
        await until(lambda: not work.is_recording)
        assert work.draft.note == "Risolto, avvisata"
        await work.saver.flush()
        assert desk.draft.note == "Risolto, avvisata"


async def test_letters_of_a_refused_result_are_saved_beside_the_callback_taken_meanwhile() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _, _dialled):
        disk = FullDisk(desk)
        disk.is_full = False
        gate = slow_to_record(desk)
        work.choose_outcome("solved")
        work.write_note("Risolto")
        work.record()
        await until(lambda: work.callback is None)
        work.open(held(SECOND))
        await until(lambda: work.callback == held(SECOND))
        disk.notes.clear()
        desk.error = LocalStoreBroken("full")
        gate.set()
        await until(lambda: a_callback().id in disk.notes)
        assert disk.notes[a_callback().id] == "Risolto"


async def test_an_outcome_proposed_leaves_the_cursor_where_it_is() -> None:
    async with in_hand(held(a_callback())) as (work, _desk, _, _dialled):
        told: list[str] = []
        work.opened.connect(lambda: told.append("opened"))
        work.proposed.connect(lambda: told.append("proposed"))
        work.call_ended(an_ended(a_call(is_incoming=False)))
        assert told == ["proposed"]


async def test_a_talk_proposes_that_the_case_is_solved() -> None:
    async with in_hand(held(a_callback())) as (work, _desk, _, _dialled):
        assert work.is_to_call
        work.spoken_with(a_call(is_incoming=False, answered_mono_s=1002.0))
        assert work.outcome is AttemptOutcome.SOLVED
        assert not work.is_to_call


async def test_what_she_chose_herself_no_call_changes() -> None:
    async with in_hand(held(a_callback())) as (work, _desk, _, _dialled):
        work.choose_outcome("ask_office")
        work.spoken_with(a_call(is_incoming=False, answered_mono_s=1002.0))
        work.call_ended(an_ended(a_call(is_incoming=False)))
        assert work.outcome is AttemptOutcome.ASK_OFFICE


async def test_who_is_reached_at_the_second_try_is_no_longer_proposed_as_silent() -> None:
    async with in_hand(held(a_callback())) as (work, _desk, _, _dialled):
        work.call_ended(an_ended(a_call(is_incoming=False)))
        assert work.outcome is AttemptOutcome.NO_ANSWER
        work.spoken_with(a_call(call=2, is_incoming=False, answered_mono_s=1002.0))
        assert work.outcome is AttemptOutcome.SOLVED


async def test_a_talk_with_somebody_else_proposes_nothing() -> None:
    async with in_hand(held(a_callback())) as (work, _desk, _, _dialled):
        work.spoken_with(a_call(answered_mono_s=1002.0))
        work.spoken_with(a_call(is_incoming=False, peer=OTHER_CITIZEN, answered_mono_s=1002.0))
        assert work.outcome is None
        assert work.is_to_call


async def test_the_one_in_hand_taken_up_once_more_is_not_called_again_for_that() -> None:
    async with in_hand(held(a_callback())) as (work, _desk, _, _dialled):
        work.call_ended(an_ended(a_call(is_incoming=False, answered_mono_s=1002.0)))
        assert not work.is_to_call
        opened: list[str] = []
        work.opened.connect(lambda: opened.append("again"))
        work.open(held(a_callback()))
        await until(lambda: opened)
        assert not work.is_to_call


async def test_a_result_that_is_not_taken_still_knows_the_call_it_is_of() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _, _dialled):
        call = an_ended(a_call(is_incoming=False, answered_mono_s=1002.0))
        work.call_ended(call)
        work.choose_outcome("solved")
        work.write_note("Risolto")
        desk.error = LocalStoreBroken("full")
        work.record()
        await until(lambda: not work.is_recording)
        assert work.callback is not None
        desk.error = None
        work.record()
        await until(lambda: desk.recorded)
        assert desk.recorded[-1].call_key == (call.call_key or call.sip_id)


async def test_a_case_goes_to_another_desk_with_what_is_written() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _watch, _dialled):
        work.hand_over(DeskId("scuole"))
        assert (work.error, desk.recorded) == ("missing_word", []), "the other desk must know why"
        work.write_note("È la mensa della scuola")
        assert work.error == ""
        told: list[object] = []
        work.recorded.connect(lambda result, _: told.append(result))
        work.hand_over(DeskId("scuole"))
        await until(lambda: bool(told))
        assert desk.recorded == told
        handed = desk.recorded[0]
        assert (handed.desk_id, handed.note) == ("scuole", "È la mensa della scuola")
        assert work.callback is None, "it is not in hand any more"


async def test_a_full_disk_leaves_the_case_in_hand_with_its_words() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _watch, _dialled):
        work.write_note("È la mensa della scuola")
        await work.saver.flush()
        failed: list[str] = []
        work.store_failed.connect(failed.append)
        desk.error = LocalStoreBroken("store_full")
        work.hand_over(DeskId("scuole"))
        await until(lambda: bool(failed))
        assert work.callback is not None
        assert work.draft.note == "È la mensa della scuola"


async def test_the_topic_of_the_case_in_hand_is_said_once() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _watch, _dialled):
        work.assign_topic(TopicId("tari-2"))
        await until(lambda: bool(desk.topics))
        assert work.callback is not None
        assert work.callback.topic_id == "tari-2"
        work.assign_topic(TopicId("tari-2"))
        assert desk.topics == ["tari-2"]


async def test_a_topic_that_a_full_disk_does_not_take_is_not_shown_as_taken() -> None:
    async with in_hand(held(a_callback())) as (work, desk, _watch, _dialled):
        had = work.callback
        shown: list[str] = []
        work.store_failed.connect(shown.append)
        work.file_changed.connect(lambda: shown.append("as it is"))
        desk.error = LocalStoreBroken("full")
        work.assign_topic(TopicId("tari-2"))
        await until(lambda: "as it is" in shown)
        assert shown == ["full", "as it is"]
        assert work.callback == had
