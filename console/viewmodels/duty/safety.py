"""A call in which somebody is in danger: the procedure to follow and the silent alarm."""

from collections.abc import Awaitable, Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from console.model.calls.live_call import PhoneAbility
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.duty.operator_status import OperatorStatusViewModel
from contract.wire.phone_socket import CallState

EMERGENCY_NUMBER = "112"


class Danger(StrEnum):
    """Kinds of contract.wire.duty.Alarm."""

    EMERGENCY = "emergency"  # the citizen needs 112
    THREAT = "threat"  # the caller threatens somebody
    SUICIDE = "suicide"


class AlarmState(StrEnum):
    NONE = ""
    SENDING = "sending"
    SENT = "sent"
    ALONE = "alone"  # a server has it, and no lead is there
    SEEN = "seen"  # by a lead


_AT_THE_SERVER = (AlarmState.SENT, AlarmState.ALONE, AlarmState.SEEN)


class SafetyViewModel(QObject):
    """danger: the procedure on the screen, None for none; the next citizen's call puts it away.

    One alarm per call and kind; another once she said ready in that call, which ends her care.
    """

    changed = Signal()
    closed = Signal()

    def __init__(
        self,
        *,
        call: ActiveCallViewModel,
        status: OperatorStatusViewModel,
        alarm: Callable[[str, str], Awaitable[None]],
        scope: TaskScope,
    ) -> None:
        """alarm takes kind and call key; it returns once the alarm is safe on this seat's disk."""
        super().__init__()
        self._call = call
        self._status = status
        self._alarm = alarm
        self._scope = scope
        self._raised: set[tuple[str, str]] = set()
        self.danger: Danger | None = None
        self.alarm_state = AlarmState.NONE
        self.seen_by = ""  # name of the lead
        self._begun_in = ""  # key of the call, "" for none
        self._makes_room = False  # 112 is called once the consultation has ended
        call.ended.connect(self._on_ended)
        call.changed.connect(self._on_call)

    @property
    def may_call_112(self) -> bool:
        """Return whether 112 can be called now: into a conversation, or for who has hung up."""
        main = self._call.main
        if main is None:
            return self._call.line.registered and PhoneAbility.DIAL in self._call.can
        second = self._call.second
        return (
            main.call.state in (CallState.ACTIVE, CallState.HELD)
            and (second is None or not second.call.peer.endswith(EMERGENCY_NUMBER))
            and self.can_bring_112
        )

    @property
    def can_bring_112(self) -> bool:
        """Return whether this phone can bring 112 into a conversation; else another one must."""
        return {PhoneAbility.CONSULT, PhoneAbility.JOIN} <= self._call.can

    @property
    def may_join_112(self) -> bool:
        """Return whether 112 answered and citizen, 112 and operator can be brought together."""
        second = self._call.second
        return (
            second is not None
            and PhoneAbility.JOIN in self._call.can
            and second.call.state is CallState.ACTIVE
            and not self._call.is_joined
            and second.call.peer.endswith(EMERGENCY_NUMBER)
        )

    def begin(self, danger: Danger) -> None:
        """Show the procedure and tell the leads, silently."""
        self.danger = danger
        main = self._call.main
        hurts = main is not None and danger is not Danger.EMERGENCY
        key = self._begun_in = main.key if main is not None else ""
        if (danger, key) not in self._raised or (hurts and not self._status.expects_care):
            self._raised.add((danger, key))
            self.alarm_state = AlarmState.SENDING
            self._scope.start("safety.alarm", self._raise(danger, key))
        if hurts:
            self._status.expect_care()
        self.changed.emit()

    def alarm_sent(self, *, is_heard: bool = True) -> None:
        """A server has the alarm; is_heard: a lead is there and sees it."""
        if self.alarm_state is AlarmState.SENDING:
            self.alarm_state = AlarmState.SENT if is_heard else AlarmState.ALONE
            self.changed.emit()

    def alarm_seen(self, name: str) -> None:
        """A lead has read the alarm."""
        if self.alarm_state is not AlarmState.NONE:
            self.alarm_state, self.seen_by = AlarmState.SEEN, name
            self.changed.emit()

    def call_112(self) -> None:
        """Call 112, beside the citizen if she is there: join() brings all three together.

        Whoever is consulted makes room: the phone carries two calls.
        """
        if not self.may_call_112:
            return
        if self._call.second is not None:
            self._makes_room = True
            if not self._call.controls.reject():
                self._call.controls.hang_up_second()
        elif self._call.main is None:
            self._call.controls.dial(EMERGENCY_NUMBER, EMERGENCY_NUMBER)
        else:
            self._scope.start("safety.112", self._consult())

    def join(self) -> None:
        if self.may_join_112:
            self._scope.start("safety.join", self._join())

    def close(self) -> None:
        """Put the procedure away; what was raised stays raised."""
        self.danger, self._makes_room = None, False
        if self.alarm_state in _AT_THE_SERVER:
            self.alarm_state = AlarmState.NONE
        self.closed.emit()
        self.changed.emit()

    def _on_call(self) -> None:
        main = self._call.main
        if self._makes_room and self._call.second is None:
            self._makes_room = False
            self.call_112()
        # Not when its own call ends: 112 may be called for somebody who has hung up.
        if (
            self.danger is not None
            and main is not None
            and main.call.is_incoming
            and main.call.state is CallState.ACTIVE
            and main.key != self._begun_in
        ):
            self.close()
        self.changed.emit()

    def _on_ended(self) -> None:
        if self._call.is_live:
            return
        self._raised.clear()
        if self._status.expects_care:
            self._status.need_care()

    async def _raise(self, danger: Danger, key: str) -> None:
        await self._alarm(danger, key)

    async def _consult(self) -> None:
        await self._call.controls.consult(EMERGENCY_NUMBER, EMERGENCY_NUMBER)

    async def _join(self) -> None:
        await self._call.controls.join()
