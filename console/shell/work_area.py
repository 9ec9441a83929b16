"""What is below the strip and beside the rail: the page, and what floats over it."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QStyle, QWidget

from console.screens.kit.columns import Columns, columns_of
from console.screens.kit.receipt_columns import receipt_px
from widgets.cards.card_view import CardView
from widgets.kit.notice_bar import NoticeBar
from widgets.kit.theme import scaled
from widgets.panels.panel_place import PanelRoom
from widgets.panels.pill import Pill


class WorkArea(PanelRoom):
    """What floats is in no layout: nothing that is told moves the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = NoticeBar(self)
        self.pill = Pill(self, self._room_of_pill)
        self.line.settled.connect(self._settle_line)
        self.line.changed.connect(self.pill.settle)
        self.pill.came.connect(self.line.raise_)  # readers are told what is on top last

    def receipt(self) -> QRect:
        """Return where the receipt is, or would be on a page that has none."""
        width = min(scaled(receipt_px(self._columns())), self.width())
        room = QRect(0, 0, width, self.height())
        return QStyle.visualRect(self.layoutDirection(), self.rect(), room)

    def _room_of_pill(self) -> QRect:
        """Return the receipt; above the line of what stands, where that has the whole width."""
        room = self.receipt()
        if self._columns() is Columns.ONE and self.line.shown() is not None:
            room.setBottom(self.line.geometry().top() - 1)
        return room

    def beside_answer(self) -> QRect:
        answers = [one for one in self.findChildren(CardView) if one.isVisibleTo(self)]
        if not answers or self._columns() is Columns.ONE:
            return self.rect()
        first = min(answers, key=lambda one: self._start(one))
        return self._visual(QRect(0, 0, self._start(first), self.height()))

    def _start(self, part: QWidget) -> int:
        """Return how far a part is from the side where reading begins."""
        return self._visual(QRect(part.mapTo(self, QPoint(0, 0)), part.size())).left()

    def _visual(self, room: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), room)

    def _columns(self) -> Columns:
        return columns_of(self)

    def lies_over(self, pane: QWidget) -> bool:
        """Return whether the pill lies over this part of the page."""
        at = QRect(pane.mapTo(self, QPoint(0, 0)), pane.size())
        return pane.isVisibleTo(self) and at.intersects(self.pill.body())

    def fill(self, layout: QLayout) -> None:
        """Put the page into it, below what floats."""
        self.setLayout(layout)
        self.pill.raise_()
        self.line.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pill.settle()
        self._settle_line()

    def _settle_line(self) -> None:
        """Stand at the foot, over results and answer; over the page where it is all there is."""
        receipt = self.receipt()
        start = receipt.width() if self._columns() is not Columns.ONE else 0
        width = self.width() - start
        height = min(self.line.wanted_height(width), self.height())
        place = QRect(start, self.height() - height, width, height)
        self.line.setGeometry(self._visual(place))
        self.pill.settle()
        self.line.raise_()
