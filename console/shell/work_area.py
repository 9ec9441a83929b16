"""What is below the strip and beside the rail: the page, and what floats over it."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLayout,
    QLineEdit,
    QStyle,
    QWidget,
)
from shiboken6 import isValid

from console.screens.kit.columns import Columns, columns_of
from console.screens.kit.history_place import HistoryPlace
from console.screens.kit.receipt_columns import receipt_px
from widgets.cards.card_view import CardView
from widgets.kit.notice_bar import NoticeBar
from widgets.kit.theme import scaled
from widgets.panels.card_stack import CardStack
from widgets.panels.panel_place import PanelRoom
from widgets.panels.pill import Pill
from widgets.panels.search_panel import SearchPanel
from widgets.panels.shadow import SHADOW_PX

PILL_LEAST_PX = 80  # of the receipt above a card, for the pill to stand there
PAGE_SHARE, RECEIPT_SHARE = 40, 50  # percent of one page, of the receipt, for what wants all


class WorkArea(PanelRoom):
    """What floats is in no layout: nothing that is told moves the page.

    What to do in danger lies over the receipt; what else comes with a call has the place of the
    results, or that of the history, and the receipt only where there is no other.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._urgent, self._beside = CardStack(self), CardStack(self)
        self._lender: SearchPanel | None = (
            None  # whose column may be lent to what comes with a call
        )
        self._at_end: QWidget | None = None  # a panel at the side where reading ends
        self.line = NoticeBar(self)
        self.pill = Pill(self, self._room_for_pill, pressed=self._pressed)
        self.line.settled.connect(self._settle_line)
        self.line.changed.connect(self.pill.settle)
        self.pill.came.connect(self.line.raise_)  # readers are told what is on top last

    def receipt(self) -> QRect:
        """Return where the receipt is, or would be on a page that has none."""
        width = min(scaled(receipt_px(self._columns())), self.width())
        return self._visual(QRect(0, 0, width, self.height()))

    def beside_answer(self) -> QRect:
        answers = [one for one in self.findChildren(CardView) if one.isVisibleTo(self)]
        # What a colleague sends along is read in such a view too, over the page.
        answers = [one for one in answers if not self._beside.isAncestorOf(one)]
        if not answers or self._columns() is Columns.ONE:
            return self.rect()
        first = min(answers, key=lambda one: self._start(one))
        return self._visual(QRect(0, 0, self._start(first), self.height()))

    def leave_room(self, panel: QWidget) -> None:
        self._at_end = None if panel.isHidden() else panel
        self._settle_line()

    def lies_over(self, pane: QWidget) -> bool:
        """Return whether the pill lies over this part of the page."""
        at = QRect(pane.mapTo(self, QPoint(0, 0)), pane.size())
        return pane.isVisibleTo(self) and at.intersects(self.pill.body())

    def fill(self, layout: QLayout, urgent: Sequence[QWidget], cards: Sequence[QWidget]) -> None:
        """Put the page into it, below what floats."""
        self.setLayout(layout)
        for stack, held in ((self._beside, cards), (self._urgent, urgent)):
            stack.fill(held)
            stack.settled.connect(self.settle)
        for part in (self._beside, self._urgent, self.pill, self.line):
            part.raise_()

    def settle(self) -> None:
        """Place all that floats, where the page in front leaves it room."""
        self._settle_cards()
        self._settle_line()
        self.pill.settle()  # last: it may stand above both

    def settle_anew(self) -> None:
        """Settle now, and again once the columns are laid out: they have a new width or page."""
        self.settle()
        QTimer.singleShot(0, self, self.settle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle_anew()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        # By the kind first: the earliest events come while the constructor is still at work.
        if event.type() == QEvent.Type.LayoutRequest and self._has_cards():
            self._settle_cards()  # the column they stand in may have another place now
        return done

    def _has_cards(self) -> bool:
        return not (self._urgent.isHidden() and self._beside.isHidden())

    def _settle_cards(self) -> None:
        room = self.rect() if self._columns() is Columns.ONE else self.receipt()
        foot = self._at_foot(self._urgent, room)
        self._urgent.setGeometry(foot)
        lent = self._lent_room()
        if not lent.isNull():
            self._beside.setGeometry(self._at_foot(self._beside, lent, 100))
            return
        if not self._urgent.isHidden():
            room.setBottom(foot.top() - 1)
        self._beside.setGeometry(self._at_foot(self._beside, room))

    def _at_foot(self, stack: CardStack, room: QRect, share: int = 0) -> QRect:
        """Return the foot of a room that a stack takes: what it needs, or a share of it all."""
        share = share or (PAGE_SHARE if self._columns() is Columns.ONE else RECEIPT_SHARE)
        wanted = room.height() * share // 100 if stack.wants_all else 0
        height = min(room.height(), max(wanted, stack.wanted_height(room.width())))
        return QRect(room.left(), room.bottom() + 1 - height, room.width(), height)

    def _lent_room(self) -> QRect:
        """Return the column that is lent to what comes with a call, null for none."""
        is_needed = not self._beside.isHidden()
        if not is_needed and self._lender is None:
            return QRect()  # as at nearly all times: looking for the column takes a millisecond
        search = next(
            (one for one in self.findChildren(SearchPanel) if one.isVisibleTo(self)), None
        )
        self._take_back(search if is_needed else None)
        history = self.findChild(HistoryPlace) if self._columns() is Columns.FOUR else None
        if is_needed and history is not None and history.isVisibleTo(self):
            free = history.free_room()
            return QRect(history.mapTo(self, free.topLeft()), free.size())
        if search is None or not is_needed:
            return QRect()
        _lend(search, is_lent=self._beside.wants_all)
        room = search.room.column()
        return QRect(search.mapTo(self, room.topLeft()), room.size())

    def _take_back(self, lender: SearchPanel | None) -> None:
        """Give the column of another page back to it, also where that page is not in front."""
        before, self._lender = self._lender, lender
        if before is not None and before is not lender and isValid(before):
            _lend(before, is_lent=False)

    def _room_for_pill(self) -> QRect:
        """Return the receipt, above a card that lies over its foot, and above the line."""
        room = self.receipt()
        if self._columns() is Columns.ONE and self.line.shown() is not None:
            room.setBottom(self.line.geometry().top() - 1)
        for stack in (self._urgent, self._beside):
            above = stack.y() - room.top()
            is_in_the_way = not stack.isHidden() and stack.geometry().intersects(room)
            if is_in_the_way and above >= scaled(PILL_LEAST_PX):
                room.setHeight(min(room.height(), above))
        return room

    def _pressed(self) -> Iterator[QRect]:
        """Yield where something of the page can be pressed; a text to write in is large enough."""
        seen: list[QWidget] = [self]
        while seen:
            for part in seen.pop().children():  # of what is hidden nothing is looked through
                if not isinstance(part, QWidget) or part.isHidden() or part is self.pill:
                    continue
                seen.append(part)
                if isinstance(part, QAbstractButton | QComboBox | QLineEdit):
                    yield QRect(part.mapTo(self, QPoint(0, 0)), part.size())

    def _settle_line(self) -> None:
        """Stand at the foot, over results and answer; over the page where it is all there is."""
        is_one, bottom = self._columns() is Columns.ONE, self.height()
        start, end = 0 if is_one else self.receipt().width(), self.width()
        for stack in (self._urgent, self._beside):
            taken = self._visual(stack.geometry())
            if stack.isHidden():
                continue
            if is_one:
                bottom = min(bottom, taken.top())
            elif taken.left() > start + 1:  # the column at the end
                end = taken.left()
            else:
                start = max(start, taken.right() + 1)
        if (
            self._at_end is not None and isValid(self._at_end) and not is_one
        ):  # under it nobody would read the line's end
            end = min(end, self._start(self._at_end) + SHADOW_PX)
        width = max(0, end - start)
        height = min(self.line.wanted_height(width), bottom)
        self.line.setGeometry(self._visual(QRect(start, bottom - height, width, height)))
        self.line.raise_()

    def _start(self, part: QWidget) -> int:
        """Return how far a part is from the side where reading begins."""
        place = self.mapFromGlobal(part.mapToGlobal(QPoint(0, 0)))
        return self._visual(QRect(place, part.size())).left()

    def _visual(self, room: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), room)

    def _columns(self) -> Columns:
        return columns_of(self)


def _lend(search: SearchPanel, *, is_lent: bool) -> None:
    if search.room.lend(is_lent=is_lent):
        search.set_side_by_side(search.room.wanted_px)
