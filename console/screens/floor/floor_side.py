"""Beside the figures of the room: what breaks a promise, people by state, lines, late callbacks."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from widgets.figures.figure_table import FRAME_PX, SHARE, FigureColumn, FigureTable
from widgets.figures.lines_bar import LinesBar
from widgets.figures.problem_list import ProblemList
from widgets.kit.plain_text import ElidedLabel, plain_label, wrapped_label
from widgets.kit.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, set_look
from widgets.tables.record_model import Column

SHARE_AT = 2
DATA_LINES, LATE_ROWS = 2, 3  # reserved, so that what is below stays where it is
GROUP_GAP_PX = 5


class FloorSide(QFrame):
    """The column that an action opens over. FloorPresenter fills it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.now_title = ElidedLabel(self.tr("Adesso"), "section")
        self.now_more, self.late_more = plain_label("", "small"), plain_label("", "small")
        self.problems = ProblemList(self.tr("Che cosa non va adesso"))
        self.people_title = ElidedLabel(self.tr("Persone per stato"), "section")
        self.people_longest = plain_label(self.tr("la più lunga"), "small")
        self.people = FigureTable(
            self.tr("Persone per stato"),
            (
                Column(title=self.tr("Stato"), width=18),
                Column(title="", width=5, is_ltr=True, is_number=True),
                FigureColumn(title="", width=0, holds=SHARE),
                Column(title="", width=9, is_ltr=True, is_number=True),
            ),
            is_short=True,
        )
        self.no_names = wrapped_label("", "small")
        self.lines_title = ElidedLabel("", "section")
        self.lines = LinesBar()
        self.lines_parts = plain_label("", "small")
        self.late_title = ElidedLabel(self.tr("Richiami oltre la fascia"), "section")
        self.late = FigureTable(
            self.tr("Richiami oltre la fascia"),
            (
                Column(title=self.tr("Ufficio"), width=0),
                Column(title=self.tr("Quanti"), width=18, is_number=True),
            ),
            is_short=True,
            is_wrapped=True,
        )
        self.late_none = wrapped_label(self.tr("Nessun richiamo è in ritardo."), "muted")
        self.data = wrapped_label("", "second")
        self._fill()

    def keep_room(self) -> None:
        """Reserve lines and rows in the present text size."""
        self._late.setMinimumHeight(LATE_ROWS * self.late.row_height() + FRAME_PX)
        self.data.setMinimumHeight(DATA_LINES * self.data.fontMetrics().lineSpacing())

    def show_shares(self, *, is_shown: bool) -> None:
        """Show the bars of people by state, or leave their room: a state is never cut."""
        self.people.setColumnHidden(SHARE_AT, not is_shown)

    def _fill(self) -> None:
        set_look(self, "panel", "true")
        self.setAccessibleName(self.tr("Adesso, persone, linee, richiami"))
        column = page_column(self)
        column.setSpacing(SPACE_XS)
        groups: tuple[tuple[QWidget, ...], ...] = (
            (_beside(self.now_title, self.now_more), self.problems),
            (_beside(self.people_title, self.people_longest), self.people, self.no_names),
            (_beside(self.lines_title, self.lines_parts), self.lines),
            (_beside(self.late_title, self.late_more), self._late_room()),
            (plain_label(self.tr("Dati"), "section"), self.data),
        )
        for group in groups:
            for part in group:
                column.addWidget(part)
            column.addSpacing(GROUP_GAP_PX)
        column.addStretch(1)

    def _late_room(self) -> QWidget:
        """Where late callbacks stand: LATE_ROWS high with any or none, nothing below moves."""
        self._late = QWidget()
        column = QVBoxLayout(self._late)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.late)
        column.addWidget(self.late_none)
        column.addStretch(1)
        return self._late


def _beside(title: QWidget, words: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(title, 1)
    row.addWidget(words)
    return holder


def page_column(frame: QFrame) -> QVBoxLayout:
    """Give a part of the page its column, with the margins of all parts."""
    column = QVBoxLayout(frame)
    column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
    column.setSpacing(SPACE_S)
    return column
