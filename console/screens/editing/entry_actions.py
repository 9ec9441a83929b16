"""What can be done with the entry in hand, in the order in which it is offered."""

from PySide6.QtCore import QObject

from console.viewmodels.editing.editing_list import EditingListViewModel
from console.viewmodels.editing.entry_editor import EntryEditorViewModel
from contract.domain.knowledge_entries.knowledge import Faq, ServiceCard
from contract.domain.knowledge_entries.revision import RevisionState
from widgets.cards.entry_page import EntryAction


class EntryActions(QObject):
    def __init__(
        self, editor: EntryEditorViewModel, work: EditingListViewModel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._list = work

    def of(self, *, shows_preview: bool) -> tuple[EntryAction, ...]:
        editor = self._editor
        revision, file = editor.revision, editor.file
        is_open = revision is not None or editor.is_dirty
        is_published = file is not None and file.published is not None
        is_draft = editor.is_dirty or (
            revision is not None and revision.state is RevisionState.DRAFT
        )
        has_clashes = revision is not None and bool(revision.clashes)
        is_withdrawn = bool(getattr(editor.seen.entry, "withdrawn", ""))
        may_translate = isinstance(editor.seen.entry, ServiceCard | Faq) and is_published
        return (
            EntryAction(
                name="save",
                label=self.tr("Salva bozza"),
                key="Ctrl+S",
                is_offered=editor.is_dirty and not editor.is_unchanged,
            ),
            EntryAction(
                name="answer",
                label=self.tr("Rispondi alla segnalazione"),
                key="F9",
                kind="primary",
                is_offered=editor.is_unchanged and self._has_reports(),
            ),
            EntryAction(
                name="ask",
                label=self.tr("Chiedi revisione"),
                key="F9",
                kind="primary",
                is_offered=is_draft and not editor.is_unchanged,
            ),
            EntryAction(
                name="decide",
                label=self.tr("Decidi la revisione"),
                key="F9",
                kind="primary",
                is_offered=editor.may_review,
            ),
            EntryAction(
                name="clash", label=self.tr("Scegli i testi doppi"), is_offered=has_clashes
            ),
            EntryAction(name="changes", label=self.tr("Che cosa cambia"), is_offered=is_open),
            EntryAction(
                name="preview",
                label=self.tr("Anteprima"),
                key="F3",
                is_offered=not shows_preview,
            ),
            EntryAction(name="versions", label=self.tr("Versioni"), is_offered=is_published),
            EntryAction(name="translate", label=self.tr("Traduci"), is_offered=may_translate),
            EntryAction(
                name="retranslated",
                label=self.tr("La traduzione è aggiornata"),
                is_offered=any(one.code == "stale_translation" for one in editor.seen.findings),
            ),
            EntryAction(name="reinstate", label=self.tr("Rimetti in uso"), is_offered=is_withdrawn),
            EntryAction(name="discard", label=self.tr("Elimina bozza"), is_offered=is_open),
            EntryAction(
                name="withdraw",
                label=self.tr("Ritira subito"),
                kind="danger",
                is_offered=is_published and not is_withdrawn,
            ),
        )

    def _has_reports(self) -> bool:
        draft = self._editor.draft
        return draft is not None and bool(self._list.reports_on(draft, self._editor.revision))
