"""FreeSWITCH's event socket: frames of header lines, some with a body; escaped header values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from contract.whole_number import whole_number

FRAME_LIMIT = 256 * 1024  # bytes of one frame
# Values are written between quotes and braces into a command: a caller's name could end both.
_SAFE = re.compile(r"[A-Za-z0-9 ._+#:@-]{0,128}")
# A name with a line end would be a second command.
_LEG = re.compile(r"[A-Za-z0-9-]{1,64}")


class UnreadableFrame(Exception):
    """What came is no frame of an event socket."""


@dataclass(frozen=True, slots=True)
class Frame:
    """headers of the frame, or of the event in it; body as text."""

    headers: Mapping[str, str]
    body: str = ""
    content_type: str = ""

    @property
    def event(self) -> str:
        return self.headers.get("Event-Name", "")

    @property
    def leg(self) -> str:
        return self.headers.get("Unique-ID", "")


@dataclass(slots=True)
class FrameReader:
    """feed() bytes as they come; returns the whole frames. Raise UnreadableFrame beyond limits."""

    _rest: bytes = field(default=b"")

    def feed(self, data: bytes) -> list[Frame]:
        self._rest += data
        frames = []
        while (frame := self._take()) is not None:
            frames.append(frame)
        # Not before the whole frames are taken: what is left may be half of the next one.
        if len(self._rest) > FRAME_LIMIT:
            raise UnreadableFrame("a frame without an end")
        return frames

    def _take(self) -> Frame | None:
        head, separator, rest = self._rest.partition(b"\n\n")
        if not separator:
            return None
        headers = read_headers(head.decode(errors="replace"))
        length = whole_number(headers.get("Content-Length", "0"), FRAME_LIMIT)
        # A length that cannot be meant ends the line: the next frame could not be found any more.
        if length is None:
            raise UnreadableFrame("a length that cannot be meant")
        if len(rest) < length:
            return None
        body, self._rest = rest[:length].decode(errors="replace"), rest[length:]
        return _frame(headers, body)


def read_headers(text: str) -> dict[str, str]:
    """Return the header lines of a block; what is no header line is left out."""
    headers = {}
    for line in text.splitlines():
        name, separator, value = line.partition(":")
        if separator:
            headers[name.strip()] = unquote(value.strip(), errors="replace")
    return headers


def leg_name(text: str) -> str:
    """Return a leg's name that may stand in a command. Raise UnreadableFrame for any other."""
    if not _LEG.fullmatch(text):
        raise UnreadableFrame("a name of a leg that is none")
    return text


def variables(values: Mapping[str, str]) -> str:
    """Return channel variables in braces; a value that could end the braces is left empty."""
    pairs = (f"{k}='{v if _SAFE.fullmatch(v) else ''}'" for k, v in values.items())
    return "{" + ",".join(pairs) + "}"


def outcome_of(cause: str) -> str:
    """Return how a ring ended, in the words of the routing contract, for a hang-up cause."""
    outcomes = {
        "USER_BUSY": "busy",
        "CALL_REJECTED": "busy",
        "NO_ANSWER": "rona",
        "NO_USER_RESPONSE": "unavailable",
        "ALLOTTED_TIMEOUT": "rona",
        "USER_NOT_REGISTERED": "not_registered",
        "SUBSCRIBER_ABSENT": "not_registered",
        "UNALLOCATED_NUMBER": "not_registered",
    }
    return outcomes.get(cause.strip(), "unavailable")


def _frame(headers: dict[str, str], body: str) -> Frame:
    """An event comes as the body of its frame, and may have a body of its own."""
    content_type = headers.get("Content-Type", "")
    if content_type != "text/event-plain":
        return Frame(headers, body, content_type)
    head, _, inner = body.partition("\n\n")
    return Frame(read_headers(head), inner, content_type)
