"""Texts that are not whole: cut by an edge, ended in "…" where they may not be, or not drawn."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRectF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QToolTip,
    QWidget,
)

from tools.pictures.fault import Fault, Kind
from tools.pictures.shown import Part, Shown, ShownText, path_of

SPARE_PX = 1.5  # what rounding may take of a letter
NEAR_PX = 8  # a space in large text
CUT = "…"
# What is said or dialled from the screen: half a number is a wrong one, half a state no state.
NEVER_SHORT = ("state", "timer", "figure", "pill_number")
_NUMBER = re.compile(r"[\d+][\d ./:+-]*")
_LETTER = re.compile(r"\w")
_MARKS = re.compile("[&\u200c-\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def cuts(shown: Shown) -> Iterator[Fault]:
    for text in shown.texts:
        what = _shortened(text) or _cut_by(text)
        if what:
            yield Fault(Kind.CUT, path_of(text.part.widget), f"{what}: {text.drawn.text[:60]}")
    for part in shown.parts:
        is_seen = not shown.of(part, part.rect).isEmpty()
        if is_seen and _is_missing(part) and part.cut_off(QRectF(part.rect)) is not None:
            yield Fault(Kind.CUT, path_of(part.widget), f"not drawn: {_words(part.widget)[:60]}")


def sideways(shown: Shown) -> Iterator[Fault]:
    """What is wider than its room, whether a bar says so or not."""
    for part in shown.parts:
        area = part.widget
        if isinstance(area, QAbstractScrollArea) and area.horizontalScrollBar().maximum() > 0:
            over = area.horizontalScrollBar().maximum()
            yield Fault(Kind.SIDEWAYS, path_of(area), f"{over} pixels wider than its room")


def outside(shown: Shown) -> Iterator[Fault]:
    """Controls that reach over the edge of what they are in."""
    for part in shown.parts:
        if part.is_control and not shown.of(part, part.rect).isEmpty():
            over = part.cut_off(QRectF(part.rect), by_itself=False) or 0.0
            if over > SPARE_PX:
                yield Fault(Kind.OUTSIDE, path_of(part.widget), f"{over:.0f} pixels cut off")


def _cut_by(text: ShownText) -> str:
    widget, drawn = text.part.widget, text.drawn
    # What is typed scrolls under the cursor.
    if isinstance(widget, QLineEdit) and widget.text() and not widget.isReadOnly():
        return ""
    over = text.part.cut_off(drawn.ink) or 0.0
    if drawn.clip is not None:
        beside, above = _over(drawn.ink, drawn.clip)
        # What scrolls is painted as far as it is seen.
        scrolls = any(frame.scrolls for frame in text.part.frames)
        over = max(over, beside, 0.0 if scrolls else above)
    return f"{over:.0f} pixels cut off" if over > SPARE_PX else ""


def _over(place: QRectF, room: QRectF) -> tuple[float, float]:
    """Return how far a place reaches over a room: beside it, and above or below it."""
    beside = max(room.left() - place.left(), place.right() - room.right())
    return beside, max(room.top() - place.top(), place.bottom() - room.bottom())


def _is_missing(part: Part) -> bool:
    """Return whether a part has words and draws none of them."""
    words = _bare(_words(part.widget)).strip()
    drawn = [_bare(one.text).strip().removesuffix(CUT) for one in part.drawn.texts]
    # A button may draw more than its word, a long word less.
    return bool(_LETTER.search(words)) and not any(one in words or words in one for one in drawn)


def _words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def _shortened(text: ShownText) -> str:
    """Return why a text may not end in "…" here; "" where it does not, or may."""
    shown, widget = _bare(text.drawn.text).strip(), text.part.widget
    if not shown.endswith(CUT) or any(shown in _bare(one) for one in _sources(text)):
        return ""
    left = shown.removesuffix(CUT).strip() or _beside(text)
    is_name = isinstance(widget, QAbstractButton | QLineEdit) and not _is_beside_name(left, text)
    if is_name or widget.property("role") in NEVER_SHORT:
        return "shortened"
    if not left or _NUMBER.fullmatch(left):
        return "a number shortened" if left else "nothing left"
    return "" if _tells_the_rest(text) else "shortened, and no tooltip has it whole"


def _is_beside_name(words: str, text: ShownText) -> bool:
    """Return whether words are of what a button says besides its name, which is there whole."""
    widget, words = text.part.widget, words.strip(" ·")
    drawn = {word for one in text.part.drawn.texts for word in _bare(one.text).split()}
    name = _bare(widget.accessibleName()).replace(",", "").split()
    besides = _bare(widget.accessibleDescription())
    return bool(words) and words in besides and drawn.issuperset(name)


def _beside(text: ShownText) -> str:
    """Return what stands beside a text in its line: another script is drawn by itself."""
    ink = text.drawn.ink
    signs = [one for one in text.part.drawn.signs if _are_near(one, ink)]
    for one in text.part.drawn.texts:
        if one is text.drawn or not _share_line(one.core, ink):
            continue
        if _are_near(one.core.united(one.ink), ink):
            return _bare(one.text)
        if any(_are_near(one.core, sign) for sign in signs):
            return f"{_bare(one.text)} ·"  # it is whole: the next text is what is left out
    return ""


def _are_near(one: QRectF, other: QRectF) -> bool:
    apart = max(one.left() - other.right(), other.left() - one.right())
    return apart < NEAR_PX and _share_line(one, other)


def _share_line(one: QRectF, other: QRectF) -> bool:
    return min(one.bottom(), other.bottom()) > max(one.top(), other.top())


def _sources(text: ShownText) -> Iterator[str]:
    """Yield what this text was made of, as far as its widget tells."""
    widget = text.part.widget
    yield _words(widget)
    if isinstance(widget, QLineEdit):
        yield from (widget.text(), widget.placeholderText())
    view, index = _item_at(text)
    if view is not None and index.isValid():
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            yield str(index.data(role) or "")


def _item_at(text: ShownText) -> tuple[QAbstractItemView | None, QModelIndex]:
    view = text.part.widget.parentWidget()
    if not isinstance(view, QAbstractItemView) or view.viewport() is not text.part.widget:
        return None, QModelIndex()
    return view, view.indexAt(_middle(text))


def _middle(text: ShownText) -> QPoint:
    return text.drawn.ink.center().toPoint() - text.part.rect.topLeft()


def _tells_the_rest(text: ShownText) -> bool:
    """Return whether a pointer that rests on a text is told all of it."""
    widget = text.part.widget
    view, index = _item_at(text)
    if widget.toolTip() or (index.isValid() and index.data(Qt.ItemDataRole.ToolTipRole)):
        return True
    at = _middle(text)
    # Some parts find out only when asked what they have to tell.
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
    QToolTip.hideText()
    return bool(widget.toolTip() or (view is not None and view.toolTip()))


def _bare(text: str) -> str:
    return _MARKS.sub("", text)
