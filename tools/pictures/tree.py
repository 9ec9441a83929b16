"""What an assistive program finds in a window, asked in its own process; parents first."""

import re
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QPlainTextEdit, QTextEdit, QWidget

from widgets.panels.search_room import AnswerPane

_Text = QAccessible.Text
_TOLD = (_Text.Name, _Text.Description, _Text.Value, _Text.Help)
_MARK = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPOKEN = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.ComboBox,
        QAccessible.Role.EditableText,
        QAccessible.Role.PageTabList,
        QAccessible.Role.List,
        QAccessible.Role.Table,
    }
)
_CELLS = (QAccessible.Role.Cell, QAccessible.Role.ListItem)
CELLS = 30  # of a table or list: with more of them a walk takes seconds


def nodes(window: QWidget) -> Iterator[QAccessibleInterface]:
    """Go through all that is shown, in the order in which it is told."""
    yield from _under(QAccessible.queryAccessibleInterface(window))


def _under(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield node
    for at in range(min(node.childCount(), CELLS)):
        child = node.child(at)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from _under(child)


def said(node: QAccessibleInterface) -> str:
    """Return what a reader could call it in a report."""
    part = node.object()
    name = part.objectName() if part is not None else ""
    return f"{node.role().name} {node.text(_Text.Name)!r} {name}".strip()


def focused_beside_the_cursor(window: QWidget) -> list[str]:
    """Return all that claims the focus, where more than one does."""
    found = [node for node in nodes(window) if node.state().focused and _is_told(node)]
    cells = [node for node in found if node.role() in _CELLS]
    # A cell has it with its table; each of them alone is the one place where the cursor is.
    if len(found) == 2 and len(cells) == 1 and found[0].role() not in _CELLS:
        part = found[0].object()
        return [] if isinstance(part, QAbstractItemView) else [said(node) for node in found]
    return [said(node) for node in found] if len(found) > 1 else []


def _is_told(node: QAccessibleInterface) -> bool:
    """Return whether a reader stops at it: a frame around a field only hands the cursor on."""
    return node.role() is not QAccessible.Role.Client


def told_with_marks(window: QWidget) -> list[str]:
    """Return what is told with marks of direction in it: a screen reader spells them.

    But for a document that is read with a caret, whose letters are the places the caret goes to.
    """
    return [
        f"{what.name} of {said(node)!a}"
        for node in nodes(window)
        for what in _TOLD
        if _MARK.search(node.text(what)) and not _is_document(node.object(), what)
    ]


def _is_document(part: object, what: QAccessible.Text) -> bool:
    return what is _Text.Value and isinstance(part, QTextEdit | QPlainTextEdit)


def told_with_markup(window: QWidget) -> list[str]:
    """Return descriptions with tags in them: they are read as they stand."""
    told = (node.text(_Text.Description) for node in nodes(window))
    return [text for text in told if text.startswith("<")]


def out_of_order(window: QWidget) -> list[str]:
    """Return controls told before one of their siblings that stands before them in their row.

    Or above them: what is higher up is read first, in a row what stands where a line begins.
    """
    found = []
    for node in nodes(window):
        if isinstance(node.object(), AnswerPane):
            continue  # it is read first, and what can be done with it stands above it
        part, placed = node.object(), [(said(one), one.rect()) for one in _shown_children(node)]
        # A part may be read otherwise than its window: the digits of a telephone are, everywhere.
        is_mirrored = (part if isinstance(part, QWidget) else window).isRightToLeft()
        for (before, first), (after, second) in pairwise(placed):
            if _stands_before(second, first, is_mirrored=is_mirrored):
                found.append(f"{after} stands before {before}")
    return found


def _shown_children(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for at in range(min(node.childCount(), CELLS)):
        child = node.child(at)
        if child is None or not child.isValid() or child.state().invisible:
            continue
        if child.rect().isEmpty() or not child.rect().intersects(node.rect()):
            continue
        if any(one.role() in _SPOKEN for one in _under(child)):
            yield child


def _stands_before(one: QRect, other: QRect, *, is_mirrored: bool) -> bool:
    if one.bottom() < other.top() + 1:
        return True
    if other.bottom() < one.top() + 1:
        return False  # it is below
    return one.left() > other.right() if is_mirrored else one.right() < other.left()
