"""Text from data made safe to show: left-to-right isolates, no markup, elided labels."""

import re
import unicodedata
from functools import lru_cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QStyle, QWidget

from widgets.kit.theme import set_look

_LEFT_TO_RIGHT_ISOLATE, _FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2066", "\u2068", "\u2069"
_RIGHT_TO_LEFT_MARK = "\u200f"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
NAME_LIMIT = 200
END_PX = 8  # a space in double text
# Marks that change the direction of what follows, and control characters.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u001f\u007f]")
# All that anybody's text may hold of this kind, not only what is put in here.
_ISOLATES = re.compile("[\u202a-\u202e\u2066-\u2069]")
# numbers, dates and hours, joined by what joins them in writing: "06 5123 4567", "8:30 – 12:30"
_NUMBERS = re.compile(r"\+?\d(?:\d|[.,:/](?=\d)|[ \u00a0]?[-–][ \u00a0]?(?=\d)|[ \u00a0](?=\d))*")

_EMPTY_ISOLATES = re.compile("(?:[\u2066-\u2068]\u2069)+$")
_HALF_NUMBER = re.compile(r"[\u2066\u2068]*\+?\d[\d.,:/ \u00a0–-]*[\u2069 ]*…\u2069*$")


def left_to_right(text: str) -> str:
    """Keep a phone number, tax code or date in reading order inside right-to-left text."""
    return f"{_LEFT_TO_RIGHT_ISOLATE}{text}{_POP_ISOLATE}" if text else ""


def isolated(text: str) -> str:
    """Keep a name of unknown direction from turning the words around it."""
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if text else ""


def with_isolated_numbers(text: str) -> str:
    """Isolate each number, range and hour in a longer text."""
    # As one isolate: "8:30-12:30" in an Arabic sentence would be read from its end.
    return _NUMBERS.sub(lambda found: left_to_right(found[0]), text)


def may_turn(text: str) -> bool:
    """Return whether a number in it could be read from its end, and needs to be isolated."""
    is_mirrored = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return is_mirrored or _RIGHT_TO_LEFT.search(text) is not None


def side_of(text: str) -> Qt.LayoutDirection:
    """Return from where a text is read: by its first letter, not by where the window begins."""
    sides = (unicodedata.bidirectional(letter) for letter in text)
    first = next((side for side in sides if side in ("L", "R", "AL")), "L")
    return Qt.LayoutDirection.LeftToRight if first == "L" else Qt.LayoutDirection.RightToLeft


def places(text: str) -> int:
    """Return how many places Qt counts in a text: some signs, as 😀, take two of them."""
    # "surrogatepass": half a pair, as a broken file may bring it, must not end the window.
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def duration(seconds: float) -> str:
    """Return "2:14", or "1:02:14" from one hour on."""
    # Clocks of server and seat differ by a moment: "-1" would look broken.
    minutes, rest = divmod(int(max(0.0, seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def without_isolates(text: str) -> str:
    """The text as it was before the direction marks went in, ours or those of others."""
    return _ISOLATES.sub("", text)


def set_spoken_name(part: QWidget, name: str) -> None:
    """Name a part for a screen reader, which would spell the direction marks of what is shown."""
    part.setAccessibleName(without_isolates(name))


def set_spoken_description(part: QWidget, words: str) -> None:
    """Describe a part for a screen reader, without direction marks."""
    part.setAccessibleDescription(without_isolates(words))


def one_line(text: str, limit: int = NAME_LIMIT) -> str:
    """A name of unknown origin made fit to stand in a line: nothing in it turns or breaks it."""
    shown = _TURNING.sub("", " ".join(text.split()))
    return shown if len(shown) <= limit else f"{shown[: limit - 1]}…"


def in_reading_order(text: str) -> str:
    """Let a text with letters of a mirrored window's language be read from the right."""
    is_mirrored = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    has_own = is_mirrored and _RIGHT_TO_LEFT.search(text) is not None
    return f"{_RIGHT_TO_LEFT_MARK}{text}" if has_own else text


class PlainLabel(QLabel):
    """A label that is read in the direction of the window's language.

    Qt takes the direction from the first letter: a sentence in Arabic that begins with an Italian
    name would be set from the left. A text without a letter of the language is left as it is. A
    screen reader gets it without marks, unless the label was given a name of its own.
    """

    _spoken = ""

    def setText(self, text: str) -> None:  # noqa: N802  # a Qt override
        shown, plain = in_reading_order(text), without_isolates(text)
        super().setText(shown)
        if self.accessibleName() == self._spoken:
            self._spoken = plain if plain != shown else ""
            self.setAccessibleName(self._spoken)

    def text(self) -> str:
        return super().text().removeprefix(_RIGHT_TO_LEFT_MARK)


def plain_label(text: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """A label that never reads its text as markup; role picks its look from the style sheet."""
    return _dressed(PlainLabel(parent), text, role)


def _dressed(label: PlainLabel, text: str, role: str) -> PlainLabel:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    if role:
        set_look(label, "role", role)
    return label


def wrapped_label(
    text: str = "",
    role: str = "",
    parent: QWidget | None = None,
    kind: type[PlainLabel] = PlainLabel,
) -> QLabel:
    """A plain label that breaks lines instead of widening its parent."""
    label = _dressed(kind(parent), text, role)
    label.setWordWrap(True)
    if label.isRightToLeft():
        # Qt moves each line of two scripts by a space towards its end, over the edge.
        label.setContentsMargins(END_PX, 0, 0, 0)
    # Ignored in width: one long word would else set the width of the whole column.
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


class InkLabel(PlainLabel):
    """A plain text in a colour given at run time, which the style sheet cannot take back."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            set_look(self, "role", role)
        self.setText(text)

    def set_ink(self, colour: str) -> None:
        """ "#RRGGBB", or "" for the colour of the style sheet."""
        if colour != self._ink:
            self._ink = colour
            self.update()

    def shown_text(self) -> str:
        return self.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Painted by hand only where needed: the style sheet would win over a palette's colour.
        if not self._ink and self.shown_text() == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        role = self.foregroundRole()
        painter.setPen(QColor(self._ink) if self._ink else self.palette().color(role))
        alignment = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        # Letters of another script may be higher than the line: a word lost its dots.
        whole = alignment.value | Qt.TextFlag.TextDontClip.value
        whole |= Qt.TextFlag.TextWordWrap.value if self.wordWrap() else 0
        painter.drawText(self.contentsRect(), whole, self.shown_text())
        painter.end()


class ElidedLabel(InkLabel):
    """One line that ends in "…" when narrow; tooltip and screen reader have it whole."""

    _fitted: tuple[tuple[str, QFont, int] | None, str] = (None, "")

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", role, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def show_text(self, text: str, in_full: str = "") -> None:
        """in_full: what the tooltip says instead, where text is itself a shortened form."""
        whole = in_full or text
        # Marked as rich text and escaped: a name that looks like markup is shown as written.
        self.setToolTip(tooltip_of(whole))
        set_spoken_description(self, whole)  # else a screen reader is told the tooltip's markup
        if text != self.text():
            self.setText(text)
            self.updateGeometry()

    def shown_text(self) -> str:
        wanted = (self.text(), self.font(), self.contentsRect().width())
        if self._fitted[0] != wanted:  # asked for several times in each painting
            self._fitted = (wanted, shortened(wanted[0], self.fontMetrics(), wanted[2]))
        return self._fitted[1]

    def minimumSizeHint(self) -> QSize:
        whole = super().sizeHint()
        # Some letters stay readable, however little room its neighbours leave.
        return QSize(min(whole.width(), self.fontMetrics().averageCharWidth() * 8), whole.height())


def shortened(text: str, metrics: QFontMetrics, room: int) -> str:
    """Return what fits into so many pixels, with "…" for the rest; a number is whole or not there.

    Half a telephone number would be dialled, half an hour believed.
    """
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    if shown == text:
        return text
    # Of a word kept apart in what is left out Qt leaves the marks, behind the "…".
    return _HALF_NUMBER.sub("…", _EMPTY_ISOLATES.sub("", shown))


@lru_cache(maxsize=4)
def leading_middle(direction: Qt.LayoutDirection, more: int = 0) -> int:
    """Return the flags of a text that begins where reading does, in the middle of its line."""
    middle = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
    return int(QStyle.visualAlignment(direction, middle).value) | more


def tooltip_of(text: str) -> str:
    """Return a tooltip that breaks its lines and shows what looks like markup as written."""
    return text and f"<qt>{_escaped(text)}</qt>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
