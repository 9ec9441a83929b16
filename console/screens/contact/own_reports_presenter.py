"""Binds the operator's own reports to their list: entry, day, what became of each."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.screens.kit.moments import day_and_time
from console.viewmodels.knowledge.own_reports import OwnReportsViewModel
from contract.domain.knowledge_entries.entry_report import ReportState
from contract.wire.own_reports import OwnReport
from widgets.kit.plain_text import isolated, one_line, plain_label
from widgets.kit.theme import SPACE_S
from widgets.tables.record_detail import RecordDetail
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable

ROWS = 4


class OwnReportsList(QWidget):
    """Hidden while the operator has reported nothing."""

    def __init__(
        self,
        model: OwnReportsViewModel,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("own_reports")
        self._model = model
        self._now = now
        self._title = plain_label(self.tr("Errori che ho segnalato"), "section")
        self.table = RecordTable(
            self.tr("Errori che ho segnalato"),
            (
                Column(title=self.tr("Segnalato"), width=12, is_ltr=True),
                Column(title=self.tr("Voce"), width=0),
                Column(title=self.tr("Che cosa ne è stato"), width=34),
            ),
        )
        self.table.want_rows(ROWS)
        self.detail = RecordDetail(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        for part in (self._title, self.table, self.detail):
            layout.addWidget(part)
        model.changed.connect(self.refresh)
        self.table.installEventFilter(self)
        self.refresh()

    def refresh(self) -> None:
        reports = self._model.reports
        self.setVisible(bool(reports))
        self.table.set_records([self._record(one) for one in reports])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Seen when it is entered, not when the page is shown: the badge would go unread.
        if watched is self.table and event.type() == QEvent.Type.FocusIn:
            self._model.look()
        return super().eventFilter(watched, event)

    def _record(self, one: OwnReport) -> Record:
        note = isolated(one_line(one.note))
        said = self.tr("Redazione: «{0}»").format(note)
        told = self.tr("Hai scritto: «{0}»").format(isolated(one_line(one.text)))
        return Record(
            key=one.id,
            cells=(day_and_time(one.reported_at, self._now()), one_line(one.title), self._end(one)),
            detail=f"{told} · {said}" if note else told,
            is_muted=one.closed_at is None,
        )

    def _end(self, one: OwnReport) -> str:
        at = day_and_time(one.closed_at, self._now()) if one.closed_at is not None else ""
        return {
            ReportState.OPEN: self.tr("la redazione la guarda"),
            ReportState.ASKED: self.tr("chiesto a chi ne risponde"),
            ReportState.CONFIRMED: self.tr("confermato, si corregge"),
            ReportState.DENIED: self.tr("per chi ne risponde è giusto così"),
            ReportState.DONE: self.tr("corretto e pubblicato {0}").format(at),
            ReportState.DISMISSED: self.tr("non accolto {0}").format(at),
        }[one.state]
