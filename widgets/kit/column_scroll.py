"""A column that scrolls up and down when large text needs more height, never sideways."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

WHOLE = "seen_whole"  # property of a part that is brought into sight with any field in it


class ColumnScroll(QScrollArea):
    """Qt's own asks for 24 lines at most, and scrolls beside an empty window: one is_high does not.

    As a part of a page that scrolls it is kept whole: never less high than what it holds by then.
    """

    def __init__(self, parent: QWidget | None = None, *, is_high: bool = False) -> None:
        super().__init__(parent)
        self._is_high, self._is_whole = is_high, False

    def keep_whole(self, *, is_whole: bool) -> None:
        """Have the page around it scroll, not a part of the page as well."""
        if is_whole != self._is_whole:
            self._is_whole = is_whole
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint, content = super().sizeHint(), self.widget()
        if not (self._is_high or self._is_whole):
            return hint
        # Not Qt's own, once there is something: it remembers how high that was at first.
        if content is None:
            return hint
        # Its least is more where a sentence might break: with less Qt scrolls, room or no room.
        wanted = max(content.sizeHint().height(), content.minimumSizeHint().height())
        return QSize(hint.width(), wanted)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        if self._is_whole:
            return QSize(least.width(), self.sizeHint().height())
        if not self._is_high:
            return least
        return QSize(least.width(), min(least.height(), self.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt's own moves the bars only: a caller who was found stood in the room of an empty card.
        content = self.widget()
        is_asked = self._is_high or self._is_whole
        if is_asked and event.type() == QEvent.Type.LayoutRequest and watched is content:
            # First: a layout in a layout tells its old height until all of them are done anew.
            if (layout := content.layout()) is not None:
                layout.activate()
            self.updateGeometry()
        return super().eventFilter(watched, event)


def column_scroll(
    content: QWidget, parent: QWidget | None = None, *, is_high: bool = False
) -> ColumnScroll:
    """Wrap content; Tab goes through it and brings each field into view.

    is_high: it wants to be as high as its content, as in a panel that has the whole window.
    """
    area = ColumnScroll(parent, is_high=is_high)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    # The fields are what Tab stops at; the area would be one stop more, without a name.
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)  # setWidget had it painted like a window
    content.setAutoFillBackground(False)
    return area


def bring_into_sight(area: QScrollArea, widget: QWidget) -> None:
    """Scroll to widget, with what it is a part of where there is room for all of that.

    Now, and once more when what was put in just now has its place.
    """

    def bring() -> None:
        part: QWidget | None = widget
        while part is not None and part is not area.widget():
            if part.property(WHOLE):
                area.ensureWidgetVisible(part)
            part = part.parentWidget()
        area.ensureWidgetVisible(widget)  # of a field with a text cursor Qt shows that alone
        _show_to_its_edges(area, widget)

    bring()
    # With widget as context: when it goes before the next turn, nothing is called.
    QTimer.singleShot(0, widget, bring)


def _show_to_its_edges(area: QScrollArea, widget: QWidget) -> None:
    content: QWidget | None = area.widget()  # none any more where the area lost it
    if content is None or not content.isAncestorOf(widget):
        return
    # What is higher than the view cannot be shown to both edges: Qt keeps its cursor in sight.
    if widget.height() > area.viewport().height():
        return
    x = area.horizontalScrollBar().value()
    top = widget.mapTo(content, QPoint(0, 0)).y()
    # The lower edge first: where both do not fit, the label at the top is the one to see.
    area.ensureVisible(x, top + widget.height(), 0, 0)
    area.ensureVisible(x, top, 0, 0)
