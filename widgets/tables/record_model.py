"""Rows of text for a table; a refresh that changes few rows repaints only those."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from widgets.kit.plain_text import left_to_right, without_isolates
from widgets.kit.theme import current_tokens

URGENT_MARK = "▲"
LEAST_CHARS = 14  # a telephone number, where a name stands else
TAG_KIND_ROLE = Qt.ItemDataRole.UserRole + 1
type Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """width in characters, 0 takes what is left, but least. is_ltr: numbers, hours, phone numbers.

    is_number: stands at the end of its cell, below a title that stands there too.
    is_tag: its cells are tags, as wide as the longest of them.
    is_strong: what a row is about, where the others tell more of it.
    may_go: it is left out where there is no room, for the detail of a row tells it as well.
    """

    title: str
    width: int = 10
    is_ltr: bool = False
    is_number: bool = False
    is_tag: bool = False
    is_strong: bool = False
    may_go: bool = False
    least: int = LEAST_CHARS


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row: key is stable over refreshes; urgency is said in words and shown by a mark.

    said: cells as a screen reader says them, "" for as shown; of a row without room for its words.
    """

    key: str
    cells: tuple[str, ...]
    urgency: str = ""
    is_muted: bool = False
    said: tuple[str, ...] = ()
    detail: str = ""  # what the columns have no room for, shown for the row that is looked at
    tag_kind: str = ""  # the colour of its tag


class RecordModel(QAbstractTableModel):
    """With urgency_title a first column holds the mark of urgent rows."""

    def __init__(
        self, columns: Sequence[Column], *, urgency_title: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._urgency_title = urgency_title
        self._offset = 1 if urgency_title else 0
        self._rows: tuple[Record, ...] = ()
        self._row_of: dict[str, int] = {}
        self._marked = (-1, "", "")  # column, mark, the same in words

    def replace(self, records: Sequence[Record]) -> bool:
        """Take new rows; True when rows came or went, so that selections were lost."""
        rows = tuple(records)
        self._move([row.key for row in rows])
        # A reset makes the view forget selection and cursor: only for rows that came or went.
        if [row.key for row in rows] == [row.key for row in self._rows]:
            before, self._rows = self._rows, rows
            for number, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(
                        self.index(number, 0), self.index(number, self.columnCount() - 1)
                    )
            return False
        self.beginResetModel()
        self._rows = rows
        self._row_of = {row.key: number for number, row in enumerate(rows)}
        self.endResetModel()
        return True

    def _move(self, keys: list[str]) -> None:
        """Bring the same rows into another order; selection and cursor go with their row."""
        places = {key: number for number, key in enumerate(keys)}
        before = [row.key for row in self._rows]
        if keys == before or len(places) != len(keys) or places.keys() != set(before):
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        moved = [self.index(places[before[at.row()]], at.column()) for at in kept]
        self._rows = tuple(sorted(self._rows, key=lambda row: places[row.key]))
        self._row_of = places
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def mark(self, section: int, mark: str, words: str) -> None:
        """Mark the header of one column, none for -1; words: what a screen reader says of it."""
        if self._marked != (section, mark, words):
            self._marked = (section, mark, words)
            last = self.columnCount() - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def records(self) -> tuple[Record, ...]:
        return self._rows

    def row_of(self, key: str) -> int:
        """Number of the row with this key, -1 when it is not there."""
        return self._row_of.get(key, -1)

    def column(self, section: int) -> Column | None:
        """The column at a place of the table, None for the urgency mark."""
        return self._columns[section - self._offset] if section >= self._offset else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return len(self._columns) + self._offset

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.column(section)
        marked, mark, words = self._marked
        if role == Qt.ItemDataRole.DisplayRole:
            title = column.title if column else "!"
            return f"{title} {mark}" if section == marked else title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            title = column.title if column else self._urgency_title
            return f"{title}, {words}" if section == marked else title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column) | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        column = self.column(index.column())
        text = row.cells[index.column() - self._offset] if column else ""
        if role == Qt.ItemDataRole.DisplayRole:
            if column is None:
                return URGENT_MARK if row.urgency else ""
            return left_to_right(text) if column.is_ltr else text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            place = index.column() - self._offset
            said = row.said[place] if column and row.said else ""
            return without_isolates(said or text) if column else row.urgency
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            # Of the row, so once a row: a reader would say it again with each cell.
            return without_isolates(row.detail) or None if index.column() == 0 else None
        if role == TAG_KIND_ROLE:
            return row.tag_kind
        if role == Qt.ItemDataRole.ToolTipRole:
            words = " · ".join(part for part in (text or row.urgency, row.detail) if part)
            # Escaped: a citizen's name that looks like markup is shown as written
            # (test_record_table).
            return f"<qt>{escape(words)}</qt>" if words else None
        return _look(row, column, role=role)


def _side(column: Column | None) -> Qt.AlignmentFlag:
    is_number = column is not None and column.is_number
    return Qt.AlignmentFlag.AlignTrailing if is_number else Qt.AlignmentFlag.AlignLeading


def _look(row: Record, column: Column | None, *, role: int) -> object:
    is_mark = column is None
    if role == Qt.ItemDataRole.ForegroundRole:
        if is_mark:
            return QColor(current_tokens().error_text)
        return QColor(current_tokens().text2) if row.is_muted else None
    if role == Qt.ItemDataRole.FontRole and (row.urgency or (column and column.is_strong)):
        font = QFont()
        font.setWeight(QFont.Weight.Bold if row.urgency else QFont.Weight.DemiBold)
        return font
    if role == Qt.ItemDataRole.TextAlignmentRole:
        side = Qt.AlignmentFlag.AlignHCenter if is_mark else _side(column)
        return side | Qt.AlignmentFlag.AlignVCenter
    return None
