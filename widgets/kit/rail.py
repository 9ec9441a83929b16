"""The column of modules at the side: icon and word, Alt and a digit, a badge for news."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from widgets.kit.icons import icon_pixmap
from widgets.kit.theme import current_tokens, scaled

RAIL_PX, TILE_PX = 56, 52
ICON_PX, WORD_PX, PADDING, GAP = 20, 11, 4, 2
BESIDE_PX, NARROWEST = 10, 80  # the bar of the chosen one on both sides; percent of a word's width
# There is no tenth digit to press with Alt.
MAX_SHORTCUTS = 9


@dataclass(frozen=True, slots=True)
class RailModule:
    """icon is the name of a Lucide icon."""

    name: str
    word: str
    icon: str


class _RailButton(QRadioButton):
    """One of several, of which one is seen: a screen reader says just that of it."""

    def __init__(self, module: RailModule, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.module = module
        self._count = 0
        self.setProperty("ring", "inside")  # its neighbours leave it no room
        self.setObjectName(f"rail_{module.name}")
        self.setText(module.word)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(f"{module.word}  {key}")
        self.setAccessibleDescription(key)
        self.set_count(0, "")

    def set_count(self, count: int, words: str) -> None:
        name = f"{self.module.word}, {words}" if count else self.module.word
        if (count, name) == (self._count, self.accessibleName()):
            return  # told with every change of the replica, it would be painted as often
        self._count = count
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        height = scaled(ICON_PX) + scaled(GAP) + metrics.height() + 2 * scaled(PADDING)
        return QSize(metrics.horizontalAdvance(self.text()), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:  # noqa: N802  # a Qt override
        return self.rect().contains(place)  # Qt's own counts its round mark and the word alone

    def colour(self) -> None:
        # Tall scripts need more.
        self.setFixedHeight(max(scaled(TILE_PX), self.sizeHint().height()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            self._paint_ground(painter)
        self._paint_content(painter)
        if self._count:
            self._paint_badge(painter)
        painter.end()

    def _paint_content(self, painter: QPainter) -> None:
        tokens, size, font = current_tokens(), scaled(ICON_PX), self._fitting_font()
        line = QFontMetrics(font).height()
        top = (self.height() - size - scaled(GAP) - line) // 2
        left = (self.width() - size) // 2
        painter.drawPixmap(left, top, icon_pixmap(self.module.icon, tokens.text, size))
        painter.setFont(font)
        painter.setPen(QColor(tokens.text2))
        room = QRect(0, top + size + scaled(GAP), self.width(), line)
        # Not clipped to the line: Arabic letters are higher.
        whole = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
        painter.drawText(room, whole, self.text())

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(scaled(WORD_PX))
        return font

    def _fitting_font(self) -> QFont:
        font = self._font()
        wide, room = QFontMetrics(font).horizontalAdvance(self.text()), self.width()
        room -= scaled(BESIDE_PX)
        if wide > room > 0:
            font.setStretch(max(NARROWEST, 100 * room // wide))  # else the bar lies over a letter
        return font

    def _paint_ground(self, painter: QPainter) -> None:
        tokens = current_tokens()
        bar = QRect(0, 0, scaled(4), self.height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            bar.moveRight(self.width() - 1)
        painter.fillRect(self.rect(), QColor(tokens.selection))
        painter.fillRect(bar, QColor(tokens.primary))

    def _paint_badge(self, painter: QPainter) -> None:
        tokens = current_tokens()
        font = QFont(self.font())
        font.setPixelSize(scaled(11))
        font.setBold(True)
        painter.setFont(font)
        text = str(self._count) if self._count < 100 else "99+"
        width = max(scaled(16), painter.fontMetrics().horizontalAdvance(text) + scaled(8))
        left = self.width() - width - scaled(2)  # beside the icon, not on it
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = scaled(2)
        place = QRect(left, scaled(4), width, scaled(16))
        painter.setPen(QColor(tokens.surface))
        painter.setBrush(QColor(tokens.primary))
        painter.drawRoundedRect(place, scaled(8), scaled(8))
        painter.setPen(QColor(tokens.on_primary))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


class Rail(QFrame):
    """One module is current; chosen carries the one the operator picked, by mouse or Alt+1…9."""

    chosen = Signal(int)

    def __init__(self, modules: Sequence[RailModule], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "rail")
        self.setAccessibleName(self.tr("Moduli"))
        self._group = QButtonGroup(self)
        self._buttons: list[_RailButton] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for index, module in enumerate(modules):
            layout.addWidget(self._add(index, module))
        layout.addStretch(1)
        self._group.idClicked.connect(self.chosen)
        self._resize()

    def set_current(self, index: int) -> None:
        """Show a module as current without a signal."""
        self._buttons[index].setChecked(True)

    def set_badge(self, index: int, count: int, words: str = "") -> None:
        """Put a number on a module; words say it to screen readers ("2 novità")."""
        self._buttons[index].set_count(count, words or str(count))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_buttons"):
            self._resize()

    def _add(self, index: int, module: RailModule) -> _RailButton:
        key = QKeySequence(f"Alt+{index + 1}")
        button = _RailButton(module, key.toString(QKeySequence.SequenceFormat.NativeText), self)
        self._buttons.append(button)
        self._group.addButton(button, index)
        if index < MAX_SHORTCUTS:
            # Of what it stands in: the rail may be hidden, and its keys still lead to the pages.
            shortcut = QShortcut(key, self.parentWidget() or self, button.click)
            self.destroyed.connect(shortcut.deleteLater)
        return button

    def _resize(self) -> None:
        self.setFixedWidth(scaled(RAIL_PX))
        for button in self._buttons:
            button.colour()
