"""I miei contatti: what I closed of late, and beside it all that one of them says."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from console.screens.contact.own_reports_presenter import OwnReportsList
from console.screens.kit.columns import ANY_PX, ArrangedPage, Columns, columns_of
from console.viewmodels.contact.own_contacts import OwnFilter
from console.viewmodels.knowledge.own_reports import OwnReportsViewModel
from widgets.cards.contact_detail import ContactDetail
from widgets.fields.labelled_field import LineField
from widgets.figures.figure_table import TAG, FigureColumn, FigureTable
from widgets.kit.action_button import ActionButton, action_button
from widgets.kit.column_scroll import column_scroll
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.key_footer import KeyFooter
from widgets.kit.plain_text import plain_label, wrapped_label
from widgets.kit.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    scaled,
    set_look,
)
from widgets.tables.record_model import Column

OWN = "own"
DETAIL_PX, DETAIL_NARROW_PX = 450, 340
SEARCH_PX = 240


class OwnContactsScreen(ArrangedPage):
    """Which parts stand where. OwnContactsPresenter fills them."""

    shown = Signal()

    def __init__(
        self,
        reports: OwnReportsViewModel,
        listed: OwnReportsList,
        detail: ContactDetail,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("own_contacts_screen")
        self._main = QFrame()
        self.filters = self._filters()
        self.search = LineField("own_search", self.tr("Cerca fra i miei"))
        self.table = self._table()
        self.empty = wrapped_label("", "muted")
        self.detail = detail
        self._reports = reports
        self.reports = listed
        self._fill()
        self._beside = self.detail
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(1)
        self._row.addWidget(column_scroll(self._main), 1)
        self._row.addWidget(self._beside)

    def start_typing(self) -> None:
        # A list that is not there yet would take the cursor as it comes, from who types by then.
        is_there = self.table.isVisibleTo(self)
        first = self.table if is_there else self.search.editor
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        reports = (self.reports.table,) if self._reports.reports else ()
        return (self._main, *reports, self.detail)

    def search_own(self) -> None:
        editor = self.search.editor
        assert isinstance(editor, QLineEdit)
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        editor.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reports.refresh()
        self.shown.emit()

    def _filters(self) -> dict[OwnFilter, ActionButton]:
        found = {one: action_button(f"own_{one}", "") for one in OwnFilter}
        for chip in found.values():
            chip.setCheckable(True)
            set_look(chip, "place", "chip")
        return found

    def _table(self) -> FigureTable:
        return FigureTable(
            self.tr("I miei contatti"),
            (
                Column(title=self.tr("Ora"), width=11, is_ltr=True),
                Column(title=self.tr("Cittadino"), width=0),
                Column(title=self.tr("Argomento"), width=0),
                FigureColumn(title=self.tr("Esito"), width=17, holds=TAG),
                Column(title=self.tr("Pratica"), width=13, is_ltr=True, may_go=True),
                Column(title=self.tr("Richiamo"), width=13, may_go=True),
                Column(title=self.tr("Invio"), width=8, may_go=True),
            ),
        )

    def _fill(self) -> None:
        set_look(self._main, "panel", "true")
        self._main.setAccessibleName(self.tr("I miei contatti"))
        column = self._column = QVBoxLayout(self._main)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_S)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(plain_label(self.tr("I miei contatti"), "title"), 1)
        head.addWidget(self.search)
        column.addLayout(head)
        column.addWidget(self._chips())
        for part in (self.empty, self.table):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self.reports)
        column.addWidget(self._keys())

    def _chips(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, SPACE_XS)
        flow.setContentsMargins(0, 0, 0, 0)
        for chip in self.filters.values():
            flow.addWidget(chip)
        return row

    def _keys(self) -> KeyFooter:
        return KeyFooter(
            (
                ("↑↓", self.tr("scegli")),
                ("Ctrl+F", self.tr("cerca fra i miei")),
                ("F6", self.tr("altra parte")),
            )
        )

    def _arrange(self) -> None:
        columns = columns_of(self)
        is_one = columns is Columns.ONE
        if is_one:  # below the rows, where the page scrolls
            self._column.insertWidget(self._column.indexOf(self.table) + 1, self._beside)
        else:
            self._row.addWidget(self._beside)
        width = scaled(DETAIL_NARROW_PX if columns is Columns.TWO else DETAIL_PX)
        self._beside.setMinimumWidth(0 if is_one else width)
        self._beside.setMaximumWidth(ANY_PX if is_one else width)
        self.search.setFixedWidth(scaled(SEARCH_PX))
