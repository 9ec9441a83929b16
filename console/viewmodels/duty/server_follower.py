"""What the server's view makes of the operator's state, as soon as it knows all the seat did."""

from console.model.duty.seat_state import AgentState, Because, PauseReason
from console.viewmodels.duty.shown_state import ShownState
from console.viewmodels.duty.supervisor_override import SupervisorOverride
from console.viewmodels.duty.wrap_up_time import SAME_INSTANT_S
from contract.domain.agents.agent import AgentView, DutyState
from contract.wire.reason_codes import (
    CONTACT_OPEN,
    NO_MORE_TIME,
    NOT_SIGNED_IN,
    PAUSE_FULL,
    PAUSE_QUOTA,
    STALE_WISH,
    WRAP_UP_FORCED,
)

_REFUSALS = frozenset({PAUSE_FULL, PAUSE_QUOTA, WRAP_UP_FORCED, NO_MORE_TIME, NOT_SIGNED_IN})
_TOLD = frozenset({Because.SEAT_LOST, Because.FLAPPING})
_SAYS_ITSELF = _TOLD | {Because.AFTER_CARE, Because.MISSED_CALL}  # each with a notice of its own


class ServerFollower:
    """lead is what a team lead decided over the operator's head."""

    def __init__(self, status: ShownState) -> None:
        self._status = status
        self._is_overruled = False  # what she did last came after a decision of somebody else
        self.lead = SupervisorOverride()

    def adopt(self, view: AgentView, is_settled: bool) -> None:
        """Take the server's view; it decides where it knows all this seat did, or a lead spoke."""
        status = self._status
        status.view = view
        if not status.is_on_duty:
            return
        before = self._shown
        status.talk.adopt(view, is_settled=is_settled, is_up=status.is_in_call)
        is_forced = self.lead.adopt(view)
        if is_forced:
            self.notify_of_lead()
        self._note_elsewhere(view)
        if is_settled or is_forced:
            self._follow(view, is_forced=is_forced)
            self._notify_overruled(before, is_told=is_forced)
        status.changed.emit()

    def notify_of_lead(self) -> None:
        self._status.told.emit(self.lead.code, self.lead.subject)

    def acknowledge(self) -> None:
        """The lead's word was read."""
        if self.lead.is_unread:
            self.lead.is_unread = False
            self._status.request_state("acknowledged")

    def refused(self, code: str) -> None:
        """The last step was not followed; the view that comes with it says what holds."""
        status = self._status
        if status.is_locked and code in (PAUSE_FULL, PAUSE_QUOTA):
            status.request_state("case_work")  # nobody is there: no call may ring, however named
        elif code == NO_MORE_TIME and status.state is AgentState.WRAP_UP:
            status.time.is_refused = True  # told where the server still has a time after the call
        elif code == STALE_WISH:
            self._is_overruled = True  # told with the state that holds, if it is another one
        elif code == CONTACT_OPEN:
            status.told.emit("wrap_up_must_close", {})
        elif code in _REFUSALS:
            status.told.emit(code, {})

    @property
    def _shown(self) -> tuple[AgentState, str, PauseReason | None]:
        return self._status.state, self._status.reason, self._status.pending_pause

    def _notify_overruled(
        self, before: tuple[AgentState, str, PauseReason | None], *, is_told: bool
    ) -> None:
        """Say that another decision holds, where it leads elsewhere than what she had chosen."""
        status = self._status
        is_overruled, self._is_overruled = self._is_overruled, False
        is_told = is_told or bool(status.elsewhere) or status.reason in _SAYS_ITSELF
        if is_overruled and before != self._shown and not is_told:
            after = str(status.pending_pause or "") if status.is_in_call else status.reason
            status.told.emit(STALE_WISH, {"state": str(status.state), "reason": after})

    def _note_elsewhere(self, view: AgentView) -> None:
        status = self._status
        seat = view.seat if status.seat and view.seat != status.seat else ""
        if seat and seat != status.elsewhere:
            status.told.emit("elsewhere", {"seat": seat})
        came_back = status.elsewhere and not seat
        status.elsewhere = seat
        if (seat or came_back) and not status.is_in_call:
            reason = Because.ELSEWHERE if seat else view.reason or Because.SIGNED_IN
            status.predicted.rest(reason)
            status.show()

    def _follow(self, view: AgentView, *, is_forced: bool) -> None:
        status = self._status
        status.predicted.follow_pending(view)
        if status.is_in_call or status.elsewhere or view.state is DutyState.ON_CALL:
            return  # what the phone says holds
        if view.state is DutyState.RESERVED and view.pending and view.pending == status.reason:
            return  # she is there already; the offer on its way comes to nothing
        if view.state is DutyState.WRAP_UP:
            self._follow_wrap_up(view)
            return
        is_forced = is_forced and self._is_of_now(view)
        was_writing = status.state is AgentState.WRAP_UP
        if was_writing and self._goes_on_writing(view, is_forced=is_forced):
            return
        if (view.reason, status.reason) == (Because.DECLINED, Because.MISSED_CALL):
            return  # a call she let go after its time counts there as declined
        self._follow_rest(view, was_writing=was_writing)

    def _follow_rest(self, view: AgentView, *, was_writing: bool) -> None:
        status = self._status
        before = status.state, status.reason
        status.predicted.follow(view)
        if was_writing:
            status.wrap_up_expired.emit()
        status.show()
        if before == (status.state, status.reason):
            return
        if status.state is AgentState.NOT_READY:
            self._date_back(view)
        if status.reason == Because.MISSED_CALL:
            status.missed.emit()
        elif status.reason in _TOLD:
            status.told.emit(status.reason, {})

    def _follow_wrap_up(self, view: AgentView) -> None:
        status = self._status
        if status.time.is_over(view):
            return  # the server is about to say so
        if status.time.is_refused:
            status.time.is_refused = False
            status.told.emit(NO_MORE_TIME, {})
        status.predicted.follow_wrap_up(view)
        if status.state is not AgentState.WRAP_UP:
            status.show()
            self._date_back(view)
        status.talk.note((view.call_key,))
        status.time.follow(view)

    def _date_back(self, view: AgentView) -> None:
        """Count what is shown from where it began at the server."""
        clock = self._status.clock
        if view.since_at is not None:
            self._status.since_s = min(clock.monotonic_s(), clock.mono_of(view.since_at))

    def _is_of_now(self, view: AgentView) -> bool:
        """Whether what it says began since she writes: a lead may have spoken before the call."""
        status, since_at = self._status, view.since_at
        if since_at is None:
            return True
        return status.clock.mono_of(since_at) >= status.since_s - SAME_INSTANT_S

    def _goes_on_writing(self, view: AgentView, *, is_forced: bool) -> bool:
        status = self._status
        may_be_over = status.time.may_be_over(view)
        if not status.talk.stays_open(view, is_forced=is_forced, may_be_over=may_be_over):
            return False
        if status.talk.must_ask(view):
            status.request_state("case_work", call_key=status.talk.key_for(view))
        status.predicted.follow_rest(view)
        return True
