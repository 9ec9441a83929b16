"""A call, the line and the audio devices, as the phone reports them; no engine's type in it."""

from enum import StrEnum
from typing import Protocol

from contract.wire.phone_socket import AudioDevice, Call, Line, Quality, Snapshot


class PhoneAbility(StrEnum):
    """What a phone can do; the console hides what the seat's phone cannot."""

    DIAL = "dial"
    REJECT = "reject"
    HOLD = "hold"
    MUTE = "mute"
    DTMF = "dtmf"
    TRANSFER = "transfer"  # blind
    CONSULT = "consult"  # a second call while the first is held, and transfer_to
    JOIN = "join"  # three-way
    MESSAGES = "messages"  # plays a citizen's message in the headset
    DEVICES = "devices"  # list, choice, echo test, levels
    TONES = "tones"  # soft tones in the headset
    QUALITY = "quality"
    TEXT = "text"  # real-time text beside the voice; the exchange may carry it past the phone


class PhoneListener(Protocol):
    """Called on the loop's thread. A fresh snapshot replaces every event before it."""

    def on_snapshot(self, snapshot: Snapshot) -> None: ...
    def on_line(self, line: Line) -> None: ...
    def on_call(self, call: Call) -> None: ...
    def on_dtmf(self, call: int, digit: str) -> None: ...
    def on_quality(self, quality: Quality) -> None: ...
    def on_devices(self, devices: tuple[AudioDevice, ...], has_microphone: bool) -> None: ...
    def on_transfer(self, call: int, code: int, final: bool) -> None:
        """How a transfer of call goes: SIP status of the new call; final ends the report."""
        ...

    def on_levels(self, microphone: float, heard: float) -> None:
        """Loudness 0 to 1, ten times a second after tell_levels(True)."""
        ...

    def on_headset(self, keys: str) -> None:
        """Name of the headset whose keys are read, "" when there is none."""
        ...

    def on_message(self, on: bool) -> None:
        """A citizen's message plays in the headset, or no longer."""
        ...

    def on_gone(self) -> None: ...
