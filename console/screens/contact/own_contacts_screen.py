"""I miei contatti: what I closed of late, and whether the server has it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from console.screens.contact.own_reports_presenter import OwnReportsList
from console.screens.contact.sending_texts import SendingTexts
from console.screens.kit.moments import day_and_time
from console.screens.kit.state_texts import StateTexts
from console.screens.kit.story_texts import StoryTexts
from console.viewmodels.knowledge.own_reports import OwnReportsViewModel
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.contact import Contact
from contract.domain.phone_number import spoken
from widgets.kit.plain_text import one_line, plain_label, wrapped_label
from widgets.kit.theme import SPACE_M, SPACE_S
from widgets.tables.record_detail import RecordDetail
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable

OWN = "own"


class OwnContactsScreen(QFrame):
    def __init__(
        self, models: SeatModels, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("own_contacts_screen")
        self.setProperty("panel", "true")
        self._models = models
        self._now = now
        self._words = StateTexts(self)
        self._stories = StoryTexts(self)
        self._sendings = SendingTexts(self)
        self._title = plain_label(self.tr("I miei contatti"), "section")
        self._empty = wrapped_label(
            self.tr("Ancora nessun contatto. Quelli che chiudi con F9 compaiono qui."), "muted"
        )
        self.table = RecordTable(
            self.tr("I miei contatti"),
            (
                Column(title=self.tr("Chiuso"), width=12, is_ltr=True),
                Column(title=self.tr("Telefono"), width=16, is_ltr=True),
                Column(title=self.tr("Cittadino"), width=22),
                Column(title=self.tr("Argomento"), width=0),
                Column(title=self.tr("Esito"), width=22),
                Column(title=self.tr("Linea"), width=14),
                Column(title=self.tr("Invio"), width=12),
            ),
        )
        self.detail = RecordDetail(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._title)
        layout.addWidget(self._empty)
        layout.addWidget(self.table, 100)
        layout.addWidget(self.detail)
        self.reports = OwnReportsList(models.of(OwnReportsViewModel), now)
        layout.addWidget(self.reports)
        layout.addStretch(1)
        models.own_work.changed.connect(self.refresh)
        models.editor.choices_changed.connect(self.refresh)
        models.calls.log.changed.connect(self.refresh)
        self.refresh()

    def start_typing(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        reports = (self.reports.table,) if self._models.of(OwnReportsViewModel).reports else ()
        return (self.table, *reports)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._models.of(OwnReportsViewModel).refresh()

    def refresh(self) -> None:
        contacts = self._models.own_work.contacts
        self._empty.setVisible(not contacts)
        self.table.setVisible(bool(contacts))
        self.table.set_records(tuple(self._record(contact) for contact in contacts))

    def _record(self, contact: Contact) -> Record:
        topics = {topic.id: topic.path for topic in self._models.editor.topics}
        story = self._models.calls.log.story_of(contact.call_key)
        sent = self._models.own_work.sendings.get(contact.id, ())
        waits = contact.id in self._models.own_work.unsent
        return Record(
            key=contact.id,
            cells=(
                day_and_time(contact.closed_at, self._now()),
                spoken(contact.caller.phone),
                one_line(contact.caller.name),
                topics.get(contact.topic_id, "") if contact.topic_id else "",
                self._words.disposition(contact.disposition),
                self._stories.sound(story.quality),
                self.tr("da inviare") if waits else self.tr("inviato"),
            ),
            detail=" ".join(filter(None, (self._sendings.story(sent), self._stories.story(story)))),
        )
