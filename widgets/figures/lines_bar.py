"""How much of a whole is in use, by what for: one bar with parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from widgets.kit.plain_text import set_spoken_name
from widgets.kit.theme import current_tokens, scaled

BAR_PX = 12


@dataclass(frozen=True, slots=True)
class Share:
    """look: a word of tokens.STATE_LOOKS, for the colour."""

    look: str
    value: int


class LinesBar(QWidget):
    """Not for the keyboard; its name says the numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: tuple[Share, ...] = ()
        self._whole = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, shares: Sequence[Share], whole: int, words: str) -> None:
        """whole: what the bar stands for; less than the shares together is as much as they are."""
        shown, most = tuple(shares), max(whole, sum(share.value for share in shares), 1)
        self.setFixedHeight(scaled(BAR_PX))
        if (shown, most) != (self._shares, self._whole):
            self._shares, self._whole = shown, most
            set_spoken_name(self, words)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(room, room.height() / 2, room.height() / 2)
        painter.fillPath(outline, QColor(tokens.neutral_ground))
        painter.save()
        painter.setClipPath(outline)
        left = 0.0
        for share in self._shares:
            width = room.width() * share.value / self._whole
            part = QRectF(left, 0, width, self.height()).toAlignedRect()
            part = QStyle.visualRect(self.layoutDirection(), self.rect(), part)
            painter.fillRect(part, QColor(tokens.state(share.look).fill))
            left += width
        painter.restore()
        # The ground alone is no edge where all grounds are black.
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.drawPath(outline)
        painter.end()
