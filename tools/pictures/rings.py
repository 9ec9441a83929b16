"""How well the ring is seen that shows where the cursor is."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from widgets.kit.tokens import contrast_ratio
from widgets.panels.focus_ring import OUTSIDE_PX, RADIUS, RING_PX, FocusRing

LEAST_CONTRAST, LEAST_SHARE = 3.0, 0.9
CORNER_PX = RADIUS + OUTSIDE_PX + RING_PX  # where the ring is round


def contrasts(picture: QImage, ring: FocusRing) -> Iterator[float]:
    """Yield by how much points of the ring stand out from what is on one of their two sides."""
    room, target = ring.geometry(), ring.target()
    shown = ring.mask() if target is None else ring.mask().subtracted(ring.covered(target))
    shown = shown.translated(ring.pos())
    for inward, top in ((1, room.top()), (-1, room.bottom())):
        for left in range(room.left() + CORNER_PX, room.right() - CORNER_PX + 1, 4):
            at = QPoint(left, top)
            sides = (QPoint(left, top - inward), QPoint(left, top + inward * RING_PX))
            if shown.contains(at):
                ink = picture.pixelColor(at).name()
                grounds = [picture.pixelColor(one) for one in sides if picture.rect().contains(one)]
                yield max(contrast_ratio(ink, ground.name()) for ground in grounds)


def share_seen(picture: QImage, ring: FocusRing) -> float:
    seen = [found >= LEAST_CONTRAST for found in contrasts(picture, ring)]
    return sum(seen) / len(seen) if seen else 0.0
