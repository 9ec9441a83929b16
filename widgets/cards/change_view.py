"""Two states of a text beside each other; what differs is marked by signs, not by colour alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QByteArray, QEvent, QSize, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QWidget

from widgets.answers.reading_text import ReadingText
from widgets.kit.plain_text import with_isolated_numbers
from widgets.kit.theme import current_tokens, scaled

LEAST_LINES = 6


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
    """Words taken out stand in [− −] and words put in stand in [+ +]: readable without eyes."""

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

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing is fetched. Qt opens files itself if told there is nothing."""
        # Returning nothing makes Qt open local files by itself (test: a_comparison_loads_nothing).
        if kind == QTextDocument.ResourceType.ImageResource.value:
            blank = QImage(1, 1, QImage.Format.Format_ARGB32)
            blank.fill(0)
            return blank
        return QByteArray(b" ")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_nothing"):
            self._render()

    def _render(self) -> None:
        tokens = current_tokens()
        self.document().setDefaultStyleSheet(
            f"p{{margin:0}}p.head{{color:{tokens.text2};font-weight:600;margin:10px 0 2px 0}}"
            f"span.out{{background:{tokens.error_ground};color:{tokens.error_text};"
            "text-decoration:line-through}"
            f"span.in{{background:{tokens.ok_ground};color:{tokens.ok_text};"
            "text-decoration:underline}"
        )
        self.setHtml(self._html())

    def _html(self) -> str:
        if not self._changes:
            return f"<p>{escape(self._nothing)}</p>"
        tokens = current_tokens()
        cell = f'<td width="50%" valign="top" bgcolor="{tokens.surface2}">'
        parts = []
        # Two texts that do not fit are equals: struck out, one would look refused (decision 0019).
        left = ("in", "[+", "+]") if self._are_alternatives else ("out", "[−", "−]")
        for change in self._changes:
            sides = (
                (self._titles[0], _side(change.before, *left)),
                (self._titles[1], _side(change.after, "in", "[+", "+]")),
            )
            # Qt lays cells from the left always: what is read first stands at the reading side.
            ordered = reversed(sides) if self.isRightToLeft() else sides
            cells = "".join(
                f'{cell}<p class="head">{escape(title)}</p><p>{text or "–"}</p></td>'
                for title, text in ordered
            )
            parts.append(
                f'<p class="head">{escape(change.label)}</p>'
                f'<table width="100%" cellspacing="{scaled(4)}" cellpadding="{scaled(6)}">'
                f"<tr>{cells}</tr></table>"
            )
        return "".join(parts)


def _side(pieces: Sequence[Piece], look: str, opens: str, closes: str) -> str:
    shown = []
    for piece in pieces:
        text = _lines(piece.text)
        if piece.is_changed and piece.text.strip():
            words = piece.text.rstrip()  # a mark closes on the line of its words
            after = _lines(piece.text[len(words) :]) or " "
            text = f'{opens}<span class="{look}">{_lines(words)}</span>{closes}{after}'
        shown.append(text)
    return "".join(shown)


def _lines(text: str) -> str:
    # Isolated, or hours and numbers in an Arabic sentence would be read from the wrong end.
    return escape(with_isolated_numbers(text)).replace("\n", "<br>")
