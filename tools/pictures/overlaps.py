"""Texts and controls that lie over one another without floating."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import QRectF

from tools.pictures.fault import Fault, Kind
from tools.pictures.shown import Part, Shown, ShownText, path_of

SPARE_PX = 2  # edges may touch, and share what rounding gave both


@dataclass(frozen=True, slots=True)
class _Thing:
    part: Part
    words: str  # "" for a control
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Thing") -> bool:
        beside = min(self.right, other.right) - max(self.left, other.left)
        return (
            beside > SPARE_PX
            and min(self.bottom, other.bottom) - max(self.top, other.top) > SPARE_PX
        )

    def may_lie_in(self, other: "_Thing") -> bool:
        """Return whether these belong together: the words of a button, a button in a list."""
        if self.words and other.words:
            return False
        one, its = self.part.widget, other.part.widget
        return one is its or one.isAncestorOf(its) or its.isAncestorOf(one)


def overlaps(shown: Shown) -> Iterator[Fault]:
    things = [_text(one) for one in shown.texts if one.is_whole]
    things += [
        _thing(part, "", QRectF(part.seen))
        for part in shown.parts
        if part.is_control and shown.is_bare(part, part.seen)
    ]
    for one, other in combinations(things, 2):
        if one.meets(other) and not one.may_lie_in(other):
            yield Fault(Kind.OVERLAP, path_of(one.part.widget), f"{_name(one)} / {_name(other)}")


def _text(text: ShownText) -> _Thing:
    """Return where a text is seen, without what its letters may share with the next line."""
    place = text.drawn.core.intersected(QRectF(text.part.seen))
    if text.drawn.clip is not None:
        place = place.intersected(text.drawn.clip)
    return _thing(text.part, text.drawn.text, place)


def _thing(part: Part, words: str, place: QRectF) -> _Thing:
    return _Thing(part, words, place.left(), place.top(), place.right(), place.bottom())


def _name(thing: _Thing) -> str:
    return thing.words[:40] or path_of(thing.part.widget)
