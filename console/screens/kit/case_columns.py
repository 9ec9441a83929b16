"""Queue, case and knowledge side by side; what has no room is one tab of a switch away."""

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from console.screens.kit.columns import ANY_PX, Columns, PartedPage, columns_of
from widgets.fields.segmented_switch import SWITCH_PX, Segment, SegmentedSwitch
from widgets.kit.theme import SPACE_L, SPACE_S, scaled
from widgets.kit.typed_text import cursor_of
from widgets.panels.search_panel import SearchPanel

QUEUE_PX, QUEUE_WIDE_PX = 360, 400
CASE_PX, CASE_WIDE_PX = 430, 560
QUEUE, CASE, KNOWLEDGE = PARTS = ("queue", "case", "knowledge")
# Where two fit the case is always one of them: it is what is worked on.
BESIDE = (QUEUE, KNOWLEDGE)


class CaseColumns(PartedPage):
    """reveal() brings what there is no room for; the part with the cursor stays.

    The search panel is that of another page: whichever of both is in front has it.
    """

    def __init__(
        self, queue: QWidget, case: QWidget, search: SearchPanel, parent: QWidget | None = None
    ) -> None:
        super().__init__({QUEUE: queue, CASE: case, KNOWLEDGE: search}, QUEUE, parent)
        self._search = search
        self._tabs: tuple[str, ...] = ()
        self.switch = SegmentedSwitch(self.tr("Parti della pagina"), self)
        self._build()

    def reveal(self, name: str) -> None:
        """Make sure a part ("queue", "case", "knowledge") is on the screen."""
        if self.columns is Columns.ONE or name != CASE:
            self._revealed = name
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._search.parentWidget() is not self:
            self._row.addWidget(self._search, 1)
            self._arrange()

    def _build(self) -> None:
        self.switch.currentChanged.connect(self._on_tab)
        for name in (QUEUE, CASE):
            self._row.addWidget(self._parts[name])
        self._fill()

    def _arrange(self) -> None:
        self.columns = columns_of(self)
        typed_in = self._name_around(cursor_of(self))
        if typed_in and self.isVisible():
            self.reveal(typed_in)
        else:
            self._lay_out()

    def _lay_out(self) -> None:
        tabs = {Columns.ONE: PARTS, Columns.TWO: BESIDE}.get(self.columns, ())
        if tabs and self._revealed not in tabs:
            self._revealed = QUEUE
        self._show_switch(tabs)
        shown = set(PARTS) - set(tabs) | ({self._revealed} if tabs else set())
        for name, part in self._parts.items():
            if name != KNOWLEDGE or part.parentWidget() is self:
                part.setVisible(name in shown)
        self._size()
        if self._search.parentWidget() is self:
            self._search.set_side_by_side(0)

    def _show_switch(self, tabs: Sequence[str]) -> None:
        self.switch.setVisible(bool(tabs))
        self.switch.setFixedHeight(scaled(SWITCH_PX))
        self._top.setContentsMargins(SPACE_L, SPACE_S if tabs else 0, SPACE_L, 0)
        self._tabs = tuple(tabs)
        self.switch.show_segments([self._segment(name) for name in tabs])
        if tabs:
            self.switch.show_current(self._tabs.index(self._revealed))

    def _segment(self, name: str) -> Segment:
        return {
            QUEUE: Segment(self.tr("Da richiamare")),
            CASE: Segment(self.tr("Pratica")),
            KNOWLEDGE: Segment(self.tr("Banca dati"), "F2"),
        }[name]

    def _on_tab(self, at: int) -> None:
        if 0 <= at < len(self._tabs):
            self.reveal(self._tabs[at])

    def _size(self) -> None:
        is_wide, is_one = self.columns is Columns.FOUR, self.columns is Columns.ONE
        widths = {
            QUEUE: QUEUE_WIDE_PX if is_wide else QUEUE_PX,
            CASE: CASE_WIDE_PX if is_wide else CASE_PX,
        }
        for name, width in widths.items():
            # The queue has what the case leaves, where it takes turns with the knowledge base.
            is_free = is_one or (name == QUEUE and self.columns is Columns.TWO)
            self._parts[name].setMinimumWidth(0 if is_free else scaled(width))
            self._parts[name].setMaximumWidth(ANY_PX if is_free else scaled(width))
            self._row.setStretchFactor(self._parts[name], 1 if is_free else 0)
