"""A tag: a few words on a round ground of their own, in a list or as a label. Never elided."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.kit.plain_text import PlainLabel
from widgets.kit.theme import current_tokens, scaled
from widgets.kit.tokens import Tokens

HEIGHT_PX, TEXT_PX, PADDING = 20, 12, 8


def tag_width(text: str, font: QFont) -> int:
    """Return how many pixels a tag takes."""
    return QFontMetrics(tag_font(font)).horizontalAdvance(text) + 2 * scaled(PADDING)


def tag_font(font: QFont) -> QFont:
    own = QFont(font)
    own.setPixelSize(scaled(TEXT_PX))
    own.setWeight(QFont.Weight.Normal)
    return own


def paint_tag(painter: QPainter, room: QRectF, text: str, kind: str, font: QFont) -> None:
    """kind: "error", "warning", "ok", "info", "promise"; any other is grey."""
    ink, ground = _colours(kind, current_tokens())
    height = scaled(HEIGHT_PX)
    pill = QRectF(room.left(), room.center().y() - height / 2, room.width(), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # Where all grounds are black an edge makes it a tag.
    has_edge = ground == current_tokens().surface
    painter.setPen(QPen(QColor(ink)) if has_edge else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    painter.setPen(QColor(ink))
    painter.setFont(tag_font(font))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _colours(kind: str, tokens: Tokens) -> tuple[str, str]:
    return {
        "error": (tokens.error_text, tokens.error_ground),
        "warning": (tokens.warning_text, tokens.warning_ground),
        "ok": (tokens.ok_text, tokens.ok_ground),
        "info": (tokens.info_text, tokens.info_ground),
        "promise": (tokens.promise_text, tokens.promise_ground),
    }.get(kind, (tokens.neutral_text, tokens.neutral_ground))


class TagLabel(PlainLabel):
    """A tag among widgets; without words it takes no room that it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._kind = ""

    def show_tag(self, text: str, kind: str = "") -> None:
        self._kind = kind
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = tag_width(self.text(), self.font()) if self.text() else 0
        return QSize(width, scaled(HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.text():
            painter = QPainter(self)
            paint_tag(painter, QRectF(self.rect()), self.text(), self._kind, self.font())
            painter.end()
