"""Whether calls may ring here: what the operator says at once, what the server decides in the end.

The seat shows what the operator did before the server has heard of it, and follows the server's
view as soon as that view knows all the seat did. Timers run on the monotonic clock.
"""

from console.model.duty.seat_state import AgentState, PauseReason
from console.model.duty.wrap_up import DEFAULT_S, wrap_up_of
from console.viewmodels.duty.state_of_calls import RING_S, StateOfCalls
from console.viewmodels.duty.state_of_seat import HOLD_REMINDER_S, IN_CALL, Because
from console.viewmodels.duty.supervisor_override import SupervisorOverride
from console.viewmodels.duty.wrap_up_time import MORE_TIME_S, SAME_INSTANT_S
from console.viewmodels.duty.wrap_up_tracking import WrapUpTracking
from contract.domain.agents.agent import AgentView, DutyState, WrapUpMode
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

__all__ = [
    "HOLD_REMINDER_S",
    "IN_CALL",
    "MORE_TIME_S",
    "RING_S",
    "WRAP_UP_S",
    "Because",
    "OperatorStatusViewModel",
]
WRAP_UP_S = DEFAULT_S
HOLD_AGAIN_S = 30.0  # after the first reminder
_REFUSALS = frozenset({PAUSE_FULL, PAUSE_QUOTA, WRAP_UP_FORCED, NO_MORE_TIME, NOT_SIGNED_IN})
_TOLD = frozenset({Because.SEAT_LOST, Because.FLAPPING, Because.AFTER_CARE})
_SAYS_ITSELF = _TOLD | {Because.MISSED_CALL}  # each with a notice of its own


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
        return self.time.kind.mode

    @property
    def may_have_more_time(self) -> bool:
        return self.state is AgentState.WRAP_UP and self.time.may_extend

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
        mode = wrap_up_of(self.queue_of(call.queue)).mode
        return mode is WrapUpMode.REQUESTED and not self.wants_wrap_up

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
        self.changed.emit()

    # --- what the operator does -------------------------------------------------------------------

    def signed_in(self, seat: str = "", *, takes_calls: bool = True) -> None:
        """Somebody sits here; whoever takes no calls stays off duty until she signs in again."""
        self.seat, self.view, self.elsewhere = seat, None, ""
        self._lead, self._talk, self._goes_off = SupervisorOverride(), WrapUpTracking(), False
        if not takes_calls:
            self._become(AgentState.OFFLINE, Because.NO_PHONE)
            return
        self._become(AgentState.NOT_READY, Because.SIGNED_IN)
        self._on_call_changed()

    def signed_out(self) -> None:
        self.pending_pause = None
        self._is_locked = self._needs_care = self.expects_care = False
        self._become(AgentState.OFFLINE)

    def lock(self) -> None:
        """Nobody answers at a locked seat: no call may ring there, now or after this one."""
        self._is_locked = True
        if self.state is AgentState.RINGING:
            self.decline()
        elif self.state is AgentState.READY:
            self._request_state("pause", reason=PauseReason.BREAK)
            self._become(AgentState.READY)
        elif self.is_on_duty and self.state is not AgentState.NOT_READY:
            has_care = self._needs_care or self.expects_care  # it comes first, and stays hers
            self._locked_pause = self.pending_pause is None and not has_care
            if self._locked_pause:
                self._request_state("pause", reason=PauseReason.BREAK)

    def unlock(self) -> None:
        """Somebody is there again; she says herself when calls may ring."""
        self._is_locked = False
        locked_pause, self._locked_pause = self._locked_pause, False
        if locked_pause and (self.is_in_call or self.state is AgentState.WRAP_UP):
            self.pending_pause = None
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
        self.pending_pause = None
        self._needs_care = self.expects_care = self._goes_off = False
        self._request_state("ready")
        if self.is_in_call or self.state is AgentState.WRAP_UP:
            self._leave_at_will()
            return
        self._ready_when_back = bool(self.obstacle)
        if self.obstacle:
            self._become(AgentState.NOT_READY, self.obstacle)
        else:
            self._become(AgentState.READY)

    def pause(self, reason: PauseReason) -> None:
        """Pause now, or after the call or wrap-up in progress."""
        self._ready_when_back = False
        if self.state is AgentState.OFFLINE:
            return
        if self.is_set_off:
            self._stay_off()
            return
        self._goes_off = False
        self._request_state("pause", reason=reason)
        if self.is_in_call or self.state is AgentState.WRAP_UP:
            self.pending_pause = reason
            self._leave_at_will()
        else:
            self._become(AgentState.NOT_READY, reason)

    def expect_care(self) -> None:
        """This call is one after which nobody takes the next at once, unless she says so in it."""
        self.expects_care = True

    def need_care(self) -> None:
        """After this call, or now: time to recover. Calls ring again when she says so.

        The server knows it by the alarm.
        """
        self.expects_care = False
        if self.state is AgentState.OFFLINE:
            return
        self._needs_care = True
        if self.state in (AgentState.READY, AgentState.NOT_READY):
            self._rest_or_ready()
        else:
            self.changed.emit()

    def work_on_case(self) -> None:
        """A callback is in hand: no queue call rings meanwhile."""
        if self.state is AgentState.READY:
            self._ready_when_back = True
            self._request_state("case_work")
            self._become(AgentState.NOT_READY, Because.CASE_WORK)

    def case_done(self) -> None:
        """The callback is out of hand: go back to the state of before, from a call after it."""
        if self.is_in_call:
            self._request_state("case_done")  # a console started anew in the call knows no before
            if self.reason == Because.CASE_WORK:
                self._before_call, self.reason = AgentState.READY, ""
        elif self.reason == Because.CASE_WORK and self.state is AgentState.NOT_READY:
            self._request_state("case_done")
            self._ready_when_back = bool(self.obstacle)
            self._rest_or_ready()

    def more_time(self) -> None:
        """Add wrap-up time, once per contact."""
        if self.may_have_more_time:
            self.time.lengthen()
            self._request_state("more_time")
            self.changed.emit()

    def want_wrap_up(self) -> None:
        """Ask, during the call, for time after it."""
        if self.may_want_wrap_up:
            self.wants_wrap_up = True
            self._propose_of_call("want_wrap_up", self._call.call)
            self.changed.emit()

    def contact_closed(self) -> None:
        """The contact was saved: wrap-up, if it was on, is over, unless it lasts its full time."""
        if self.state is AgentState.WRAP_UP:
            if self.time.kind.ends_when_closed:
                self._end_wrap_up()
            else:
                self._tell_why_wrap_up_stays()
        elif self.is_in_call and self._before_call is AgentState.WRAP_UP:
            self._before_call = AgentState.READY
            self._request_state("wrap_up_done")

    @property
    def has_time_to_end(self) -> bool:
        """Return whether contact_closed() would end, or explain, a time after a call."""
        is_interrupted = self.is_in_call and self._before_call is AgentState.WRAP_UP
        return self.state is AgentState.WRAP_UP or is_interrupted

    def contact_put_aside(self) -> bool:
        """The contact is left for later; return False where the queue wants it closed now."""
        if self.state is AgentState.WRAP_UP:
            if not self.time.kind.ends_when_put_aside:
                self._tell_why_wrap_up_stays()
                return False
            self._end_wrap_up()
        return True

    @property
    def _may_say_ready(self) -> bool:
        return self.time.kind.ends_at_will or self.pending_pause is not None

    def _leave_at_will(self) -> None:
        """End the time after a call where the operator may; else what she asked for comes later."""
        if self.state is AgentState.WRAP_UP and self.time.kind.ends_at_will:
            self.time.end(self.view)
            self._rest_or_ready()
        else:
            self.changed.emit()

    def _stay_off(self) -> None:
        """Say once more who put her off duty, and with it that only a new sign-in ends that."""
        self.told.emit(self._lead.code, self._lead.subject)
        if self.state is AgentState.WRAP_UP:
            self._leave_at_will()

    def _tell_why_wrap_up_stays(self) -> None:
        if self.time.kind.mode is WrapUpMode.FORCED_TIMEOUT:
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
            self._request_state(
                "case_work"
            )  # nobody is there: no call may ring, whatever the reason
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
            self._rest_or_ready() if seat else self._become(
                AgentState.NOT_READY, view.reason or Because.SIGNED_IN
            )

    def _follow(self, view: AgentView, *, is_forced: bool) -> None:
        self._follow_pending(view)
        if self.is_in_call or self.elsewhere or view.state is DutyState.ON_CALL:
            return  # what the phone says holds
        if view.state is DutyState.RESERVED and view.pending and view.pending == self.reason:
            return  # she is there already; the offer on its way comes to nothing
        if view.state is DutyState.WRAP_UP:
            self._follow_wrap_up(view)
            return
        is_forced = is_forced and self._is_of_now(view)
        if self.state is AgentState.WRAP_UP and self._goes_on_writing(view, is_forced=is_forced):
            return
        state, reason = self._state_of(view)
        if (state, reason) == (self.state, self.reason) or _says_the_same(reason, self.reason):
            return
        if self.state is AgentState.WRAP_UP:
            self.wrap_up_expired.emit()
        self._needs_care = False
        self._become(state, reason)
        if view.since_at is not None and self.state is AgentState.NOT_READY:
            self.since_s = min(self._monotonic_s(), self._mono_of(view.since_at))
        self._tell_why()

    def _follow_pending(self, view: AgentView) -> None:
        known = set(PauseReason)
        self.pending_pause = PauseReason(view.pending) if view.pending in known else None
        self._goes_off = view.pending == DutyState.OFF
        self._needs_care |= view.pending == Because.AFTER_CARE

    def _follow_wrap_up(self, view: AgentView) -> None:
        if self.time.is_over(view):
            return  # the server is about to say so
        if self._time_refused:
            self._time_refused = False
            self.told.emit(NO_MORE_TIME, {})
        if self.state is not AgentState.WRAP_UP:
            self._become(AgentState.WRAP_UP)
            if view.since_at is not None:
                self.since_s = min(self._monotonic_s(), self._mono_of(view.since_at))
        self._talk.note((view.call_key,))
        self.time.follow(view, since_s=self.since_s)

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
        if view.reason in set(PauseReason):
            self.pending_pause = PauseReason(view.reason)
        return True

    def _state_of(self, view: AgentView) -> tuple[AgentState, str]:
        if view.state in (DutyState.READY, DutyState.RESERVED):
            if not self.obstacle:
                return AgentState.READY, ""
            self._ready_when_back = True
            return AgentState.NOT_READY, self.obstacle
        if view.state is DutyState.LINE_LOST:
            return AgentState.NOT_READY, Because.LINE_LOST
        if view.state is DutyState.OFF and not view.reason:
            return AgentState.NOT_READY, Because.FORCED if view.forced_by else Because.SIGNED_IN
        return AgentState.NOT_READY, view.reason

    def _tell_why(self) -> None:
        if self.reason == Because.MISSED_CALL:
            self.missed.emit()
        elif self.reason in _TOLD:
            self.told.emit(self.reason, {})


def _says_the_same(server: str, seat: str) -> bool:
    """A call this seat let go after its time counts there as declined; here as missed."""
    return (server, seat) == (Because.DECLINED, Because.MISSED_CALL)
