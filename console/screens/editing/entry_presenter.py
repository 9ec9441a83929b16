"""Binds the entry in hand to its page and its preview."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from console.screens.editing.entry_fields import EntryFields
from console.screens.editing.entry_head import EntryHead
from console.screens.editing.entry_sights import EntrySights
from console.viewmodels.editing.editing_models import EditingModels
from console.viewmodels.session.connection import ConnectionViewModel
from contract.domain.knowledge_entries.revision import EntryKind
from widgets.cards.entry_page import EntryPage
from widgets.cards.entry_preview import EntryPreview
from widgets.fields.labelled_field import Choice
from widgets.speech.announcer import Announcer

# The others were done; a refusal that needs nothing of her is for information.
_KINDS = {
    **dict.fromkeys(("has_errors", "has_clashes"), "warning"),
    **dict.fromkeys(("nothing_to_review", "nothing_to_save", "in_review"), "info"),
}


class EntryPresenter(QObject):
    def __init__(
        self,
        page: EntryPage,
        preview: EntryPreview,
        models: EditingModels,
        connection: ConnectionViewModel,
        choices: Callable[[], Mapping[str, Sequence[Choice]]],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._preview = preview
        self._editor = models.editor
        self._story = models.story
        self._head = EntryHead(models, connection, now, self)
        self._sights = EntrySights(choices, now, self)
        self._fields = EntryFields(choices, self)
        self._told, self._told_as = "", "ok"  # what became of the last order, and its kind
        self._announcer = Announcer(page)
        self._connect(models)
        self._on_opened()

    def offer_choices(self) -> None:
        """Offer the topics, cards and offices there are now."""
        draft = self._editor.draft
        if draft is not None:
            self._page.form.show_fields(self._fields.of(draft.entry_kind))
            self._show_texts()

    def prepare(self) -> None:
        """Build the forms before the first entry is opened."""
        for kind in EntryKind:
            self._page.form.prepare(self._fields.of(kind))

    def start_typing(self) -> None:
        draft = self._editor.draft
        form = self._page.form
        if draft is None or not form.focus_field(draft.focus_field, draft.cursor):
            form.focus_first()

    def _connect(self, models: EditingModels) -> None:
        editor, form = self._editor, self._page.form
        form.edited.connect(self._on_edited)
        form.pasted.connect(self._on_pasted)
        self._preview.checks.field_wanted.connect(self._on_field_wanted)
        editor.opened.connect(self._on_opened)
        editor.awaited.connect(self._on_awaited)
        editor.file_changed.connect(self._show_head)
        editor.texts_changed.connect(self._show_texts)
        editor.looked.connect(self._show_look)
        editor.saved.connect(self._show_head)
        editor.faults_changed.connect(self._show_faults)
        editor.handed_over.connect(self._on_handed_over)
        editor.ordered.connect(self._on_ordered)
        self._story.changed.connect(self._show_head)
        models.list.changed.connect(self._show_head)  # what is said of its reports
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            self._page.bring(now)

    def _on_edited(self, name: str, value: str) -> None:
        self._told = ""
        if name == "why":
            self._editor.write_why(value)
        else:
            self._editor.write(name, value, self._page.form.cursor_of(name))
        self._show_head()

    def _on_pasted(self, was_cut: bool, pictures: int) -> None:
        parts = []
        if was_cut:
            parts.append(self.tr("Il testo incollato era troppo lungo: ne è rimasto l'inizio."))
        if pictures:
            parts.append(self.tr("%n immagini tolte: è rimasta la loro descrizione.", "", pictures))
        self._tell(" ".join(parts), "warning")

    def _on_field_wanted(self, name: str) -> None:
        self._page.write_now()
        self._page.form.focus_field(name)

    def _on_opened(self) -> None:
        self._told = ""
        draft = self._editor.draft
        if draft is None:
            self._page.show_nothing(
                self.tr(
                    "Scegli una voce dall'elenco e premi Invio, oppure comincia da Nuova (Ctrl+N)."
                )
            )
            self._preview.card.show_card(None)
            self._preview.checks.show_lines(())
            self._preview.show_count(0)
            return
        self._page.form.show_fields(self._fields.of(draft.entry_kind))
        self._page.write_now()
        # Another entry: only a refresh keeps the cursor between the letters where it stood.
        self._show_texts(is_refresh=False)
        self._show_head()
        self._show_look()

    def _on_awaited(self) -> None:
        self._page.show_nothing(
            self.tr("Questa voce non è ancora su questa postazione: si apre da sola quando arriva.")
        )

    def _on_handed_over(self, is_asked: bool) -> None:
        self._show_texts()
        self._tell(
            self.tr("Mandata in revisione. La pubblica un'altra persona.")
            if is_asked
            else self.tr("Bozza salvata: la vedono anche gli altri."),
            "ok",
        )

    def _on_ordered(self, done: str) -> None:
        sentences = {
            "has_errors": self.tr("Prima sistema gli errori segnati con ✗ nei controlli."),
            "nothing_to_review": self.tr(
                "Non hai cambiato niente nella voce: non c'è niente da far rivedere."
            ),
            "nothing_to_save": self.tr(
                "Non hai cambiato niente nella voce: non c'è niente da mandare agli altri."
            ),
            "in_review": self.tr("È già in revisione. La pubblica un'altra persona."),
            "has_clashes": self.tr("Prima scegli quale testo tenere nei campi che ne hanno due."),
            "published": self.tr("Approvata: arriva agli operatori entro un minuto."),
            "scheduled": self.tr("Approvata: si pubblica da sola nel giorno scelto."),
            "sent_back": self.tr("Rimandata a chi l'ha scritta, con la tua nota."),
            "withdrawn": self.tr("Ritirata: gli operatori non la usano più."),
            "settled": self.tr("Scelto il testo."),
            "discarded": self.tr("Bozza eliminata. Quello che c'era scritto resta nella storia."),
        }
        self._show_texts()
        self._tell(sentences.get(done, ""), _KINDS.get(done, "ok"))

    def _tell(self, sentence: str, kind: str) -> None:
        """Announce what a key did, each time: the cursor stays where it is."""
        self._told, self._told_as = sentence, kind
        self._show_head()
        if sentence:
            self._announcer.announce(sentence)

    def _show_texts(self, *, is_refresh: bool = True) -> None:
        why = self._editor.draft.why if self._editor.draft is not None else ""
        self._page.form.set_values(self._editor.texts | {"why": why}, is_refresh=is_refresh)
        self._show_faults()

    def _show_faults(self) -> None:
        self._page.form.show_errors(self._sights.faults(self._editor))
        self._page.form.show_rows(self._sights.rows(self._editor))

    def _show_head(self) -> None:
        editor = self._editor
        if editor.draft is None or editor.file is None:
            return
        self._page.show_head(
            self._told or self._head.notice(editor.revision),
            self._told_as if self._told else "warning",
            self._head.use(),
            self._head.reports(editor.revision),
        )

    def _show_look(self) -> None:
        editor = self._editor
        if editor.seen.entry is None or editor.file is None:
            return
        self._preview.card.show_card(self._sights.preview(editor.file, editor.seen.entry))
        lines = self._sights.checks(editor)
        self._preview.checks.show_lines(lines)
        self._preview.show_count(sum(bool(line.field) for line in lines))
        self._show_faults()
        self._show_head()
