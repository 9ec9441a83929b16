"""HTML from a clipboard as Markdown: cleaned by an allow-list, nothing in it is ever loaded."""

import re
from html.parser import HTMLParser

import msgspec
import nh3

from contract.domain.knowledge_entries.entry_values import TURNING

PASTE_LIMIT = 200_000  # characters of HTML; of a longer paste the rest is left out
_TEXT_LIMIT = 100_000  # characters of Markdown
_DATA = re.compile(r"""(["'])data:[^"']*\1""", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset({"p", "div", "blockquote", "table", "tr", "ul", "ol", "li", *_HEADINGS})
_INLINE = {"strong": "**", "b": "**", "em": "*", "i": "*", "a": ""}
_TAGS = _BLOCKS | _INLINE.keys() | {"br", "hr", "td", "th", "img"}
_GONE = frozenset({"script", "style", "title", "head", "noscript", "template", "iframe", "object"})
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_MOST_INLINE = 4  # strong within a link within emphasis: no text needs more
_MOST_LISTS = 6
_MARKUP = re.compile(r"<(?=[A-Za-z/!?])")
_ROUND = str.maketrans("[]", "()")  # words never make a link
_A_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>?")
_MOST_NESTED = 100  # the sanitiser takes the square of the depth
_UNNESTED = frozenset(
    {"p", "li", "td", "th", "tr", "dt", "dd", "br", "hr", "img", "meta", "link", "input", "col"}
)  # closed by what follows
_UNSEEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\u200b\u2028\u2029\ufeff]")


class Pasted(msgspec.Struct, frozen=True, kw_only=True):
    """was_cut: it was longer than a text may be. images: how many became their description."""

    text: str
    was_cut: bool = False
    images: int = 0


def markdown_of(html: str) -> Pasted:
    """Return what a text field may take of a paste; never raise."""
    # Before the text is cut: else pictures would take the place of the words behind them.
    known = _DATA.sub('""', html)  # pictures written into the page, megabytes of them
    was_cut = len(known) > PASTE_LIMIT
    clean = nh3.clean(
        # Before the sanitiser, whose time grows with the square of the depth (test_pasted_html).
        _flattened(known[:PASTE_LIMIT].replace("\0", "")),
        tags=set(_TAGS),
        clean_content_tags=set(_GONE),
        # No style, class or handler: none has a meaning in Markdown, and some would run.
        attributes={"a": {"href"}, "img": {"alt"}},
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )
    writer = _Writer()
    writer.feed(clean)
    writer.close()
    text = writer.text()
    return Pasted(
        text=text[:_TEXT_LIMIT], was_cut=was_cut or len(text) > _TEXT_LIMIT, images=writer.images
    )


def _flattened(html: str) -> str:
    """Take out the tags that lie deeper than any text needs."""
    depth = 0

    def keep(found: re.Match[str]) -> str:
        nonlocal depth
        # Browsers leave these open: counted, a long list would seem deeper than it is.
        if found[2].casefold() in _UNNESTED:
            return found[0]
        is_kept = depth <= _MOST_NESTED if found[1] else depth < _MOST_NESTED
        depth = max(0, depth - 1) if found[1] else depth + 1
        return found[0] if is_kept else ""

    return _A_TAG.sub(keep, html)


class _Writer(HTMLParser):
    """Reads what the sanitiser wrote, which is well-formed, and writes it as Markdown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._frames: list[tuple[str, str, list[str]]] = [("", "", [])]  # tag, address, words
        self._too_deep = 0
        self._lists: list[list[int]] = []  # number of the next item, 0 for bullets
        self._prefix = ""
        self.images = 0

    def text(self) -> str:
        self._end_block()
        # What only looks like markup stays text, and "!" before a link makes no image of it.
        lines = _MARKUP.sub("‹", "\n".join(self._lines)).replace("![", "! [")
        return re.sub(r"\n{3,}", "\n\n", lines).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _BLOCKS:
            self._begin_block(tag)
        elif tag in _INLINE:
            self._open(tag, values.get("href") or "")
        elif tag == "img":
            self.images += 1
            self._say(values.get("alt") or "")
        elif tag == "br":
            self._end_line()
        elif tag == "hr":
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in _INLINE:
            self._close(tag)
        elif tag in ("td", "th"):
            self._frames[-1][2].append(" | ")
        elif tag in _BLOCKS:
            self._leave_block(tag)

    def handle_data(self, data: str) -> None:
        self._say(data)

    def _say(self, text: str) -> None:
        """Take words as words: what would be a link among them is none."""
        # Brackets become round: words of a page must not turn into a link an editor never saw.
        self._frames[-1][2].append(_UNSEEN.sub(" ", TURNING.sub("", text)).translate(_ROUND))

    def _begin_block(self, tag: str) -> None:
        is_item = tag in ("li", "tr")
        if tag in ("ul", "ol"):
            self._end_line()
            self._lists.append([1 if tag == "ol" else 0])
            return
        self._end_line() if is_item or self._lists else self._end_block()
        if tag in _HEADINGS:
            self._prefix = "#" * int(tag[1]) + " "
        elif tag == "blockquote":
            self._prefix = "> "
        elif tag == "li":
            self._prefix = self._item_mark()

    def _leave_block(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._end_line()
            if self._lists:
                self._lists.pop()
            if not self._lists:
                self._end_block()
        elif tag in ("li", "tr") or self._lists:
            self._end_line()
        else:
            self._end_block()

    def _item_mark(self) -> str:
        depth = min(max(len(self._lists), 1), _MOST_LISTS) - 1
        number = self._lists[-1] if self._lists else [0]
        mark = f"{number[0]}. " if number[0] else "- "
        number[0] += 1 if number[0] else 0
        return "  " * depth + mark

    def _open(self, tag: str, address: str) -> None:
        # Counted and passed over, so that its end closes nothing else.
        if len(self._frames) > _MOST_INLINE:
            self._too_deep += 1
        else:
            self._frames.append((tag, address, []))

    def _close(self, tag: str) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._frames) > 1:
            self._fold()

    def _fold(self) -> None:
        """Put the words of the innermost mark, with the mark around them, where it stands."""
        tag, address, words = self._frames.pop()
        inner = " ".join("".join(words).split())
        before = " " if "".join(words)[:1].isspace() else ""
        after = " " if "".join(words)[-1:].isspace() else ""
        sign = _INLINE[tag]
        if inner and tag == "a":
            # A link within a link: the outer one would break both.
            is_plain = "](" not in inner
            inner = f"[{inner}]({_address(address)})" if is_plain and _address(address) else inner
        # The sign among the words would end the mark in the middle.
        elif inner and sign not in inner:
            inner = f"{sign}{inner}{sign}"
        self._frames[-1][2].append(f"{before}{inner}{after}")

    def _end_line(self) -> None:
        open_marks = [(tag, address) for tag, address, _ in self._frames[1:]]
        while len(self._frames) > 1:
            self._fold()
        words = " ".join("".join(self._frames[0][2]).split()).removesuffix(" |")
        # A mark that is open goes on behind a line break: Markdown has none across lines.
        self._frames = [("", "", []), *((tag, address, []) for tag, address in open_marks)]
        if words:
            # What only looks like a mark at the start of a line is none.
            plain = f"\\{words}" if not self._prefix and words[0] in "#>" else words
            self._lines.append(f"{self._prefix}{plain}")
            self._prefix = ""

    def _end_block(self) -> None:
        self._end_line()
        self._prefix = ""
        if self._lines and self._lines[-1]:
            self._lines.append("")


def _address(address: str) -> str:
    """Return an address fit to stand in a link, "" for one that leads nowhere by itself."""
    plain = TURNING.sub("", "".join(address.split()))
    # A bracket would end the link in the middle of its address.
    plain = plain.replace("(", "%28").replace(")", "%29").replace("<", "%3C")
    return plain if plain.partition(":")[0].casefold() in _SCHEMES else ""
