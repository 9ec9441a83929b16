"""What stands where the form will be: contacts to complete and closed, how the next one begins."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console.model.contact.contact_draft import ContactDraft
from console.screens.contact.own_contact_texts import OwnContactTexts
from console.screens.kit.moments import clock_time, day_and_time
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.contact.own_work import OwnWorkViewModel
from contract.domain.contact import Contact
from contract.domain.phone_number import spoken
from widgets.figures.figure_table import STRONG, TAG, FigureColumn, FigureRecord, FigureTable
from widgets.kit.action_button import action_button
from widgets.kit.column_scroll import column_scroll
from widgets.kit.plain_text import isolated, left_to_right, one_line, plain_label, wrapped_label
from widgets.kit.theme import SPACE_L, SPACE_S
from widgets.kit.typed_text import has_cursor
from widgets.tables.news_list import NewsPanel
from widgets.tables.record_model import Column

CLOSED_SHOWN = 3


class IdlePage(QFrame):
    draft_opened = Signal(str)  # contact id
    reopened = Signal(str)  # likewise, of a closed one
    asked = Signal(str)  # one of the questions offered

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
        self.news = NewsPanel(self.tr("Oggi da sapere"), self.tr("Niente di nuovo."))
        self._title = plain_label("", "section")
        self.drafts = FigureTable(
            self.tr("Da completare"),
            (
                Column(title=self.tr("Ora"), width=7, is_ltr=True),
                Column(title=self.tr("Cittadino"), width=0),
                FigureColumn(title=self.tr("Che cosa manca"), width=16, is_tag=True, holds=TAG),
            ),
            is_short=True,
        )
        self._texts = OwnContactTexts(self)
        self._closed_title = plain_label(self.tr("Ultimi che hai chiuso"), "section")
        self.closed = FigureTable(
            self.tr("Ultimi che hai chiuso"),
            (
                Column(title=self.tr("Ora"), width=7, is_ltr=True),
                Column(title=self.tr("Argomento"), width=0),
                FigureColumn(title=self.tr("Esito"), width=14, is_tag=True, holds=TAG),
            ),
            is_short=True,
        )
        self.reopen_button = action_button("idle_reopen", self.tr("Riapri"))
        self.reopen_button.setAccessibleName(self.tr("Riapri l'ultimo che hai chiuso"))
        title = self.tr("Domande da provare")
        self._questions_title = plain_label(title, "section")
        # As high as its rows, as the lists above: the page has the one scroll bar.
        self.questions = FigureTable(title, (Column(title=title, width=0),), is_short=True)
        self.questions.clicked.connect(lambda at: self._ask(at.row()))
        self.questions.opened.connect(lambda key: self._ask(int(key)))
        self.offer(())
        self._hint = wrapped_label("", "muted")
        self._hint.setObjectName("idle_hint")
        self.set_on_line(False)
        self._build()
        self.drafts.opened.connect(self.draft_opened)
        self.closed.opened.connect(self.reopened)
        self.reopen_button.clicked.connect(self._reopen_last)
        own_work.changed.connect(self.refresh)
        editor.choices_changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        rows = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        # It scrolls: lists that grew while she talks took the room of what is in front instead.
        whole.addWidget(column_scroll(rows))
        layout = QVBoxLayout(rows)
        layout.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.news)
        layout.addSpacing(SPACE_S)
        layout.addWidget(self._title)
        layout.addWidget(self.drafts)
        layout.addSpacing(SPACE_S)
        layout.addLayout(self._closed_head())
        layout.addWidget(self.closed)
        layout.addSpacing(SPACE_S)
        layout.addWidget(self._questions_title)
        layout.addWidget(self.questions)
        layout.addStretch(1)
        layout.addWidget(self._hint)

    def offer(self, questions: Sequence[str]) -> None:
        """Offer questions to whoever tries the product; pressing one searches for it."""
        for part in (self._questions_title, self.questions):
            part.setVisible(bool(questions))
        self._questions = tuple(questions)
        rows = enumerate(questions)
        self.questions.set_records(
            tuple(FigureRecord(key=str(at), cells=(isolated(one),)) for at, one in rows)
        )
        self.questions.flush()

    def _ask(self, row: int) -> None:
        self.asked.emit(self._questions[row])

    def refresh(self) -> None:
        drafts = tuple(draft for draft in self._own_work.drafts if not draft.is_open)
        if drafts:
            self._title.setText(self.tr("Da completare · {0}").format(len(drafts)))
        else:
            self._title.setText(self.tr("Nessun contatto da completare"))
        self.drafts.setVisible(bool(drafts))
        self.drafts.set_records(tuple(self._record(draft) for draft in drafts))
        closed = self._last_closed()
        for part in (self._closed_title, self.reopen_button, self.closed):
            part.setVisible(bool(closed))
        self.closed.set_records(tuple(self._closed_record(one) for one in closed))

    def _last_closed(self) -> tuple[Contact, ...]:
        """Return the last ones that may still be reopened, the newest first."""
        now, again = self._now(), {draft.contact_id for draft in self._own_work.drafts}
        there = (one for one in self._own_work.contacts if one.id not in again)
        return tuple(one for one in there if now <= one.correctable_until)[:CLOSED_SHOWN]

    def _closed_record(self, one: Contact) -> FigureRecord:
        paths = {topic.id: topic.path for topic in self._editor.topics}
        topic = paths.get(one.topic_id, "") if one.topic_id else ""
        tag, ink = self._texts.outcome(one)
        about = topic or one_line(one.caller.name) or left_to_right(spoken(one.caller.phone))
        return FigureRecord(
            key=one.id,
            cells=(clock_time(one.closed_at), about or "–", tag),
            inks=("", STRONG, ink),
        )

    def _reopen_last(self) -> None:
        if closed := self._last_closed():
            self.reopened.emit(closed[0].id)

    def _closed_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._closed_title, 1)
        head.addWidget(self.reopen_button)
        return head

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

    def set_ringing(self, rings: bool) -> None:
        """Give the room that is kept for news to who is calling; news that there are stay."""
        has_news = bool(self.news.rows()) or has_cursor(self.news.list)
        self.news.setVisible(not rings or has_news)

    def _record(self, draft: ContactDraft) -> FigureRecord:
        tag, ink = self._texts.outcome(draft)
        who = one_line(draft.caller.name) or left_to_right(draft.phone_text)
        who = who or self.tr("senza nome")
        at = day_and_time(draft.answered_at or draft.saved_at, self._now())
        return FigureRecord(key=draft.contact_id, cells=(at, who, tag), inks=("", STRONG, ink))
