"""What the seat's calls and phone make of the operator's state, at once and without a server."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from console.model.calls.live_call import Call, EndCause
from console.model.duty.seat_state import AgentState
from console.model.duty.wrap_up import wrap_up_of
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.duty.state_of_seat import (
    HOLD_REMINDER_S,
    OF_CALL,
    Because,
    RequestState,
    StateOfSeat,
)
from console.viewmodels.duty.wrap_up_tracking import WrapUpTracking
from contract.domain.queue import Queue

RING_S = 15.0
RING_GRACE_S = 2.0  # whoever offers a call takes it back himself; this seat only after that
PHONE_LOST = "phone_lost"  # reason of an end: the phone died and the call with it
_OF_PHONE = frozenset({Because.NO_MICROPHONE, Because.LINE_LOST})


class StateOfCalls(StateOfSeat):
    """The part of the operator's status that needs nobody but the phone."""

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
        super().__init__(
            call=call,
            set_available=set_available,
            is_contact_complete=is_contact_complete,
            request_state=request_state,
            scope=scope,
            monotonic_s=monotonic_s,
            now=now,
        )
        call.changed.connect(self._on_call_changed)
        call.answered.connect(self._on_answered)
        call.second_answered.connect(self._on_answered)
        call.ended.connect(self._on_call_ended)
        call.second_ended.connect(self._tell_end)
        call.line_changed.connect(self._on_phone_fit_changed)
        call.audio_changed.connect(self._on_phone_fit_changed)

    def queue_of(self, text: str) -> Queue | None:
        """Return the queue of this id or name, as a call names it; None: unknown here."""
        for queue in self._queues:
            if text and text in (queue.id, queue.name):
                return queue
        return None

    def decline(self) -> None:
        """The operator cannot answer: the call goes back to the head of its queue."""
        self._declined = True
        self._propose_of_call("declined", self._call.call)
        self._call.reject()

    def _on_call_changed(self) -> None:
        call = self._call.call
        if call is None or self.state is AgentState.OFFLINE:
            return
        state = OF_CALL[call.state]
        if state is self.state or (state is AgentState.RINGING and self._declined):
            return
        if state is AgentState.RINGING and self._is_locked:
            self.decline()  # it was on its way when the seat was locked
            return
        if not self.is_in_call:
            self._begin_calls()
        self._talk.note(one.key for one in self._call.calls)
        if state is not AgentState.HELD:
            self._next_reminder_s = HOLD_REMINDER_S
        self._become(state, self.reason)

    def _begin_calls(self) -> None:
        self._before_call = self.state
        if self.state is not AgentState.WRAP_UP:  # else what she writes up goes on after it
            self._talk = WrapUpTracking()
        self.time.interrupt()

    def _on_answered(self, call: Call) -> None:
        if self.is_on_duty:
            self._propose_of_call("answered", call)

    def _tell_end(self, call: Call) -> None:
        if self.is_on_duty and call.answered_mono_s is not None:
            lost = PHONE_LOST if call.cause is EndCause.PHONE_LOST else ""
            self._propose_of_call("ended", call, reason=lost)

    def _on_call_ended(self, call: Call) -> None:
        declined, self._declined = self._declined, False
        if self.state is AgentState.OFFLINE or not self.is_in_call:
            return
        self._tell_end(call)
        if call.answered_mono_s is not None and call.is_incoming:
            self._end_talk(call)
        elif not call.is_incoming:
            self._end_own_call(call)
        else:
            self._end_unanswered(call, declined=declined)

    def _end_unanswered(self, call: Call, *, declined: bool) -> None:
        is_hers = declined or call.cause is EndCause.NO_ANSWER
        if is_hers and self._before_call is not AgentState.NOT_READY:
            self._become(
                AgentState.NOT_READY, Because.DECLINED if declined else Because.MISSED_CALL
            )
            if not declined:
                self.missed.emit()
        else:
            self._go_on()

    def _end_talk(self, call: Call) -> None:
        self._talk.note_end(call.call_key or call.sip_id)
        queue = self.queue_of(call.queue)
        kind = wrap_up_of(queue)
        is_wanted, self.wants_wrap_up = self.wants_wrap_up, False
        is_complete = self._is_contact_complete()
        if is_complete:
            self.contact_complete.emit()
        if kind.is_due(is_complete=is_complete, is_wanted=is_wanted):
            self._become(AgentState.WRAP_UP)
            self.time.begin(kind, is_guess=queue is None)
            self._follow_time_heard_in_the_call()
            self.changed.emit()
            return
        if is_complete:
            self._propose_of_call("wrap_up_done", call)
        else:
            self.wrap_up_expired.emit()
        self._rest_or_ready()

    def _follow_time_heard_in_the_call(self) -> None:
        """The exchange may tell the end before the phone does: the time has begun there."""
        view = self.view
        if view is not None and self._talk.is_wrap_up_of(view) and not self.time.is_over(view):
            self.time.follow(view, since_s=self.since_s)

    def _end_own_call(self, call: Call) -> None:
        """A call the operator made is followed by no time of its own."""
        if call.answered_mono_s is not None and self._before_call is not AgentState.WRAP_UP:
            self._propose_of_call("wrap_up_done", call)
        self._go_on()

    def _go_on(self) -> None:
        """Go on where the calls began; a pause asked for meanwhile comes first."""
        if self._before_call is AgentState.WRAP_UP:
            self._become(AgentState.WRAP_UP)
            self.time.go_on()
            self.changed.emit()
        elif self.pending_pause is not None or self._before_call is AgentState.READY:
            self._rest_or_ready()
        else:
            self._become(self._before_call, self.reason)

    def _on_phone_fit_changed(self) -> None:
        is_registered = self._call.line.registered
        if self.is_on_duty and is_registered is not self._told_line:
            self._told_line = is_registered
            self._request_state("line", reason="" if is_registered else self._call.line.reason)
        if self.state is AgentState.READY and self.obstacle:
            self._ready_when_back = True
            self._become(AgentState.NOT_READY, self.obstacle)
        elif self.state is AgentState.NOT_READY and self._waits_for_phone:
            self._become(AgentState.READY)
        else:
            self.changed.emit()

    @property
    def _waits_for_phone(self) -> bool:
        return self.reason in _OF_PHONE and self._ready_when_back and not self.obstacle

    @property
    def _ring_s(self) -> float:
        call = self._call.call
        if call is None or not call.offer:
            return RING_S
        queue = self.queue_of(call.queue)
        ring_s = float(queue.ring_s) if queue is not None and queue.ring_s > 0 else RING_S
        return ring_s + RING_GRACE_S

    def _miss(self) -> None:
        self._propose_of_call("declined", self._call.call, reason=Because.MISSED_CALL)
        self._call.reject()
        self._declined = False
        self._become(AgentState.NOT_READY, Because.MISSED_CALL)
        self.missed.emit()
