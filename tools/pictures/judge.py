"""One look at a window: all faults that an eye would find in its picture, and a screen reader."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tools.pictures.contrasts import faint_edges, faint_ring, faint_texts
from tools.pictures.controls import nameless
from tools.pictures.cuts import cuts, outside, sideways
from tools.pictures.fault import Fault, Kind
from tools.pictures.overlaps import overlaps
from tools.pictures.pixels import pixels_of
from tools.pictures.shown import Shown


def judged(window: QWidget) -> list[Fault]:
    """Return the faults of a window that is shown and at rest, each once, in a fixed order."""
    shown, picture = Shown(window), window.grab().toImage()
    pixels = pixels_of(picture)
    found = {*cuts(shown), *sideways(shown), *outside(shown), *overlaps(shown)}
    found |= {*faint_texts(shown, pixels), *faint_edges(shown, pixels)}
    found |= {*faint_ring(shown, picture)}
    found |= {Fault(Kind.NAMELESS, one, "no name") for one in nameless(window)}
    return sorted(found)


def judged_all(app: QApplication) -> list[Fault]:
    """Return the faults of all windows that are shown now, tooltips excepted."""
    shown = (one for one in app.topLevelWidgets() if one.isVisible())
    windows = [one for one in shown if one.windowType() is not Qt.WindowType.ToolTip]
    return [fault for window in windows for fault in judged(window)]
