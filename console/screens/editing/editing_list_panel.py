"""What an editor may turn to: groups at the side, beside them the rows of one or of a search."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from widgets.fields.filter_chip import ChoiceChip
from widgets.fields.search_box import SearchField
from widgets.kit.action_button import action_button
from widgets.kit.column_scroll import bring_into_sight, column_scroll
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.plain_text import ElidedLabel, plain_label, wrapped_label
from widgets.kit.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, scaled
from widgets.tables.entry_rows import EntryTable
from widgets.tables.record_detail import RecordDetail
from widgets.tables.record_model import Column
from widgets.tables.record_table import RecordTable

DETAIL_LINES = 3  # of a long report; the rest scrolls, and no row moves for it
GROUP_PX = 36
PAGE_PX = 300  # wider than any column: the groups are all there is
LOW_PX = 500  # a pane without room for the rows and for all that is said of one
HEADLESS_PX = 360  # one without room for the titles of the columns


class _Groups(RecordTable):
    row_px = GROUP_PX


class EditingListPanel(QFrame):
    """The groups, and what can be begun. results: the pane beside them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editing_list")
        self.setAccessibleName(self.tr("Gruppi della redazione"))
        self.setProperty("panel", "quiet")
        self.results = ResultsPane()
        self.search, self.items = self.results.search, self.results.items
        self.report, self.question = self.results.report, self.results.question
        columns = (
            Column(title=self.tr("Gruppo"), width=0),
            Column(title=self.tr("N."), width=2, is_number=True),
        )
        self.groups = _Groups(self.tr("Gruppi"), columns)
        self.groups.setProperty("ground", "quiet")
        self.groups.horizontalHeader().hide()
        self.new = action_button("editing_new", self.tr("Nuova voce"), "Ctrl+N")
        self.bulk = action_button("editing_bulk", self.tr("Orari in blocco"), "", "flat")
        self.words = action_button("editing_words", self.tr("Parole dei cittadini"), "", "flat")
        self._column = QWidget()
        self._area = column_scroll(self._column)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        self._beside_rows = QHBoxLayout()
        self._build()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _build(self) -> None:
        layout = QVBoxLayout(self._column)
        layout.setContentsMargins(0, SPACE_M, 0, SPACE_M)
        layout.setSpacing(SPACE_S)
        self._beside_rows.addWidget(self.groups)
        head, actions = QHBoxLayout(), QVBoxLayout()
        for part in (head, actions):
            part.setContentsMargins(SPACE_L, 0, SPACE_L, 0)
        head.addWidget(plain_label(self.tr("Voci"), "title"))
        actions.setSpacing(SPACE_S)
        actions.addWidget(self.new)
        for button in (self.bulk, self.words):
            actions.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        for part in (head, self._beside_rows, actions):
            layout.addLayout(part)
        layout.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In their narrow column the words of the rows begin below the title, in a page the rows.
        side = SPACE_XS if self.width() < scaled(PAGE_PX) else SPACE_L
        self._beside_rows.setContentsMargins(side, 0, side, 0)

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._column.isAncestorOf(now):
            bring_into_sight(self._area, now)


class ResultsPane(QFrame):
    """A search box, states to choose from, rows; what is said of the marked row has a place."""

    state_chosen = Signal(str)  # "": all of them

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editing_results")
        self.setAccessibleName(self.tr("Voci trovate"))
        self.setProperty("panel", "true")
        self.search = SearchField("editing_search", self.tr("Cerca in tutte le voci"))
        self._chips, self._offers, self._head = QWidget(), QWidget(), QHBoxLayout()
        self._flow = FlowLayout(self._chips, SPACE_S)
        self._states = QButtonGroup(self)
        self._by_state: dict[str, ChoiceChip] = {}
        titles = self.tr("Titolo e argomento"), self.tr("Stato"), self.tr("Vale fino al")
        self.items = EntryTable(self.tr("Voci"), titles)
        self.empty = wrapped_label("", "muted")
        self.detail = RecordDetail(self.items, most_lines=DETAIL_LINES)
        size = self.detail.sizePolicy()
        size.setRetainSizeWhenHidden(True)
        self.detail.setSizePolicy(size)
        self.told = ElidedLabel("", "second")
        self.report = action_button("editing_report", self.tr("Rispondi alla segnalazione"))
        self.question = action_button("editing_question", self.tr("Fra le domande di prova"))
        self._build()

    def show_states(self, words: Mapping[str, str], chosen: str) -> None:
        """words: what stands on the chip of each state, "" where there is none in it.

        The state "" is that of all.
        """
        for state, text in words.items():
            chip = self._by_state.get(state)
            if chip is None:
                chip = self._by_state[state] = ChoiceChip(f"state_{state or 'all'}", "")
                self._states.addButton(chip)
                chip.clicked.connect(lambda _=False, name=state: self.state_chosen.emit(name))
                self._flow.addWidget(chip)
            chip.setText(text)
            chip.setVisible(bool(text))
            chip.setChecked(state == chosen)
            chip.updateGeometry()
        self._flow.invalidate()

    def states(self) -> tuple[str, ...]:
        """Return the words on the chips that are seen."""
        return tuple(one.text() for one in self._by_state.values() if not one.isHidden())

    def _build(self) -> None:
        offers = QHBoxLayout(self._offers)
        offers.setContentsMargins(0, 0, 0, 0)
        offers.setSpacing(SPACE_S)
        for button in (self.question, self.report):
            size = button.sizePolicy()
            size.setRetainSizeWhenHidden(True)
            button.setSizePolicy(size)
            button.hide()
            offers.addWidget(button)
        offers.addWidget(self.told, 1)
        self._head.setSpacing(SPACE_S)
        self._head.addWidget(self._chips, 1)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self.search)
        layout.addLayout(self._head)
        layout.addWidget(self.empty)
        layout.addWidget(self.items, 1)
        layout.addStretch(0)
        layout.addWidget(self.detail)
        layout.addWidget(self._offers)
        self._is_built = True
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_is_built"):
            self._fit()

    def _fit(self) -> None:
        """A low pane is for the rows: what else is known of one is seen when it is opened."""
        is_low = self.height() < scaled(LOW_PX)
        lines = 0 if is_low else DETAIL_LINES
        self.detail.setFixedHeight(self.fontMetrics().lineSpacing() * lines)
        self.items.horizontalHeader().setVisible(self.height() >= scaled(HEADLESS_PX))
        row = self._head if is_low else self._column
        if row.indexOf(self._offers) < 0:
            row.addWidget(self._offers)
