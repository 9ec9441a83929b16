"""One look at a window: all faults that an eye would find in its picture, and a screen reader."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tools.pictures.contrasts import faint_edges, faint_ring, faint_texts
from tools.pictures.controls import claimed_twice, nameless
from tools.pictures.cuts import cuts, outside, sideways
from tools.pictures.fault import Fault, Kind
from tools.pictures.keycaps import shown_twice
from tools.pictures.overlaps import overlaps
from tools.pictures.pixels import pixels_of
from tools.pictures.shown import Shown
from tools.pictures.tree import (
    focused_beside_the_cursor,
    out_of_order,
    told_with_marks,
    told_with_markup,
)


def judged(window: QWidget) -> list[Fault]:
    """Return the faults of a window that is shown and at rest, each once, in a fixed order."""
    shown, picture = Shown(window), window.grab().toImage()
    pixels = pixels_of(picture)
    found = {*cuts(shown), *sideways(shown), *outside(shown), *overlaps(shown)}
    found |= {*faint_texts(shown, pixels), *faint_edges(shown, pixels)}
    found |= {*faint_ring(shown, picture)}
    found |= {Fault(Kind.NAMELESS, one, "no name") for one in nameless(window)}
    return sorted(found)


def told(window: QWidget) -> list[Fault]:
    """Return what is wrong in what a window tells without a picture."""
    return sorted(
        [
            *(Fault(Kind.LETTER, one, " / ".join(of)) for one, of in claimed_twice(window).items()),
            *(Fault(Kind.KEY, one, "shown twice") for one in shown_twice(window)),
            *(Fault(Kind.FOCUS, one, "not alone") for one in focused_beside_the_cursor(window)),
            *(Fault(Kind.MARKUP, one, "read as it stands") for one in told_with_markup(window)),
            *(Fault(Kind.MARK, one, "spelled") for one in told_with_marks(window)),
            *(Fault(Kind.ORDER, one, "told too late") for one in out_of_order(window)),
        ]
    )


def windows_of(app: QApplication) -> Iterator[QWidget]:
    """Yield the windows that are shown now, tooltips excepted."""
    for one in app.topLevelWidgets():
        if one.isVisible() and one.windowType() is not Qt.WindowType.ToolTip:
            yield one
