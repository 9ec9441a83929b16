"""What a text in Markdown holds, read line by line: headings, links, images, its plain words."""

import re
from collections.abc import Iterator

import msgspec

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*#*[ \t]*$")
# Repetitions have limits: endless signs must take no time (test_entry_checks).
_LINK = re.compile(r"(!?)\[([^\[\]\n]{0,500})\]\(([^()\s]{0,2000})[^()\n]{0,200}\)")
_BARE_URL = re.compile(r"(?<!\]\()\bhttps?://[^\s<>()]{1,2000}", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z/!?][^<>\n]{0,200}>?")
_LIST_MARK = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")
_EMPHASIS = re.compile(r"\*{1,3}|_{2,3}|`")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SENTENCE_END = re.compile(r"[.!?]+(?=\s+[^\sa-z\d]|\s*$)")


class Heading(msgspec.Struct, frozen=True):
    level: int
    text: str


class Link(msgspec.Struct, frozen=True):
    """is_image: the text is then its description."""

    text: str
    target: str
    is_image: bool = False

    @property
    def scheme(self) -> str:
        """Return "https" of an address, "" of one that has none."""
        scheme, colon, _ = self.target.partition(":")
        return scheme.casefold() if colon and "/" not in scheme and "#" not in scheme else ""


def headings(text: str) -> Iterator[Heading]:
    for line in text.splitlines():
        found = _HEADING.match(line)
        if found is not None:
            yield Heading(len(found[1]), (found[2] or "").strip())


def links(text: str) -> Iterator[Link]:
    """Yield links and images in the order of the text."""
    for found in _LINK.finditer(text):
        yield Link(found[2].strip(), found[3], is_image=bool(found[1]))


def bare_addresses(text: str) -> Iterator[str]:
    """Yield addresses that stand in the text as they are."""
    for found in _BARE_URL.finditer(text):
        yield found[0].rstrip(".,;:!?")


def tags(text: str) -> Iterator[str]:
    """Yield what looks like HTML."""
    for found in _TAG.finditer(text):
        yield found[0]


def plain_words(text: str) -> str:
    """Return the text without its marks: what is read aloud."""
    # Links first: their addresses would count as words, and make a text look hard to read.
    spoken = _LINK.sub(lambda found: found[2], text)
    lines = (_plain_line(line) for line in spoken.splitlines())
    return "\n".join(line for line in lines if line)


def gulpease(text: str) -> int | None:
    """Return how readable an Italian text is, 0 to 100; None without words.

    89 + (300 * sentences - 10 * letters) / words: 80 is easy for who left school at 11, 60 at 14,
    40 at 18. A line ends a sentence, as in lists and headings.
    """
    plain = plain_words(text)
    found = _WORD.findall(plain)
    if not found:
        return None
    letters = sum(map(len, found))
    # A line without a full stop ends a sentence all the same, as in lists and headings.
    sentences = sum(max(1, len(_SENTENCE_END.findall(line))) for line in plain.splitlines())
    return max(0, min(100, round(89 + (300 * sentences - 10 * letters) / len(found))))


def word_count(text: str) -> int:
    return len(_WORD.findall(plain_words(text)))


def _plain_line(line: str) -> str:
    heading = _HEADING.match(line)
    rest = (heading[2] or "") if heading is not None else _LIST_MARK.sub("", line)
    return _EMPHASIS.sub("", rest.lstrip("> ")).strip()
