"""Binds the entry in hand to its page and its preview."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from console.screens.editing.entry_actions import EntryActions
from console.screens.editing.entry_fields import EntryFields
from console.screens.editing.entry_head import EntryHead
from console.screens.kit.card_texts import CardTexts
from console.screens.kit.entry_texts import EntryTexts
from console.viewmodels.editing.editing_models import EditingModels
from console.viewmodels.knowledge.knowledge import Preview
from console.viewmodels.session.connection import ConnectionViewModel
from contract.domain.ids import CardId
from contract.domain.knowledge_entries.entry_checks import EASY
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.entry_findings import EntryFinding, Severity
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind
from contract.knowledge.search_hit import HitKind, SearchHit
from widgets.cards.card_text import CardText
from widgets.cards.entry_page import EntryPage
from widgets.cards.entry_preview import EntryPreview
from widgets.fields.labelled_field import Choice
from widgets.kit.announcer import Announcer
from widgets.kit.plain_text import isolated, one_line
from widgets.tables.check_list import CheckLine


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
        self._now = now
        self._words = EntryTexts(self)
        self._head = EntryHead(models, connection, now, self)
        self._actions = EntryActions(models.editor, models.list, self)
        self._cards = CardTexts(self)
        self._fields = EntryFields(choices, self)
        self._told = ""  # what became of the last order
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
        self._tell(" ".join(parts))

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
            else self.tr("Bozza salvata: la vedono anche gli altri.")
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
            "has_clashes": self.tr("Prima scegli quale testo tenere nei campi che ne hanno due."),
            "published": self.tr("Approvata: arriva agli operatori entro un minuto."),
            "scheduled": self.tr("Approvata: si pubblica da sola nel giorno scelto."),
            "sent_back": self.tr("Rimandata a chi l'ha scritta, con la tua nota."),
            "withdrawn": self.tr("Ritirata: gli operatori non la usano più."),
            "settled": self.tr("Scelto il testo."),
            "discarded": self.tr("Bozza eliminata. Quello che c'era scritto resta nella storia."),
        }
        self._show_texts()
        self._tell(sentences.get(done, ""))

    def _tell(self, sentence: str) -> None:
        """Announce what a key did, each time: the cursor stays where it is."""
        self._told = sentence
        self._show_head()
        if sentence:
            self._announcer.announce(sentence)

    def _show_texts(self, *, is_refresh: bool = True) -> None:
        why = self._editor.draft.why if self._editor.draft is not None else ""
        self._page.form.set_values(self._editor.texts | {"why": why}, is_refresh=is_refresh)
        self._show_faults()

    def _show_faults(self) -> None:
        unreadable, faults = self._words.unreadable, self._editor.seen.faults
        self._page.form.show_errors({name: unreadable(code) for name, code in faults.items()})

    def _show_head(self) -> None:
        editor = self._editor
        if editor.draft is None or editor.file is None:
            return
        title = one_line(editor.draft.title) or self.tr("Senza titolo")
        kind = self._words.kind(editor.draft.entry_kind)
        self._page.show_head(
            self.tr("{0} «{1}»").format(kind, isolated(title)),
            self._head.about(editor.revision),
            self._head.languages(),
            self._told or self._head.notice(editor.revision),
            self._head.reports(editor.revision),
        )
        self.show_actions()

    def show_actions(self) -> None:
        """Show what is offered: it also depends on what else the window has room for."""
        if self._editor.draft is not None:
            # Not isVisible(): behind another module, too, it must be known what will be in view.
            shows_preview = self._preview.isVisibleTo(self._preview.window())
            self._page.show_actions(self._actions.of(shows_preview=shows_preview))

    def _show_look(self) -> None:
        editor = self._editor
        if editor.seen.entry is None:
            return
        self._preview.card.show_card(self._preview_of(editor.seen.entry))
        self._preview.checks.show_lines(self._checks(editor.seen.findings))
        self._show_faults()
        self._show_head()

    def _checks(self, findings: Sequence[EntryFinding]) -> tuple[CheckLine, ...]:
        lines = [self._line(one) for one in findings]
        lines += [self._hidden(field, days) for field, days in self._editor.seen.hidden]
        index = self._editor.seen.readability
        if index is not None:
            words = self.tr("Leggibilità Gulpease {0}").format(index)
            sign = "✓" if index >= EASY else "!"
            lines.append(CheckLine(text=words, sign=sign))
        if not findings and not self._editor.seen.hidden:
            lines.insert(0, CheckLine(text=self.tr("Titoli, link, immagini e orari a posto")))
        return tuple(lines)

    def _line(self, finding: EntryFinding) -> CheckLine:
        is_error = finding.severity is Severity.ERROR
        return CheckLine(
            text=self._words.check(finding),
            sign="✗" if is_error else "!",
            word=self.tr("Errore") if is_error else self.tr("Avviso"),
            field=finding.field,
            is_error=is_error,
        )

    def _hidden(self, field: str, days: str) -> CheckLine:
        text = self._words.hidden_exception(field, days)
        return CheckLine(text=text, sign="!", word=self.tr("Avviso"), field=field)

    def _preview_of(self, entry: Entry) -> CardText | None:
        file = self._editor.file
        assert file is not None
        match entry:
            case ServiceCard():
                places = tuple(one for one in file.offices if one.id in entry.office_ids)
                hit = SearchHit(kind=HitKind.CARD, id=entry.id, title=entry.title)
                shown = Preview(
                    hit=hit, card=entry, answering=entry, offices=places, faqs=file.faqs
                )
            case Office():
                hit = SearchHit(kind=HitKind.OFFICE, id=entry.id, title=entry.name)
                shown = Preview(hit=hit, offices=(entry,))
            case Faq() if file.card is not None:
                card_id = CardId(file.card.id)
                hit = SearchHit(
                    kind=HitKind.FAQ, id=entry.id, title=entry.question, card_id=card_id
                )
                shown = Preview(hit=hit, card=file.card, answering=file.card, faqs=(entry,))
            case Faq():
                return CardText(title=entry.question, say=entry.answer)
            case _:
                return CardText(title=entry.line)
        return self._cards.text_of(shown, self._now())
