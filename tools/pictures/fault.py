"""A fault of a picture."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Kind(StrEnum):
    CUT = "cut"  # a text that is not whole
    SIDEWAYS = "sideways"  # what has to be scrolled sideways
    OUTSIDE = "outside"  # a control that reaches over the edge of what it is in
    OVERLAP = "overlap"
    CONTRAST = "contrast"  # of letters
    EDGE = "edge"  # of fields, outlined buttons and the ring of the focus
    NAMELESS = "nameless"
    LETTER = "letter"  # that two parts claim
    KEY = "key"  # that stands at two places
    FOCUS = "focus"  # claimed beside the cursor
    MARKUP = "markup"  # in what is read aloud
    MARK = "mark"  # of direction, in what is read aloud
    ORDER = "order"  # told in another one than it stands in


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    kind: Kind
    where: str  # path of the widget
    what: str

    def told(self) -> dict[str, str]:
        return asdict(self)
