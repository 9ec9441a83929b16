"""What the page tells, as values. The page is ours, yet its texts come from the network."""

from typing import Any

import msgspec

from contract.wire.phone_socket import AudioDevice


class PageMessage(msgspec.Struct, frozen=True, kw_only=True, tag_field="ev"):
    """Ancestor of all of them."""


class PageReady(PageMessage, tag="ready", frozen=True, kw_only=True): ...


class PageReply(PageMessage, tag="reply", frozen=True, kw_only=True):
    to: int
    ok: bool
    result: Any = None
    error: str = ""


class LineHeard(PageMessage, tag="line", frozen=True, kw_only=True):
    state: str  # "connected", "disconnected", "registered", "refused"
    server: str = ""
    code: int = 0
    cause: str = ""


class CallHeard(PageMessage, tag="call", frozen=True, kw_only=True):
    call: int
    # "incoming", "calling", "ringing", "active", "held", "resumed", "peer_held", "peer_resumed",
    # "muted", "unmuted", "joined", "parted", "ended"
    what: str
    sip_id: str = ""
    call_key: str = ""
    queue: str = ""
    offer: str = ""
    language: str = ""
    waited_s: int = 0
    auto_answer_ms: int = 0
    replaces: int = 0
    peer: str = ""
    peer_name: str = ""
    is_local: bool = False  # who ended it
    cause: str = ""  # the SIP library's word
    code: int = 0
    reason: int = 0  # of the Reason header of BYE or CANCEL


class DtmfHeard(PageMessage, tag="dtmf", frozen=True, kw_only=True):
    call: int
    digit: str


class QualityHeard(PageMessage, tag="quality", frozen=True, kw_only=True):
    call: int
    mos: float
    lost_pct: float
    jitter_ms: float
    rtt_ms: float
    rx_level: float
    tx_level: float
    mos_mean: float = 0.0
    mos_min: float = 0.0
    is_final: bool = False


class TransferHeard(PageMessage, tag="transfer", frozen=True, kw_only=True):
    call: int
    code: int
    final: bool = False


class LevelsHeard(PageMessage, tag="levels", frozen=True, kw_only=True):
    microphone: float
    heard: float


class TestingHeard(PageMessage, tag="testing", frozen=True, kw_only=True):
    """The echo test began or ended, asked for or because a call came."""

    on: bool


class MessageHeard(PageMessage, tag="message", frozen=True, kw_only=True):
    """A citizen's message is heard, or no longer: at its end, stopped, or because a call came."""

    on: bool


class DevicesHeard(PageMessage, tag="devices", frozen=True, kw_only=True):
    devices: tuple[AudioDevice, ...]
    has_microphone: bool


class PcmHeard(PageMessage, tag="pcm", frozen=True, kw_only=True):
    """Tests only: 8 kHz samples of what a call heard, 16 bit, base64."""

    call: int
    samples: bytes


class Fault(PageMessage, tag="fault", frozen=True, kw_only=True):
    text: str


AnyPageMessage = (
    PageReady
    | PageReply
    | LineHeard
    | CallHeard
    | DtmfHeard
    | QualityHeard
    | TransferHeard
    | LevelsHeard
    | TestingHeard
    | MessageHeard
    | DevicesHeard
    | PcmHeard
    | Fault
)
