"""The Markdown of entries as blocks of runs: lists, headings, emphasis; links as text, no more.

No markup is made of it anywhere: whatever an editor typed stays text (decision 0020).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HEADING_SIGN = "\ue000"  # no letter of any script: in no text that people write
# Every repetition has a limit: a text of a megabyte of signs is shown in no time (its test).
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_BULLET = re.compile(r"\s{0,8}[-*+]\s+(.+)")
_NUMBER = re.compile(r"\s{0,8}(\d{1,4})[.)]\s+(.+)")
_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,500})\]\(([^)\s]{1,2000})\)")
_EMPHASIS = re.compile(
    r"\*\*(?=\S)(?P<bold>[^*\n]{1,1000}?)(?<=\S)\*\*"
    r"|(?<![\w*])\*(?=\S)(?P<italic>[^*\n]{1,1000}?)(?<=\S)\*(?![\w*])"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one look."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A line; mark: "•" or "2." of an item of a list, "" elsewhere; is_last: of its paragraph."""

    runs: tuple[Run, ...]
    mark: str = ""
    is_last: bool = True


def plain_blocks(text: str) -> Iterator[Block]:
    """Yield the lines of a text as they stand."""
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        yield Block((Run(line),), is_last=number == len(lines))


def markdown_blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a text, without a single address in them that could be opened."""
    lines = text.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if (item := _item(line)) is not None:
            yield item
        elif line.strip():
            is_last = not following.strip() or _item(following) is not None
            yield Block(_runs(line.strip()), is_last=is_last)


def read_out(text: str) -> str:
    """Return a text without its signs, a line for each block; HEADING_SIGN begins a heading.

    Links keep their whole address: two texts may differ in nothing else.
    """
    said = _LINK.sub(r"\1 (\2)", _IMAGE.sub(r"\1", text.replace(HEADING_SIGN, "")))
    return "\n".join(map(_line, markdown_blocks(said)))


def _line(block: Block) -> str:
    words = "".join(run.text for run in block.runs)
    is_heading = not block.mark and bool(block.runs) and all(run.is_bold for run in block.runs)
    return f"{HEADING_SIGN}{words}" if is_heading else f"{block.mark} {words}".lstrip()


def _item(line: str) -> Block | None:
    """Return a line that is a block of its own; None for one of a paragraph."""
    if heading := _HEADING.fullmatch(line):
        return Block(tuple(Run(run.text, is_bold=True) for run in _runs(heading[1])))
    if bullet := _BULLET.fullmatch(line):
        return Block(_runs(bullet[1]), "•")
    if number := _NUMBER.fullmatch(line):
        return Block(_runs(number[2]), f"{number[1]}.")
    return None


def _runs(text: str) -> tuple[Run, ...]:
    if "*" not in text and "](" not in text:  # most lines: looked through for signs, a card waits
        return (Run(text),) if text else ()
    said = _LINK.sub(_link, _IMAGE.sub(r"\1", text))
    runs, done = [], 0
    for found in _EMPHASIS.finditer(said):
        runs.append(Run(said[done : found.start()]))
        runs.append(
            Run(found["bold"], is_bold=True) if found["bold"] else Run(found["italic"], False, True)
        )
        done = found.end()
    runs.append(Run(said[done:]))
    return tuple(run for run in runs if run.text)


def _link(found: re.Match[str]) -> str:
    """An operator says where to go: the words, and the address where they do not hold it."""
    words, address = found[1].strip(), found[2]
    bare = re.sub(r"^(?:https?://|mailto:|tel:)", "", address)
    return words if bare in words else f"{words} ({bare})"
