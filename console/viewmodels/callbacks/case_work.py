"""The callback in hand: its case, the call to the citizen, the answer being written, the result."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from console.errors import LocalStoreBroken
from console.model.callbacks.case_file import AttemptResult, CaseFile, HandOver
from console.model.contact.contact_draft import AttemptDraft, CallbackWish
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import Coalesced, TaskScope
from console.viewmodels.callbacks.callback_in_hand import CallbackCall, HeldLease, Leases
from console.viewmodels.callbacks.callback_windows import windows_from
from console.viewmodels.contact.contact_fields import storable
from console.viewmodels.kit.draft_saver import DraftSaver
from console.viewmodels.kit.late_drafts import LateDrafts
from contract.domain.callback import HEARTBEAT_S, AttemptOutcome, Callback, CallbackAlreadyClaimed
from contract.domain.case import CaseState
from contract.domain.contact import TEXT_LIMIT
from contract.domain.ids import DeskId, TopicId
from contract.wire.phone_socket import Call

TOO_LONG = "text_too_long"
NO_NOTE = "missing_word"  # for the desk that gets the case
type _Decided = AttemptResult | HandOver
_STATE_AFTER = {
    AttemptOutcome.SOLVED: CaseState.CLOSED,
    AttemptOutcome.ASK_OFFICE: CaseState.WAITING_OFFICE,
    AttemptOutcome.NO_ANSWER: CaseState.OPEN,
    AttemptOutcome.POSTPONED: CaseState.OPEN,
}


class CaseRecords(Protocol):
    """What is on disk of callbacks and cases. Each may raise LocalStoreBroken.

    record() raises CallbackAlreadyClaimed when the callback has left this seat's desks.
    """

    async def file(self, callback: Callback) -> CaseFile: ...
    async def attempt_draft(self, callback: Callback) -> AttemptDraft: ...
    async def save_draft(self, draft: AttemptDraft) -> AttemptDraft: ...
    async def record(self, result: AttemptResult | HandOver) -> object: ...
    async def assign_topic(self, callback: Callback, topic_id: TopicId) -> None: ...


class _InHand(msgspec.Struct, frozen=True):
    """What is put down while its result is written, to be taken up again should that fail."""

    callback: Callback
    file: CaseFile
    draft: AttemptDraft
    held_until_at: datetime | None
    talk: CallbackCall


class CaseWorkViewModel(QObject):
    """callback None: nothing is in hand. error: reason code of the last try to record."""

    opened = Signal()  # show the whole file
    not_opened = Signal()  # the store gave nothing to show
    proposed = Signal()  # an outcome nobody has chosen yet
    file_changed = Signal()  # history changed behind the text being written
    saved = Signal()
    error_changed = Signal()
    dial_wanted = Signal(str)  # E.164
    recorded = Signal(object, object)  # AttemptResult or HandOver, CaseFile: as they were
    released = Signal()
    recorded_for_next = Signal()  # and the clerk wants the next one
    left_desks = Signal()  # it is at no desk of hers any more: the result cannot be recorded here
    store_failed = Signal(str)

    def __init__(
        self,
        *,
        records: CaseRecords,
        leases: Leases,
        feed: ChangeFeed,
        scope: TaskScope,
        now: Callable[[], datetime],
        heartbeat_s: float = HEARTBEAT_S,
    ) -> None:
        super().__init__()
        self._records = records
        self._leases = leases
        self._scope = scope
        self._now = now
        self.lease = HeldLease(leases, scope, now, heartbeat_s)
        self.talk = CallbackCall()
        self._leaving: _InHand | None = None  # put down, its result not yet on disk
        self.saver = DraftSaver(
            name="case-work.save",
            save=records.save_draft,
            on_saved=self._on_saved,
            on_failed=self.store_failed.emit,
            scope=scope,
        )
        self.late: LateDrafts[str, AttemptDraft] = LateDrafts(
            name="case-work.save-later", save=records.save_draft, scope=scope
        )
        self.callback: Callback | None = None
        self.file = CaseFile()
        self.draft = AttemptDraft(callback_id="")
        self.is_recording = False
        self.error = ""
        self.refresh = Coalesced("case-work.refresh", self._refresh, scope)
        self.close = feed.subscribe(frozenset({Topic.CASES, Topic.CALLBACKS}), self.refresh)

    @property
    def outcome(self) -> AttemptOutcome | None:
        return AttemptOutcome(self.draft.outcome) if self.draft.outcome else None

    @property
    def can_dial(self) -> bool:
        """Return whether the callback in hand has a number: a message may be all there is."""
        return self.callback is not None and bool(self.callback.caller.phone)

    @property
    def is_to_call(self) -> bool:
        """Return whether the citizen is still to be called: no call was made, nothing decided."""
        return self.can_dial and not self.talk.key and self.outcome is None

    def offered_windows(self) -> tuple[CallbackWish, ...]:
        return windows_from(self._now())

    def open(self, callback: Callback) -> None:
        """Take up a callback just claimed, or one this seat held before a restart."""
        self._scope.start("case-work.open", self._opened(callback), replaces=True)

    def dial(self) -> None:
        """Call the citizen, unless the callback is somebody else's by now.

        A seat that slept or was started anew may hold a lease that ran out: it asks first.
        """
        if self.callback is None or not self.can_dial:
            return
        if self.lease.is_in_doubt:
            self._scope.start("case-work.dial", self._dialled(self.callback), replaces=True)
        else:
            self.dial_wanted.emit(self.callback.caller.phone)

    def write_note(self, text: str, cursor: int = 0) -> None:
        self._edit(replace(self.draft, note=storable(text), focus_field="note", cursor=cursor))
        self._forget_mended()

    def choose_outcome(self, outcome: str) -> None:
        """outcome: a value of AttemptOutcome, or "" for none yet."""
        self._edit(replace(self.draft, outcome=outcome))
        self._forget_mended()

    def call_ended(self, call: Call) -> None:
        self._propose(self.talk.ended(call))

    def spoken_with(self, call: Call) -> None:
        """Voice went both ways for long enough: the case may be solved."""
        self._propose(self.talk.spoken(call))

    def record(self, *, then_next: bool = False) -> None:
        """Record the result; without an outcome, or solved without an answer, say what misses."""
        if self.callback is None or self.is_recording:
            return
        outcome, faults = self.outcome, _faults(self.draft)
        if outcome is None or faults:
            self._show_error(faults[0])
        else:
            self._start_recording(_result(self, outcome), then_next=then_next)

    def postpone(self, window: CallbackWish | None = None) -> None:
        """Promise another time; the first one offered for None."""
        if self.callback is None or self.is_recording:
            return
        if TOO_LONG in _faults(self.draft):
            self._show_error(TOO_LONG)
        else:
            chosen = window or self.offered_windows()[0]
            self._start_recording(_result(self, AttemptOutcome.POSTPONED, chosen))

    def can_hand_over(self) -> bool:
        """Return whether what is written may go to another desk; if not, say what misses."""
        if self.callback is None or self.is_recording:
            return False
        misses = "" if self.draft.note.strip() else NO_NOTE
        self._show_error(TOO_LONG if TOO_LONG in _faults(self.draft) else misses)
        return not self.error

    def hand_over(self, desk_id: DeskId) -> None:
        """Give the case to another desk, with what is written."""
        if self.callback is not None and self.can_hand_over():
            self._start_recording(HandOver(callback=self.callback, desk_id=desk_id))

    def assign_topic(self, topic_id: TopicId) -> None:
        """Say what the case in hand is about."""
        was = self.callback
        if was is not None and topic_id != was.topic_id:
            # At once: what is chosen next is another topic than this one.
            self.callback = replace(was, topic_id=topic_id)
            self._scope.start("case-work.topic", _assigned(self, self._records, was, topic_id))

    def release(self) -> None:
        """Give the callback back to the queue; what was written for it is dropped."""
        if self.callback is not None and not self.is_recording:
            self._scope.start("case-work.release", self._released(self.callback))

    def _forget_mended(self) -> None:
        # By her hand, or by what a call proposed.
        if self.error and self.error not in _faults(self.draft):
            self._show_error("")

    def _propose(self, outcome: AttemptOutcome | None) -> None:
        if outcome is None or self.outcome not in (None, self.talk.proposed):
            return
        self.talk.proposed = outcome
        self.choose_outcome(outcome)
        self.proposed.emit()

    def _start_recording(self, result: _Decided, *, then_next: bool = False) -> None:
        self.is_recording = True
        self._scope.start("case-work.record", self._recorded(result, then_next=then_next))

    async def _opened(self, callback: Callback) -> None:
        await _save_due(self.saver, self.store_failed.emit)
        late = self.late.of(callback.id)
        try:
            file = await self._records.file(callback)
            draft = await self._records.attempt_draft(callback)
        except LocalStoreBroken as error:
            self.store_failed.emit(error.kind)
            self.not_opened.emit()
            return
        if self._is_in_hand(callback) and self.saver.is_due:
            draft = self.draft  # what she typed into it meanwhile is newer than the disk
        else:
            await self._leave_draft()
        # All at once: a result recorded in between would join one citizen's answer to another.
        self.callback, self.file, self.draft = _as_all_see_it(callback, file), file, draft
        if late is not None:
            self.late.drop(callback.id)
            self._edit(late)
        self.talk = self.talk.of(callback)
        self.lease.hold(callback.id, callback.lease_until_at)
        self._show_error("")
        self.opened.emit()

    async def _refresh(self) -> None:
        callback = self.callback
        if callback is None:
            return
        file = await self._records.file(callback)
        # Else it would stand there as the file of the next one.
        if self.callback is not None and self._is_in_hand(callback):
            self.callback, self.file = _as_all_see_it(self.callback, file), file
            self.file_changed.emit()

    async def _recorded(self, result: _Decided, *, then_next: bool) -> None:
        try:
            await self.saver.flush()
            if self.callback is not None and self._is_in_hand(result.callback):
                result = replace(result, note=self.draft.note)  # with the letters typed meanwhile
                self._leave(self.callback)
            await self._written(result)
        except LocalStoreBroken as error:
            self.store_failed.emit(error.kind)
            return
        except CallbackAlreadyClaimed:
            self.left_desks.emit()
            return
        finally:
            self.is_recording = False
        left, self._leaving = self._leaving, None
        self.recorded.emit(result, left.file if left is not None else CaseFile())
        if then_next:
            self.recorded_for_next.emit()

    async def _written(self, result: _Decided) -> None:
        try:
            await self._records.record(result)
        except BaseException:  # whatever it was, no word of hers goes with it
            self._come_back()
            raise

    def _leave(self, callback: Callback) -> None:
        """Put the callback down before the disk takes its result.

        A letter typed while the disk writes could not be in it any more.
        """
        self._leaving = _InHand(callback, self.file, self.draft, self.lease.until_at, self.talk)
        self._put_down()

    def _come_back(self) -> None:
        """Take the callback in hand again whose result was not taken, and save what is in it."""
        left, self._leaving = self._leaving, None
        if left is None:
            return  # whoever held it has left: what lies on disk is hers
        if self.callback is not None:  # she goes on with another one
            self.late.keep(left.callback.id, left.draft)
            return
        self.callback, self.file, self.talk = left.callback, left.file, left.talk
        self._edit(left.draft)
        self.lease.hold(left.callback.id, left.held_until_at)
        self.opened.emit()

    async def _leave_draft(self) -> None:
        """Save what is written for the one she leaves; a full disk is asked again beside it."""
        try:
            while self.saver.is_due:  # with the letters typed while the disk writes
                await self.saver.flush()
        except LocalStoreBroken as error:
            self.store_failed.emit(error.kind)
            self.saver.drop()
            self.late.keep(self.draft.callback_id, self.draft)

    async def _released(self, callback: Callback) -> None:
        await _save_due(self.saver, self.store_failed.emit)
        try:
            await self._leases.release(callback.id)
        except LocalStoreBroken as error:
            self.store_failed.emit(error.kind)
            return
        if self._is_in_hand(callback):  # another one, taken meanwhile, stays
            self._put_down()
        self.released.emit()

    async def _dialled(self, callback: Callback) -> None:
        if await self.lease.beat(callback.id) and self._is_in_hand(callback):
            self.dial_wanted.emit(callback.caller.phone)

    def _is_in_hand(self, callback: Callback) -> bool:
        return self.callback is not None and self.callback.id == callback.id

    def _put_down(self) -> None:
        self.saver.drop()
        self.callback = None
        self.talk = CallbackCall()
        self.lease.let_go()
        self.file = CaseFile()
        self.draft = AttemptDraft(callback_id="")
        self.opened.emit()

    def _edit(self, draft: AttemptDraft) -> None:
        if self.callback is not None:
            self.draft = draft
            self.saver.edited(draft)

    def _on_saved(self, saved: AttemptDraft) -> None:
        if self.draft.callback_id == saved.callback_id:
            self.draft = replace(self.draft, saved_at=saved.saved_at or self._now())
            self.saved.emit()

    def _show_error(self, code: str) -> None:
        self.error = code
        self.error_changed.emit()


def _faults(draft: AttemptDraft) -> list[str]:
    """Return what keeps a result from being recorded, the first to mend first."""
    found = {
        "missing_outcome": not draft.outcome,
        "missing_note": draft.outcome == AttemptOutcome.SOLVED and not draft.note.strip(),
        TOO_LONG: len(draft.note) > TEXT_LIMIT,  # the server would refuse it
    }
    return [code for code, holds in found.items() if holds]


def _result(
    work: CaseWorkViewModel, outcome: AttemptOutcome, window: CallbackWish | None = None
) -> AttemptResult:
    assert work.callback is not None
    return AttemptResult(
        callback=work.callback,
        outcome=outcome,
        case_state=_STATE_AFTER[outcome],
        note=work.draft.note,
        call_key=work.talk.key,
        talk_s=work.talk.talk_s,
        next_window=window,
    )


async def _save_due(saver: DraftSaver[AttemptDraft], failed: Callable[[str], object]) -> None:
    try:
        await saver.flush()
    except LocalStoreBroken as error:
        failed(error.kind)


async def _assigned(
    work: CaseWorkViewModel, records: CaseRecords, callback: Callback, topic_id: TopicId
) -> None:
    try:
        await records.assign_topic(callback, topic_id)
    except LocalStoreBroken as error:
        work.store_failed.emit(error.kind)
        if work.callback is not None and work.callback.id == callback.id:
            work.callback = replace(work.callback, topic_id=callback.topic_id)
        work.file_changed.emit()  # its field says again what the case has


def _as_all_see_it(callback: Callback, file: CaseFile) -> Callback:
    """Return the callback in hand with what needs no claim: it is what the server says of it."""
    # A colleague chose another topic, or the server refused the one chosen here.
    return callback if file.topic_id is None else replace(callback, topic_id=file.topic_id)
