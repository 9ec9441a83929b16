"""A call, the line and the audio devices, as the phone reports them; no engine's type in it."""

from typing import Protocol

from contract.wire.phone_socket import (
    AudioDevice,
    Call,
    CallState,
    EndCause,
    Line,
    Quality,
    Snapshot,
)

__all__ = [
    "AudioDevice",
    "Call",
    "CallState",
    "EndCause",
    "Line",
    "PhoneListener",
    "Quality",
    "Snapshot",
]


class PhoneListener(Protocol):
    """Called on the loop's thread. A fresh snapshot replaces everything heard before."""

    def on_snapshot(self, snapshot: Snapshot) -> None: ...
    def on_line(self, line: Line) -> None: ...
    def on_call(self, call: Call) -> None: ...
    def on_dtmf(self, call: int, digit: str) -> None: ...
    def on_quality(self, quality: Quality) -> None: ...
    def on_devices(self, devices: tuple[AudioDevice, ...], has_microphone: bool) -> None: ...
    def on_gone(self) -> None: ...
