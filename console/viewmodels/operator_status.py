"""Whether calls may ring here: ready, pause, call, wrap-up; timers on the monotonic clock."""

from collections.abc import Awaitable, Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from console.errors import PhoneRefused, PhoneUnavailable
from console.runtime.task_scope import TaskScope
from console.viewmodels.active_call import ActiveCallViewModel
from console.work.live_call import Call, CallState, EndCause
from console.work.seat_state import AgentState, PauseReason

RING_S = 15.0
WRAP_UP_S = 60.0
MORE_TIME_S = 60.0
HOLD_REMINDER_S = 45.0

_OF_CALL = {
    CallState.INCOMING: AgentState.RINGING,
    CallState.CALLING: AgentState.CALLING,
    CallState.RINGING: AgentState.CALLING,
    CallState.ACTIVE: AgentState.TALKING,
    CallState.HELD: AgentState.HELD,
}
IN_CALL = frozenset(_OF_CALL.values())


class Because(StrEnum):
    """Why the seat is not ready, beside the pause reasons."""

    SIGNED_IN = "signed_in"
    MISSED_CALL = "missed_call"
    DECLINED = "declined"
    NO_MICROPHONE = "no_microphone"
    LINE_LOST = "line_lost"
    CASE_WORK = "case_work"


class OperatorStatusViewModel(QObject):
    changed = Signal()
    contact_complete = Signal()  # the call ended and nothing is missing: close it, no wrap-up
    wrap_up_expired = Signal()  # put the draft aside, calls ring again
    missed = Signal()
    hold_reminder = Signal()

    def __init__(
        self,
        *,
        call: ActiveCallViewModel,
        set_available: Callable[[bool], Awaitable[None]],
        is_contact_complete: Callable[[], bool],
        scope: TaskScope,
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__()
        self._call = call
        self._set_available = set_available
        self._is_contact_complete = is_contact_complete
        self._scope = scope
        self._monotonic_s = monotonic_s
        self.since_s = monotonic_s()
        self._before_call = AgentState.NOT_READY
        self._told_available: bool | None = None
        self._wrap_up_until_s = 0.0
        self._wrap_up_rest_s = 0.0  # left of it when a call to a citizen began
        self._next_reminder_s = HOLD_REMINDER_S
        self._ready_when_back = False
        self._declined = False
        self._is_locked = False
        self.state = AgentState.OFFLINE
        self.reason = ""  # a PauseReason or a Because while NOT_READY
        self.pending_pause: PauseReason | None = None
        self.may_have_more_time = False
        call.changed.connect(self._on_call_changed)
        call.ended.connect(self._on_call_ended)
        call.line_changed.connect(self._on_phone_fit_changed)
        call.audio_changed.connect(self._on_phone_fit_changed)

    @property
    def elapsed_s(self) -> float:
        return max(0.0, self._monotonic_s() - self.since_s)

    @property
    def wrap_up_left_s(self) -> float:
        if self.state is not AgentState.WRAP_UP:
            return 0.0
        return max(0.0, self._wrap_up_until_s - self._monotonic_s())

    @property
    def is_in_call(self) -> bool:
        return self.state in IN_CALL

    @property
    def is_on_duty(self) -> bool:
        return self.state is not AgentState.OFFLINE

    @property
    def obstacle(self) -> str:
        """Return why this seat cannot take calls at all, or nothing."""
        if not self._call.has_microphone:
            return Because.NO_MICROPHONE
        return "" if self._call.line.registered else Because.LINE_LOST

    def signed_in(self) -> None:
        self._call_on_or_rest(AgentState.NOT_READY, Because.SIGNED_IN)

    def signed_out(self) -> None:
        self.pending_pause = None
        self._is_locked = False
        self._become(AgentState.OFFLINE)

    def lock(self) -> None:
        """Nobody answers at a locked seat: no call may ring there, now or after this one."""
        self._is_locked = True
        if self.state is AgentState.RINGING:
            self.decline()
        elif self.state is AgentState.READY:
            self._become(AgentState.READY)

    def unlock(self) -> None:
        """Somebody is there again; she says herself when calls may ring."""
        self._is_locked = False

    def get_ready(self) -> None:
        """Calls may ring, as soon as microphone and line allow it. In a call: no pause after."""
        self.pending_pause = None
        if self.state in IN_CALL or self.state in (AgentState.WRAP_UP, AgentState.OFFLINE):
            self.changed.emit()
            return
        self._ready_when_back = bool(self.obstacle)
        if self.obstacle:
            self._become(AgentState.NOT_READY, self.obstacle)
        else:
            self._become(AgentState.READY)

    def pause(self, reason: PauseReason) -> None:
        """Pause now, or after the call or wrap-up in progress."""
        self._ready_when_back = False
        if self.state in IN_CALL or self.state is AgentState.WRAP_UP:
            self.pending_pause = reason
            self.changed.emit()
        elif self.state is not AgentState.OFFLINE:
            self._become(AgentState.NOT_READY, reason)

    def work_on_case(self) -> None:
        """A callback is in hand: no queue call rings meanwhile."""
        if self.state is AgentState.READY:
            self._ready_when_back = True
            self._become(AgentState.NOT_READY, Because.CASE_WORK)

    def case_done(self) -> None:
        if self.reason == Because.CASE_WORK and self.state is AgentState.NOT_READY:
            self.get_ready()

    def decline(self) -> None:
        """The operator cannot answer: the call goes back to the head of its queue."""
        self._declined = True
        self._call.reject()

    def more_time(self) -> None:
        """Add wrap-up time, once per contact."""
        if self.state is AgentState.WRAP_UP and self.may_have_more_time:
            self.may_have_more_time = False
            self._wrap_up_until_s += MORE_TIME_S
            self.changed.emit()

    def contact_closed(self) -> None:
        """The contact was saved: wrap-up, if it was on, is over."""
        if self.state is AgentState.WRAP_UP:
            self._rest_or_ready()
        elif self.state in IN_CALL and self._before_call is AgentState.WRAP_UP:
            self._before_call = AgentState.READY

    def tick(self) -> None:
        """Look at the clock; the bootstrap calls it a few times per second."""
        if self.state is AgentState.RINGING and self.elapsed_s >= RING_S:
            self._miss()
        elif self.state is AgentState.WRAP_UP and self.wrap_up_left_s <= 0:
            self.wrap_up_expired.emit()
            self._rest_or_ready()
        elif self.state is AgentState.HELD and self._call.held_s >= self._next_reminder_s:
            self._next_reminder_s += 30.0
            self.hold_reminder.emit()

    def _on_call_changed(self) -> None:
        call = self._call.call
        if call is None or self.state is AgentState.OFFLINE:
            return
        state = _OF_CALL[call.state]
        if state is self.state or (state is AgentState.RINGING and self._declined):
            return
        if state is AgentState.RINGING and self._is_locked:
            self.decline()  # it was on its way when the seat was locked
            return
        if self.state not in IN_CALL:
            self._before_call, self._wrap_up_rest_s = self.state, self.wrap_up_left_s
        if state is not AgentState.HELD:
            self._next_reminder_s = HOLD_REMINDER_S
        self._become(state, self.reason)

    def _on_call_ended(self, call: Call) -> None:
        declined, self._declined = self._declined, False
        if self.state is AgentState.OFFLINE or self.state not in IN_CALL:
            return
        if call.answered_mono_s is not None and call.is_incoming:
            self._end_talk()
        elif not call.is_incoming:
            self._end_own_call()
        elif declined or call.cause is EndCause.NO_ANSWER:
            because = Because.DECLINED if declined else Because.MISSED_CALL
            self._become(AgentState.NOT_READY, because)
            if not declined:
                self.missed.emit()
        else:
            self._rest_or_ready()

    def _on_phone_fit_changed(self) -> None:
        if self.state is AgentState.READY and self.obstacle:
            self._ready_when_back = True
            self._become(AgentState.NOT_READY, self.obstacle)
        elif self.state is AgentState.NOT_READY and self._waits_for_phone:
            self.get_ready()
        else:
            self.changed.emit()

    @property
    def _waits_for_phone(self) -> bool:
        waits = self.reason in (Because.NO_MICROPHONE, Because.LINE_LOST)
        return waits and self._ready_when_back and not self.obstacle

    def _miss(self) -> None:
        self._call.reject()
        self._declined = False
        self._become(AgentState.NOT_READY, Because.MISSED_CALL)
        self.missed.emit()

    def _end_talk(self) -> None:
        if self._is_contact_complete():
            self.contact_complete.emit()
            self._rest_or_ready()
            return
        self._wrap_up_until_s = self._monotonic_s() + WRAP_UP_S
        self.may_have_more_time = True
        self._become(AgentState.WRAP_UP)

    def _end_own_call(self) -> None:
        """Go on where the call to a citizen began; a pause asked for meanwhile comes first."""
        if self._before_call is AgentState.WRAP_UP:
            self._wrap_up_until_s = self._monotonic_s() + self._wrap_up_rest_s
            self._become(AgentState.WRAP_UP)
        elif self.pending_pause is not None or self._before_call is AgentState.READY:
            self._rest_or_ready()
        else:
            self._become(self._before_call, self.reason)

    def _rest_or_ready(self) -> None:
        pause, self.pending_pause = self.pending_pause, None
        if pause is not None:
            self._become(AgentState.NOT_READY, pause)
        elif self.obstacle:
            self._ready_when_back = True
            self._become(AgentState.NOT_READY, self.obstacle)
        else:
            self._become(AgentState.READY)

    def _call_on_or_rest(self, state: AgentState, reason: str) -> None:
        self._become(state, reason)
        self._on_call_changed()

    def _become(self, state: AgentState, reason: str = "") -> None:
        if state is AgentState.READY and self._is_locked:
            state, reason = AgentState.NOT_READY, PauseReason.BREAK
        self.state = state
        self.reason = reason if state is AgentState.NOT_READY or state in IN_CALL else ""
        self.since_s = self._monotonic_s()
        self._tell_phone(state in (AgentState.READY, AgentState.RINGING))
        self.changed.emit()

    def _tell_phone(self, available: bool) -> None:
        if available is not self._told_available:
            self._told_available = available
            self._scope.start("status.available", self._tell(available), replaces=True)

    async def _tell(self, available: bool) -> None:
        try:
            await self._set_available(available)
        except (PhoneUnavailable, PhoneRefused):
            self._told_available = None  # the line event that follows tries again
