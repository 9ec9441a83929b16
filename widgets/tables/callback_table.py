"""The queue of callbacks: when, whom, about what, how often tried; filters by desk, mine, late."""

import itertools
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from widgets.fields.labelled_field import Choice
from widgets.kit.action_button import ActionButton, action_button
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.key_footer import KeyFooter
from widgets.kit.plain_text import ElidedLabel, wrapped_label
from widgets.kit.theme import SPACE_M, SPACE_S, SPACE_XS, scaled, set_look
from widgets.tables.callback_rows import ROW_PX, CallbackRow, CallbackRows
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable

ANY_PX = 16_777_215  # of Qt: no limit


class CallbackTable(QFrame):
    """Enter opens a row, F11 (the screen's) takes the next."""

    selected = Signal(str)  # key
    opened = Signal(str)  # key
    next_requested = Signal()
    desk_chosen = Signal(str)
    mine_toggled = Signal(bool)
    late_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("callback_table")
        self.setAccessibleName(self.tr("Coda dei richiami"))
        set_look(self, "panel", "quiet")
        self._title = ElidedLabel(self.tr("Da richiamare"), "title")
        self.next_button = action_button("callback_next", self.tr("Prossimo"), "F11")
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, SPACE_XS)
        self._desks: dict[str, ActionButton] = {}
        self._mine = _chip("callback_mine")
        self._late = _chip("callback_late")
        self._empty = wrapped_label("", "muted")
        self.table = _Rows(self.tr("Da richiamare"), (Column(title="", width=0),))
        self._rows = CallbackRows(self.table)
        self._place = QGridLayout()
        self._coming: dict[str, CallbackRow] = {}
        self._build()
        self._mine.toggled.connect(self.mine_toggled)
        self._late.toggled.connect(self.late_toggled)
        self.next_button.clicked.connect(self.next_requested)
        self.table.selected.connect(self.selected)
        self.table.opened.connect(self.opened)
        self.set_rows(())

    def set_rows(self, rows: Sequence[CallbackRow], empty_sentence: str = "") -> None:
        """Show the queue, the first to do on top; the sentence stands there when it is empty."""
        self._coming = {row.key: row for row in rows}
        self.table.set_records(
            [Record(key=row.key, cells=(_words(row),), said=(row.said,)) for row in rows]
        )
        self._empty.setText(empty_sentence)
        is_empty = bool(empty_sentence) and not rows
        self._empty.setVisible(is_empty)
        # One row high then: the ring of the cursor is around the sentence, not around a void.
        self.table.setMaximumHeight(scaled(ROW_PX) if is_empty else ANY_PX)
        self._place.setRowStretch(0, 0 if is_empty else 1)
        self._place.setRowStretch(1, 1 if is_empty else 0)

    def rows(self) -> tuple[CallbackRow, ...]:
        """Return what the table shows, top first."""
        return tuple(self._rows.rows[record.key] for record in self.table.records())

    def set_title(self, text: str) -> None:
        """As "Da richiamare"."""
        self._title.show_text(text)

    def set_desks(self, desks: Sequence[Choice], chosen: str = "") -> None:
        """Desks to filter by, with how many wait there; give "all of them" as one of its own."""
        if [desk.value for desk in desks] != list(self._desks):
            self._replace_desks(desks)
        for desk in desks:
            self._desks[desk.value].show_words(desk.label)
            self._desks[desk.value].setChecked(desk.value == chosen)

    def set_filters(self, mine: str, late: str) -> None:
        """As "Solo i miei 2" and "Oltre termine 2"."""
        self._mine.show_words(mine)
        self._late.show_words(late)

    def _replace_desks(self, desks: Sequence[Choice]) -> None:
        for chip in self._desks.values():
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._desks = {desk.value: _chip(f"callback_desk_{desk.value}") for desk in desks}
        for place, (value, chip) in enumerate(self._desks.items()):
            self._flow.addWidget(chip)
            self._flow.move_to(chip, place)
            chip.clicked.connect(lambda _=False, value=value: self._choose_desk(value))
        chips = (*self._desks.values(), self._mine, self._late)
        for before, after in itertools.pairwise((self.next_button, *chips)):
            QWidget.setTabOrder(before, after)  # those made last stand first
            after.raise_()  # and are told first

    def _choose_desk(self, value: str) -> None:
        for desk, chip in self._desks.items():
            chip.setChecked(desk == value)  # one of them is always chosen
        self.desk_chosen.emit(value)

    def _show_refreshed(self) -> None:
        # Not before the table has taken them: until then it shows the rows of before.
        self._rows.rows = self._coming
        self.table.viewport().update()

    def _build(self) -> None:
        set_look(self.table, "ground", "quiet")
        self.table.setItemDelegate(self._rows)
        self.table.horizontalHeader().hide()
        self.table.refreshed.connect(self._show_refreshed)
        set_look(self.next_button, "place", "chip")
        for chip in (self._mine, self._late):
            self._flow.addWidget(chip)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.next_button)
        inset = QVBoxLayout()
        inset.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        inset.setSpacing(SPACE_S)
        inset.addLayout(head)
        inset.addWidget(self._chips)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_S, SPACE_M, SPACE_S, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addLayout(inset)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.addWidget(self.table, 0, 0)
        words = QVBoxLayout()
        words.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        words.addWidget(self._empty)
        words.addStretch(1)
        self._place.addLayout(words, 0, 0)
        layout.addLayout(self._place, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        keys = (("↑↓", self.tr("scegli")), ("F6", self.tr("altra parte")))
        foot.addWidget(KeyFooter(keys))
        layout.addLayout(foot)


class _Rows(RecordTable):
    row_px = ROW_PX


def _chip(name: str) -> ActionButton:
    chip = action_button(name, "")
    set_look(chip, "place", "chip")
    chip.setCheckable(True)
    return chip


def _words(row: CallbackRow) -> str:
    parts = (row.due, row.window, row.citizen, row.about, row.tag)
    return " · ".join(part for part in parts if part)
