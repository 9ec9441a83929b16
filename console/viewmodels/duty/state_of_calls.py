"""What the seat's calls and phone make of the operator's state, at once and without a server."""

from typing import Any

from console.model.calls.live_call import Call, CallState, EndCause
from console.model.duty.seat_state import AgentState, Because
from console.viewmodels.duty.state_of_seat import (
    HOLD_REMINDER_S,
    OF_CALL,
    StateOfSeat,
)
from console.viewmodels.duty.wrap_up_tracking import WrapUpTracking
from contract.domain.agents.agent import DutyState, WrapUpMode
from contract.domain.agents.call_rules import MISSED
from contract.domain.agents.duty_event import Kind
from contract.domain.queue import Queue

RING_S = 15.0
RING_GRACE_S = 2.0  # whoever offers a call takes it back himself; this seat only after that
PHONE_LOST = "phone_lost"  # reason of an end: the phone died and the call with it
_WHATEVER_IT_LACKS = frozenset({WrapUpMode.FORCED_TIMEOUT, WrapUpMode.REQUESTED})
_UP = frozenset({CallState.ACTIVE, CallState.HELD})


class StateOfCalls(StateOfSeat):
    """The part of the operator's status that needs nobody but the phone."""

    def _listen(self) -> None:
        call = self._call
        call.changed.connect(self._on_call_changed)
        call.answered.connect(self._on_answered)
        call.second_answered.connect(self._on_answered)
        call.ended.connect(self._on_call_ended)
        call.second_ended.connect(self._on_second_ended)
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
        self._request_of_call("declined", self._call.call)
        self._apply(Kind.DECLINED)
        self._call.reject()

    def _on_call_changed(self) -> None:
        call = self._call.call
        if call is None or self.state is AgentState.OFFLINE:
            return
        is_ringing = call.state is CallState.INCOMING
        if OF_CALL[call.state] is self.state or (
            is_ringing and (self._declined or self._is_ring_over)
        ):
            return
        if is_ringing and self._is_locked:
            self._is_ring_over = True  # it was on its way when the seat was locked
            self.decline()
            return
        if not self.is_in_call:
            self._begin_calls(call)
        self._follow_phone()
        if call.state is not CallState.HELD:
            self._next_reminder_s = HOLD_REMINDER_S
        self._show()

    def _begin_calls(self, call: Call) -> None:
        self._reason_before = self.reason
        self._writes_after = self.state is AgentState.WRAP_UP
        if not self._writes_after:  # else what she writes up goes on after it
            self._talk = WrapUpTracking()
        self.time.interrupt()
        if call.state is CallState.INCOMING:
            self._predicted.apply(Kind.RESERVED, **self._of(call))

    def _follow_phone(self) -> None:
        """Have each call that is up, and none that is not: what the phone says holds."""
        self._talk.note(one.key for one in self._call.calls)
        up = [one.call for one in self._call.calls if one.call.state in _UP]
        for call in up:
            self._predicted.talk(is_incoming=call.is_incoming, **self._of(call))
        self._predicted.end_all_but(frozenset(map(_key, up)))

    def _of(self, call: Call) -> dict[str, Any]:
        """Return what an event says of this call: what follows it is as its queue asks."""
        of_call = {"call_key": _key(call), "offer": call.offer}
        queue = self.queue_of(call.queue)
        if queue is None:
            return of_call
        return of_call | {
            "queue_id": queue.id,
            "wrap_up_mode": queue.wrap_up,
            "wrap_up_s": queue.wrap_up_s,
        }

    def _on_answered(self, call: Call) -> None:
        if self.is_on_duty:
            self._request_of_call("answered", call)
            self._follow_phone()

    def _on_second_ended(self, call: Call) -> None:
        self._tell_end(call)
        self._follow_phone()

    def _tell_end(self, call: Call) -> None:
        if self.is_on_duty and call.answered_mono_s is not None:
            lost = PHONE_LOST if call.cause is EndCause.PHONE_LOST else ""
            self._request_of_call("ended", call, reason=lost)

    def _on_call_ended(self, call: Call) -> None:
        declined, self._declined, self._is_ring_over = self._declined, False, False
        if self.state is AgentState.OFFLINE or not self.is_in_call:
            return
        self._tell_end(call)
        is_missed = False
        if call.answered_mono_s is not None and call.is_incoming:
            self._end_talk(call)
        elif not call.is_incoming:
            self._end_own_call(call)
        elif not declined:
            is_missed = self._end_unanswered(call)
        if self.duty.state is DutyState.WRAP_UP:
            self._begin_or_go_on()
        self._show(is_between=True)
        if is_missed:
            self.missed.emit()

    def _end_unanswered(self, call: Call) -> bool:
        """Return whether she has missed a call that was hers to take."""
        is_missed = call.cause is EndCause.NO_ANSWER and self.duty.state is DutyState.RESERVED
        self._predicted.ring_over(MISSED if is_missed else "abandoned")
        return is_missed

    def _end_talk(self, call: Call) -> None:
        self._talk.note_end(_key(call))
        # Its queue or key may have come after its answer: what the phone said last of it holds.
        is_alone = self._predicted.has_call and not self._call.calls
        known = {"call_key": self.duty.call_key} if is_alone else {}
        self._predicted.talk(is_incoming=True, **self._of(call) | known)
        is_due = self._predicted.is_wrap_up_due
        is_complete = self._is_contact_complete()
        # Time that is forced or that she asked for is there whatever the contact lacks.
        is_done = is_complete and self.duty.wrap_up_mode not in _WHATEVER_IT_LACKS
        if is_complete:
            self.contact_complete.emit()
        self._follow_phone()
        self._writes_after = is_due and not is_done
        self.time.forget_rest()
        if self._writes_after:
            return
        if is_complete:
            self._request_of_call("wrap_up_done", call)
            self._predicted.apply(Kind.WRAP_UP_DONE)
        else:
            self.wrap_up_expired.emit()

    def _begin_or_go_on(self) -> None:
        if self.time.has_rest:
            self.time.go_on()
            return
        is_guess = self.queue_of(self.duty.queue_id) is None
        self.time.begin(self._predicted.wrap_up_limit_s, is_guess=is_guess)
        view = self.view
        if view is not None and self._talk.is_wrap_up_of(view) and not self.time.is_over(view):
            # The exchange may tell the end before the phone does: the time has begun there.
            self._predicted.follow_wrap_up(view)
            self.time.follow(view)

    def _end_own_call(self, call: Call) -> None:
        """A call the operator made is followed by no time of its own."""
        self._follow_phone()
        if call.answered_mono_s is not None and not self._writes_after:
            self._request_of_call("wrap_up_done", call)
            self._predicted.apply(Kind.WRAP_UP_DONE)

    def _note_phone(self) -> None:
        line = self._call.line
        self._predicted.note_phone(
            registered=line.registered, has_microphone=self._call.has_microphone
        )

    def _on_phone_fit_changed(self) -> None:
        is_registered = self._call.line.registered
        if self.is_on_duty and is_registered is not self._told_line:
            self._told_line = is_registered
            self._request_state("line", reason="" if is_registered else self._call.line.reason)
        self._note_phone()
        self._show()

    @property
    def _ring_s(self) -> float:
        call = self._call.call
        if call is None or not call.offer:
            return RING_S
        queue = self.queue_of(call.queue)
        ring_s = float(queue.ring_s) if queue is not None and queue.ring_s > 0 else RING_S
        return ring_s + RING_GRACE_S

    def _miss(self) -> None:
        self._request_of_call("declined", self._call.call, reason=Because.MISSED_CALL)
        self._call.reject()
        self._declined, self._is_ring_over = False, True
        self._predicted.ring_over(MISSED)
        self._show()
        self.missed.emit()


def _key(call: Call) -> str:
    return call.call_key or call.sip_id
