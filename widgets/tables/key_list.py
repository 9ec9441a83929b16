"""Keys and what they do, in groups: one row each, the keycap first."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.kit.keycap import keycap_width, paint_keycap
from widgets.kit.plain_text import without_isolates
from widgets.kit.theme import SPACE_S, SPACE_XS, current_tokens, scaled, set_look

ROW_PX, HEADING_PX, KEY_PX, LEAST_PX, RADIUS = 27, 42, 104, 340, 6
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """words: what the key does now. daily: the same in a word or two, "" if it is seldom used."""

    name: str
    key: str
    words: str
    section: str
    daily: str = ""
    more: str = ""  # other words it is looked for by
    why_not: str = ""  # why it does nothing now


class _Keys(QAbstractListModel):
    """Headings are rows that nothing stops at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[str | KeyEntry, ...] = ()

    def replace(self, rows: Sequence[str | KeyEntry]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:  # type: ignore[override]
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:  # type: ignore[override]
        is_heading = isinstance(self.rows[index.row()], str)
        return Qt.ItemFlag.NoItemFlags if is_heading else super().flags(index)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # type: ignore[override]
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return without_isolates(row if isinstance(row, str) else spoken(row))
        return None


def spoken(entry: KeyEntry) -> str:
    """Return what is heard of a row: "Muto, F8, Telefonata", and why it does nothing now."""
    return ", ".join(filter(None, (entry.words, entry.key, entry.section, entry.why_not)))


class _KeyDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        row, view = _row_at(index), option.widget
        if isinstance(row, str):
            return QSize(10, scaled(HEADING_PX if index.row() else ROW_PX))
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 0
        room = QRect(0, 0, max(1, width - _key_room(row)), 1000)
        lines = QFontMetrics(option.font).boundingRect(room, _WRAPPED, row.words).height()
        return QSize(10, max(scaled(ROW_PX), lines + SPACE_XS))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        row, room, tokens = _row_at(index), QRect(option.rect), current_tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        leading = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        painter.fillRect(room.adjusted(0, room.height() - 1, 0, 0), QColor(tokens.divider))
        if isinstance(row, str):
            font = QFont(option.font)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(tokens.text))
            low = room.adjusted(0, max(0, room.height() - scaled(ROW_PX)), 0, -2)
            painter.drawText(low, leading | Qt.AlignmentFlag.AlignVCenter, row)
        else:
            self._paint_key(painter, option, row, room)
        painter.restore()

    def _paint_key(
        self, painter: QPainter, option: QStyleOptionViewItem, row: KeyEntry, room: QRect
    ) -> None:
        tokens = current_tokens()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection))
            painter.drawRoundedRect(room.adjusted(0, 1, 0, -1), RADIUS, RADIUS)
        cap = QRect(room.left() + 2, room.top(), keycap_width(row.key), room.height())
        paint_keycap(painter, QRectF(QStyle.visualRect(option.direction, room, cap)), row.key)
        words = room.adjusted(_key_room(row), 0, 0, 0)
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.placeholder if row.why_not else tokens.text))
        leading = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        place = QStyle.visualRect(option.direction, room, words)
        painter.drawText(place, leading | _WRAPPED, row.words)


def _key_room(row: KeyEntry) -> int:
    return max(scaled(KEY_PX), keycap_width(row.key) + SPACE_S)


def _row_at(index: QModelIndex) -> str | KeyEntry:
    model = index.model()
    assert isinstance(model, _Keys)
    return model.rows[index.row()]


class KeyList(QListView):
    """One column of groups."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = _Keys(self)
        self.setModel(self._keys)
        self.setItemDelegate(_KeyDelegate(self))
        set_look(self, "place", "results")  # on the ground of what it stands in
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_groups(self, groups: Sequence[Sequence[KeyEntry]]) -> None:
        rows: list[str | KeyEntry] = []
        for group in groups:
            rows += [group[0].section, *group]
        self._keys.replace(rows)

    def entries(self) -> list[KeyEntry]:
        return [row for row in self._keys.rows if isinstance(row, KeyEntry)]

    def select_first(self) -> None:
        if len(self._keys.rows) > 1:
            self.setCurrentIndex(self._keys.index(1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # words may need one line more

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_keys"):
            self.scheduleDelayedItemsLayout()
