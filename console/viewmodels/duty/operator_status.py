"""Whether calls may ring here: what the operator says at once, what the server decides in the end.

The seat shows what the operator did before the server has heard of it, and follows the server's
view as soon as that view knows all the seat did. Timers run on the monotonic clock.
"""

from collections.abc import Awaitable, Callable

from console.model.duty.seat_state import AgentState, Because, PauseReason
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.duty.call_follower import CallFollower
from console.viewmodels.duty.server_follower import ServerFollower
from console.viewmodels.duty.shown_state import RequestState, ShownState
from console.viewmodels.duty.supervisor_override import SupervisorOverride
from console.viewmodels.duty.wrap_up import WrapUpViewModel
from console.viewmodels.duty.wrap_up_time import SeatClock
from console.viewmodels.duty.wrap_up_tracking import WrapUpTracking
from contract.domain.agents.duty_event import Kind
from contract.domain.agents.seat_command_rules import ends_at_will, refusal
from contract.domain.agents.state_changes import OFF_PLACE
from contract.domain.queue import Queue


class OperatorStatusViewModel(ShownState):
    """What the operator chooses; the phone, the server, the lock and the time have parts."""

    def __init__(
        self,
        *,
        call: ActiveCallViewModel,
        set_available: Callable[[bool], Awaitable[None]],
        is_contact_complete: Callable[[], bool],
        request_state: RequestState,
        scope: TaskScope,
        clock: SeatClock,
    ) -> None:
        super().__init__(
            call=call,
            set_available=set_available,
            request_state=request_state,
            scope=scope,
            clock=clock,
        )
        self.wrap_up = WrapUpViewModel(self)
        self.calls = CallFollower(self, is_contact_complete)
        self.server = ServerFollower(self)
        self.lock = SeatLock(self, self.calls)

    def show_queues(self, queues: tuple[Queue, ...]) -> None:
        self.queues = queues
        if self.is_in_call:  # a console started in the call may not have known its queue yet
            self.calls.follow_phone()
        self.changed.emit()

    def signed_in(self, seat: str = "", *, takes_calls: bool = True) -> None:
        """Somebody sits here; whoever takes no calls stays off duty until she signs in again."""
        self.seat, self.view, self.elsewhere = seat, None, ""
        self.server.lead, self.talk = SupervisorOverride(), WrapUpTracking()
        self._is_here, self._why_away = takes_calls, "" if takes_calls else Because.NO_PHONE
        self.predicted.sign_in(seat)
        self.calls.note_phone()
        self.show()
        self.calls.on_changed()

    def signed_out(self) -> None:
        self._is_here = self.is_locked = False
        self.expects_care = self.is_rest_due = False
        self._why_away = ""
        self.predicted.sign_in("")
        self.show()

    def get_ready(self) -> None:
        """Calls may ring, as soon as microphone and line allow it. In a call: no pause after."""
        if self.elsewhere:
            self.told.emit("elsewhere", {"seat": self.elsewhere})
            return
        if not self._may_choose():
            return
        if self.state is AgentState.WRAP_UP and not self._may_say_ready:
            self.wrap_up.say_why_it_stays()
            return
        self.expects_care = self.is_rest_due = False
        self.request_state("ready")
        self.apply(Kind.READY)
        self.predicted.put_off("")  # also the pause after a call offered that is not here yet
        self.show()

    def pause(self, reason: PauseReason) -> None:
        """Pause now, or after the call or wrap-up in progress."""
        if self._may_choose():
            self._choose("pause", Kind.PAUSE, reason=reason)

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
            self.is_rest_due = True
            self.apply(Kind.ALARM, reason=Because.AFTER_CARE)
            self.show()

    def work_on_case(self) -> None:
        """A callback is in hand: no queue call rings meanwhile."""
        if self.state is AgentState.READY:
            self._choose("case_work", Kind.CASE_WORK)

    def case_done(self) -> None:
        """The callback is out of hand: go back to the state of before, from a call after it."""
        is_in_hand = self.reason == Because.CASE_WORK and self.state is AgentState.NOT_READY
        if self.is_in_call or is_in_hand:  # a console started anew in the call knows no before
            self._choose("case_done", Kind.CASE_DONE)

    def _choose(self, wish: str, kind: Kind, **fields: str) -> None:
        self.request_state(wish, **fields)
        self.apply(kind, **fields)
        self.show()

    @property
    def _may_say_ready(self) -> bool:
        """Return whether F5 ends the time after a call, or takes a pause back that follows it."""
        duty = self.predicted.duty
        is_hers = not duty.pending or self.pending_pause is not None
        return ends_at_will(duty) or (is_hers and not refusal(duty, Kind.READY))

    def _may_choose(self) -> bool:
        """Return whether she is on duty. Whom a lead set off is told once more who did so.

        Only a new sign-in ends that; also where it was to come after a call which is over now.
        """
        duty = self.predicted.duty
        has_call = self.is_in_call or self.state is AgentState.WRAP_UP
        is_due = duty.pending == OFF_PLACE and not has_call
        if self.is_on_duty and (is_due or self._is_off_by_the_lead):
            self.server.notify_of_lead()
            if ends_at_will(duty):
                self.wrap_up.end_by_clock()
            return False
        return self.is_on_duty

    def tick(self) -> None:
        """Look at the clock; the bootstrap calls it a few times per second."""
        self.wrap_up.tick()  # first: a call missed just now leaves what she writes its time
        self.calls.tick()


class SeatLock:
    """Nobody answers at a locked seat: no call may ring there, now or after this one."""

    def __init__(self, status: ShownState, calls: CallFollower) -> None:
        self._status = status
        self._calls = calls
        self._is_pause_its_own = False  # the pending pause is the lock's, not hers

    def lock(self) -> None:
        status = self._status
        status.is_locked = True
        if status.state is AgentState.RINGING:
            self._calls.decline()
        elif status.state is AgentState.READY:
            status.request_state("pause", reason=PauseReason.BREAK)
            status.show()
        elif status.is_on_duty and status.state is not AgentState.NOT_READY:
            # What she or a lead chose comes first, and stays hers when she is back.
            self._is_pause_its_own = status.pending_pause is None and not self._is_to_rest
            if self._is_pause_its_own:
                status.request_state("pause", reason=PauseReason.BREAK)

    def unlock(self) -> None:
        """Somebody is there again; she says herself when calls may ring."""
        status = self._status
        status.is_locked = False
        # Whoever told of a danger while it was locked rests: ready would take that back.
        is_its_own, self._is_pause_its_own = self._is_pause_its_own and not self._is_to_rest, False
        if is_its_own and (status.is_in_call or status.state is AgentState.WRAP_UP):
            status.predicted.put_off("")
            status.request_state("ready")
            status.changed.emit()

    @property
    def _is_to_rest(self) -> bool:
        pending = self._status.predicted.duty.pending
        return self._status.expects_care or pending == Because.AFTER_CARE
