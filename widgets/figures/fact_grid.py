"""Facts of one thing in two columns: what it is above, its value below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from widgets.kit.plain_text import ElidedLabel, set_spoken_name
from widgets.kit.theme import SPACE_L, SPACE_M

COLUMNS = 2


def stand_at_the_start(label: QLabel) -> None:
    """Have a text of any script begin where the window's lines begin.

    Qt would set Latin words from the left in an Arabic window.
    """
    is_mirrored = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class FactGrid(QFrame):
    """Made for its titles once: values change in their places."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_L)
        grid.setVerticalSpacing(SPACE_M)
        self._titles = tuple(titles)
        self._values = [ElidedLabel("–", "reading", self) for _ in titles]
        for label in self._values:
            stand_at_the_start(label)
        for at, title in enumerate(titles):
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(ElidedLabel(title, "section", self))
            pair.addWidget(self._values[at])
            grid.addLayout(pair, at // COLUMNS, at % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)

    def show_values(self, values: Sequence[str]) -> None:
        for label, value in zip(self._values, values, strict=True):
            label.show_text(value or "–")
        pairs = zip(self._titles, values, strict=True)
        set_spoken_name(self, ", ".join(f"{title} {value or '–'}" for title, value in pairs))
