"""What stands where the form will be: the contacts to complete, and how the next one begins."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from console.model.contact.contact_draft import ContactDraft
from console.screens.kit.moments import day_and_time
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.contact.own_work import OwnWorkViewModel
from widgets.kit.plain_text import left_to_right, one_line, plain_label, wrapped_label
from widgets.kit.theme import SPACE_M, SPACE_S
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable


class IdlePage(QFrame):
    draft_opened = Signal(str)  # contact id

    def __init__(
        self,
        own_work: OwnWorkViewModel,
        editor: ContactEditorViewModel,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("idle_page")
        self.setAccessibleName(self.tr("Contatto"))
        self.setProperty("panel", "true")
        self._own_work = own_work
        self._editor = editor
        self._now = now
        self._title = plain_label("", "section")
        self.drafts = RecordTable(
            self.tr("Da completare"),
            (
                Column(title=self.tr("Ora"), width=12, is_ltr=True),
                Column(title=self.tr("Cittadino"), width=0),
                Column(title=self.tr("Argomento"), width=0),
            ),
        )
        self._hint = wrapped_label("", "muted")
        self._hint.setObjectName("idle_hint")
        self.set_on_line(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_S)
        for part in (self._title, self._hint):
            layout.addWidget(part)
        layout.addWidget(self.drafts, 100)
        layout.addStretch(1)
        self.drafts.opened.connect(self.draft_opened)
        own_work.changed.connect(self.refresh)
        editor.choices_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        drafts = tuple(draft for draft in self._own_work.drafts if not draft.is_open)
        if drafts:
            self._title.setText(self.tr("Da completare ({0}) · Invio apre").format(len(drafts)))
        else:
            self._title.setText(self.tr("Nessun contatto aperto"))
        self.drafts.setVisible(bool(drafts))
        self.drafts.set_records(tuple(self._record(draft) for draft in drafts))

    def set_on_line(
        self, is_on_line: bool, *, takes_calls: bool = True, may_write: bool = True
    ) -> None:
        """Say how the next contact begins; a citizen still on the line may ask one thing more."""
        hint = self.tr(
            "La prossima telefonata apre da sola un contatto nuovo: F4 per rispondere. Senza "
            "telefonata: Ctrl+N."
        )
        if is_on_line:
            hint = self.tr(
                "La telefonata è ancora in corso: Ctrl+N apre un altro contatto con lo stesso "
                "numero."
            )
        elif not may_write:
            hint = self.tr("Con questo accesso non si aprono contatti: la banca dati si consulta.")
        elif not takes_calls:
            hint = self.tr("Oggi lavori senza telefono: un contatto si apre con Ctrl+N.")
        self._hint.setText(hint)

    def _record(self, draft: ContactDraft) -> Record:
        paths = {topic.id: topic.path for topic in self._editor.topics}
        topic = paths.get(draft.topic_id, "") if draft.topic_id else draft.topic_text
        who = one_line(draft.caller.name) or left_to_right(draft.phone_text)
        who = who or self.tr("senza nome")
        at = day_and_time(draft.answered_at or draft.saved_at, self._now())
        return Record(key=draft.contact_id, cells=(at, who, topic))
