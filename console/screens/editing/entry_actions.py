"""What can be done with the entry in hand: the same buttons in the same places from the start."""

from PySide6.QtCore import QObject

from console.viewmodels.editing.editing_list import EditingListViewModel
from console.viewmodels.editing.entry_editor import EntryEditorViewModel
from contract.domain.knowledge_entries.knowledge import Faq, ServiceCard
from contract.domain.knowledge_entries.revision import RevisionState
from widgets.cards.strip_buttons import StripAction


class EntryActions(QObject):
    def __init__(
        self, editor: EntryEditorViewModel, work: EditingListViewModel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._list = work

    def of_list(self) -> tuple[StripAction, ...]:
        """Return the way back to the entry that is in hand behind the list."""
        if self._editor.draft is None:
            return ()
        return (StripAction(name="resume", label=self.tr("Torna alla voce"), icon="undo-2"),)

    def of_entry(self) -> tuple[StripAction, ...]:
        """Return them in their order; what cannot be done now is grey, and stays."""
        editor = self._editor
        is_open = editor.revision is not None or editor.is_dirty
        return (
            StripAction(
                name="changes",
                label=self.tr("Che cosa cambia"),
                icon="eye",
                enabled=is_open,
                may_overflow=2,
            ),
            StripAction(
                name="versions",
                label=self.tr("Versioni"),
                icon="rotate-ccw-clock",
                enabled=self._is_published,
                may_overflow=1,
            ),
            *self._seldom(is_open=is_open),
            self._withdrawal(),
            StripAction(
                name="save",
                label=self.tr("Salva bozza"),
                key="Ctrl+S",
                enabled=editor.is_dirty and not editor.is_unchanged,
                may_overflow=4,
            ),
            self._next_step(),
        )

    def _seldom(self, *, is_open: bool) -> tuple[StripAction, ...]:
        """Return what stands in the menu behind "Altro"."""
        editor = self._editor
        is_clashing = editor.revision is not None and bool(editor.revision.clashes)
        is_translatable = isinstance(editor.seen.entry, ServiceCard | Faq) and self._is_published
        is_stale = any(one.code == "stale_translation" for one in editor.seen.findings)
        rows = (
            ("preview", self.tr("Anteprima e controlli"), "F3", True),
            ("translate", self.tr("Traduci"), "", is_translatable),
            ("retranslated", self.tr("La traduzione è aggiornata"), "", is_stale),
            ("clash", self.tr("Scegli i testi doppi"), "", is_clashing),
            ("discard", self.tr("Elimina bozza"), "", is_open),
        )
        return tuple(
            StripAction(name=name, label=label, key=key, enabled=may, is_in_menu=True)
            for name, label, key, may in rows
        )

    def _withdrawal(self) -> StripAction:
        """Return the withdrawal, or in its place what takes it back."""
        if getattr(self._editor.seen.entry, "withdrawn", ""):
            return StripAction(name="reinstate", label=self.tr("Rimetti in uso"), may_overflow=3)
        return StripAction(
            name="withdraw",
            label=self.tr("Ritira subito"),
            kind="danger",
            enabled=self._is_published,
            may_overflow=3,
        )

    def _next_step(self) -> StripAction:
        """Return what F9 does: one place for what comes next."""
        editor, revision = self._editor, self._editor.revision
        if editor.may_review:
            return self._primary("decide", self.tr("Decidi la revisione"), is_offered=True)
        if editor.is_unchanged and self._has_reports():
            return self._primary("answer", self.tr("Rispondi alla segnalazione"), is_offered=True)
        is_draft = revision is not None and revision.state is RevisionState.DRAFT
        may_ask = (editor.is_dirty or is_draft) and not editor.is_unchanged
        return self._primary("ask", self.tr("Chiedi revisione"), is_offered=may_ask)

    def _primary(self, name: str, label: str, *, is_offered: bool) -> StripAction:
        return StripAction(name=name, label=label, key="F9", kind="primary", enabled=is_offered)

    @property
    def _is_published(self) -> bool:
        file = self._editor.file
        return file is not None and file.published is not None

    def _has_reports(self) -> bool:
        draft = self._editor.draft
        return draft is not None and bool(self._list.reports_on(draft, self._editor.revision))
