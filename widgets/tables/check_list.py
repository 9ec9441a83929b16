"""What an editor should mend, as a list: where, what, and how; Enter leads to the field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.kit.icons import icon_pixmap
from widgets.kit.plain_text import without_isolates
from widgets.kit.theme import SPACE_S, current_tokens, scaled
from widgets.kit.tokens import Tokens

PLACE_PX, TEXT_PX, ICON_PX, PADDING = 14, 13, 16, 6
LEAST_ROWS = 2
FINE, ATTENTION, FAULT = "✓", "!", "✗"
_ICONS = {FINE: "circle-check", ATTENTION: "triangle-alert", FAULT: "circle-x"}
_LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """place: what it speaks of; text: what is wrong there and what to do.

    word says how grave it is; sign shows it; field is where Enter leads, "" nowhere.
    """

    place: str = ""
    text: str = ""
    sign: str = FINE
    word: str = ""
    field: str = ""

    @property
    def whole(self) -> str:
        return ": ".join(filter(None, (self.place, self.text)))


class CheckList(QListWidget):
    field_wanted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("check_list")
        self.setAccessibleName(name)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_CheckDelegate(self))
        self._lines: tuple[CheckLine, ...] = ()
        self.itemActivated.connect(self._on_activated)

    def show_lines(self, lines: Sequence[CheckLine]) -> None:
        """Show them; the one that is marked stays marked where it is still there."""
        # Checked at each rest of the keys: the same lines again must not move the marked one.
        if tuple(lines) == self._lines:
            return
        row = self.currentRow()
        self._lines = tuple(lines)
        self.clear()
        for line in self._lines:
            item = QListWidgetItem(f"{line.sign}  {line.whole}")
            words = " ".join(part for part in (line.word, line.whole) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, without_isolates(words))
            item.setData(_LINE, line)
            self.addItem(item)
        self.setCurrentRow(min(row, len(self._lines) - 1))

    def minimumSizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        return QSize(80, (2 * line + 2 * PADDING) * LEAST_ROWS)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_lines"):
            self.scheduleDelayedItemsLayout()

    def _on_activated(self, item: QListWidgetItem) -> None:
        line = self._lines[self.row(item)]
        if line.field:
            self.field_wanted.emit(line.field)


type _Index = QModelIndex | QPersistentModelIndex


class _CheckDelegate(QStyledItemDelegate):
    """The place in bold, below it the words, in as many lines as they need."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
        line: CheckLine = index.data(_LINE)
        room = QRect(0, 0, width, 0)
        place, words = self._rooms(room, line, option.font)
        return QSize(width, max(place.bottom(), words.bottom()) + 1 + scaled(PADDING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: CheckLine = index.data(_LINE)
        tokens = current_tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.selection))
        rule = QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1)
        painter.fillRect(rule, QColor(tokens.divider))
        side = scaled(ICON_PX)
        sign = QRect(option.rect.left(), option.rect.top() + scaled(PADDING) + 2, side, side)
        sign = QStyle.visualRect(option.direction, option.rect, sign)
        pixmap = icon_pixmap(_ICONS[line.sign], _ink(line.sign, tokens), side)
        painter.drawPixmap(QPointF(sign.topLeft()), pixmap)
        place, words = self._rooms(option.rect, line, option.font)
        flags = _flags(option.direction)
        for room, text, font, ink in (
            (place, line.place, _font(option.font, PLACE_PX, QFont.Weight.DemiBold), tokens.text),
            (words, line.text, _font(option.font, TEXT_PX), tokens.text2),
        ):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(QStyle.visualRect(option.direction, option.rect, room), flags, text)
        painter.restore()

    def _rooms(self, room: QRect, line: CheckLine, font: QFont) -> tuple[QRect, QRect]:
        """Return where the place and the words stand, before any mirroring."""
        left = room.left() + scaled(ICON_PX) + SPACE_S
        width, top = room.right() - left, room.top() + scaled(PADDING)
        bold = QFontMetrics(_font(font, PLACE_PX, QFont.Weight.DemiBold))
        place = _height(bold, width, line.place)
        words = _height(QFontMetrics(_font(font, TEXT_PX)), width, line.text)
        return QRect(left, top, width, place), QRect(left, top + place, width, words)


def _height(metrics: QFontMetrics, width: int, text: str) -> int:
    wrapped = Qt.TextFlag.TextWordWrap.value
    return metrics.boundingRect(QRect(0, 0, width, 10_000), wrapped, text).height() if text else 0


def _flags(direction: Qt.LayoutDirection) -> int:
    side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeading)
    return side.value | Qt.AlignmentFlag.AlignTop.value | Qt.TextFlag.TextWordWrap.value


def _font(font: QFont, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    own = QFont(font)
    own.setPixelSize(scaled(pixels))
    own.setWeight(weight)
    return own


def _ink(sign: str, tokens: Tokens) -> str:
    return {FINE: tokens.ok_text, ATTENTION: tokens.warning_text}.get(sign, tokens.error_text)
