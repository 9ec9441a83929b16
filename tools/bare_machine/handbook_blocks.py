"""The command blocks of a handbook page: where each is run, and the files it lays down."""

import re
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^```(\w+)(?: +(\w+))?(?: +(/\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """place: the machine. file: "" for commands, else what the text is the content of."""

    place: str
    file: str
    text: str
    line: int


def blocks_of(page: Path, places: tuple[str, ...]) -> list[Block]:
    """Return them in order. Raise ValueError for one that no machine is named for."""
    text = page.read_text(encoding="utf-8")
    found: list[Block] = []
    for match in _BLOCK.finditer(text):
        language, place, file, content = match.groups()
        line = text.count("\n", 0, match.start()) + 1
        if place not in places or (not file and language != "sh"):
            raise ValueError(f"{page.name}:{line}: a block of no machine, it would never be run")
        found.append(Block(place, file or "", content, line))
    if text.count("\n```") != 2 * len(found):
        raise ValueError(f"{page.name}: a block that begins or ends oddly")
    return found
