"""One call of the seat: its state, its timers, how it sounds and what may be done with it now."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from console.model.calls.dialogue import Dialogue
from console.model.calls.line_quality import QualityRecord
from console.model.calls.live_call import PhoneAbility
from contract.wire.phone_socket import Call, CallState, Quality

CANNOT = "phone_cannot"  # reason code: the seat's phone has no such ability
IN_CALL = frozenset({CallState.ACTIVE, CallState.HELD})
OUTGOING = frozenset({CallState.CALLING, CallState.RINGING})


class CallAction(StrEnum):
    ANSWER = "answer"
    REJECT = "reject"
    HOLD = "hold"
    RESUME = "resume"
    MUTE = "mute"
    UNMUTE = "unmute"
    HANG_UP = "hang_up"


_NEEDS = {
    CallAction.REJECT: PhoneAbility.REJECT,
    CallAction.HOLD: PhoneAbility.HOLD,
    CallAction.RESUME: PhoneAbility.HOLD,
    CallAction.MUTE: PhoneAbility.MUTE,
    CallAction.UNMUTE: PhoneAbility.MUTE,
}


def actions_for(
    call: Call | None, can: frozenset[PhoneAbility] = frozenset(PhoneAbility)
) -> frozenset[CallAction]:
    """Return what may be done with a call in its present state, on a phone that can so much."""
    offered = offered_actions(call)
    return frozenset(one for one in offered if one not in _NEEDS or _NEEDS[one] in can)


def offered_actions(call: Call | None) -> frozenset[CallAction]:
    if call is None or call.state is CallState.ENDED:
        return frozenset()
    if call.state is CallState.INCOMING:
        return frozenset({CallAction.ANSWER, CallAction.REJECT})
    if call.state in OUTGOING:
        return frozenset({CallAction.HANG_UP})
    mute = CallAction.UNMUTE if call.is_muted else CallAction.MUTE
    hold = CallAction.RESUME if call.state is CallState.HELD else CallAction.HOLD
    return frozenset({mute, hold, CallAction.HANG_UP})


class CallViewModel(QObject):
    """Belongs to one number of the phone: whatever happens to another call changes nothing here."""

    changed = Signal()

    def __init__(self, call: Call, *, monotonic_s: Callable[[], float]) -> None:
        super().__init__()
        self._monotonic_s = monotonic_s
        self._held_since_s: float | None = None
        self.call = call
        self.label = ""  # whom the operator meant to reach, in the words of the directory
        self.digits = ""  # sent to the other side, in order
        self.pressed = ""  # digits the other side pressed
        self.quality: Quality | None = None
        self.record = QualityRecord()
        self.dialogue = Dialogue()
        self._note_hold()

    @property
    def number(self) -> int:
        return self.call.call

    @property
    def key(self) -> str:
        return self.call.call_key or self.call.sip_id

    @property
    def is_spoken(self) -> bool:
        """Return whether the operator hears the other side now, or is calling it."""
        return self.call.state is CallState.ACTIVE or self.call.state in OUTGOING

    @property
    def is_held(self) -> bool:
        return self.call.state is CallState.HELD

    @property
    def rings_here(self) -> bool:
        return self.call.state is CallState.INCOMING

    @property
    def began_s(self) -> float:
        """Return when it was answered, before that when it began (monotonic seconds)."""
        return self.call.answered_mono_s or self.call.started_mono_s

    @property
    def held_since_s(self) -> float | None:
        return self._held_since_s

    @property
    def held_s(self) -> float:
        """Return for how long the other side has been on hold this time."""
        return 0.0 if self._held_since_s is None else self._monotonic_s() - self._held_since_s

    def update(self, call: Call) -> None:
        """Take the phone's newest word on this call."""
        assert call.call == self.call.call
        self.call = call
        self._note_hold()
        self.changed.emit()

    def note_quality(self, quality: Quality) -> None:
        self.quality = quality
        self.record.add(quality, self._monotonic_s())
        for here, there in zip(quality.tx_levels, quality.rx_levels, strict=False):
            self.dialogue.add(here, there)
        self.changed.emit()

    def note_digits(self, digits: str) -> None:
        self.digits += digits
        self.changed.emit()

    def note_pressed(self, digit: str) -> None:
        self.pressed += digit
        self.changed.emit()

    def _note_hold(self) -> None:
        if self.call.state is not CallState.HELD:
            self._held_since_s = None
        elif self._held_since_s is None:
            self._held_since_s = self._monotonic_s()
