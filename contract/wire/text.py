"""Real-time text of a call: what a seat reads and types, and how the exchange asks for a stream.

Characters are plain text; contract.domain.text_conversation says what the special ones mean.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

EVENT_TEXT = "text"  # event of the stream: a TextNews for the account whose call it is
POLL_S = 20.0  # longest a GET is held open
CHARACTERS_LIMIT = 256  # of one piece and of one POST


class TextSide(StrEnum):
    CITIZEN = "citizen"
    OPERATOR = "operator"


class TextPiece(msgspec.Struct, frozen=True, kw_only=True):
    """Characters as they came, in the order of the conversation; number rises by one each."""

    number: int
    side: TextSide
    characters: str
    at: datetime


class TextFeed(msgspec.Struct, frozen=True, kw_only=True):
    """GET /text/{call_key}?after=N&wait_s=S: the pieces after N, at once when there are any.

    wait_s 0 answers at once, else after at most wait_s (POLL_S at most) with whatever there is.
    404 unknown_call: this call has no text. taken is the seat's last number the server has of
    the stream named by ?stream=; a seat that lost an answer goes on after it. Nothing is stored:
    what was said goes when the call ends (END_KEPT_S later), or when the server stops.
    """

    call_key: str
    pieces: tuple[TextPiece, ...] = ()
    last: int = 0  # number of the newest piece there is
    first_kept: int = 1  # older ones were dropped: the conversation is very long
    is_open: bool = True  # False: the call has ended, nothing follows
    is_heard: bool = False  # the citizen's device has sent something: it does speak text
    taken: int = 0


END_KEPT_S = 60.0  # after the call the feed can still be read, and the operator may keep it


class TypedText(msgspec.Struct, frozen=True, kw_only=True):
    """POST /text/{call_key}: what the operator typed since the last POST.

    stream is an id minted when the pane opens; number counts from 1 in it. A number taken before
    changes nothing; one that leaves a gap is not taken.
    """

    stream: str
    number: int
    characters: str


class TextTaken(msgspec.Struct, frozen=True, kw_only=True):
    """taken: the last number of the stream the server has. refused: "too_fast", "ended", or "".

    too_fast: the citizen's device takes no more characters now; send the same again in a second.
    """

    taken: int
    refused: str = ""


class TextNews(msgspec.Struct, frozen=True, kw_only=True):
    """There is text for this call: read its feed."""

    call_key: str
    last: int = 0
    is_open: bool = True


class TextOffer(msgspec.Struct, frozen=True, kw_only=True):
    """POST /exchange/v1/text: a citizen's call offers text. sdp is the whole offer."""

    call: str  # X-Call
    sip: str  # Call-ID
    sdp: str


class TextCallOut(msgspec.Struct, frozen=True, kw_only=True):
    """POST /exchange/v1/text/out: a seat calls somebody whose device may speak text.

    Answered by a TextPlace whose media is for the offer; "" in it: none can be offered.
    """

    call: str  # as the exchange names it in its events
    sip: str  # Call-ID, by which the seat names a call it has placed


class TextAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """POST /exchange/v1/text/answer: what the citizen's device says of text now.

    sdp is its whole answer to the offer of a TextCallOut, or a later offer of its own in a call of
    either direction. Answered by a TextPlace: what is said of text in this call from now on.
    """

    sip: str  # Call-ID
    sdp: str


class TextPlace(msgspec.Struct, frozen=True, kw_only=True):
    """The answer. media is the section for the SDP, CRLF at each line's end.

    Refused (nothing usable was offered, too many calls): port 0 in media. Asked again for the same
    call with the same offer it gives the same place.
    """

    media: str
    address: str = ""
    port: int = 0
    sip: str = ""  # Call-ID, for an exchange that has forgotten what it asked


class TextEnded(msgspec.Struct, frozen=True, kw_only=True):
    """POST /exchange/v1/text/ended, answered 204. Events "ended" and "abandoned" do the same."""

    call: str = ""
    sip: str = ""
