"""The seats at a glance, and the one that is looked at beside them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from console.screens.kit.columns import ANY_PX, ArrangedPage, Columns, columns_of
from console.viewmodels.systems.systems import SeatFilter
from widgets.fields.labelled_field import LineField
from widgets.figures.fact_grid import FactGrid, stand_at_the_start
from widgets.figures.figure_table import TAG, FigureColumn, FigureTable
from widgets.kit.action_button import ActionButton, action_button
from widgets.kit.column_scroll import column_scroll
from widgets.kit.key_footer import add_footer
from widgets.kit.plain_text import ElidedLabel, plain_label, wrapped_label
from widgets.kit.theme import SPACE_L, SPACE_M, SPACE_S, scaled, set_look
from widgets.tables.record_model import Column

SEATS = "seats"
HEALTH_AT = 2
DETAIL_PX, DETAIL_NARROW_PX = 420, 340
WHY_LINES = 2  # reserved, so that what is below stays where it is


class SeatsScreen(ArrangedPage):
    """Which parts stand where. SeatsPresenter fills them."""

    shown = Signal()
    hidden = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("seats_screen")
        self._main, self._detail = QFrame(), QFrame()
        self.filters = self._filters()
        self.search = LineField("seats_search", self.tr("Postazione o parola"))
        self.table = self._table()
        self.empty = wrapped_label(self.tr("Nessuna postazione così."), "muted")
        self.no_citizens = wrapped_label(
            self.tr("Nessun dato dei cittadini in queste pagine."), "small"
        )
        self.system = ElidedLabel("", "second")
        stand_at_the_start(self.system)
        self.name = ElidedLabel("", "page_title")
        self.why = wrapped_label("")
        self.facts = FactGrid(
            (
                self.tr("Salute"),
                self.tr("Telefono"),
                self.tr("Versione"),
                self.tr("Rete"),
                self.tr("Microfono"),
                self.tr("Disco libero"),
                self.tr("Vista"),
                self.tr("In questo stato da"),
            )
        )
        self._fill()
        self._beside = column_scroll(self._detail)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout()
        layout.addLayout(self._row, 1)
        add_footer(
            layout,
            (
                ("↑↓", self.tr("scegli")),
                ("F2", self.tr("cerca una postazione")),
                ("F6", self.tr("altra parte")),
            ),
        )
        self._row.setSpacing(1)
        self._row.addWidget(column_scroll(self._main), 1)
        self._row.addWidget(self._beside)

    def start_typing(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        return (self._main,)

    def search_seat(self) -> None:
        editor = self.search.editor
        assert isinstance(editor, QLineEdit)
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        editor.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()

    def _filters(self) -> dict[SeatFilter, ActionButton]:
        found = {one: action_button(f"seats_{one}", "") for one in SeatFilter}
        for chip in found.values():
            chip.setCheckable(True)
            set_look(chip, "place", "chip")
        return found

    def _table(self) -> FigureTable:
        return FigureTable(
            self.tr("Postazioni"),
            (
                Column(title=self.tr("Postazione"), width=9, is_ltr=True),
                Column(title=self.tr("Telefono"), width=14),
                FigureColumn(title=self.tr("Salute"), width=16, holds=TAG),
                Column(title=self.tr("Versione"), width=8, is_ltr=True, may_go=True),
                Column(title=self.tr("Microfono"), width=0),
                Column(title=self.tr("Rete"), width=6, is_ltr=True, is_number=True, may_go=True),
                Column(title=self.tr("Vista"), width=11, is_number=True, may_go=True),
            ),
        )

    def _fill(self) -> None:
        set_look(self._main, "panel", "true")
        set_look(self._detail, "panel", "true")
        self._main.setAccessibleName(self.tr("Postazioni"))
        self._detail.setAccessibleName(self.tr("Postazione scelta"))
        column = self._column = _column(self._main)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(plain_label(self.tr("Postazioni"), "title"))
        for chip in self.filters.values():
            head.addWidget(chip)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.table)
        column.addWidget(self.empty)
        column.addStretch(1)
        column.addWidget(self.no_citizens)
        beside = _column(self._detail)
        for part in (self.system, self.name, self.why, self.facts):
            beside.addWidget(part)
        beside.addStretch(1)

    def _arrange(self) -> None:
        columns = columns_of(self)
        is_one = columns is Columns.ONE
        if is_one:  # below the rows, where the page scrolls
            self._column.insertWidget(self._column.indexOf(self.empty) + 1, self._beside)
        else:
            self._row.addWidget(self._beside)
        self._beside.keep_whole(is_whole=is_one)
        width = scaled(DETAIL_NARROW_PX if columns is Columns.TWO else DETAIL_PX)
        self._beside.setMinimumWidth(0 if is_one else width)
        self._beside.setMaximumWidth(ANY_PX if is_one else width)
        self.why.setMinimumHeight(WHY_LINES * self.why.fontMetrics().lineSpacing())


def _column(frame: QFrame) -> QVBoxLayout:
    column = QVBoxLayout(frame)
    column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
    column.setSpacing(SPACE_S)
    return column
