"""What the page tells, as values. The page is ours, yet its texts come from the network."""

from typing import Any

import msgspec

from contract.wire.phone_socket import (
    DevicesEvent,
    DtmfEvent,
    Event,
    LevelsEvent,
    MessageEvent,
    Quality,
    TransferEvent,
)


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


class QualityHeard(Quality, tag_field="ev", tag="quality", frozen=True, kw_only=True): ...


class TestingHeard(PageMessage, tag="testing", frozen=True, kw_only=True):
    """The echo test began or ended, asked for or because a call came."""

    on: bool


class PcmHeard(PageMessage, tag="pcm", frozen=True, kw_only=True):
    """Tests only: 8 kHz samples of what a call heard, 16 bit, base64."""

    call: int
    samples: bytes


class Fault(PageMessage, tag="fault", frozen=True, kw_only=True):
    text: str


type PageSaid = PageMessage | Event | QualityHeard

AnyPageMessage = (
    PageReady
    | PageReply
    | LineHeard
    | CallHeard
    | DtmfEvent
    | QualityHeard
    | TransferEvent
    | LevelsEvent
    | TestingHeard
    | MessageEvent
    | DevicesEvent
    | PcmHeard
    | Fault
)
