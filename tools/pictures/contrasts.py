"""Contrast as painted: of letters, of the edges of fields and buttons, of the focus ring."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from tools.pictures.fault import Fault, Kind
from tools.pictures.pixels import Pixels, blended, ground_of, piece, pixels_of, strongest
from tools.pictures.rings import LEAST_SHARE, share_seen
from tools.pictures.shown import Shown, ShownText, path_of
from widgets.kit.action_button import ActionButton
from widgets.kit.theme import current_tokens
from widgets.kit.tokens import contrast_ratio
from widgets.panels.focus_ring import FocusRing

TEXT, EDGE = 4.5, 3.0
CLOSER = 4  # times as large: a thin letter is grey at its own size, its colour shows there
DEEP_PX, BESIDE_PX = 3, 2  # how deep in a part its edge is looked for, where its surroundings begin
LONG_PX = 12  # a dashed edge has a dash within
FIELDS = (QLineEdit, QComboBox, QPlainTextEdit, QSpinBox)
OUTLINED = ("", "danger")  # kinds of buttons that an edge alone makes one


def faint_texts(shown: Shown, picture: Pixels) -> Iterator[Fault]:
    for text in shown.texts:
        place = _seen(text)
        # Of a text that is half scrolled away the letters are not there to be measured.
        is_half = place.height() < text.drawn.ink.height() / 2
        if not text.is_whole or is_half or place.isEmpty() or not _counts(text):
            continue
        ratio = _ratio(piece(picture, place), text)
        if ratio < TEXT:
            ratio = _ratio(_closer(shown.window, place), text)
        if ratio < TEXT:
            yield Fault(
                Kind.CONTRAST,
                path_of(text.part.widget),
                f"{ratio:.1f}:1 {text.drawn.colour}: {text.drawn.text[:60]}",
            )


def faint_edges(shown: Shown, picture: Pixels) -> Iterator[Fault]:
    focused = QApplication.focusWidget()
    for part in shown.parts:
        rect = _edge_of(part.widget)
        if rect is None or not part.widget.isEnabled():
            continue
        place = rect.translated(part.rect.topLeft())
        if part.widget is focused or not shown.is_bare(part, place) or place != part.seen & place:
            continue
        ratio = _weakest_side(picture, place)
        if ratio < EDGE:
            yield Fault(Kind.EDGE, path_of(part.widget), f"edge {ratio:.1f}:1")


def faint_ring(shown: Shown, picture: QImage) -> Iterator[Fault]:
    """The part with the cursor, if this window has it, must show that it is there."""
    focused = QApplication.focusWidget()
    part = next((one for one in shown.parts if one.widget is focused), None)
    if part is None or focused is shown.window:
        return
    rings = [one.widget for one in shown.parts if isinstance(one.widget, FocusRing)]
    if not shown.is_bare(part, part.seen):
        # Something floats over it: there its ring would be drawn over other words.
        covered = QRegion(part.seen) - shown.of(part, part.seen)
        if any(_lies_over(picture, covered, ring) for ring in rings):
            yield Fault(Kind.EDGE, path_of(part.widget), "its ring lies over what covers it")
        return
    if part.widget.property("ring") == "own":
        share = float(_weakest_side(pixels_of(picture), part.seen) >= EDGE)
    else:
        share = max((share_seen(picture, one) for one in rings), default=0.0)
    if share < LEAST_SHARE:
        yield Fault(Kind.EDGE, path_of(part.widget), f"{share:.0%} of the ring of the focus seen")


def _lies_over(picture: QImage, covered: QRegion, ring: FocusRing) -> bool:
    """Return whether the upper or lower side of a ring is seen where its part is covered."""
    drawn = covered & ring.mask().translated(ring.pos())
    middle, sides = ring.geometry().center().x(), (ring.geometry().top(), ring.geometry().bottom())
    points = [QPoint(middle, side) for side in sides]
    ink = current_tokens().focus.lower()
    return any(drawn.contains(one) and picture.pixelColor(one).name() == ink for one in points)


def _counts(text: ShownText) -> bool:
    """Return whether a text must be legible: what cannot be used now need not."""
    widget = text.part.widget
    if not widget.isEnabled():
        return False
    view = widget.parentWidget()
    if isinstance(view, QAbstractItemView) and view.viewport() is widget:
        index = view.indexAt(text.drawn.ink.center().toPoint() - text.part.rect.topLeft())
        return not index.isValid() or bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
    return True


def _seen(text: ShownText) -> QRect:
    seen = text.drawn.ink.intersected(QRectF(text.part.seen))
    if text.drawn.clip is not None:
        seen = seen.intersected(text.drawn.clip)
    return seen.toAlignedRect()


def _ratio(pixels: Pixels, text: ShownText) -> float:
    """Return the contrast of the letters: what they were given, and what became of it."""
    ground = ground_of(pixels, text.drawn.colour)
    given = blended(text.drawn.colour, text.drawn.alpha, ground)
    return min(contrast_ratio(given, ground), strongest(pixels, ground))


def _closer(window: QWidget, place: QRect) -> Pixels:
    picture = QImage(QSize(place.size()) * CLOSER, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    painter.scale(CLOSER, CLOSER)
    window.render(painter, QPoint(), place)
    painter.end()
    return pixels_of(picture)


def _edge_of(widget: QWidget) -> QRect | None:
    """Return the rectangle whose edge tells that there is something; None where no edge does."""
    if isinstance(widget, QCheckBox):
        option = QStyleOptionButton()
        widget.initStyleOption(option)
        return widget.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, widget)
    if isinstance(widget, ActionButton):
        return widget.rect() if (widget.property("kind") or "") in OUTLINED else None
    if isinstance(widget, FIELDS) and not isinstance(widget.parentWidget(), FIELDS):
        return widget.rect()
    return None


def _weakest_side(picture: Pixels, rect: QRect) -> float:
    """Return the contrast of an edge with what lies beside it, on the side where it is least."""
    upright = min((_side(picture, one, rect) for one in (rect.top(), rect.bottom())), default=EDGE)
    turned = QRect(rect.top(), rect.left(), rect.height(), rect.width())
    flat = min(_side(picture.T, one, turned) for one in (rect.left(), rect.right()))
    return min(upright, flat)


def _side(picture: Pixels, at: int, rect: QRect) -> float:
    """Measure the upper or lower edge, in row at; beside the picture there is nothing to see."""
    is_upper = at == rect.top()
    beside = at - BESIDE_PX if is_upper else at + BESIDE_PX
    if not 0 <= beside < picture.shape[0]:
        return EDGE
    left = rect.center().x() - LONG_PX // 2
    ground = ground_of(piece(picture, QRect(left, beside, LONG_PX, 1)))
    top = at if is_upper else at + 1 - DEEP_PX
    return strongest(piece(picture, QRect(left, top, LONG_PX, DEEP_PX)), ground)
