"""The queue of callbacks: when, whom, about what, how often tried; filters by desk and mine."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from widgets.fields.labelled_field import Choice, ChoiceField
from widgets.kit.action_button import action_button
from widgets.kit.plain_text import ElidedLabel, wrapped_label
from widgets.kit.theme import SPACE_M, SPACE_S
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackRow:
    """All texts as shown. urgency: words for a row past its hour; note: who has it, or why.

    note_said: the note for who does not see the row greyed.
    """

    key: str
    due: str
    window: str
    citizen: str
    topic: str
    attempts: str
    note: str = ""
    note_said: str = ""
    urgency: str = ""
    is_muted: bool = False  # taken by somebody else


class CallbackTable(QFrame):
    """Enter opens a row, F11 (the screen's) takes the next."""

    selected = Signal(str)  # key
    opened = Signal(str)  # key
    next_requested = Signal()
    desk_chosen = Signal(str)
    mine_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("callback_table")
        self.setAccessibleName(self.tr("Coda dei richiami"))
        self.setProperty("panel", "true")
        self._title = ElidedLabel(self.tr("Da richiamare"), "section")
        self._desk = ChoiceField("callback_desk", self.tr("Sp&ortello"))
        self._mine = QCheckBox(self.tr("Solo &mie"))
        self._mine.setObjectName("callback_mine")
        self.next_button = action_button(
            "callback_next", self.tr("Prossimo richiamo"), "F11", "primary"
        )
        self._empty = wrapped_label("", "muted")
        self.table = RecordTable(
            self.tr("Da richiamare"),
            (
                Column(title=self.tr("Scade"), width=11, is_ltr=True),
                Column(title=self.tr("Fascia"), width=8, is_ltr=True),
                Column(title=self.tr("Cittadino"), width=0),
                Column(title=self.tr("Tema"), width=14),
                Column(title=self.tr("Tent."), width=4, is_ltr=True),
                Column(title=self.tr("Nota"), width=0),
            ),
            urgency_title=self.tr("Urgenza"),
        )
        self._build()
        self._desk.edited.connect(self.desk_chosen)
        self._mine.toggled.connect(self.mine_toggled)
        self.next_button.clicked.connect(self.next_requested)
        self.table.selected.connect(self.selected)
        self.table.opened.connect(self.opened)
        self.set_rows(())

    def set_rows(self, rows: Sequence[CallbackRow], empty_sentence: str = "") -> None:
        """Show the queue, the first to do on top; the sentence stands there when it is empty."""
        self.table.set_records(
            [
                Record(
                    key=row.key,
                    cells=(row.due, row.window, row.citizen, row.topic, row.attempts, row.note),
                    said=("", "", "", "", "", row.note_said),
                    urgency=row.urgency,
                    is_muted=row.is_muted,
                )
                for row in rows
            ]
        )
        self._empty.setText(empty_sentence)
        self._empty.setVisible(bool(empty_sentence) and not rows)

    def set_title(self, text: str) -> None:
        """As "Da richiamare · 9 in coda · 2 oltre termine"."""
        self._title.show_text(text)

    def set_desks(self, desks: Sequence[Choice], chosen: str = "") -> None:
        """Desks to filter by; give "all of them" as a choice of its own."""
        self._desk.set_choices(desks)
        self._desk.set_value(chosen)

    def _build(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(SPACE_M)
        bottom = Qt.AlignmentFlag.AlignBottom
        filters.addWidget(self._desk, 1)
        filters.addWidget(self._mine, 0, bottom)
        filters.addStretch(1)
        filters.addWidget(self.next_button, 0, bottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._title)
        layout.addLayout(filters)
        layout.addWidget(self._empty)
        layout.addWidget(self.table, 1)
