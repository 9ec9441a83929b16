"""Two states of a text in one, or beside each other; what differs is underlined or struck out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QWidget

from widgets.answers.reading_text import ReadingText
from widgets.cards.markdown_text import HEADING_SIGN
from widgets.kit.plain_text import isolated, may_turn, side_of, with_isolated_numbers
from widgets.kit.theme import current_tokens, scaled

LEAST_LINES = 6
TEXT_PX, HEAD_PX = 15, 12
OUT, IN = "out", "in"
_HEADING = re.compile(f"{HEADING_SIGN}([^\n]*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of one side; is_changed: the other side has not got them."""

    text: str
    is_changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    label: str
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()


class ChangeView(ReadingText):
    """One text with what comes in underlined and what goes struck out; a screen reader is told so.

    Two texts of one field, of which neither comes after the other, stand beside each other.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("change_view")
        self._titles = ("", "")
        self._changes: tuple[FieldChange, ...] = ()
        self._nothing = ""
        self._are_alternatives = False
        self.setAccessibleName(self.tr("Che cosa cambia"))

    def show_changes(
        self,
        changes: Sequence[FieldChange],
        *,
        titles: tuple[str, str],
        nothing: str = "",
        are_alternatives: bool = False,
    ) -> None:
        """titles: of the two sides; nothing: what is said when they are equal.

        are_alternatives: neither side comes after the other, so nothing is struck out.
        """
        self._are_alternatives = are_alternatives
        self._titles, self._changes, self._nothing = titles, tuple(changes), nothing
        self._render()

    def minimumSizeHint(self) -> QSize:
        """Some lines of both sides; with less room the page scrolls."""
        return QSize(80, self.fontMetrics().lineSpacing() * LEAST_LINES)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_nothing"):
            self._render()

    def _render(self) -> None:
        tokens = current_tokens()
        self.document().setDefaultStyleSheet(
            f"p{{margin:0;font-size:{scaled(TEXT_PX)}px}}"
            f"p.head{{color:{tokens.text2};font-weight:600;font-size:{scaled(HEAD_PX)}px;"
            f"margin:{scaled(10)}px 0 {scaled(2)}px 0}}"
            f"span.out{{background:{tokens.error_ground};color:{tokens.error_text};"
            "text-decoration:line-through}"
            f"span.in{{background:{tokens.ok_ground};color:{tokens.ok_text};"
            "text-decoration:underline}"
            # Read, not seen: what is struck out sounds like what stays.
            "span.said{font-size:1px;color:transparent}"
        )
        self.setHtml(self._html())

    def _html(self) -> str:
        if not self._changes:
            return f"<p>{escape(self._nothing)}</p>"
        if self._are_alternatives:
            return "".join(map(self._beside, self._changes))
        before, after = (
            self._marked(title, look) for title, look in zip(self._titles, (OUT, IN), strict=True)
        )
        legend = f'<p class="head">{before} {after}</p>' if any(self._titles) else ""
        return legend + "".join(map(self._in_one, self._changes))

    def _in_one(self, change: FieldChange) -> str:
        pieces = tuple(_merged(change))
        words = "".join(self._marked(text, look) for text, look in pieces)
        side = _side_of("".join(text for text, _ in pieces))
        return f'<p class="head">{escape(change.label)}</p><p dir="{side}">{words}</p>'

    def _beside(self, change: FieldChange) -> str:
        """Two texts that do not fit are equals: struck out, one would look refused."""
        cell = f'<td width="50%" valign="top" bgcolor="{current_tokens().surface2}">'
        sides = zip(self._titles, (change.before, change.after), strict=True)
        # Qt lays cells from the left always: what is read first stands at the reading side.
        ordered = reversed(tuple(sides)) if self.isRightToLeft() else sides
        cells = "".join(
            f'{cell}<p class="head">{escape(title)}</p>'
            f'<p dir="{_side_of("".join(one.text for one in pieces))}">'
            f"{self._side(pieces) or '–'}</p></td>"
            for title, pieces in ordered
        )
        return (
            f'<p class="head">{escape(change.label)}</p>'
            f'<table width="100%" cellspacing="{scaled(4)}" cellpadding="{scaled(6)}">'
            f"<tr>{cells}</tr></table>"
        )

    def _side(self, pieces: Sequence[Piece]) -> str:
        return "".join(self._marked(one.text, IN if one.is_changed else "") for one in pieces)

    def _marked(self, text: str, look: str) -> str:
        words = text.rstrip()  # a mark ends with its words, not in the blank behind them
        if not look or not words:
            return _lines(text)
        told = self.tr("tolto: ") if look == OUT else self.tr("aggiunto: ")
        if self._are_alternatives:
            told = self.tr("diverso: ")
        ends = self.tr(", fine.")
        after = _lines(text[len(words) :]) or " "
        return f'{_said(told)}<span class="{look}">{_lines(words)}</span>{_said(ends)}{after}'


def _merged(change: FieldChange) -> Iterator[tuple[str, str]]:
    """Yield what goes, what comes and what stays, in the order of the text, each with its look."""
    before, after = list(change.before), list(change.after)
    while before or after:
        while before and before[0].is_changed:
            # One line in place of another: its end is that of the other.
            text = before.pop(0).text
            yield (text.rstrip() if after and after[0].is_changed else text), OUT
        while after and after[0].is_changed:
            yield after.pop(0).text, IN
        both = [side.pop(0) for side in (before, after) if side]
        if both:
            yield both[-1].text, ""


def _side_of(text: str) -> str:
    return "ltr" if side_of(text) is Qt.LayoutDirection.LeftToRight else "rtl"


def _said(words: str) -> str:
    # Isolated: Arabic words that nobody sees would turn the Italian ones around them.
    return f'<span class="said">{escape(isolated(words))}</span>'


def _lines(text: str) -> str:
    # Isolated, or hours and numbers in an Arabic sentence would be read from the wrong end.
    # Else they have no signs: a screen reader would spell them.
    shown = escape(with_isolated_numbers(text) if may_turn(text) else text)
    return _HEADING.sub(r"<b>\1</b>", shown).replace("\n", "<br>")
