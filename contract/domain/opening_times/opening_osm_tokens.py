"""The words, times and marks of an OSM opening_hours text; those no timetable can hold refused."""

import re
from collections.abc import Iterator

import msgspec

from contract.domain.opening_times.opening_formats import RefusedCode, UnreadableTimes

_TOKEN = re.compile(
    r'\s*(?:(?P<text>"[^"]*")|(?P<always>24/7)|(?P<time>\d{1,2}:\d{2})|(?P<number>\d+)'
    r"|(?P<word>[^\W\d_]+)|(?P<mark>\|\||[-–,;:+/\[\]()]))",
)
_REFUSED_WORDS = {
    "sh": RefusedCode.SCHOOL_HOLIDAYS,
    "week": RefusedCode.WEEK_NUMBER,
    "easter": RefusedCode.MOVING_DAY,
    "day": RefusedCode.MOVING_DAY,
    "days": RefusedCode.MOVING_DAY,
    "sunrise": RefusedCode.SUN,
    "sunset": RefusedCode.SUN,
    "dawn": RefusedCode.SUN,
    "dusk": RefusedCode.SUN,
}
_REFUSED_MARKS = {
    "||": RefusedCode.FALLBACK,
    "+": RefusedCode.OPEN_END,
    "/": RefusedCode.INTERVAL,
    "[": RefusedCode.NTH_WEEKDAY,
}


class Token(msgspec.Struct, frozen=True):
    kind: str
    text: str
    begins: int
    ends: int

    @property
    def word(self) -> str:
        return self.text.casefold() if self.kind == "word" else ""


END = Token("end", "", -1, -1)


def tokens_of(text: str) -> Iterator[Token]:
    """Raise UnreadableTimes for anything else."""
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise UnreadableTimes(RefusedCode.NOT_READABLE, text[at : at + 20])
        kind, said = found.lastgroup, found[found.lastgroup]
        refused = _REFUSED_WORDS.get(said.casefold()) or _REFUSED_MARKS.get(said)
        if refused is not None and kind != "text":
            raise UnreadableTimes(refused, text[found.start(kind) : found.end() + 10])
        yield Token(kind, "-" if said == "–" else said, found.start(kind), found.end())
        at = found.end()
