"""A call, the line and the audio devices, as the phone reports them; no engine's type in it."""

from enum import StrEnum
from typing import Protocol

import msgspec


class CallState(StrEnum):
    INCOMING = "incoming"
    CALLING = "calling"
    RINGING = "ringing"  # at the other end
    ACTIVE = "active"
    HELD = "held"  # by us
    ENDED = "ended"


class EndCause(StrEnum):
    NONE = ""
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    REJECTED = "rejected"
    UNREACHABLE = "unreachable"
    NETWORK = "network"
    MEDIA_TIMEOUT = "media_timeout"
    NOT_ALLOWED = "not_allowed"
    HUNG_UP_HERE = "hung_up_here"
    HUNG_UP_THERE = "hung_up_there"
    PHONE_LOST = "phone_lost"  # the phone process or its page died


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """The whole state of one call, never a delta."""

    call: int
    sip_id: str = ""
    call_key: str = ""  # the exchange's name of the call (X-Call); sip_id when there is none
    queue: str = ""  # X-Queue
    is_incoming: bool = True
    state: CallState
    peer: str = ""  # E.164 or seat; untrusted, at most 256 characters
    peer_name: str = ""  # untrusted, plain text
    is_muted: bool = False
    is_peer_held: bool = False
    cause: EndCause = EndCause.NONE
    code: int = 0  # SIP status that ended it, 0 for none
    started_utc_s: float = 0.0
    started_mono_s: float = 0.0  # CLOCK_MONOTONIC, comparable across processes of this machine
    answered_utc_s: float | None = None
    answered_mono_s: float | None = None
    ended_mono_s: float | None = None
    hold_s: float = 0.0


class Line(msgspec.Struct, frozen=True, kw_only=True):
    registered: bool = False
    server: str = ""
    code: int = 0
    reason: str = ""  # "", "unreachable", "refused", "certificate", "not_set", "phone_gone"


class AudioDevice(msgspec.Struct, frozen=True, kw_only=True):
    id: str  # stable identity, never an index
    kind: str  # "input" or "output"
    label: str


class Quality(msgspec.Struct, frozen=True, kw_only=True):
    call: int
    mos: float
    lost_pct: float
    jitter_ms: float
    rtt_ms: float
    rx_level: float = 0.0
    tx_level: float = 0.0


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """What is true at seq; events up to and including seq are already in it."""

    seq: int = 0
    line: Line = Line()
    calls: tuple[Call, ...] = ()
    devices: tuple[AudioDevice, ...] = ()
    has_microphone: bool = True
    is_available: bool = False


class PhoneListener(Protocol):
    """Called on the loop's thread. A fresh snapshot replaces everything heard before."""

    def on_snapshot(self, snapshot: Snapshot) -> None: ...
    def on_line(self, line: Line) -> None: ...
    def on_call(self, call: Call) -> None: ...
    def on_dtmf(self, call: int, digit: str) -> None: ...
    def on_quality(self, quality: Quality) -> None: ...
    def on_devices(self, devices: tuple[AudioDevice, ...], has_microphone: bool) -> None: ...
    def on_gone(self) -> None: ...
