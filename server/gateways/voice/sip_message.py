"""SIP over UDP, strictly: what a datagram says, and answers to it. Only what an endpoint needs."""

import re
from dataclasses import dataclass, field, replace

DATAGRAM_LIMIT = 16_384  # bytes
# Strangers write these bytes: every length has an end before a pattern looks at it.
HEADERS_LIMIT = 120
LINE_LIMIT = 2_048  # characters of a header
_COMPACT = {
    "v": "via",
    "f": "from",
    "t": "to",
    "i": "call-id",
    "m": "contact",
    "l": "content-length",
    "c": "content-type",
    "k": "supported",
}
_REQUEST = re.compile(r"([A-Z]{1,20}) (sips?:[!-~]{1,500}) SIP/2\.0")
_RESPONSE = re.compile(r"SIP/2\.0 ([1-6]\d\d) [^\x00-\x1f]{0,200}")
_NAME = re.compile(r"[A-Za-z0-9.!%*_+`'~-]{1,60}")
_FOLD = re.compile(r"\r\n[ \t]+")
_CSEQ = re.compile(r"(\d{1,10})[ \t]+([A-Z]{1,20})")
_TAG = re.compile(r";\s*tag\s*=\s*([A-Za-z0-9.!%*_+`'~-]{1,200})")
_BRANCH = re.compile(r";\s*branch\s*=\s*([!-:<-~]{1,200})")
_VIA = re.compile(r"SIP/2\.0/UDP\s+([!-~]{1,200}?)(?:;.*)?", re.DOTALL)
_URI = re.compile(r"<(sips?:[!-=?-~]{1,500})>|(sips?:[!-:<-=?-~]{1,500})")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_CALL_ID = re.compile(r"[!-~]{1,256}")
_NEEDED = ("via", "from", "to", "call-id", "cseq")
_COPIED = ("via", "record-route", "from", "call-id", "cseq")


class MalformedSip(Exception):
    """No SIP message, or one that breaks the rules; reason is for a 400 where one can be sent."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class SipMessage:
    """A request (method and uri) or a response (status). Header names are lower case."""

    method: str = ""  # of a response: that of its CSeq
    uri: str = ""
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    sender: tuple[str, int] = field(default=("", 0))

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]

    def get(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")

    @property
    def call_id(self) -> str:
        return self.get("call-id")

    @property
    def sequence(self) -> int:
        return int(self.get("cseq").split()[0])

    @property
    def branch(self) -> str:
        """Return what names the transaction: branch and sender of the topmost Via."""
        via = self.get("via")
        found, sent_by = _BRANCH.search(via), _VIA.fullmatch(via)
        # The sender too: two clients may choose the same branch (RFC 3261, 17.2.3).
        return f"{found[1] if found else via} {sent_by[1] if sent_by else ''}"

    def tag(self, name: str) -> str:
        """Return the tag among the parameters of a From or To, "" when it has none."""
        # After the address only: a display name or a URI may hold ";tag=" as well.
        found = _TAG.search(_unquoted(self.get(name)).rpartition(">")[2])
        return found[1] if found else ""

    def address(self, name: str) -> str:
        """Return the SIP address in a header, "" when there is none."""
        found = _URI.search(_unquoted(self.get(name)))
        return (found[1] or found[2]) if found else ""

    def route_set(self) -> list[str]:
        """Return the Record-Route entries, topmost first, one each."""
        entries = ",".join(self.all("record-route")).split(",")
        return [entry.strip() for entry in entries if entry.strip()]


def _unquoted(value: str) -> str:
    """Return a header's value without display names in quotes: they may hold anything."""
    return _QUOTED.sub("", value)


def read_message(data: bytes, sender: tuple[str, int]) -> SipMessage | None:
    """Return the message; None for a keep-alive. Raise MalformedSip."""
    # Behind address translation phones send blanks to keep the way open.
    if not data.strip(b"\r\n\0 "):
        return None
    if len(data) > DATAGRAM_LIMIT:
        raise MalformedSip("Message Too Large")
    head, separator, body = data.partition(b"\r\n\r\n")
    if not separator:
        raise MalformedSip("No End Of Headers")
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError:
        raise MalformedSip("Not UTF-8") from None
    start, *lines = _FOLD.sub(" ", text).split("\r\n")
    headers = _headers(lines)
    message = SipMessage(headers=headers, body=_body(headers, body), sender=sender)
    return _checked(start, message)


def _headers(lines: list[str]) -> tuple[tuple[str, str], ...]:
    if len(lines) > HEADERS_LIMIT:
        raise MalformedSip("Too Many Headers")
    headers = []
    for line in lines:
        name, colon, value = line.partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon or not _NAME.fullmatch(name) or len(value) > LINE_LIMIT:
            raise MalformedSip("Malformed Header")
        if any(character < " " and character != "\t" for character in value):
            raise MalformedSip("Control Character In Header")
        headers.append((_COMPACT.get(name, name), value))
    return tuple(headers)


def _body(headers: tuple[tuple[str, str], ...], body: bytes) -> bytes:
    """Return as much as Content-Length says; more than there is, is a fault."""
    stated = {value for name, value in headers if name == "content-length"}
    if not stated:
        return body
    # Said twice in two ways, nobody knows where the message ends.
    value = stated.pop()
    if stated or not value.isascii() or not value.isdigit() or len(value) > 6:
        raise MalformedSip("Malformed Content-Length")
    if int(value) > len(body):
        raise MalformedSip("Body Cut Off")
    return body[: int(value)]


def _checked(start: str, message: SipMessage) -> SipMessage:
    for name in _NEEDED:
        values = message.all(name)
        # Doubled headers are read one way by us and another way by the exchange.
        if not values or (name != "via" and len(values) > 1):
            raise MalformedSip(f"Missing Or Doubled {name.title()}")
    cseq = _CSEQ.fullmatch(message.get("cseq"))
    if cseq is None or int(cseq[1]) >= 2**31 or not _CALL_ID.fullmatch(message.call_id):
        raise MalformedSip("Malformed CSeq Or Call-ID")
    if not message.tag("from") or not _VIA.fullmatch(message.get("via")):
        raise MalformedSip("Malformed From Or Via")
    if response := _RESPONSE.fullmatch(start):
        return replace(message, method=cseq[2], status=int(response[1]))
    request = _REQUEST.fullmatch(start)
    # A method that its CSeq contradicts would be answered in another transaction.
    if request is None or request[1] != cseq[2]:
        raise MalformedSip("Malformed Request Line")
    return replace(message, method=request[1], uri=request[2])


def answer(
    request: SipMessage, status: str, *, tag: str, headers: tuple[str, ...] = (), body: str = ""
) -> bytes:
    """Return an answer; tag names our end of the dialog where the request has none yet."""
    to = request.get("to")
    if not request.tag("to"):
        to = f"{to};tag={tag}"
    copied = [f"{_written(name)}: {value}" for name, value in request.headers if name in _COPIED]
    return composed(f"SIP/2.0 {status}", [*copied, f"To: {to}", *headers], body)


def composed(start: str, headers: list[str], body: str = "") -> bytes:
    lines = [start, *headers]
    if body:
        lines.append("Content-Type: application/sdp")
    lines.append(f"Content-Length: {len(body.encode())}")
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def _written(name: str) -> str:
    return {"call-id": "Call-ID", "cseq": "CSeq"}.get(name, name.title())
