"""What the seat's calls and phone make of the operator's state, at once and without a server."""

from collections.abc import Callable
from typing import Any

from console.model.duty.seat_state import AgentState, Because
from console.viewmodels.duty.shown_state import OF_CALL, ShownState
from console.viewmodels.duty.wrap_up_tracking import WrapUpTracking
from contract.domain.agents.agent import DutyState, WrapUpMode
from contract.domain.agents.call_rules import MISSED
from contract.domain.agents.duty_event import Kind
from contract.wire import reason_codes
from contract.wire.duty import NOT_DIALLED
from contract.wire.phone_socket import Call, CallState, EndCause, RefusalCode

HOLD_REMINDER_S = 45.0
HOLD_AGAIN_S = 30.0  # after the first reminder
RING_S = 15.0
RING_GRACE_S = 2.0  # whoever offers a call takes it back himself; this seat only after that
PHONE_LOST = "phone_lost"  # reason of an end: the phone died and the call with it
_WHATEVER_IT_LACKS = frozenset({WrapUpMode.FORCED_TIMEOUT, WrapUpMode.REQUESTED})
_FORBIDDEN = frozenset({reason_codes.PHONE_FORBIDDEN, RefusalCode.FORBIDDEN_NUMBER})
_UP = frozenset({CallState.ACTIVE, CallState.HELD})


class CallFollower:
    """Needs nobody but the phone; tick() looks at the clock of a call that rings or is held."""

    def __init__(self, status: ShownState, is_contact_complete: Callable[[], bool]) -> None:
        self._status = status
        self._call = call = status.call
        self._predicted = status.predicted
        self._is_contact_complete = is_contact_complete
        self._known_line: bool | None = None
        self._next_reminder_s = HOLD_REMINDER_S
        self._is_declined = False
        call.changed.connect(self.on_changed)
        call.answered.connect(self._on_answered)
        call.second_answered.connect(self._on_answered)
        call.ended.connect(self._on_ended)
        call.second_ended.connect(self._on_second_ended)
        call.line_changed.connect(self._on_phone_fit_changed)
        call.audio_changed.connect(self._on_phone_fit_changed)
        call.refused.connect(self._on_refused)

    @property
    def obstacle(self) -> str:
        """Return why this seat cannot take calls at all, or nothing."""
        if not self._call.has_microphone:
            return Because.NO_MICROPHONE
        return "" if self._call.line.registered else Because.LINE_LOST

    def decline(self) -> None:
        """The operator cannot answer: the call goes back to the head of its queue."""
        self._is_declined = True
        self._status.request_of_call("declined", self._call.call)
        self._status.apply(Kind.DECLINED)
        self._call.controls.reject()

    def tick(self) -> None:
        status = self._status
        if status.state is AgentState.RINGING and status.elapsed_s >= self._ring_s:
            self._miss()
        elif status.state is AgentState.HELD and self._held_s >= self._next_reminder_s:
            self._next_reminder_s += HOLD_AGAIN_S
            status.hold_reminder.emit()

    @property
    def _held_s(self) -> float:
        return self._call.main.held_s if self._call.main is not None else 0.0

    def on_changed(self) -> None:
        call, status = self._call.call, self._status
        if call is None or not status.is_on_duty:
            return
        is_ringing = call.state is CallState.INCOMING
        is_given_back = is_ringing and (self._is_declined or status.is_ring_over)
        if OF_CALL[call.state] is status.state or is_given_back:
            return
        if is_ringing and status.is_locked:
            status.is_ring_over = True  # it was on its way when the seat was locked
            self.decline()
            return
        if not status.is_in_call:
            self._begin_calls(call)
        self.follow_phone()
        if call.state is not CallState.HELD:
            self._next_reminder_s = HOLD_REMINDER_S
        status.show()

    def _begin_calls(self, call: Call) -> None:
        status = self._status
        status.reason_before = status.reason
        if status.state is AgentState.WRAP_UP:
            status.talk.goes_on_after = True  # what she writes up goes on after it
        else:
            status.talk = WrapUpTracking()
        status.time.interrupt()
        if call.state is CallState.INCOMING:
            self._predicted.apply(Kind.RESERVED, **self._of(call))

    def follow_phone(self) -> None:
        """Have each call that is up, and none that is not: what the phone says holds."""
        self._status.talk.note(one.key for one in self._call.calls)
        up = [one.call for one in self._call.calls if one.call.state in _UP]
        for call in up:
            self._predicted.talk(is_incoming=call.is_incoming, **self._of(call))
        self._predicted.end_all_but(frozenset(map(_key, up)))

    def _of(self, call: Call) -> dict[str, Any]:
        """Return what an event says of this call: what follows it is as its queue asks."""
        of_call = {"call_key": _key(call), "offer": call.offer}
        queue = self._status.queue_of(call.queue)
        if queue is None:
            return of_call
        return of_call | {
            "queue_id": queue.id,
            "wrap_up_mode": queue.wrap_up,
            "wrap_up_s": queue.wrap_up_s,
        }

    def _on_answered(self, call: Call) -> None:
        if self._status.is_on_duty:
            self._status.request_of_call("answered", call)
            self.follow_phone()

    def _on_second_ended(self, call: Call) -> None:
        self._request_end(call)
        self.follow_phone()

    def _request_end(self, call: Call) -> None:
        if self._status.is_on_duty and call.answered_mono_s is not None:
            lost = PHONE_LOST if call.cause is EndCause.PHONE_LOST else ""
            self._status.request_of_call("ended", call, reason=lost)

    def _on_ended(self, call: Call) -> None:
        status = self._status
        is_declined, self._is_declined, status.is_ring_over = self._is_declined, False, False
        if not status.is_in_call:
            return
        self._request_end(call)
        is_missed = False
        if call.answered_mono_s is not None and call.is_incoming:
            self._end_talk(call)
        elif not call.is_incoming:
            self._end_own_call(call)
        elif not is_declined:
            is_missed = self._end_unanswered(call)
        if self._predicted.duty.state is DutyState.WRAP_UP:
            self._begin_or_go_on()
        status.show(is_between=True)
        if is_missed:
            status.missed.emit()

    def _end_unanswered(self, call: Call) -> bool:
        """Return whether she has missed a call that was hers to take."""
        is_hers = self._predicted.duty.state is DutyState.RESERVED
        is_missed = call.cause is EndCause.NO_ANSWER and is_hers
        self._predicted.ring_over(MISSED if is_missed else "abandoned")
        return is_missed

    def _end_talk(self, call: Call) -> None:
        status = self._status
        status.talk.note_end(_key(call))
        # Its queue or key may have come after its answer: what the phone said last of it holds.
        is_alone = self._predicted.has_call and not self._call.calls
        known = {"call_key": self._predicted.duty.call_key} if is_alone else {}
        self._predicted.talk(is_incoming=True, **self._of(call) | known)
        is_due = self._predicted.is_wrap_up_due
        is_complete = self._is_contact_complete()
        # Time that is forced or that she asked for is there whatever the contact lacks.
        is_done = is_complete and self._predicted.duty.wrap_up_mode not in _WHATEVER_IT_LACKS
        if is_complete:
            status.contact_complete.emit()
        self.follow_phone()
        status.talk.goes_on_after = is_due and not is_done
        status.time.forget_rest()
        if status.talk.goes_on_after:
            return
        if is_complete:
            self._end_without_time(call)
        else:
            status.wrap_up_expired.emit()

    def _begin_or_go_on(self) -> None:
        status = self._status
        time, view = status.time, status.view
        if time.has_rest:
            time.go_on()
            return
        is_guess = status.queue_of(self._predicted.duty.queue_id) is None
        time.begin(self._predicted.wrap_up_limit_s, is_guess=is_guess)
        if view is not None and status.talk.is_wrap_up_of(view) and not time.is_over(view):
            # The exchange may tell the end before the phone does: the time has begun there.
            self._predicted.follow_wrap_up(view)
            time.follow(view)

    def _end_own_call(self, call: Call) -> None:
        """A call the operator made is followed by no time of its own."""
        self.follow_phone()
        if call.answered_mono_s is not None and not self._status.talk.goes_on_after:
            self._end_without_time(call)

    def _end_without_time(self, call: Call) -> None:
        self._status.request_of_call("wrap_up_done", call)
        self._predicted.apply(Kind.WRAP_UP_DONE)

    def note_phone(self) -> None:
        self._predicted.note_phone(
            registered=self._call.line.registered, has_microphone=self._call.has_microphone
        )

    def _on_phone_fit_changed(self) -> None:
        line = self._call.line
        if self._status.is_on_duty and line.registered is not self._known_line:
            self._known_line = line.registered
            self._status.request_state("line", reason="" if line.registered else line.reason)
        self.note_phone()
        self._status.show()

    def _on_refused(self, code: str) -> None:
        """Of a number that nobody may dial the exchange never hears: the seat tells of it."""
        if code in _FORBIDDEN:
            self._status.request_state(NOT_DIALLED, reason=code)

    @property
    def _ring_s(self) -> float:
        call = self._call.call
        if call is None or not call.offer:
            return RING_S
        queue = self._status.queue_of(call.queue)
        ring_s = float(queue.ring_s) if queue is not None and queue.ring_s > 0 else RING_S
        return ring_s + RING_GRACE_S

    def _miss(self) -> None:
        self._status.request_of_call("declined", self._call.call, reason=Because.MISSED_CALL)
        self._call.controls.reject()
        self._is_declined, self._status.is_ring_over = False, True
        self._predicted.ring_over(MISSED)
        self._status.show()
        self._status.missed.emit()


def _key(call: Call) -> str:
    return call.call_key or call.sip_id
