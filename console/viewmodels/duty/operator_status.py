"""Whether calls may ring here: what the operator says at once, what the server decides in the end.

The seat shows what the operator did before the server has heard of it, and follows the server's
view as soon as that view knows all the seat did. Timers run on the monotonic clock.
"""

from console.model.duty.seat_state import AgentState, Because, PauseReason
from console.viewmodels.duty.state_of_calls import StateOfCalls
from console.viewmodels.duty.supervisor_override import SupervisorOverride
from console.viewmodels.duty.wrap_up_time import SAME_INSTANT_S
from console.viewmodels.duty.wrap_up_tracking import WrapUpTracking
from contract.domain.agents.agent import AgentView, DutyState, WrapUpMode
from contract.domain.agents.duty_event import Kind
from contract.domain.agents.seat_command_rules import ends_at_will, refusal
from contract.domain.queue import Queue
from contract.wire.reason_codes import (
    CONTACT_OPEN,
    NO_MORE_TIME,
    NOT_SIGNED_IN,
    PAUSE_FULL,
    PAUSE_QUOTA,
    STALE_WISH,
    WRAP_UP_FORCED,
)

_UNTIL_CLOSED = frozenset({WrapUpMode.MANDATORY, WrapUpMode.FORCED_TIMEOUT})
HOLD_AGAIN_S = 30.0  # after the first reminder
_REFUSALS = frozenset({PAUSE_FULL, PAUSE_QUOTA, WRAP_UP_FORCED, NO_MORE_TIME, NOT_SIGNED_IN})
_TOLD = frozenset({Because.SEAT_LOST, Because.FLAPPING})
_SAYS_ITSELF = _TOLD | {Because.AFTER_CARE, Because.MISSED_CALL}  # each with a notice of its own


class OperatorStatusViewModel(StateOfCalls):
    # --- what the screen shows --------------------------------------------------------------------

    @property
    def wrap_up_left_s(self) -> float:
        """Return the seconds left; 0 outside a wrap-up and in one without limit."""
        return self.time.left_s if self.state is AgentState.WRAP_UP else 0.0

    @property
    def wrap_up_limit_s(self) -> float | None:
        """Return how long this wrap-up is in all; None: no limit, or none is on."""
        if self.state is not AgentState.WRAP_UP or self.time.until_s is None:
            return None
        return self.time.until_s - self.since_s

    @property
    def wrap_up_mode(self) -> WrapUpMode:
        return self.duty.wrap_up_mode

    @property
    def may_have_more_time(self) -> bool:
        return self.state is AgentState.WRAP_UP and self.duty.may_extend

    @property
    def has_message(self) -> bool:
        """Return whether a lead's word was not acknowledged yet."""
        return self._lead.is_unread

    @property
    def may_want_wrap_up(self) -> bool:
        """Return whether time after this call is on request, and was not requested yet."""
        call = self._call.call
        if call is None or not call.is_incoming or call.answered_mono_s is None:
            return False
        queue = self.queue_of(call.queue)
        is_on_request = queue is not None and queue.wrap_up is WrapUpMode.REQUESTED
        return is_on_request and not self.wants_wrap_up

    @property
    def pause_limit_s(self) -> float | None:
        """Return how long the present pause may last in all; None: no limit, or no pause."""
        view = self.view
        if self.state is not AgentState.NOT_READY or view is None or view.pause_until_at is None:
            return None
        return self._mono_of(view.pause_until_at) - self.since_s

    @property
    def queues(self) -> tuple[Queue, ...]:
        """Return all queues, as the replica has them."""
        return self._queues

    def show_queues(self, queues: tuple[Queue, ...]) -> None:
        self._queues = queues
        if self.is_in_call:  # a console started in the call may not have known its queue yet
            self._follow_phone()
        self.changed.emit()

    # --- what the operator does -------------------------------------------------------------------

    def signed_in(self, seat: str = "", *, takes_calls: bool = True) -> None:
        """Somebody sits here; whoever takes no calls stays off duty until she signs in again."""
        self.seat, self.view, self.elsewhere = seat, None, ""
        self._lead, self._talk = SupervisorOverride(), WrapUpTracking()
        self._is_here, self._why_away = takes_calls, "" if takes_calls else Because.NO_PHONE
        self._predicted.sign_in(seat)
        self._note_phone()
        self._show()
        self._on_call_changed()

    def signed_out(self) -> None:
        self._is_here = self._is_locked = False
        self.expects_care = self._rest_is_due = False
        self._why_away = ""
        self._predicted.sign_in("")
        self._show()

    def lock(self) -> None:
        """Nobody answers at a locked seat: no call may ring there, now or after this one."""
        self._is_locked = True
        if self.state is AgentState.RINGING:
            self.decline()
        elif self.state is AgentState.READY:
            self._request_state("pause", reason=PauseReason.BREAK)
            self._show()
        elif self.is_on_duty and self.state is not AgentState.NOT_READY:
            # What she or a lead chose comes first, and stays hers when she is back.
            self._locked_pause = self.pending_pause is None and not self._is_to_rest
            if self._locked_pause:
                self._request_state("pause", reason=PauseReason.BREAK)

    def unlock(self) -> None:
        """Somebody is there again; she says herself when calls may ring."""
        self._is_locked = False
        # Whoever told of a danger while it was locked rests: ready would take that back.
        locked_pause, self._locked_pause = self._locked_pause and not self._is_to_rest, False
        if locked_pause and (self.is_in_call or self.state is AgentState.WRAP_UP):
            self._predicted.put_off("")
            self._request_state("ready")
            self.changed.emit()

    def get_ready(self) -> None:
        """Calls may ring, as soon as microphone and line allow it. In a call: no pause after."""
        if self.elsewhere:
            self.told.emit("elsewhere", {"seat": self.elsewhere})
            return
        if self.state is AgentState.OFFLINE:
            return
        if self.is_set_off:
            self._stay_off()
            return
        if self.state is AgentState.WRAP_UP and not self._may_say_ready:
            self._tell_why_wrap_up_stays()
            return
        self.expects_care = self._rest_is_due = False
        self._request_state("ready")
        self._apply(Kind.READY)
        self._predicted.put_off("")  # also the pause after a call offered that is not here yet
        self._show()

    def pause(self, reason: PauseReason) -> None:
        """Pause now, or after the call or wrap-up in progress."""
        if self.state is AgentState.OFFLINE:
            return
        if self.is_set_off:
            self._stay_off()
            return
        self._request_state("pause", reason=reason)
        self._apply(Kind.PAUSE, reason=reason)
        self._show()

    def expect_care(self) -> None:
        """This call is one after which nobody takes the next at once, unless she says so in it."""
        if not self.expects_care:
            self.expects_care = True
            self._rest_after_this()

    def need_care(self) -> None:
        """After this call, or now: time to recover. Calls ring again when she says so.

        The server knows it by the alarm.
        """
        if not self.expects_care:
            self._rest_after_this()
        self.expects_care = False

    def _rest_after_this(self) -> None:
        if self.is_on_duty:
            self._rest_is_due = True
            self._apply(Kind.ALARM, reason=Because.AFTER_CARE)
            self._show()

    @property
    def _is_to_rest(self) -> bool:
        return self.expects_care or self.duty.pending == Because.AFTER_CARE

    def work_on_case(self) -> None:
        """A callback is in hand: no queue call rings meanwhile."""
        if self.state is AgentState.READY:
            self._request_state("case_work")
            self._apply(Kind.CASE_WORK)
            self._show()

    def case_done(self) -> None:
        """The callback is out of hand: go back to the state of before, from a call after it."""
        is_in_hand = self.reason == Because.CASE_WORK and self.state is AgentState.NOT_READY
        if self.is_in_call or is_in_hand:  # a console started anew in the call knows no before
            self._request_state("case_done")
            self._apply(Kind.CASE_DONE)
            self._show()

    def more_time(self) -> None:
        """Add wrap-up time, once per contact."""
        if self.may_have_more_time:
            self.time.lengthen()
            self._request_state("more_time")
            self._apply(Kind.MORE_TIME)
            self.changed.emit()

    def want_wrap_up(self) -> None:
        """Ask, during the call, for time after it."""
        if self.may_want_wrap_up:
            self._request_of_call("want_wrap_up", self._call.call)
            self._apply(Kind.WANT_WRAP_UP)
            self.changed.emit()

    def contact_closed(self) -> None:
        """The contact was saved: wrap-up, if it was on, is over, unless it lasts its full time."""
        if self.state is AgentState.WRAP_UP:
            if self.wrap_up_mode is WrapUpMode.FORCED_TIMEOUT:
                self._tell_why_wrap_up_stays()
            else:
                self._end_wrap_up()
        elif self.is_in_call and self._writes_after:
            self._writes_after = False
            self._request_state("wrap_up_done")
            self._apply(Kind.WRAP_UP_DONE)

    @property
    def has_time_to_end(self) -> bool:
        """Return whether contact_closed() would end, or explain, a time after a call."""
        return self.state is AgentState.WRAP_UP or (self.is_in_call and self._writes_after)

    def contact_put_aside(self) -> bool:
        """The contact is left for later; return False where the queue wants it closed now."""
        if self.state is AgentState.WRAP_UP:
            if self.wrap_up_mode in _UNTIL_CLOSED:
                self._tell_why_wrap_up_stays()
                return False
            self._end_wrap_up()
        return True

    @property
    def _may_say_ready(self) -> bool:
        """Return whether F5 ends the time after a call, or takes a pause back that follows it."""
        is_hers = not self.duty.pending or self.pending_pause is not None
        return ends_at_will(self.duty) or (is_hers and not refusal(self.duty, Kind.READY))

    def _stay_off(self) -> None:
        """Say once more who put her off duty, and with it that only a new sign-in ends that."""
        self.told.emit(self._lead.code, self._lead.subject)
        if ends_at_will(self.duty):
            self._end_time()

    def _tell_why_wrap_up_stays(self) -> None:
        if self.wrap_up_mode is WrapUpMode.FORCED_TIMEOUT:
            self.told.emit("wrap_up_forced", {"seconds": str(round(self.wrap_up_left_s))})
        else:
            self.told.emit("wrap_up_must_close", {})

    def acknowledge(self) -> None:
        """The lead's word was read."""
        if self._lead.is_unread:
            self._lead.is_unread = False
            self._request_state("acknowledged")

    # --- what the server says ---------------------------------------------------------------------

    def adopt(self, view: AgentView, is_settled: bool) -> None:
        """Take the server's view; it decides where it knows all this seat did, or a lead spoke."""
        self.view = view
        if self.state is AgentState.OFFLINE:
            return
        before = self._shown
        self._talk.hear(view, is_settled=is_settled, is_up=self.is_in_call)
        is_forced = self._lead.hear(view)
        if is_forced:
            self.told.emit(self._lead.code, self._lead.subject)
        self._note_elsewhere(view)
        if is_settled or is_forced:
            self._follow(view, is_forced=is_forced)
            self._tell_overruled(before, is_told=is_forced)
        self.changed.emit()

    @property
    def _shown(self) -> tuple[AgentState, str, PauseReason | None]:
        return self.state, self.reason, self.pending_pause

    def _tell_overruled(
        self, before: tuple[AgentState, str, PauseReason | None], *, is_told: bool
    ) -> None:
        """Say that another decision holds, where it leads elsewhere than what she had chosen."""
        is_overruled, self._is_overruled = self._is_overruled, False
        is_told = is_told or bool(self.elsewhere) or self.reason in _SAYS_ITSELF
        if is_overruled and before != self._shown and not is_told:
            after = str(self.pending_pause or "") if self.is_in_call else self.reason
            self.told.emit(STALE_WISH, {"state": str(self.state), "reason": after})

    def refused(self, code: str) -> None:
        """The last step was not followed; the view that comes with it says what holds."""
        if self._is_locked and code in (PAUSE_FULL, PAUSE_QUOTA):
            self._request_state("case_work")  # nobody is there: no call may ring, however named
        elif code == NO_MORE_TIME and self.state is AgentState.WRAP_UP:
            self._time_refused = True  # told where the server still has a time after the call
        elif code == STALE_WISH:
            self._is_overruled = True  # told with the state that holds, if it is another one
        elif code == CONTACT_OPEN:
            self.told.emit("wrap_up_must_close", {})
        elif code in _REFUSALS:
            self.told.emit(code, {})

    def tick(self) -> None:
        """Look at the clock; the bootstrap calls it a few times per second."""
        if self.state is AgentState.RINGING and self.elapsed_s >= self._ring_s:
            self._miss()
        elif self.state is AgentState.WRAP_UP and self.time.is_up:
            self._expire()
        elif self.state is AgentState.HELD and self._call.held_s >= self._next_reminder_s:
            self._next_reminder_s += HOLD_AGAIN_S
            self.hold_reminder.emit()

    def _note_elsewhere(self, view: AgentView) -> None:
        seat = view.seat if self.seat and view.seat != self.seat else ""
        if seat and seat != self.elsewhere:
            self.told.emit("elsewhere", {"seat": seat})
        came_back = self.elsewhere and not seat
        self.elsewhere = seat
        if (seat or came_back) and not self.is_in_call:
            self._predicted.rest(Because.ELSEWHERE if seat else view.reason or Because.SIGNED_IN)
            self._show()

    def _follow(self, view: AgentView, *, is_forced: bool) -> None:
        self._predicted.follow_pending(view)
        if self.is_in_call or self.elsewhere or view.state is DutyState.ON_CALL:
            return  # what the phone says holds
        if view.state is DutyState.RESERVED and view.pending and view.pending == self.reason:
            return  # she is there already; the offer on its way comes to nothing
        if view.state is DutyState.WRAP_UP:
            self._follow_wrap_up(view)
            return
        is_forced = is_forced and self._is_of_now(view)
        was_writing = self.state is AgentState.WRAP_UP
        if was_writing and self._goes_on_writing(view, is_forced=is_forced):
            return
        if (view.reason, self.reason) == (Because.DECLINED, Because.MISSED_CALL):
            return  # a call she let go after its time counts there as declined
        before = self.state, self.reason
        self._predicted.follow(view)
        if was_writing:
            self.wrap_up_expired.emit()
        self._show()
        if before == (self.state, self.reason):
            return
        if view.since_at is not None and self.state is AgentState.NOT_READY:
            self.since_s = min(self._monotonic_s(), self._mono_of(view.since_at))
        self._tell_why()

    def _follow_wrap_up(self, view: AgentView) -> None:
        if self.time.is_over(view):
            return  # the server is about to say so
        if self._time_refused:
            self._time_refused = False
            self.told.emit(NO_MORE_TIME, {})
        self._predicted.follow_wrap_up(view)
        if self.state is not AgentState.WRAP_UP:
            self._show()
            if view.since_at is not None:
                self.since_s = min(self._monotonic_s(), self._mono_of(view.since_at))
        self._talk.note((view.call_key,))
        self.time.follow(view)

    def _is_of_now(self, view: AgentView) -> bool:
        """Whether what it says began since she writes: a lead may have spoken before the call."""
        since_at = view.since_at
        return since_at is None or self._mono_of(since_at) >= self.since_s - SAME_INSTANT_S

    def _goes_on_writing(self, view: AgentView, *, is_forced: bool) -> bool:
        if not self._talk.stays_open(
            view, is_forced=is_forced, may_be_over=self.time.may_be_over(view)
        ):
            return False
        if self._talk.must_ask(view):
            self._request_state("case_work", call_key=self._talk.key_for(view))
        self._predicted.follow_rest(view)
        return True

    def _tell_why(self) -> None:
        if self.reason == Because.MISSED_CALL:
            self.missed.emit()
        elif self.reason in _TOLD:
            self.told.emit(self.reason, {})
