"""Where everything seen in a window stands: widgets, rows of lists and tables, lines of texts."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QListView,
    QTextEdit,
    QWidget,
)

from widgets.cards.strip_buttons import StripButtons
from widgets.kit.notice_bar import NoticeBar
from widgets.panels.card_stack import CardStack
from widgets.panels.floating_panel import FloatingPanel
from widgets.panels.focus_ring import FocusRing
from widgets.panels.pill import Pill

FLOATING = (Pill, NoticeBar, CardStack, FloatingPanel, FocusRing)  # the ring goes with the cursor
FAR = 200  # rows of a view that are looked at

type Places = dict[tuple[object, str], QRect]


def places_of_all(window: QWidget, *, but: Iterable[QWidget] = ()) -> Places:
    """Return where each thing stands in the window. but: parts that are not looked at.

    What floats over the page is left out: it comes and goes, and is in nobody's way by being there.
    """
    left_out = tuple(but)
    found: Places = {}
    for part in _seen(window):
        if any(part is one or one.isAncestorOf(part) for one in left_out):
            continue
        # What says something else now is another label, another button.
        words = part.text() if isinstance(part, QLabel | QAbstractButton) else ""
        if words or not isinstance(part, QLabel):
            found[part, words] = _place(part, QRect(QPoint(0, 0), part.size()), window)
        if isinstance(part, QAbstractItemView):
            found |= {
                (part, said): _place(part.viewport(), room, window) for said, room in _rows(part)
            }
        elif isinstance(part, QTextEdit):
            found |= {
                (part, said): _place(part.viewport(), room, window) for said, room in _lines(part)
            }
    return found


def moved(before: Places, after: Places) -> list[str]:
    """Return what was there, is there still, and stands elsewhere: how it is called, from, to."""
    return [
        f"{_name(*thing)}: {_told(place)} -> {_told(after[thing])}"
        for thing, place in before.items()
        if thing in after and after[thing].topLeft() != place.topLeft()
    ]


def _seen(window: QWidget) -> Iterator[QWidget]:
    for part in window.findChildren(QWidget):
        # Most are those of pages that nobody sees.
        if not part.isVisibleTo(window) or part.window() is not window:
            continue
        floats = isinstance(part, FLOATING) or any(
            isinstance(one, FLOATING) for one in _above(part)
        )
        # The row of buttons in the strip is as wide as they are: only they are seen.
        is_seen = part.size().isValid() and not isinstance(part, StripButtons)
        if not floats and is_seen:
            yield part


def _above(part: QWidget) -> Iterator[QWidget]:
    parent = part.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def _place(part: QWidget, room: QRect, window: QWidget) -> QRect:
    return QRect(part.mapTo(window, room.topLeft()), room.size())


def _rows(view: QAbstractItemView) -> Iterator[tuple[str, QRect]]:
    model = view.model()
    if model is None:
        return
    columns = 1 if isinstance(view, QListView) else model.columnCount()
    for row in range(min(FAR, model.rowCount())):
        for column in range(columns):
            index = model.index(row, column, QModelIndex())
            words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            if words and not view.visualRect(index).isEmpty():
                yield words, view.visualRect(index)


def _lines(view: QTextEdit) -> Iterator[tuple[str, QRect]]:
    scrolled = QPoint(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
    block, layout = view.document().begin(), view.document().documentLayout()
    while block.isValid():
        if block.text():
            room = layout.blockBoundingRect(block).toRect()
            yield block.text(), room.translated(-scrolled)
        block = block.next()


def _name(thing: object, words: str) -> str:
    assert isinstance(thing, QWidget)
    own = thing.objectName() or type(thing).__name__
    inside = next((one.objectName() for one in _above(thing) if one.objectName()), "")
    return f"{inside}/{own} {words[:40]!r}"


def _told(place: QRect) -> str:
    return f"{place.x()},{place.y()} {place.width()}x{place.height()}"
