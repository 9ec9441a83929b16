"""The steps of a case as a line of dots: what is done, where it is now, what comes."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from widgets.kit.icons import icon_pixmap
from widgets.kit.plain_text import set_spoken_name
from widgets.kit.theme import current_tokens, scaled
from widgets.kit.tokens import Tokens

DONE, NOW, NEXT = "done", "now", "next"
DOT_PX, CHECK_PX, RING_PX = 16, 12, 5
LINE_PX, WORD_PX, GAP = 16, 12, 4
# Arabic letters are higher than an Italian line: at its edge their dots would be cut off.
_WHOLE = Qt.TextFlag.TextDontClip


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """word: "Ricevuta"; detail: since when; state: DONE, NOW or NEXT."""

    word: str
    detail: str = ""
    state: str = NEXT


class CaseSteps(QLabel):
    """A label, since a screen reader then has one sentence for it, and Tab passes it by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_steps")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._steps: tuple[Step, ...] = ()

    def show_steps(self, steps: Sequence[Step], sentence: str) -> None:
        """sentence: the same for who does not see it."""
        self._steps = tuple(steps)
        set_spoken_name(self, sentence)
        self.update()

    def steps(self) -> tuple[Step, ...]:
        return self._steps

    def sizeHint(self) -> QSize:
        return QSize(scaled(320), scaled(DOT_PX + GAP + 2 * LINE_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() // max(1, len(self._steps))
        for number, step in enumerate(self._steps):
            room = QRect(number * wide, 0, wide, self.height())
            is_last = number + 1 == len(self._steps)
            self._paint_step(painter, step, room, is_last=is_last)
        painter.end()

    def _paint_step(self, painter: QPainter, step: Step, room: QRect, *, is_last: bool) -> None:
        tokens, dot = current_tokens(), scaled(DOT_PX)
        if not is_last:
            line = QRect(room.left() + dot, dot // 2 - 1, room.width() - dot, 2)
            ink = tokens.ok_text if step.state == DONE else tokens.divider
            painter.fillRect(self._placed(line), QColor(ink))
        self._paint_dot(painter, step, self._placed(QRect(room.left(), 0, dot, dot)), tokens)
        ink = tokens.link if step.state == NOW else tokens.text2
        top, wide = dot + scaled(GAP), room.width() - scaled(GAP)
        for text, is_bold in ((step.word, True), (step.detail, False)):
            place = self._placed(QRect(room.left(), top, wide, scaled(LINE_PX)))
            _write(painter, place, text, ink if is_bold else tokens.text2, is_bold=is_bold)
            top += scaled(LINE_PX)

    def _paint_dot(self, painter: QPainter, step: Step, room: QRect, tokens: Tokens) -> None:
        # Half the pen stands outside of what is drawn.
        pen = RING_PX if step.state == NOW else 2
        inset = scaled(pen) / 2
        colours = {DONE: tokens.ok_text, NOW: tokens.primary}
        colour = QColor(colours.get(step.state, tokens.border))
        painter.setPen(QPen(colour, scaled(pen)))
        painter.setBrush(colour if step.state == DONE else QColor(tokens.surface))
        painter.drawEllipse(QRectF(room).adjusted(inset, inset, -inset, -inset))
        if step.state == DONE:
            side = scaled(CHECK_PX)
            left_over = (room.width() - side) / 2
            picture = icon_pixmap("check", tokens.surface, side)
            painter.drawPixmap(QPointF(room.left() + left_over, left_over), picture)

    def _placed(self, room: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), room)


def _write(painter: QPainter, room: QRect, text: str, ink: str, *, is_bold: bool) -> None:
    font = QFont(painter.font())
    font.setPixelSize(scaled(WORD_PX))
    font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    side = QStyle.visualAlignment(painter.layoutDirection(), Qt.AlignmentFlag.AlignLeading)
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | _WHOLE, shown)
