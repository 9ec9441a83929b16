"""A layout that sets parts in a row and breaks to the next row when the width ends."""

from collections.abc import Iterator
from typing import override

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class FlowLayout(QLayout):
    """Rows fill from the reading side; hidden parts take no room. gap is in pixels.

    may_break: else all stand in one row, and get as narrow as they can where it is too long.
    """

    def __init__(
        self, parent: QWidget | None = None, gap: int = 8, *, may_break: bool = True
    ) -> None:
        super().__init__(parent)
        self._may_break = may_break
        self._items: list[QLayoutItem] = []
        self._gap, self._room = gap, 0
        self._heights: dict[int, int] = {}  # by width: one pass asks the same dozens of times
        self.setContentsMargins(0, 0, 0, 0)

    def row_width(self) -> int:
        """Width that all visible parts need side by side."""
        widths = [item.sizeHint().width() for item in self._visible()]
        margins = self.contentsMargins()
        gaps = self._gap * max(0, len(widths) - 1)
        return sum(widths) + gaps + margins.left() + margins.right()

    def keep_room(self, width: int) -> None:
        """Ask for so much, though the parts need less: then the last one stands at the far edge."""
        if width != self._room:
            self._room = width
            self.invalidate()

    def move_to(self, widget: QWidget, place: int) -> None:
        """Put a part at another place of the row."""
        at = self.indexOf(widget)
        self._items.insert(place, self._items.pop(at))
        self.invalidate()

    @override
    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._heights.clear()

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:  # null past the end
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:  # null past the end
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        heights = [item.sizeHint().height() for item in self._visible()]
        return QSize(
            max(self.row_width(), self._room), max(heights, default=0) + self._margin_height()
        )

    @override
    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._visible()]
        margins = self.contentsMargins()
        widest = max((size.width() for size in sizes), default=0)
        if not self._may_break:
            widest = sum(size.width() + self._gap for size in sizes) - self._gap
        highest = max((size.height() for size in sizes), default=0)
        return QSize(widest + margins.left() + margins.right(), highest + self._margin_height())

    def _visible(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _margin_height(self) -> int:
        margins = self.contentsMargins()
        return margins.top() + margins.bottom()

    def _rows(self, width: int) -> Iterator[list[QLayoutItem]]:
        row: list[QLayoutItem] = []
        taken = 0
        for item in self._visible():
            wide = item.sizeHint().width()
            if row and taken + wide > width and self._may_break:
                yield row
                row, taken = [], 0
            row.append(item)
            taken += wide + self._gap
        if row:
            yield row

    def _taken(self, row: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() + self._gap for item in row) - self._gap

    def _arrange(self, outer: QRect, *, move: bool) -> int:
        """Parts of a row stand on one middle line, also where one script is higher."""
        rect = outer.marginsRemoved(self.contentsMargins())
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        y, below = rect.y(), rect.y()
        for row in self._rows(rect.width()):
            x, height = rect.x(), max(item.sizeHint().height() for item in row)
            # Measuring must move nothing: Qt asks for heights of widths that never come.
            is_too_long = self._taken(row) > rect.width()
            for item in row if move else ():
                size = item.minimumSize() if is_too_long else item.sizeHint()
                at_edge = rect.right() + 1 - size.width() if self._room else x
                left = max(x, at_edge) if item is row[-1] else x
                place = QRect(left, y, size.width(), height)
                item.setGeometry(QStyle.visualRect(direction, rect, place))
                x += place.width() + self._gap
            below = y + height
            y = below + self._gap
        return below - rect.y() + self._margin_height()
