"""What the phone process and its clients say to each other: JSON lines on a local socket.

A client attaches with the token; the phone answers, sends a snapshot, then numbered events.
Unknown fields are ignored. Nothing here is ever written to a file or a log.
"""

from enum import StrEnum
from typing import Any

import msgspec

FRAME_LIMIT = 64 * 1024  # bytes of one line a client may send
UNREAD_LIMIT = 1024 * 1024  # a client with more bytes unread is cut off
TEXT_LIMIT = 256  # characters of an untrusted text


def token_path(socket_path: str) -> str:
    """Return the file, readable by the same user only, that holds the phone's attach token."""
    return f"{socket_path}.token"


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
    hold_s: float = 0.0  # of the holds already over


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


class Request(msgspec.Struct, frozen=True, kw_only=True, tag_field="do"):
    """Ancestor of everything a client may ask; id comes back in the reply's re."""

    id: int


class Attach(Request, tag="attach", frozen=True, kw_only=True):
    token: str


class SetLine(Request, tag="set_line", frozen=True, kw_only=True):
    seat: str
    wss_urls: tuple[str, ...]
    realm: str
    secret: str
    ca_pem: str = ""  # trusted in addition to the system's
    display_name: str = ""


class SetAvailable(Request, tag="set_available", frozen=True, kw_only=True):
    available: bool


class Dial(Request, tag="dial", frozen=True, kw_only=True):
    """The reply's result is the number of the new call."""

    to: str


class CallRequest(Request, frozen=True, kw_only=True):
    """Ancestor of the requests about one call."""

    call: int


class Answer(CallRequest, tag="answer", frozen=True, kw_only=True): ...


class Reject(CallRequest, tag="reject", frozen=True, kw_only=True): ...


class HangUp(CallRequest, tag="hang_up", frozen=True, kw_only=True): ...


class Hold(CallRequest, tag="hold", frozen=True, kw_only=True): ...


class Resume(CallRequest, tag="resume", frozen=True, kw_only=True): ...


class Mute(CallRequest, tag="mute", frozen=True, kw_only=True):
    on: bool


class Dtmf(CallRequest, tag="dtmf", frozen=True, kw_only=True):
    digits: str  # 1 to 32 of 0-9 A-D * #


class Devices(Request, tag="devices", frozen=True, kw_only=True):
    """The reply's result is the list of audio devices, looked up anew."""


class UseDevices(Request, tag="use_devices", frozen=True, kw_only=True):
    """Identities from the device list; "" is the system's choice."""

    headset_in: str = ""
    headset_out: str = ""
    ring: str = ""


class Quit(Request, tag="quit", frozen=True, kw_only=True): ...


AnyRequest = (
    Attach
    | SetLine
    | SetAvailable
    | Dial
    | Answer
    | Reject
    | HangUp
    | Hold
    | Resume
    | Mute
    | Dtmf
    | Devices
    | UseDevices
    | Quit
)


class Reply(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """re is the request's id, 0 when it could not be read. error is a code, detail for logs."""

    re: int
    ok: bool
    result: Any = None
    error: str = ""
    detail: str = ""


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="ev"):
    """Ancestor of what the phone tells of itself; seq counts all events of its life."""

    seq: int


class SnapshotEvent(Event, tag="snapshot", frozen=True, kw_only=True):
    snapshot: Snapshot


class LineEvent(Event, tag="line", frozen=True, kw_only=True):
    line: Line


class CallEvent(Event, tag="call", frozen=True, kw_only=True):
    call: Call


class DtmfEvent(Event, tag="dtmf", frozen=True, kw_only=True):
    call: int
    digit: str


class QualityEvent(Event, tag="quality", frozen=True, kw_only=True):
    quality: Quality


class DevicesEvent(Event, tag="devices", frozen=True, kw_only=True):
    devices: tuple[AudioDevice, ...]
    has_microphone: bool


AnyEvent = SnapshotEvent | LineEvent | CallEvent | DtmfEvent | QualityEvent | DevicesEvent


class RefusalCode(StrEnum):
    """Why the phone refused a request."""

    MALFORMED = "malformed"
    TOO_LONG = "too_long"
    UNKNOWN_COMMAND = "unknown_command"
    UNKNOWN_CALL = "unknown_call"
    WRONG_STATE = "wrong_state"
    NO_LINE = "no_line"
    BUSY = "busy"
    FORBIDDEN_NUMBER = "forbidden_number"
    BAD_NUMBER = "bad_number"
    BAD_DIGITS = "bad_digits"
    NO_DEVICE = "no_device"
    ENGINE = "engine"  # the page failed or did not answer
