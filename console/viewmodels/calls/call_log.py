"""The last calls of the seat, and how each of them sounded, kept when it ends."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from console.errors import LocalStoreBroken
from console.model.calls.past_call import PastCall
from console.runtime.task_scope import Coalesced, TaskScope
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.one_call import CallViewModel
from contract.wire.claims import CallStory
from contract.wire.duty import CallContext, CallQuality


class CallRecords(Protocol):
    """past: the newest first. Each may raise LocalStoreBroken."""

    async def past(self) -> tuple[PastCall, ...]: ...
    async def note(self, call: PastCall) -> None: ...
    async def note_quality(self, call_key: str, quality: CallQuality) -> None: ...


class CallLogViewModel(QObject):
    changed = Signal()

    def __init__(
        self,
        *,
        calls: ActiveCallViewModel,
        records: CallRecords,
        context: Callable[[], CallContext | None],
        stalls: Callable[[], int],
        scope: TaskScope,
        at: Callable[[float | None], datetime],
    ) -> None:
        """stalls counts how often the window stood still since the console started.

        context is what is known of the call at hand, or was of the one just over. at tells when
        the monotonic clock stood at a moment; None: now.
        """
        super().__init__()
        self._calls = calls
        self._records = records
        self._context = context
        self._stalls = stalls
        self._scope = scope
        self._at = at
        self._stalls_before: dict[int, int] = {}  # call -> count when it was first seen
        self.calls: tuple[PastCall, ...] = ()
        self.refresh = Coalesced("call-log.refresh", self._refresh, scope)
        calls.changed.connect(self._on_changed)
        calls.any_ended.connect(self._on_ended)

    def story_of(self, call_key: str) -> CallStory:
        """Return what this seat knows of a call it had; nothing of any other."""
        known = (one.story for one in self.calls if call_key and one.id == call_key)
        return next(known, CallStory())

    async def _refresh(self) -> None:
        self.calls = await self._records.past()
        self.changed.emit()

    def _on_changed(self) -> None:
        for one in self._calls.calls:
            self._stalls_before.setdefault(one.number, self._stalls())

    def _on_ended(self, one: CallViewModel) -> None:
        stalls = self._stalls() - self._stalls_before.pop(one.number, self._stalls())
        quality = _quality_of(one, stalls)
        past = self._past(one, self._story(one, quality))
        self._scope.start("call-log.keep", self._kept(past, quality))

    async def _kept(self, past: PastCall, quality: CallQuality | None) -> None:
        """A call is over: a store that does not take it must not stop anything else."""
        try:
            await self._records.note(past)
            if quality is not None and past.id:
                await self._records.note_quality(past.id, quality)
        except LocalStoreBroken:
            return

    def _story(self, one: CallViewModel, quality: CallQuality | None) -> CallStory:
        context = self._context()
        if context is None or context.call_key != one.key or context.is_lost:
            return CallStory(quality=quality)
        by, reason = context.from_name, context.closed_reason
        return CallStory(quality=quality, passed_by=by, closed_reason=reason)

    def _past(self, one: CallViewModel, story: CallStory) -> PastCall:
        call, at = one.call, self._at
        return PastCall(
            id=one.key,
            is_incoming=call.is_incoming,
            peer=call.peer,
            label=one.label,
            queue=call.queue,
            began_at=at(call.started_mono_s or None),
            answered_at=at(call.answered_mono_s) if call.answered_mono_s else None,
            ended_at=at(call.ended_mono_s or None),
            cause=call.cause,
            story=story,
        )


def _quality_of(one: CallViewModel, stalls: int) -> CallQuality | None:
    """Return the figures of a call that was talked in and measured."""
    call, whole = one.call, one.record.whole()
    if whole is None or call.answered_mono_s is None:
        return None
    ended_s = call.ended_mono_s or call.answered_mono_s
    return CallQuality(
        mos_mean=whole.mos_mean or whole.mos,
        mos_min=whole.mos_min or whole.mos,
        lost_pct=whole.lost_pct,
        jitter_ms=whole.jitter_ms,
        rtt_ms=whole.rtt_ms,
        device=whole.device or one.record.device,
        stalls=stalls,
        talk_s=max(0.0, ended_s - call.answered_mono_s),
    )
