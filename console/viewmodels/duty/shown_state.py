"""The operator's state as her seat shows it, and how one follows another."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from console.errors import PhoneRefused, PhoneUnavailable
from console.model.duty.predicted_duty import PredictedDuty
from console.model.duty.seat_state import AgentState, Because, PauseReason
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.duty.wrap_up_time import SeatClock, WrapUpTime
from console.viewmodels.duty.wrap_up_tracking import WrapUpTracking
from contract.domain.agents.agent import AgentView, DutyState
from contract.domain.agents.duty_event import Kind
from contract.domain.agents.state_changes import READY_PLACE
from contract.domain.queue import Queue
from contract.wire.phone_socket import Call, CallState

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


class ShownState(QObject):
    """predicted is the state the server will find; the phone's calls are shown before it."""

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
        request_state: RequestState,
        scope: TaskScope,
        clock: SeatClock,
    ) -> None:
        super().__init__()
        self.call = call
        self.request_state = request_state
        self.clock = clock
        self._availability = _Availability(set_available, scope)
        self.queues: tuple[Queue, ...] = ()  # all there are, as the replica has them
        self.predicted = PredictedDuty(clock.now)
        self.time = WrapUpTime(clock)
        self.talk = WrapUpTracking()  # the present one, or the last one
        self._is_here = False  # signed in, and takes calls
        self._why_away = ""
        self.is_locked = False
        self.is_ring_over = False  # for her: it was missed, or declined before it was shown
        self.is_rest_due = False  # an alarm of this call, or the last one, asks for it
        self.expects_care = False  # nobody takes the next call at once after this one
        self.seat = ""  # where she signed in; "": she has none
        self.since_s = clock.monotonic_s()
        self.state = AgentState.OFFLINE
        self.reason = ""  # a PauseReason or a Because while NOT_READY
        self.reason_before = ""  # why she was not ready as the present calls began
        self.view: AgentView | None = None  # what the server said last
        self.elsewhere = ""  # the seat where calls ring now, when it is another one

    def queue_of(self, text: str) -> Queue | None:
        """Return the queue of this id or name, as a call names it; None: unknown here."""
        return next((one for one in self.queues if text and text in (one.id, one.name)), None)

    @property
    def pending_pause(self) -> PauseReason | None:
        """Return the pause that comes after the call or wrap-up in progress."""
        duty = self.predicted.duty
        pending = duty.pending
        if self.is_in_call and duty.state is DutyState.NOT_READY:
            # Asked for while her own call is being made: the server has it begin at once.
            pending = duty.reason if duty.reason != self.reason_before else pending
        return PauseReason(pending) if pending in set(PauseReason) else None

    @property
    def pause_limit_s(self) -> float | None:
        """Return how long the present pause may last in all; None: no limit, or no pause."""
        view = self.view
        if self.state is not AgentState.NOT_READY or view is None or view.pause_until_at is None:
            return None
        return self.clock.mono_of(view.pause_until_at) - self.since_s

    @property
    def elapsed_s(self) -> float:
        return max(0.0, self.clock.monotonic_s() - self.since_s)

    @property
    def is_in_call(self) -> bool:
        return self.state in IN_CALL

    @property
    def is_on_duty(self) -> bool:
        return self.state is not AgentState.OFFLINE

    @property
    def _is_off_by_the_lead(self) -> bool:
        view = self.view
        is_off_there = view is not None and view.state is DutyState.OFF and view.forced_by != ""
        return is_off_there or self.predicted.is_off

    def request_of_call(self, wish: str, call: Call | None, *, reason: str = "") -> None:
        if call is not None:
            key = call.call_key or call.sip_id
            self.request_state(wish, reason=reason, call_key=key, offer=call.offer)

    # --- from one state to the next ---------------------------------------------------------------

    def apply(self, kind: Kind, **fields: str) -> None:
        """Predict what this leads to; what she has ended is over here before the server says so."""
        was_writing = self.predicted.duty.state is DutyState.WRAP_UP
        self.predicted.apply(kind, **fields)
        if was_writing and self.predicted.duty.state in _WITHOUT_CALL:
            self.time.end(self.view)

    def show(self, *, is_between: bool = False) -> None:
        """Show what the phone says, else what is predicted. is_between: one call has just ended."""
        state, reason = self._state_now(is_between=is_between)
        if state is AgentState.READY and self._is_off_by_the_lead:
            state, reason = self._rest(Because.FORCED)
        elif state is AgentState.READY and self.is_locked:
            state, reason = self._rest(PauseReason.BREAK)  # after the lock she says ready herself
        is_rest = self._begins_rest(state, reason)
        if (state, reason) == (self.state, self.reason) and not is_rest:
            self.changed.emit()
            return
        self.state, self.reason = state, reason
        self.since_s = self.clock.monotonic_s()
        if state is not AgentState.WRAP_UP and state not in IN_CALL:
            self.time.stop()
            self._end_writing(tells=state is not AgentState.OFFLINE and not self.elsewhere)
        self._availability.set(state in (AgentState.READY, AgentState.RINGING))
        self.changed.emit()
        if is_rest:
            self.told.emit(str(Because.AFTER_CARE), {})

    def _rest(self, reason: str) -> tuple[AgentState, str]:
        self.predicted.rest(reason)
        return AgentState.NOT_READY, reason

    def _begins_rest(self, state: AgentState, reason: str) -> bool:
        """Return whether she rests from now on: told each time, also after a call in a rest."""
        if state is not AgentState.NOT_READY or reason != Because.AFTER_CARE:
            return False
        is_due, self.is_rest_due = self.is_rest_due, False
        return is_due or self.reason != Because.AFTER_CARE

    def _state_now(self, *, is_between: bool) -> tuple[AgentState, str]:
        if not self._is_here:
            return AgentState.OFFLINE, self._why_away
        call, duty = self.call.call, self.predicted.duty
        is_over = is_between and not self.predicted.has_call
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
        return call.state is CallState.INCOMING and self.is_ring_over

    @property
    def _reason_in_call(self) -> str:
        """Return why she was not ready before the call, "" where she was."""
        duty = self.predicted.duty
        if duty.state is DutyState.NOT_READY:
            return duty.reason
        return "" if duty.before == READY_PLACE else duty.before

    def _end_writing(self, *, tells: bool) -> None:
        """She has done. Whoever leaves, or is elsewhere now, is not made ready by that."""
        is_asked_for, self.talk.is_asked_for = self.talk.is_asked_for, False
        if is_asked_for and tells:
            self.request_state("case_done")


class _Availability:
    """What the phone was told of it last."""

    def __init__(self, set_it: Callable[[bool], Awaitable[None]], scope: TaskScope) -> None:
        self._set_it = set_it
        self._scope = scope
        self._known: bool | None = None

    def set(self, available: bool) -> None:
        if available is not self._known:
            self._known = available
            self._scope.start("status.available", self._sent(available), replaces=True)

    async def _sent(self, available: bool) -> None:
        try:
            await self._set_it(available)
        except (PhoneUnavailable, PhoneRefused):
            self._known = None  # the line event that follows tries again
