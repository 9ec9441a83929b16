"""Filters of a search: one chip for each kind, and the list of what a word behind an @ may become.

The focus stays in the box above, which hands its keys on; chips are reached by Tab as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from widgets.fields.filter_chip import FilterButton, FilterKey, ListFilterButton
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.plain_text import set_spoken_description, set_spoken_name, tooltip_of
from widgets.kit.theme import SPACE_XS
from widgets.speech.announcer import Announcer
from widgets.tables.hit_list import HitList, HitRow

MOST_ROWS = 7
MOST_LETTERS = 16  # of what a chip shows; its name for screen readers is whole
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class FilterChip:
    """label: what is chosen, or the kind while nothing is. hint: for screen readers.

    short: the word that is shown while nothing is chosen. has_list: pressing it offers values.
    """

    name: str
    label: str
    is_on: bool = False
    hint: str = ""
    short: str = ""
    has_list: bool = True


class FilterRow(QWidget):
    pressed = Signal(str)  # name of a chip
    taken = Signal(int)  # row of the options
    closed = Signal()  # without taking one

    def __init__(self, after: QWidget, parent: QWidget | None = None) -> None:
        """after: what Tab leaves for the first chip."""
        super().__init__(parent)
        self._last = after
        self.setObjectName("filter_row")
        self._chips: dict[str, QPushButton] = {}
        self._row = QWidget()
        self._flow = FlowLayout(self._row, SPACE_XS)
        self._key = FilterKey("Ctrl+F")
        self._options = HitList()
        self._options.setObjectName("filter_options")
        self._options.setAccessibleName(self.tr("Filtri da scegliere"))
        self._options.set_numbered(False)
        self._options.hide()
        self._options.used.connect(self.taken)
        self._options.clicked.connect(lambda index: self.taken.emit(index.row()))
        self._announcer = Announcer(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self._row, 1)
        line.addWidget(self._key, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(line)
        layout.addWidget(self._options)

    @property
    def is_open(self) -> bool:
        """Whether something is offered to choose from."""
        return bool(self._options.hits())

    def show_chips(self, chips: Sequence[FilterChip]) -> None:
        """Show the chips, always the same ones in the same places."""
        for chip in chips:
            button = self._chips.get(chip.name)
            if button is None:
                button = self._chips[chip.name] = self._new(chip)
            shown = _shorter(chip.label if chip.is_on else chip.short or chip.label)
            button.setText(shown.replace("&", "&&"))
            button.setToolTip(tooltip_of(chip.label))
            set_spoken_name(button, chip.label)
            set_spoken_description(button, chip.hint)
            button.setChecked(chip.is_on)
            button.updateGeometry()
        # A chip that is on takes its place.
        self._key.setVisible(not any(chip.is_on for chip in chips))
        self._flow.invalidate()

    def show_options(self, rows: Sequence[HitRow]) -> None:
        """Offer these, the first one marked; none closes the list."""
        # Told at each letter: shown anew, the marked row would jump to the first.
        if tuple(rows) == self._options.hits():
            return
        was_open = self.is_open
        self._options.show_hits(rows)
        self._options.setVisible(bool(rows))
        self.fit_options(MOST_ROWS * self._options.row_height())
        # The panel asks for the height before the layout hears of it: rows would be cut off.
        self.updateGeometry()
        if rows and not was_open:
            count = self.tr("%n filtri da scegliere, freccia giù", "", len(rows))
            self._announcer.announce(count)

    def fit_options(self, room: int) -> None:
        """Show as many options as there are and fit into so many pixels, at least two."""
        there = max(1, len(self._options.hits()))
        rows = min(MOST_ROWS, there, max(2, room // self._options.row_height()))
        self._options.fit_rows(rows, least=min(2, there))

    def take_key(self, key: Qt.Key) -> bool:
        """Use a key pressed in the box while something is offered; False: it means something else.

        ↑ ↓ choose, Enter takes, Esc closes.
        """
        if not self.is_open:
            return False
        if key in _STEPS:
            self._options.move_current(_STEPS[key])
            self._say_current()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(max(0, self._options.current_row()))
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            return False
        return True

    def _new(self, chip: FilterChip) -> QPushButton:
        kind = ListFilterButton if chip.has_list else FilterButton
        button = kind(f"filter_{chip.name}")
        button.clicked.connect(lambda: self.pressed.emit(chip.name))
        self._flow.addWidget(button)
        # Chips are made when first shown: by age they would come after everything else.
        QWidget.setTabOrder(self._last, button)
        self._last = button
        return button

    def _say_current(self) -> None:
        row, rows = self._options.current_row(), self._options.hits()
        if row >= 0:
            words = self.tr("{0}, {1} di {2}")
            self._announcer.announce(words.format(rows[row].title, row + 1, len(rows)), kind="row")


def _shorter(label: str) -> str:
    return label if len(label) <= MOST_LETTERS else label[: MOST_LETTERS - 1].rstrip() + "…"
