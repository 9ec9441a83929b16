"""Where the lines of opening times stand: in two columns where there is room."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from widgets.kit.theme import SPACE_S, SPACE_XS, scaled

DAYS_ACROSS_PX = 380


class HoursGrid(QWidget):
    """Empty until fill() puts the lines in."""

    def __init__(self) -> None:
        super().__init__()
        self._across = 1
        self._days: Sequence[QWidget] = ()
        self._rules: Sequence[QWidget] = ()
        self._week, self._rest = QGridLayout(), QGridLayout()

    def fill(
        self,
        days: Sequence[QWidget],
        rows: Sequence[QWidget],
        rules: Sequence[QWidget],
        below: Sequence[QWidget],
    ) -> None:
        """Parts are put in from top to bottom: that is the order of Tab."""
        self._days, self._rules = days, rules
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        for grid in (self._week, self._rest):
            grid.setSpacing(SPACE_XS)
            grid.setHorizontalSpacing(SPACE_S)
        layout.addLayout(self._week)
        self._place_days()
        for part in rows:
            layout.addWidget(part)
        layout.addLayout(self._rest)
        self._place_rules()
        for part in below:
            layout.addWidget(part)

    def arrange(self, width: int) -> None:
        """Lay the lines out for a width of the whole field."""
        across = 2 if width >= scaled(DAYS_ACROSS_PX) else 1
        # Told at every pixel of a resize.
        if across == self._across or not self._days:
            return
        self._across = across
        self._place_days()
        self._place_rules()

    def _place_days(self) -> None:
        for day, field in enumerate(self._days):
            self._week.addWidget(field, day // self._across, day % self._across)

    def _place_rules(self) -> None:
        self._rest.addWidget(self._rules[0], 0, 0, 1, self._across)
        for place, field in enumerate(self._rules[1:]):
            row, column = 1 + place // self._across, place % self._across
            self._rest.addWidget(field, row, column)
