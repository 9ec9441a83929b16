"""How many columns fit: four, three, two or one, by the width that the text size leaves."""

from enum import IntEnum

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets.kit.theme import current_percent, scaled

FOUR_PX, THREE_PX, TWO_PX = 1800, 1270, 900  # logical widths of the window at 100 % text
ONE_COLUMN_PERCENT = 200
RAIL_PX = 72
CITIZEN_PX, KNOWLEDGE_PX = 284, 440
CITIZEN_WIDE_PX, KNOWLEDGE_WIDE_PX = 360, 790
HALF_PERCENT, THIRD_PERCENT = 50, 46  # of the width, at most, for knowledge beside one or two more


class Columns(IntEnum):
    ONE = 1
    TWO = 2
    THREE = 3
    FOUR = 4


def columns_for(width_px: int, text_percent: int) -> Columns:
    """Return how many columns a window of this width shows at this text size."""
    if text_percent >= ONE_COLUMN_PERCENT:
        return Columns.ONE
    wide = width_px * 100 / text_percent
    if wide >= FOUR_PX:
        return Columns.FOUR
    if wide >= THREE_PX:
        return Columns.THREE
    return Columns.TWO if wide >= TWO_PX else Columns.ONE


class ContactColumns(QWidget):
    """Citizen, work, knowledge. What does not fit is one key away: reveal() brings it.

    The part with the cursor stays, however little room is left.
    """

    arranged = Signal()

    def __init__(
        self, citizen: QWidget, work: QWidget, knowledge: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = {"citizen": citizen, "work": work, "knowledge": knowledge}
        self._revealed = "knowledge"  # the side panel, or the page, chosen last
        self.columns = Columns.THREE
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        for name, part in self._parts.items():
            policy = QSizePolicy.Policy.Ignored if name == "work" else QSizePolicy.Policy.Preferred
            part.setSizePolicy(policy, QSizePolicy.Policy.Expanding)
            layout.addWidget(part, 1 if name == "work" else 0)

    def reveal(self, name: str) -> None:
        """Make sure a part ("citizen", "work", "knowledge") is on the screen.

        Before the window is laid out there is room for all: what is asked for then is remembered.
        """
        if name != "work" or self.columns is not Columns.TWO:
            self._revealed = name
        if not self._parts[name].isVisibleTo(self):
            self._arrange()

    def parts(self) -> tuple[QWidget, ...]:
        """Return all three, also what does not fit."""
        return tuple(self._parts.values())

    def bring(self, inside: QWidget) -> None:
        """Make sure the part that inside is in is on the screen."""
        if name := self._name_around(inside):
            self.reveal(name)

    def _name_around(self, inside: QWidget | None) -> str:
        return next((name for name, part in self._parts.items() if is_in(inside, part)), "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_revealed"):
            self._choose()

    def _choose(self) -> None:
        percent = current_percent()
        self.columns = columns_for(self.width() + scaled(RAIL_PX), percent)
        typed_in = self._name_around(QApplication.focusWidget())
        if typed_in and typed_in not in self._shown():
            self._revealed = typed_in
        self._arrange()

    def _arrange(self) -> None:
        shown = self._shown()
        for name, part in self._parts.items():
            part.setVisible(name in shown)
        wide = self.columns is Columns.FOUR
        citizen, knowledge = self._parts["citizen"], self._parts["knowledge"]
        if self.columns is Columns.ONE:
            for part in (citizen, knowledge):
                part.setMinimumWidth(0)
                part.setMaximumWidth(16_777_215)
        else:
            citizen.setFixedWidth(scaled(CITIZEN_WIDE_PX if wide else CITIZEN_PX))
            knowledge.setFixedWidth(self._knowledge_px(wide=wide))
        self.arranged.emit()

    def _knowledge_px(self, *, wide: bool) -> int:
        if wide:
            return scaled(KNOWLEDGE_WIDE_PX)
        share = HALF_PERCENT if self.columns is Columns.TWO else THIRD_PERCENT
        return min(scaled(KNOWLEDGE_PX), self.width() * share // 100)

    def _shown(self) -> frozenset[str]:
        if self.columns >= Columns.THREE:
            return frozenset(self._parts)
        if self.columns is Columns.TWO:
            side = self._revealed if self._revealed != "work" else "knowledge"
            return frozenset({"work", side})
        return frozenset({self._revealed})


def is_in(inside: QWidget | None, part: QWidget) -> bool:
    """Return whether a widget is a part of a window, or in it."""
    return inside is not None and (inside is part or part.isAncestorOf(inside))


def stacked(*parts: QWidget) -> QWidget:
    """Return a holder with parts below each other and no gaps; the last one grows."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(part, 1 if part is parts[-1] else 0)
    return holder
