"""The operator's state on her seat: what there is to know of it, and how one follows another."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from console.errors import PhoneRefused, PhoneUnavailable
from console.model.calls.live_call import Call, CallState
from console.model.duty.predicted_duty import PredictedDuty
from console.model.duty.seat_state import AgentState, Because, PauseReason
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.duty.supervisor_override import SupervisorOverride
from console.viewmodels.duty.wrap_up_time import WrapUpTime
from console.viewmodels.duty.wrap_up_tracking import WrapUpTracking
from contract.domain.agents.agent import AgentView, DutyState
from contract.domain.agents.duty import Duty
from contract.domain.agents.duty_event import Kind
from contract.domain.agents.state_changes import OFF_PLACE, READY_PLACE
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
_WITHOUT_CALL = frozenset({DutyState.READY, DutyState.NOT_READY})


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
        self._predicted = PredictedDuty(now)
        self._told_available: bool | None = None
        self._told_line: bool | None = None
        self._lead = SupervisorOverride()
        self._next_reminder_s = HOLD_REMINDER_S
        self._declined = False
        self._is_ring_over = False  # for her: it was missed, or declined before it was shown
        self._reason_before = ""  # why she was not ready as the present calls began
        self._writes_after = False  # a time to write goes on, or follows, after the present calls
        self._is_here = False  # signed in, and takes calls
        self._why_away = ""
        self._is_locked = False
        self._locked_pause = False  # the pending pause is the lock's, not hers
        self._rest_is_due = False  # an alarm of this call, or the last one, asks for it
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
        self._listen()

    def _listen(self) -> None:
        """Connect what the phone says."""
        raise NotImplementedError

    @property
    def duty(self) -> Duty:
        """Return the state the server will find, by what is known here."""
        return self._predicted.duty

    @property
    def pending_pause(self) -> PauseReason | None:
        """Return the pause that comes after the call or wrap-up in progress."""
        pending = self.duty.pending
        if self.is_in_call and self.duty.state is DutyState.NOT_READY:
            # Asked for while her own call is being made: the server has it begin at once.
            pending = self.duty.reason if self.duty.reason != self._reason_before else pending
        return PauseReason(pending) if pending in set(PauseReason) else None

    @property
    def wants_wrap_up(self) -> bool:
        """Return whether time after this call was asked for during it."""
        return self.duty.wants_wrap_up and self._predicted.has_call and not self._writes_after

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
        has_call = self.is_in_call or self.state is AgentState.WRAP_UP
        is_due = self.duty.pending == OFF_PLACE and not has_call
        return is_due or self._is_off_by_the_lead

    @property
    def _is_off_by_the_lead(self) -> bool:
        view = self.view
        is_off_there = view is not None and view.state is DutyState.OFF and view.forced_by != ""
        return is_off_there or self._predicted.is_off

    @property
    def obstacle(self) -> str:
        """Return why this seat cannot take calls at all, or nothing."""
        if not self._call.has_microphone:
            return Because.NO_MICROPHONE
        return "" if self._call.line.registered else Because.LINE_LOST

    # --- from one state to the next ---------------------------------------------------------------

    def _apply(self, kind: Kind, **fields: str) -> None:
        """Predict what this leads to; what she has ended is over here before the server says so."""
        was_writing = self.duty.state is DutyState.WRAP_UP
        self._predicted.apply(kind, **fields)
        if was_writing and self.duty.state in _WITHOUT_CALL:
            self.time.end(self.view)

    def _expire(self) -> None:
        """The time is up. The server ends what it knows of by its own clock, without a word."""
        if not self._talk.is_counted:
            self._request_state("wrap_up_done", call_key=self._talk.key_for(self.view))
        self.wrap_up_expired.emit()
        self._end_time()

    def _end_time(self) -> None:
        """End the wrap-up by the seat's own clock, which may differ from the server's."""
        self.time.end(self.view)
        self._predicted.end_wrap_up()
        self._show()

    def _end_wrap_up(self) -> None:
        self._request_state("wrap_up_done", call_key=self._talk.key_for(self.view))
        self._apply(Kind.WRAP_UP_DONE)
        self._show()

    def _show(self, *, is_between: bool = False) -> None:
        """Show what the phone says, else what is predicted. is_between: one call has just ended."""
        state, reason = self._state_now(is_between=is_between)
        if state is AgentState.READY and self._is_off_by_the_lead:
            self._predicted.rest(Because.FORCED)
            state, reason = AgentState.NOT_READY, Because.FORCED
        elif state is AgentState.READY and self._is_locked:
            self._predicted.rest(PauseReason.BREAK)  # also after the lock: she says ready herself
            state, reason = AgentState.NOT_READY, PauseReason.BREAK
        is_rest = self._begins_rest(state, reason)
        if (state, reason) == (self.state, self.reason) and not is_rest:
            self.changed.emit()
            return
        self.state, self.reason = state, reason
        self.since_s = self._monotonic_s()
        if state is not AgentState.WRAP_UP and state not in IN_CALL:
            self.time.until_s = None
            self._end_writing(tells=state is not AgentState.OFFLINE and not self.elsewhere)
        self._tell_phone(state in (AgentState.READY, AgentState.RINGING))
        self.changed.emit()
        if is_rest:
            self.told.emit(str(Because.AFTER_CARE), {})

    def _begins_rest(self, state: AgentState, reason: str) -> bool:
        """Return whether she rests from now on: told each time, also after a call in a rest."""
        if state is not AgentState.NOT_READY or reason != Because.AFTER_CARE:
            return False
        is_due, self._rest_is_due = self._rest_is_due, False
        return is_due or self.reason != Because.AFTER_CARE

    def _state_now(self, *, is_between: bool) -> tuple[AgentState, str]:
        if not self._is_here:
            return AgentState.OFFLINE, self._why_away
        call, duty = self._call.call, self.duty
        is_over = is_between and not self._predicted.has_call
        if call is not None and not (is_over or self._is_given_back(call)):
            return OF_CALL[call.state], self._reason_in_call
        if duty.state is DutyState.WRAP_UP:
            return AgentState.WRAP_UP, ""
        if self.elsewhere:
            return AgentState.NOT_READY, Because.ELSEWHERE
        if duty.state is DutyState.NOT_READY:
            return AgentState.NOT_READY, duty.reason
        return AgentState.READY, ""

    def _is_given_back(self, call: Call) -> bool:
        """Return whether it rings on though it is not hers any more: the phone says so soon."""
        return call.state is CallState.INCOMING and self._is_ring_over

    @property
    def _reason_in_call(self) -> str:
        """Return why she was not ready before the call, "" where she was."""
        duty = self.duty
        if duty.state is DutyState.NOT_READY:
            return duty.reason
        return "" if duty.before == READY_PLACE else duty.before

    def _end_writing(self, *, tells: bool) -> None:
        """She has done. Whoever leaves, or is elsewhere now, is not made ready by that."""
        self._time_refused = False
        is_asked_for, self._talk.is_asked_for = self._talk.is_asked_for, False
        if is_asked_for and tells:
            self._request_state("case_done")

    def _request_of_call(self, wish: str, call: Call | None, *, reason: str = "") -> None:
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
