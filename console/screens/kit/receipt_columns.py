"""Receipt, results and answer side by side; where one page alone has room, a switch above it."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from console.screens.kit.columns import ANY_PX, Columns, PartedPage, columns_of, is_in
from console.screens.kit.history_place import HistoryPlace
from widgets.cards.citizen_card import CitizenCard
from widgets.fields.segmented_switch import SWITCH_PX, Segment, SegmentedSwitch
from widgets.kit.column_scroll import bring_into_sight, column_scroll
from widgets.kit.theme import SPACE_L, SPACE_S, scaled
from widgets.kit.typed_text import cursor_of
from widgets.kit.wardrobe import hold_parts
from widgets.panels.search_panel import SearchPanel

RECEIPT_PX, RECEIPT_WIDE_PX, RECEIPT_NARROW_PX = 372, 400, 340
RESULTS_PX, RESULTS_WIDE_PX = 288, 340
# Below the fields: three contacts or two possible callers, in a low window one and a part.
SLOT_PX, LOW_SLOT_PX, NARROW_SLOT_PX = 140, 110, 100
LOW_PX = 650  # of the columns: below it the form has no room to spare
WORK_LEAST_PX = 240  # topic, outcome and the buttons
CITIZEN, WORK, KNOWLEDGE = PARTS = ("citizen", "work", "knowledge")


def receipt_px(columns: Columns) -> int:
    """Return how wide the receipt is, in pixels at 100 % text."""
    widths = {Columns.FOUR: RECEIPT_WIDE_PX, Columns.TWO: RECEIPT_NARROW_PX}
    return widths.get(columns, RECEIPT_PX)


class ReceiptColumns(PartedPage):
    """The citizen above the work is the receipt; the knowledge base has the rest.

    reveal() brings what one page at a time hides; the part with the cursor stays.
    """

    parted = Signal()  # as many columns as the window has room for, maybe others than before

    def __init__(
        self,
        citizen: CitizenCard,
        work: QWidget,
        search: SearchPanel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__({CITIZEN: citizen, WORK: work, KNOWLEDGE: search}, KNOWLEDGE, parent)
        hold_parts(self)
        self._search = search
        self.switch = SegmentedSwitch(self.tr("Parti del contatto"), self)
        self._receipt = QWidget(self)
        self._receipt.setObjectName("receipt")
        hold_parts(self._receipt)
        self.history = HistoryPlace(citizen, self._receipt, self)
        self._above = column_scroll(citizen, is_high=True)
        self._above.verticalScrollBar().installEventFilter(self)
        self._build()

    def reveal(self, name: str) -> None:
        """Make sure a part ("citizen", "work", "knowledge") is on the screen.

        Before the window is laid out there is room for all: what is asked for then is remembered.
        """
        self._revealed = name
        if self.columns is Columns.ONE:
            self._lay_out()

    def show_missing(self, *, citizen: str, work: str) -> None:
        """Say in the switch what is missing in a part that may be hidden, "" for nothing."""
        self.switch.show_segments(
            (
                Segment(self.tr("Cittadino"), "F3", citizen),
                Segment(self.tr("Contatto"), "", work),
                Segment(self.tr("Banca dati"), "F2"),
            )
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Another page had it beside its own work while that was in front.
        if self._search.parentWidget() is not self:
            self._row.addWidget(self._search, 1)
            self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):  # of the citizen's scroll bar
            bar, citizen = self._above.verticalScrollBar(), self._parts[CITIZEN]
            assert isinstance(citizen, CitizenCard)
            citizen.leave_room(bar.width() if bar.isVisible() else 0)
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.show_missing(citizen="", work="")
        self.switch.currentChanged.connect(lambda at: self.reveal(PARTS[at]))
        receipt = QVBoxLayout(self._receipt)
        receipt.setContentsMargins(0, 0, 0, 0)
        receipt.setSpacing(0)
        # With large text in a low window it scrolls: squeezed, its labels would be cut.
        self._above.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        receipt.addWidget(self._above)
        # It has what the citizen leaves, and asks for no more than its least.
        work = self._parts[WORK]
        work.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        receipt.addWidget(work, 1)
        self._row.addWidget(self._receipt)
        self._row.addWidget(self._search, 1)
        self._search.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._fill()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _arrange(self) -> None:
        self.columns = columns_of(self)
        typed_in = self._name_around(cursor_of(self))
        if self.columns is Columns.ONE and typed_in:
            self._revealed = typed_in
        self._lay_out()
        self.parted.emit()

    def _lay_out(self) -> None:
        is_one = self.columns is Columns.ONE
        shown = {self._revealed} if is_one else set(PARTS)
        self.switch.setVisible(is_one)
        self.switch.setFixedHeight(scaled(SWITCH_PX))
        self.switch.show_current(PARTS.index(self._revealed))
        above = SPACE_S if is_one else 0
        self._top.setContentsMargins(SPACE_L, above, SPACE_L, 0)
        has_search = self._search.parentWidget() is self
        for name, part in self._parts.items():
            if name != KNOWLEDGE or has_search:
                part.setVisible(name in shown)
        self._above.setVisible(CITIZEN in shown)
        citizen = self._parts[CITIZEN]
        assert isinstance(citizen, CitizenCard)
        citizen.keep_room(self._room_below_fields())
        self._parts[WORK].setMinimumHeight(0 if is_one else scaled(WORK_LEAST_PX))
        self._receipt.setVisible(bool(shown & {CITIZEN, WORK}))
        width = scaled(receipt_px(self.columns))
        self._receipt.setMinimumWidth(0 if is_one else width)
        self._receipt.setMaximumWidth(ANY_PX if is_one else width)
        results = RESULTS_WIDE_PX if self.columns is Columns.FOUR else RESULTS_PX
        if has_search:
            self._search.set_side_by_side(results if self.columns >= Columns.THREE else 0)
        self.history.settle(self.columns, self._row)

    def _room_below_fields(self) -> int:
        """Return the pixels at 100 % text that are kept for who is found by the number."""
        is_low = self.height() < scaled(LOW_PX)
        if self.columns is Columns.ONE or (self.columns is Columns.TWO and is_low):
            return 0  # the form needs them: it would scroll
        if self.columns is Columns.FOUR:
            return 0  # they stand above the history, which has a column of its own
        if self.columns is Columns.TWO:
            return NARROW_SLOT_PX  # with a promise in it the form has just room
        return LOW_SLOT_PX if is_low else SLOT_PX

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and is_in(now, self._parts[CITIZEN]):
            bring_into_sight(self._above, now)
