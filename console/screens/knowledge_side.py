"""Binds the knowledge view-model to the search panel: hits, preview, most asked, nothing found."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from console.screens.card_words import CardWords
from console.screens.moments import clock_time
from console.viewmodels.connection import ConnectionViewModel
from console.viewmodels.contact_editor import ContactEditorViewModel
from console.viewmodels.contact_fields import Field
from console.viewmodels.knowledge import KnowledgeViewModel
from widgets.hit_list import HitRow
from widgets.search_panel import SearchPanel


class KnowledgeSide(QObject):
    def __init__(
        self,
        panel: SearchPanel,
        model: KnowledgeViewModel,
        editor: ContactEditorViewModel,
        connection: ConnectionViewModel,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._model = model
        self._editor = editor
        self._connection = connection
        self._now = now
        self._words = CardWords(self)
        panel.text_changed.connect(self._on_text_changed)
        panel.hit_selected.connect(model.select)
        panel.hit_used.connect(model.use)
        model.answer_changed.connect(self._on_answer_changed)
        model.selection_changed.connect(self._on_selection_changed)
        model.preview_changed.connect(self._on_preview_changed)
        connection.changed.connect(self._show_age)
        editor.draft_replaced.connect(self._on_draft_replaced)
        self._shown_id: str | None = None
        self._on_answer_changed()

    def _on_text_changed(self, text: str) -> None:
        self._model.type_query(text)
        self._editor.edit(Field.SEARCH, text)

    def _on_draft_replaced(self) -> None:
        """Another contact is open: what was searched for it before a restart comes back."""
        draft = self._editor.draft
        shown_id = draft.contact_id if draft is not None else None
        if shown_id == self._shown_id:
            return
        self._shown_id = shown_id
        if draft is not None and draft.search_text:
            self._panel.set_text(draft.search_text)
            self._model.restore(draft.search_text)

    def _on_answer_changed(self) -> None:
        answer, model = self._model.answer, self._model
        if not answer.query and self._panel.text() != model.text:
            self._panel.set_text(model.text)
        rows = tuple(HitRow(title=hit.title, subtitle=hit.subtitle) for hit in answer.hits)
        if model.is_most_asked:
            heading = self.tr("Le più chieste oggi") if rows else ""
            self._panel.show_hits(rows, heading=heading, selected=model.selected)
        elif rows:
            self._panel.show_hits(rows, selected=model.selected)
        else:
            self._panel.show_nothing(
                self._nothing_found(answer.query, answer.suggestion), answer.suggestion
            )
        self._show_age()

    def _nothing_found(self, query: str, suggestion: str) -> str:
        sentence = self.tr("Nessuna scheda per «{0}».").format(query.strip())
        if not suggestion:
            return sentence + " " + self.tr("Prova con meno parole, o con altre.")
        return sentence + " " + self.tr("Invio per provare «{0}».").format(suggestion)

    def _on_selection_changed(self) -> None:
        if self._panel.current_row() != self._model.selected:
            self._panel.select(self._model.selected)

    def _on_preview_changed(self) -> None:
        preview = self._model.preview
        card = self._words.text_of(preview, self._now()) if preview is not None else None
        self._panel.show_card(card, tuple(self._model.answer.query.split()))

    def _show_age(self) -> None:
        connection = self._connection.connection
        stale = not connection.online and connection.synced_at is not None
        at = clock_time(connection.synced_at)
        self._panel.set_copy_line(
            self.tr("Risultati dalla copia delle {0}.").format(at) if stale else ""
        )
