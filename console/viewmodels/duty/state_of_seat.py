"""The operator's state on her seat: what there is to know of it, and how one follows another."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from console.errors import PhoneRefused, PhoneUnavailable
from console.model.calls.live_call import Call, CallState
from console.model.duty.seat_state import AgentState, PauseReason
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.duty.supervisor_override import SupervisorOverride
from console.viewmodels.duty.wrap_up_time import WrapUpTime
from console.viewmodels.duty.wrap_up_tracking import WrapUpTracking
from contract.domain.agents.agent import AgentView, DutyState
from contract.domain.queue import Queue

HOLD_REMINDER_S = 45.0

OF_CALL = {
    CallState.INCOMING: AgentState.RINGING,
    CallState.CALLING: AgentState.CALLING,
    CallState.RINGING: AgentState.CALLING,
    CallState.ACTIVE: AgentState.TALKING,
    CallState.HELD: AgentState.HELD,
}
IN_CALL = frozenset(OF_CALL.values())


class Because(StrEnum):
    """Why the seat is not ready, beside the pause reasons; values of NotReadyBecause but two."""

    SIGNED_IN = "signed_in"
    MISSED_CALL = "missed_call"
    DECLINED = "declined"
    FORCED = "forced"
    NO_MICROPHONE = "no_microphone"
    LINE_LOST = "line_lost"
    SEAT_LOST = "seat_lost"
    FLAPPING = "flapping"
    CASE_WORK = "case_work"
    AFTER_CARE = "after_care"
    NO_PHONE = "no_phone"  # she takes no calls today
    ELSEWHERE = "elsewhere"  # she signed in at another seat since: calls ring there


class RequestState(Protocol):
    """Notes a step of the operator's duty (contract.wire.duty.WISHES) for the server."""

    def __call__(
        self, wish: str, *, reason: str = "", call_key: str = "", offer: str = ""
    ) -> None: ...


class StateOfSeat(QObject):
    """Holds the state and goes from one to the next; it does not listen to the phone by itself."""

    changed = Signal()
    contact_complete = Signal()  # the call ended and nothing is missing: close it
    wrap_up_expired = Signal()  # put the draft aside, calls ring again
    missed = Signal()
    hold_reminder = Signal()
    told = Signal(str, dict)  # code of a notice and its subject: what the server decided

    def __init__(
        self,
        *,
        call: ActiveCallViewModel,
        set_available: Callable[[bool], Awaitable[None]],
        is_contact_complete: Callable[[], bool],
        request_state: RequestState,
        scope: TaskScope,
        monotonic_s: Callable[[], float],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._call = call
        self._set_available = set_available
        self._is_contact_complete = is_contact_complete
        self._request_state = request_state
        self._scope = scope
        self._monotonic_s = monotonic_s
        self._now = now
        self._queues: tuple[Queue, ...] = ()
        self._before_call = AgentState.NOT_READY
        self._told_available: bool | None = None
        self._told_line: bool | None = None
        self._lead = SupervisorOverride()
        self._next_reminder_s = HOLD_REMINDER_S
        self._ready_when_back = False
        self._declined = False
        self._is_locked = False
        self._locked_pause = False  # the pending pause is the lock's, not hers
        self._needs_care = False
        self._goes_off = False  # after the call: a lead said so, and she has not said ready since
        self.expects_care = False  # nobody takes the next call at once after this one
        self._talk = WrapUpTracking()  # the present one, or the last one
        self._time_refused = False  # the server had no more time to give
        self._is_overruled = False  # what she did last came after a decision of somebody else
        self.seat = ""  # where she signed in; "": she has none
        self.since_s = monotonic_s()
        self.state = AgentState.OFFLINE
        self.reason = ""  # a PauseReason or a Because while NOT_READY
        self.view: AgentView | None = None  # what the server said last
        self.elsewhere = ""  # the seat where calls ring now, when it is another one
        self.time = WrapUpTime(monotonic_s, self._mono_of)
        self.pending_pause: PauseReason | None = None
        self.wants_wrap_up = False  # asked for during this call

    @property
    def elapsed_s(self) -> float:
        return max(0.0, self._monotonic_s() - self.since_s)

    @property
    def is_in_call(self) -> bool:
        return self.state in IN_CALL

    @property
    def is_on_duty(self) -> bool:
        return self.state is not AgentState.OFFLINE

    @property
    def is_set_off(self) -> bool:
        """Return whether a lead put her off duty: the server takes no wish until a new sign-in.

        True as well where that was to come after a call which is over now.
        """
        view = self.view
        if view is not None and view.state is DutyState.OFF and view.forced_by:
            return True
        return self._goes_off and not self.is_in_call and self.state is not AgentState.WRAP_UP

    @property
    def obstacle(self) -> str:
        """Return why this seat cannot take calls at all, or nothing."""
        if not self._call.has_microphone:
            return Because.NO_MICROPHONE
        return "" if self._call.line.registered else Because.LINE_LOST

    # --- from one state to the next ---------------------------------------------------------------

    def _expire(self) -> None:
        """The time is up. The server ends what it knows of by its own clock, without a word."""
        if not self._talk.is_counted:
            self._request_state("wrap_up_done", call_key=self._talk.key_for(self.view))
        self.time.end(self.view)
        self.wrap_up_expired.emit()
        self._rest_or_ready()

    def _end_wrap_up(self) -> None:
        self.time.end(self.view)
        self._request_state("wrap_up_done", call_key=self._talk.key_for(self.view))
        self._rest_or_ready()

    def _rest_or_ready(self) -> None:
        pause, self.pending_pause = self.pending_pause, None
        if self.elsewhere:
            self._become(AgentState.NOT_READY, Because.ELSEWHERE)
        elif self._needs_care:
            self._needs_care = False
            self._become(AgentState.NOT_READY, Because.AFTER_CARE)
            self.told.emit(str(Because.AFTER_CARE), {})
        elif self.is_set_off or self._goes_off:
            self._become(AgentState.NOT_READY, Because.FORCED)
        elif pause is not None:
            self._become(AgentState.NOT_READY, pause)
        elif self.obstacle:
            self._ready_when_back = True
            self._become(AgentState.NOT_READY, self.obstacle)
        else:
            self._become(AgentState.READY)

    def _become(self, state: AgentState, reason: str = "") -> None:
        if state is AgentState.READY and self._is_locked:
            state, reason = AgentState.NOT_READY, PauseReason.BREAK
        self.state = state
        is_told = state in (AgentState.NOT_READY, AgentState.OFFLINE) or state in IN_CALL
        self.reason = reason if is_told else ""
        self.since_s = self._monotonic_s()
        if state is not AgentState.WRAP_UP and state not in IN_CALL:
            self.time.until_s = None
            self._end_writing(tells=state is not AgentState.OFFLINE and not self.elsewhere)
        self._tell_phone(state in (AgentState.READY, AgentState.RINGING))
        self.changed.emit()

    def _end_writing(self, *, tells: bool) -> None:
        """She has done. Whoever leaves, or is elsewhere now, is not made ready by that."""
        self._time_refused = False
        is_asked_for, self._talk.is_asked_for = self._talk.is_asked_for, False
        if is_asked_for and tells:
            self._request_state("case_done")

    def _propose_of_call(self, wish: str, call: Call | None, *, reason: str = "") -> None:
        if call is not None:
            key = call.call_key or call.sip_id
            self._request_state(wish, reason=reason, call_key=key, offer=call.offer)

    def _mono_of(self, moment: datetime) -> float:
        """Return when that instant of the server's clock is, or was, on the monotonic clock."""
        return self._monotonic_s() + (moment - self._now()).total_seconds()

    def _tell_phone(self, available: bool) -> None:
        if available is not self._told_available:
            self._told_available = available
            self._scope.start("status.available", self._tell(available), replaces=True)

    async def _tell(self, available: bool) -> None:
        try:
            await self._set_available(available)
        except (PhoneUnavailable, PhoneRefused):
            self._told_available = None  # the line event that follows tries again
