"""The Markdown of entries as a page shows it: lists, headings, emphasis; links as text, no more.

Everything is escaped first, so that no text can become markup, and nothing can be loaded.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from widgets.kit.plain_text import with_isolated_numbers

# Every repetition has a limit: a text of a megabyte of signs is shown in no time (its test).
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_BULLET = re.compile(r"\s{0,8}[-*+]\s+(.+)")
_NUMBER = re.compile(r"\s{0,8}(\d{1,4})[.)]\s+(.+)")
_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,500})\]\(([^)\s]{1,2000})\)")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]{1,1000}?)(?<=\S)\*\*")
_ITALIC = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,1000}?)(?<=\S)\*(?![\w*])")


def markdown_html(text: str) -> str:
    """Return the text as HTML without a single address in it."""
    return "".join(_blocks(text))


def paragraph(lines: Sequence[str]) -> str:
    """Return lines of HTML one below the other, each read in its own direction; "" for none."""
    last = f"<p>{lines[-1]}</p>" if lines else ""
    return "".join(f'<p class="line">{line}</p>' for line in lines[:-1]) + last


def _blocks(text: str) -> Iterator[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        item = _item(line)
        if item is None and line.strip():
            lines.append(_inline(line.strip()))
            continue
        yield paragraph(lines)
        lines = []
        if item is not None:
            yield item
    yield paragraph(lines)


def _item(line: str) -> str | None:
    """Return a line that is a block of its own; None for one of a paragraph."""
    if heading := _HEADING.fullmatch(line):
        return f"<p><b>{_inline(heading[1])}</b></p>"
    if bullet := _BULLET.fullmatch(line):
        return f'<p class="item">•&nbsp;{_inline(bullet[1])}</p>'
    if number := _NUMBER.fullmatch(line):
        return f'<p class="item">{number[1]}.&nbsp;{_inline(number[2])}</p>'
    return None


def _inline(text: str) -> str:
    told = _LINK.sub(_link, _IMAGE.sub(r"\1", text))
    # Before our own tags go in: whatever an editor typed stays text (decision 0020).
    marked = escape(with_isolated_numbers(told))
    return _ITALIC.sub(r"<i>\1</i>", _BOLD.sub(r"<b>\1</b>", marked))


def _link(found: re.Match[str]) -> str:
    """An operator says where to go: the words, and the address where they do not hold it."""
    words, address = found[1].strip(), found[2]
    bare = re.sub(r"^(?:https?://|mailto:|tel:)", "", address)
    return words if bare in words else f"{words} ({bare})"
