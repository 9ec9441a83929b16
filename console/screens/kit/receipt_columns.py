"""Receipt, results and answer side by side; where one page alone has room, a switch above it."""

from enum import IntEnum

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from console.screens.kit.columns import is_in
from widgets.kit.theme import current_percent, scaled
from widgets.panels.search_panel import SearchPanel

RAIL_PX = 56
FOUR_PX, THREE_PX, TWO_PX = 1800, 1270, 900  # logical widths of the window at 100 % text
ONE_COLUMN_PERCENT = 200
RECEIPT_PX, RECEIPT_WIDE_PX, RECEIPT_NARROW_PX = 372, 400, 340
RESULTS_PX, RESULTS_WIDE_PX = 288, 340
SWITCH_PX = 32
ANY_PX = 16_777_215  # Qt's own greatest size: no limit
CITIZEN, WORK, KNOWLEDGE = PARTS = ("citizen", "work", "knowledge")


class Columns(IntEnum):
    ONE = 1  # one page at a time
    TWO = 2  # receipt | results above the answer
    THREE = 3  # receipt | results | answer
    FOUR = 4  # the same, wider


def columns_for(width_px: int, text_percent: int) -> Columns:
    """Return how a window of this width is parted at this text size."""
    wide = width_px * 100 / text_percent
    if text_percent >= ONE_COLUMN_PERCENT or wide < TWO_PX:
        return Columns.ONE
    if wide >= FOUR_PX:
        return Columns.FOUR
    return Columns.THREE if wide >= THREE_PX else Columns.TWO


def receipt_px(columns: Columns) -> int:
    """Return how wide the receipt is, in pixels at 100 % text."""
    widths = {Columns.FOUR: RECEIPT_WIDE_PX, Columns.TWO: RECEIPT_NARROW_PX}
    return widths.get(columns, RECEIPT_PX)


class ReceiptColumns(QWidget):
    """The citizen above the work is the receipt; the knowledge base has the rest.

    reveal() brings what one page at a time hides; the part with the cursor stays.
    """

    arranged = Signal()

    def __init__(
        self, citizen: QWidget, work: QWidget, search: SearchPanel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts: dict[str, QWidget] = {CITIZEN: citizen, WORK: work, KNOWLEDGE: search}
        self._search = search
        self._revealed = KNOWLEDGE
        self.columns = Columns.THREE
        self.switch = QTabBar(self)
        self._receipt = QWidget(self)
        self._row = QHBoxLayout()
        self._build()

    def parts(self) -> tuple[QWidget, ...]:
        """Return all three, also what does not fit."""
        return tuple(self._parts.values())

    def reveal(self, name: str) -> None:
        """Make sure a part ("citizen", "work", "knowledge") is on the screen.

        Before the window is laid out there is room for all: what is asked for then is remembered.
        """
        self._revealed = name
        if self.columns is Columns.ONE:
            self._arrange()

    def bring(self, inside: QWidget) -> None:
        """Make sure the part that inside is in is on the screen."""
        if name := self._name_around(inside):
            self.reveal(name)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Another page had it beside its own work while that was in front.
        if self._search.parentWidget() is not self:
            self._row.addWidget(self._search, 1)
            self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_receipt"):
            self._choose()

    def _build(self) -> None:
        self.switch.setAccessibleName(self.tr("Parti del contatto"))
        for words in (self.tr("Cittadino  F3"), self.tr("Contatto"), self.tr("Banca dati  F2")):
            self.switch.addTab(words)
        self.switch.setExpanding(True)
        self.switch.setDrawBase(False)
        self.switch.currentChanged.connect(lambda at: self.reveal(PARTS[at]))
        receipt = QVBoxLayout(self._receipt)
        receipt.setContentsMargins(0, 0, 0, 0)
        receipt.setSpacing(0)
        receipt.addWidget(self._parts[CITIZEN])
        receipt.addWidget(self._parts[WORK], 1)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(1)
        self._row.addWidget(self._receipt)
        self._row.addWidget(self._search, 1)
        self._search.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.switch)
        layout.addLayout(self._row, 1)

    def _choose(self) -> None:
        self.columns = columns_for(self.width() + scaled(RAIL_PX), current_percent())
        typed_in = self._name_around(QApplication.focusWidget())
        if self.columns is Columns.ONE and typed_in:
            self._revealed = typed_in
        self._arrange()

    def _arrange(self) -> None:
        is_one = self.columns is Columns.ONE
        shown = {self._revealed} if is_one else set(PARTS)
        self.switch.setVisible(is_one)
        self.switch.setFixedHeight(scaled(SWITCH_PX))
        self.switch.blockSignals(True)
        self.switch.setCurrentIndex(PARTS.index(self._revealed))
        self.switch.blockSignals(False)
        has_search = self._search.parentWidget() is self
        for name, part in self._parts.items():
            if name != KNOWLEDGE or has_search:
                part.setVisible(name in shown)
        self._receipt.setVisible(bool(shown & {CITIZEN, WORK}))
        width = scaled(receipt_px(self.columns))
        self._receipt.setMinimumWidth(0 if is_one else width)
        self._receipt.setMaximumWidth(ANY_PX if is_one else width)
        results = RESULTS_WIDE_PX if self.columns is Columns.FOUR else RESULTS_PX
        if has_search:
            self._search.set_side_by_side(results if self.columns >= Columns.THREE else 0)
        self.arranged.emit()

    def _name_around(self, inside: QWidget | None) -> str:
        return next((name for name, part in self._parts.items() if is_in(inside, part)), "")
