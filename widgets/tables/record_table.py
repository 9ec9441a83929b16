"""A table of records: rows keep their selection over refreshes, Tab leaves it, Enter opens."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from widgets.kit.theme import TABLE_ROW_PX, scaled
from widgets.tables.cell_delegate import CellDelegate, TagDelegate
from widgets.tables.column_widths import ColumnWidths
from widgets.tables.record_model import Column, Record, RecordModel

# With thousands of callbacks every change of the feed took longer than a frame.
FLUSH_MS = 60
TWO_LINES_PX, ROW_EDGE_PX = 44, 4
TALLEST = {False: "Àg\nÀg", True: "أي\nأي"}  # two lines of what is written from there: to the left
_PUT_OFF = "rowsPutOffMs"
ROOM = QRect(0, 0, 10_000, 10_000)
_NoUpdate = QItemSelectionModel.SelectionFlag.NoUpdate


def put_rows_off(app: QApplication, milliseconds: int) -> None:
    """Set how long the tables of this program delay new rows; FLUSH_MS unless set."""
    app.setProperty(_PUT_OFF, milliseconds)


def _put_off() -> int:
    app = QApplication.instance()
    told = app.property(_PUT_OFF) if app is not None else None
    return FLUSH_MS if told is None else int(told)


class RecordTable(QTableView):
    """set_records may be called as often as events arrive: the view refreshes every 60 ms."""

    selected = Signal(str)  # key of the row the operator or a refresh made current
    opened = Signal(str)  # key; Enter or double click
    refreshed = Signal()  # other rows, or other words in them
    row_px = TABLE_ROW_PX  # height of a row at 100 % text

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        parent: QWidget | None = None,
        *,
        urgency_title: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._records = RecordModel(columns, urgency_title=urgency_title, parent=self)
        self._pending: tuple[Record, ...] | None = None
        self._current_key = ""
        self._column = 0  # of the cell that was current before the cursor went
        self._rows_wanted, self._is_exact = 3, False
        self._fitted: tuple[int, int] | None = None  # rows wanted exactly, and how high
        self._flush_timer = QTimer(self)
        self._flush_timer.setSingleShot(True)
        self._flush_timer.timeout.connect(self._flush_in_sight)
        self.setModel(self._records)
        self._widths = ColumnWidths(self, self._records)
        self.setItemDelegate(CellDelegate(self))
        self._has_tags = any(column.is_tag for column in columns)
        for place, column in enumerate(columns, start=1 if urgency_title else 0):
            if column.is_tag:
                self.setItemDelegateForColumn(place, TagDelegate(self))
        self._behave()
        self._fit()
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.activated.connect(lambda index: self.opened.emit(self._key_at(index)))

    def set_records(self, records: Sequence[Record]) -> None:
        """Show these rows within 60 ms; a later call before that replaces an earlier one.

        Out of sight they wait until the table is shown.
        """
        self._pending = tuple(records)
        # Not begun anew: events that never rest would put the rows off for ever.
        if not self._flush_timer.isActive():
            self._flush_timer.start(_put_off())

    def flush(self) -> None:
        """Show pending rows now."""
        if self._pending is None:
            return
        records, self._pending = self._pending, None
        self._show(records)
        if self._widths.is_short or self._has_tags:
            self._widths.share()
        self.refreshed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.flush()  # before it is painted: the rows of before were another moment's

    def _flush_in_sight(self) -> None:
        # A page behind another one took a call's frames for rows that nobody sees.
        if self.isVisible():
            self.flush()

    def _show(self, records: tuple[Record, ...]) -> None:
        place = self._chosen().row()
        column = max(0, self._chosen().column())
        top = self.verticalScrollBar().value()
        if not self._records.replace(records):
            return
        row = self._records.row_of(self._current_key)
        if row < 0:
            # A row that went: whoever works down the queue goes on at the same place.
            row = min(place, len(records) - 1)
        if row >= 0:
            self._choose(row, column)
        else:
            self._current_key = ""
        # Behind the selection, which scrolls: rows must not jump while somebody reads them.
        self.verticalScrollBar().setValue(top)

    def records(self) -> tuple[Record, ...]:
        return self._records.records()

    def current_key(self) -> str:
        """Key of the current row, "" for none."""
        return self._key_at(self._chosen())

    def current_record(self) -> Record | None:
        """The row that is looked at; the first one while nobody chose any."""
        records = self._records.records()
        return records[max(0, self._chosen().row())] if records else None

    def select_key(self, key: str) -> None:
        row = self._records.row_of(key)
        if row >= 0:
            self._choose(row, 0)

    def show_lines(self, lines: int) -> None:
        """Give each row one line or two: in a narrow place words wrap before they are cut."""
        self.row_px = TWO_LINES_PX if lines > 1 else TABLE_ROW_PX
        self.setWordWrap(lines > 1)
        self._fit()

    def want_rows(self, rows: int) -> None:
        """Ask for the height of this many rows; with less room the table scrolls."""
        self._rows_wanted = rows
        self.updateGeometry()

    def want_exactly(self, rows: int) -> None:
        """Take the height of this many rows, none where there are none."""
        self._rows_wanted, self._is_exact = rows, True
        # Each ring asks for the same again; columns measured anew each time took 3 ms of it.
        if self._fitted != (rows, self.row_px):
            self._fit()

    def sizeHint(self) -> QSize:
        head = self.horizontalHeader().sizeHint().height()
        wanted = head + self.row_height() * self._rows_wanted + 6
        least = self.minimumSizeHint().height()
        return QSize(super().sizeHint().width(), max(least, wanted))

    def minimumSizeHint(self) -> QSize:
        """Header and three rows."""
        return QSize(scaled(120), self.row_height() * 4 + 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widths.share()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A row that the keys will act on is marked as a whole."""
        chosen = self._chosen()
        if chosen.isValid() and not self.currentIndex().isValid():
            at = self._records.index(chosen.row(), self._column)
            self.selectionModel().setCurrentIndex(at, _NoUpdate)
        super().focusInEvent(event)
        if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.selectRow(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._rest()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_flush_timer"):
            self._fit()

    def _behave(self) -> None:
        self.setTabKeyNavigation(False)  # Tab must leave the table
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(16)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)

    def row_height(self) -> int:
        """Return the height of a row; where words wrap, of two whole lines: Qt paints no half."""
        if not self.wordWrap():
            return scaled(self.row_px)
        lines = self.fontMetrics().boundingRect(ROOM, 0, TALLEST[self.isRightToLeft()])
        return max(scaled(self.row_px), lines.height() + ROW_EDGE_PX)

    def _fit(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(self.row_height())
        rows.setDefaultSectionSize(self.row_height())
        if self._is_exact:
            wanted = self._rows_wanted
            self._fitted = wanted, self.row_px
            self.setFixedHeight(self.row_height() * wanted + 4 if wanted else 0)
        self._widths.begin()

    def _chosen(self) -> QModelIndex:
        """Return the cell the keys act on, or would if they came here."""
        marked = self.selectionModel().selectedIndexes()
        now = self.currentIndex()
        return now if now.isValid() or not marked else marked[0]

    def _choose(self, row: int, column: int) -> None:
        self.setCurrentIndex(self._records.index(row, column))
        if not self.hasFocus():
            self._rest()

    def _rest(self) -> None:
        """Leave the row marked, and none current: elsewhere is the cursor.

        Qt tells assistive programs of a current cell that it has the focus, also where its table
        has not; two have it then, and a reader may go on from the wrong one.
        """
        now = self.currentIndex()
        if not now.isValid():
            return
        self._column = now.column()
        if not self.selectionModel().hasSelection():
            self.selectRow(now.row())
        self.selectionModel().clearCurrentIndex()

    def _key_at(self, index: QModelIndex) -> str:
        records = self._records.records()
        return records[index.row()].key if 0 <= index.row() < len(records) else ""

    def _on_current_changed(self, current: QModelIndex, _: QModelIndex) -> None:
        key = self._key_at(current)
        # Rows that moved are no choice: the case beside would be opened again.
        if key and key != self._current_key:
            self._current_key = key
            self.selected.emit(key)
