"""What the exchange asks and reports to the central server: JSON over HTTP, exchange as client.

Base path /exchange/v1. Unknown fields are ignored. An answer the exchange does not understand
counts as wait. Field names that are words of Python carry another name in the code.
"""

from datetime import datetime

import msgspec

EXCHANGE_PREFIX = "/exchange/v1"
# It was 25: a question lost in the exchange's HTTP client then cost so much longer (0018).
POLL_S = 12.0  # longest a /route is held open; the exchange asks again at once
OFFERS_LIMIT = 14  # rings of one call before the exchange's branches run out; then fallback

LAST = ("", "rona", "busy", "unavailable", "not_registered", "unreachable", "declined")
HEADER_CALL = "X-Call"
HEADER_OFFER = "X-Offer"
HEADER_QUEUE = "X-Queue"
HEADER_LANGUAGE = "X-Language"
HEADER_WAITED = "X-Waited"  # seconds
HEADER_AUTO_ANSWER = "X-Auto-Answer"  # milliseconds of tone
HEADER_RING = "X-Ring"  # seconds this seat may ring


class RouteRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Who gets this call? A /route for a call with an open offer closes that offer."""

    exchange: str
    boot: str  # changes when the exchange starts
    call: str  # the exchange's name of the call, X-Call
    sip: str  # Call-ID
    caller: str = msgspec.field(name="from", default="")  # as the trunk gave it; a seat's number
    dialled: str = msgspec.field(name="to", default="")
    from_tag: str = ""
    relay: str = "1"  # which media relay holds the call
    from_seat: bool = False  # a seat consults or transfers
    referred_by: str = ""  # seat that transferred the citizen here
    tries: int = msgspec.field(name="try", default=0)
    last: str = ""  # of LAST: how the last offer ended
    waited_ms: int = 0


class RouteReply(msgspec.Struct, frozen=True, kw_only=True, tag_field="do"):
    """Ancestor of the answers."""


class Ring(RouteReply, tag="ring", frozen=True, kw_only=True):
    """Values are text: the exchange reads no numbers."""

    seat: str
    ring_s: str
    offer: str
    queue: str = ""
    language: str = "it"
    waited_s: str = "0"
    auto_answer_ms: str = "0"


class Wait(RouteReply, tag="wait", frozen=True, kw_only=True): ...


class Reject(RouteReply, tag="reject", frozen=True, kw_only=True):
    code: str = "480"


class Fallback(RouteReply, tag="fallback", frozen=True, kw_only=True): ...


class SendTo(RouteReply, tag="send", frozen=True, kw_only=True):
    """To another number, or to a voice endpoint of the server ("voicemail")."""

    to: str


AnyRouteReply = Ring | Wait | Reject | Fallback | SendTo


class ExchangeEvent(msgspec.Struct, frozen=True, kw_only=True):
    """ev: offered, ringing, answered, not_answered, abandoned, transferred, ended, started.

    Also refused: a call of a seat that is not put through; why says so, and no number.
    (exchange, sip, ev, offer) is its key: a repeat is a no-op. Any may be lost or overtaken.
    """

    ev: str
    exchange: str = ""
    boot: str = ""
    call: str = ""
    sip: str = ""
    seat: str = ""
    offer: str = ""
    why: str = ""
    replaces: str = ""  # Call-ID of the call this one takes over
    caller: str = msgspec.field(name="from", default="")  # of a call no /route was asked for
    from_seat: bool = False
    t: str = ""  # seconds since 1970, UTC, as text; so are since and answered
    dialled: str = msgspec.field(name="to", default="")
    since: str = ""  # when the citizen's call came; "" of every other call
    answered: str = ""
    again: str = ""  # not "": told before, and not known to be taken


class EventTaken(msgspec.Struct, frozen=True, kw_only=True):
    """The event is in the database: the exchange keeps it no longer."""

    sip: str
    ev: str


class Digit(msgspec.Struct, frozen=True, kw_only=True):
    """A key a caller pressed, as the media relay reports it."""

    sip: str
    from_tag: str
    digit: str


class ExchangeCall(msgspec.Struct, frozen=True, kw_only=True):
    """One call the exchange knows of, for reconciliation."""

    sip: str
    seat: str = ""
    offer: str = ""
    is_answered: bool = False
    started_at: datetime | None = None
    placed_by: str = ""  # the seat that called a number outside; "" of every other call
    dialled: str = ""  # that number, as the exchange put it through
