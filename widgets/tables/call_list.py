"""The last calls of the seat, to see what was missed and to call back with Enter."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from widgets.kit.plain_text import wrapped_label
from widgets.panels.floating_panel import FloatingPanel
from widgets.tables.record_detail import RecordDetail
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable

ROWS_SHOWN = 12


class CallList(FloatingPanel):
    """chosen carries the record's key after the panel is closed."""

    chosen = Signal(str)
    width_px = 900

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Ultime telefonate"), parent)
        self.setObjectName("call_list")
        self.table = RecordTable(
            self.tr("Ultime telefonate"),
            (
                Column(title=self.tr("Ora"), width=11, is_ltr=True),
                Column(title=self.tr("Telefonata"), width=11, may_go=True),
                # Of a caller without a name the number, and a sign that more is left out.
                Column(title=self.tr("Con"), width=0, least=18),
                Column(title=self.tr("Durata"), width=7, is_ltr=True),
                Column(title=self.tr("Linea"), width=15, may_go=True),
                Column(title=self.tr("Fine"), width=17, may_go=True),
            ),
        )
        self.detail = RecordDetail(self.table)
        self._empty = wrapped_label(self.tr("Nessuna telefonata negli ultimi sette giorni."))
        self.content.addWidget(self._empty)
        self.content.addWidget(self.table)
        self.content.addWidget(self.detail)
        self._hint = wrapped_label("", "muted")
        self.content.addWidget(self._hint)
        self.table.opened.connect(self._on_opened)
        self.detail.changed.connect(self.place.refit)

    def show_calls(self, records: Sequence[Record], *, may_call: bool = True) -> None:
        """may_call False: the phone of this seat calls nobody from here."""
        self._hint.setText(
            self.tr("Invio richiama il numero. Esc chiude.") if may_call else self.tr("Esc chiude.")
        )
        self.table.want_rows(min(len(records), ROWS_SHOWN))
        self.table.setVisible(bool(records))
        self._empty.setVisible(not records)
        self.table.set_records(records)
        # At once: the panel takes its height from the rows when it opens.
        self.table.flush()
        if records and not self.table.current_key():
            self.table.select_key(records[0].key)  # what Enter would dial

    def hint(self) -> str:
        return self._hint.text()

    def first_focus(self) -> QWidget:
        return self.table if not self.table.isHidden() else self

    def _on_opened(self, key: str) -> None:
        self.close_panel()
        self.chosen.emit(key)
