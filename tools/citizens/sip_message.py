"""One SIP message: parsed from a datagram, or built as text. Only what a plain UDP peer needs."""

import re
from dataclasses import dataclass, field

_FOLD = re.compile(r"\r\n[ \t]+")
_URI = re.compile(r"<([^>]+)>")
_TAG = re.compile(r";tag=([^;>\s]+)")
_BRANCH = re.compile(r";branch=([^;,\s]+)")
COPIED = ("via", "record-route", "from", "call-id", "cseq")  # headers an answer repeats


@dataclass(frozen=True, slots=True)
class SipMessage:
    start: str  # request line or status line
    headers: tuple[tuple[str, str], ...]  # in order, names as written
    body: str = ""
    sender: tuple[str, int] = field(default=("", 0))

    @classmethod
    def parse(cls, data: bytes, sender: tuple[str, int]) -> "SipMessage | None":
        """Return the message, or None when the bytes are none (keep-alives, garbage)."""
        head, separator, body = data.decode(errors="replace").partition("\r\n\r\n")
        if not separator:
            return None
        start, *lines = _FOLD.sub(" ", head).split("\r\n")
        pairs = (line.partition(":") for line in lines)
        headers = tuple((name.strip(), value.strip()) for name, colon, value in pairs if colon)
        return cls(start, headers, body, sender)

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name]

    def get(self, name: str) -> str:
        values = self.all(name)
        return values[0] if values else ""

    @property
    def is_response(self) -> bool:
        return self.start.startswith("SIP/2.0")

    @property
    def status(self) -> int:
        return int(self.start.split()[1])

    @property
    def method(self) -> str:
        return self.get("cseq").split()[-1] if self.is_response else self.start.split()[0]

    def uri(self, name: str) -> str:
        """Return the address inside <…> of a header, or the bare value."""
        value = self.get(name)
        found = _URI.search(value)
        return found[1] if found else value

    def tag(self, name: str) -> str:
        found = _TAG.search(self.get(name))
        return found[1] if found else ""

    @property
    def transaction(self) -> str:
        """What a message that is sent once more has in common with the first of its kind."""
        branch = _BRANCH.search(self.get("via"))
        return f"{branch[1] if branch else ''} {self.method}"

    @property
    def number(self) -> int:
        """The number in CSeq; 0 when there is none."""
        digits = self.get("cseq").partition(" ")[0]
        return int(digits) if digits.isdecimal() else 0

    def answer_headers(self) -> list[str]:
        """Return the header lines that an answer to this request must repeat, To excepted."""
        return [f"{name}: {value}" for name, value in self.headers if name.lower() in COPIED]


def user_of(uri: str) -> str:
    """Return the user part of a SIP address: "sip:+3906@host" gives "+3906"."""
    found = re.match(r"sips?:([^@;>]+)@", uri)
    return found[1] if found else ""


def compose(start: str, headers: list[str], body: str = "", content: str = "") -> bytes:
    lines = [start, *headers]
    if body:
        lines.append(f"Content-Type: {content}")
    lines.append(f"Content-Length: {len(body.encode())}")
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()
