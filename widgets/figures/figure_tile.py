"""One large figure: what it is, the number, its day, and whether the promise is kept."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from widgets.figures.sparkline import NO_TREND, Sparkline, Trend
from widgets.kit.icons import show_icon
from widgets.kit.plain_text import ElidedLabel, InkLabel, set_spoken_name
from widgets.kit.theme import SPACE_L, SPACE_M, SPACE_XS, current_tokens, scaled

TILE_PX = 96
ICON_PX = 14
VERDICTS = {"ok": "check", "warning": "triangle-alert", "": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """verdict: "ok", "warning" or "" for neither; is_old: shown in grey."""

    value: str
    words: str = ""  # of the verdict, as "obiettivo sotto 1:30"
    verdict: str = ""
    trend: Trend = NO_TREND
    is_old: bool = False


class FigureTile(QFrame):
    """Its parts keep their place whatever is shown; a screen reader has it in one sentence."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = title
        self._figure = Figure(value="–")
        self._is_first = False
        self._value = InkLabel("–", "figure", self)
        self._line = Sparkline(self)
        self._icon = QLabel(self)
        self._words = ElidedLabel("", "label", self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        middle = QHBoxLayout()
        middle.addWidget(self._value)
        middle.addStretch(1)
        middle.addWidget(self._line)
        below = QHBoxLayout()
        below.setSpacing(SPACE_XS)
        below.addWidget(self._icon)
        below.addWidget(self._words, 1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(ElidedLabel(title, "label", self))
        self._column.addLayout(middle)
        self._column.addLayout(below)
        self.stand(is_first=False)
        self._show()

    def stand(self, *, is_first: bool) -> None:
        """Stand first in a row, without a line at its start, or beside another."""
        self._is_first = is_first
        start, end = 0 if is_first else SPACE_L, SPACE_L
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            start, end = end, start  # margins are not mirrored
        self._column.setContentsMargins(start, SPACE_M, end, SPACE_M)

    def show_figure(self, figure: Figure) -> None:
        if figure != self._figure:  # asked again and again, most stay as they are
            self._figure = figure
            self._show()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint().expandedTo(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        # Asked for by the row, whenever a part has other letters: a height that was set once was
        # that of the theme before, and cut the comma of a number below an Arabic line.
        return super().minimumSizeHint().expandedTo(QSize(0, scaled(TILE_PX)))

    def _show(self) -> None:
        figure, tokens = self._figure, current_tokens()
        ink = {"ok": tokens.ok_text, "warning": tokens.warning_text}.get(figure.verdict, "")
        old = tokens.text2 if figure.is_old else ""
        self._value.setText(figure.value)
        self._value.set_ink(old)
        self._words.show_text(figure.words)
        self._words.set_ink(old or ink)
        self._icon.setVisible(bool(figure.verdict))
        if icon := VERDICTS[figure.verdict]:
            show_icon(self._icon, icon, old or ink, scaled(ICON_PX))
            set_spoken_name(self._icon, figure.words)
        self._line.show_trend(figure.trend)
        sentence = ", ".join(part for part in (self._title, figure.value, figure.words) if part)
        set_spoken_name(self, sentence)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_words"):
            self._show()  # its inks are of the theme before

    def paintEvent(self, event: QPaintEvent) -> None:
        """Part it from its neighbours by lines, above, below and at its start."""
        painter = QPainter(self)
        line = QColor(current_tokens().divider)
        width, height = self.width(), self.height()
        start = QRect(0, scaled(SPACE_M), 1, height - 2 * scaled(SPACE_M))
        start = QStyle.visualRect(self.layoutDirection(), self.rect(), start)
        above, below = QRect(0, 0, width, 1), QRect(0, height - 1, width, 1)
        for part in (above, below) if self._is_first else (above, below, start):
            painter.fillRect(part, line)
        painter.end()

    def figure(self) -> Figure:
        return self._figure
