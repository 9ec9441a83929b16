"""What the phone process and its clients say to each other: JSON lines on a local socket.

A client attaches with the token; the phone answers, sends a snapshot, then numbered events.
Unknown fields are ignored. Nothing here is ever written to a file or a log.
"""

from enum import StrEnum
from typing import Any

import msgspec

from contract.domain.phone_number import NO_NUMBER, PhoneNumber, is_seat

FRAME_LIMIT = 64 * 1024  # bytes of one line a client may send
UNREAD_LIMIT = 1024 * 1024  # a client with more bytes unread is cut off
MESSAGE_PIECE = 32 * 1024  # samples, a byte each, of one PlayMessage
MESSAGE_PARTS = 64
TEXT_LIMIT = 256  # characters of an untrusted text
ALIVE_EVERY_S = 1.0
SILENT_S = 3.0


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
    offer: str = ""  # X-Offer
    language: str = ""  # X-Language, BCP 47
    waited_s: int = 0  # X-Waited: how long the caller waited in the queue
    auto_answer_ms: int = 0  # answered by itself after a tone of this length; 0: by hand
    is_joined: bool = False  # in the three-way conversation
    replaces: int = 0  # number of the call this one took over, 0 for none
    is_incoming: bool = True
    state: CallState
    peer: str = ""  # E.164 with its plus, or seat; untrusted, at most 256 characters
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

    @property
    def is_colleagues(self) -> bool:
        """Return whether the peer is a seat: who shows no number is somebody else."""
        return is_seat(self.peer)

    @property
    def number(self) -> PhoneNumber:
        """Return the number of the peer, "" for a seat's or a withheld one.

        The phone process read it where it came in: nothing else begins with a plus.
        """
        return PhoneNumber(self.peer) if self.peer.startswith("+") else NO_NUMBER


class Line(msgspec.Struct, frozen=True, kw_only=True):
    registered: bool = False
    server: str = ""
    code: int = 0
    # "", "unreachable", "refused", "certificate", "not_set"; and the console's own word for a phone
    # that does not answer, "phone_gone", or does not stay up, "phone_failing"
    reason: str = ""


class AudioDevice(msgspec.Struct, frozen=True, kw_only=True):
    id: str  # stable identity, never an index
    kind: str  # "input" or "output"
    label: str
    is_present: bool = True  # False: chosen and unplugged, the system's choice serves meanwhile
    chosen_for: tuple[str, ...] = ()  # of "headset_in", "headset_out", "ring"


class Quality(msgspec.Struct, frozen=True, kw_only=True):
    """How a call is heard: of the last seconds; with is_final of the whole call, at its end.

    rx_levels, tx_levels: loudness 0 to 1 of what was heard and said in each of these seconds.
    """

    call: int
    mos: float
    lost_pct: float
    jitter_ms: float
    rtt_ms: float
    rx_level: float = 0.0
    tx_level: float = 0.0
    rx_levels: tuple[float, ...] = ()
    tx_levels: tuple[float, ...] = ()
    mos_mean: float = 0.0  # of the call so far; 0 before the first measure
    mos_min: float = 0.0
    device: str = ""  # label of the headset in use
    is_final: bool = False  # the last one of its call, told right before the call ends


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """What is true at seq; events up to and including seq are already in it."""

    seq: int = 0
    line: Line = Line()
    calls: tuple[Call, ...] = ()
    devices: tuple[AudioDevice, ...] = ()
    has_microphone: bool = True
    is_available: bool = False
    is_testing: bool = False  # an echo test is on
    headset_keys: str = ""  # name of the headset whose keys are heard, "" for none


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


class Transfer(CallRequest, tag="transfer", frozen=True, kw_only=True):
    """Blind: the other side is asked to call to. Its end is told by a TransferEvent."""

    to: str  # E.164, seat or "q-" and a queue's id


class TransferTo(CallRequest, tag="transfer_to", frozen=True, kw_only=True):
    """Attended: join the other sides of call and other; both calls then end here."""

    other: int


class Join(CallRequest, tag="join", frozen=True, kw_only=True):
    """Three-way: all of call, other and this seat hear each other."""

    other: int


class Split(CallRequest, tag="split", frozen=True, kw_only=True):
    """End the three-way conversation; call is spoken to, the other is held."""

    other: int


class EchoTest(Request, tag="echo_test", frozen=True, kw_only=True):
    """The operator hears her own microphone, 0.5 s later. Refused "busy" during a call."""

    on: bool


class TellLevels(Request, tag="tell_levels", frozen=True, kw_only=True):
    """Events "levels" ten times a second while a client wants them."""

    on: bool


class PlayTone(Request, tag="play_tone", frozen=True, kw_only=True):
    """A soft tone in the headset only: "hold", "wrap_up", "act_now", "safety"."""

    tone: str


class PlayMessage(Request, tag="play_message", frozen=True, kw_only=True):
    """A piece of a citizen's message, to the headset only: 8,000 samples a second.

    The pieces of one message come in order, each after the reply to the one before; part 0 begins
    another message. Refused "busy" during a call; a call that comes ends it.
    """

    part: int
    law: str  # "pcma" or "pcmu"
    samples: bytes  # 1 to MESSAGE_PIECE
    is_last: bool = False


class StopMessage(Request, tag="stop_message", frozen=True, kw_only=True): ...


class Devices(Request, tag="devices", frozen=True, kw_only=True):
    """The reply's result is the list of audio devices, looked up anew."""


class UseDevices(Request, tag="use_devices", frozen=True, kw_only=True):
    """Identities from the device list; "" is the system's choice.

    A device that is absent is refused "no_device", unless its label is given too: then it is
    waited for, and known again by its label when it comes back under another identity.
    """

    headset_in: str = ""
    headset_out: str = ""
    ring: str = ""
    headset_in_label: str = ""
    headset_out_label: str = ""
    ring_label: str = ""


class Alive(Request, tag="alive", frozen=True, kw_only=True):
    """A client says every ALIVE_EVERY_S that its window still works; any request says it too.

    While no client has said so for SILENT_S, the phone itself offers to end the call.
    """


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
    | Transfer
    | TransferTo
    | Join
    | Split
    | EchoTest
    | TellLevels
    | PlayTone
    | PlayMessage
    | StopMessage
    | Devices
    | UseDevices
    | Alive
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
    """Ancestor of what the phone tells of itself; seq counts all events of its life.

    The page says some of them itself, without a number: the phone process gives them theirs.
    """

    seq: int = 0


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


class TransferEvent(Event, tag="transfer", frozen=True, kw_only=True):
    """How a transfer goes: code is the SIP status of the new call, final True at its end."""

    call: int
    code: int
    final: bool = False


class LevelsEvent(Event, tag="levels", frozen=True, kw_only=True):
    """Loudness 0 to 1 of the own microphone, and of what is heard."""

    microphone: float
    heard: float


class HeadsetEvent(Event, tag="headset", frozen=True, kw_only=True):
    """keys: name of the headset whose keys are heard, "" when it went away."""

    keys: str


class MessageEvent(Event, tag="message", frozen=True, kw_only=True):
    """A message is heard in the headset, or no longer."""

    on: bool


AnyEvent = (
    SnapshotEvent
    | LineEvent
    | CallEvent
    | DtmfEvent
    | QualityEvent
    | DevicesEvent
    | TransferEvent
    | LevelsEvent
    | HeadsetEvent
    | MessageEvent
)


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
    TOO_MANY = "too_many"  # dials of one seat within a minute
    ENGINE = "engine"  # the page failed or did not answer
