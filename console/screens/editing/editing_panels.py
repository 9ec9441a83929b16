"""Small questions of the knowledge editor: which new entry, why withdrawn, which translation."""

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.model.contact.unsent_input import NOTHING, About, Words, report_place, withdrawal_place
from console.model.editing.entry_form import form_of
from console.model.editing.entry_texts import text_of
from console.model.editing.revision_draft import RevisionDraft, draft_key
from console.screens.kit.entry_texts import EntryTexts
from console.screens.kit.language_texts import LANGUAGES
from console.viewmodels.editing.editing_models import EditingModels
from contract.domain.knowledge_entries.entry_report import TEXT_LIMIT, EntryReport, ReportState
from contract.domain.knowledge_entries.knowledge import Faq, ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind
from widgets.kit.plain_text import isolated, one_line
from widgets.panels.order_panel import OrderPanel
from widgets.tables.numbered_list import NumberedRow

WHY_LIMIT = 200
# what a translation begins with
_OF_CARD = (
    "title", "topic_id", "other_topic_ids", "office_ids", "responsible_id", "phones", "say",
    "short_description", "who_for", "how_to", "what_is_needed", "what_you_get", "times", "costs",
)  # fmt: skip
_OF_FAQ = ("card_id", "question", "answer")


class EditingPanels(QObject):
    def __init__(self, models: EditingModels, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._models = models
        self._words = EntryTexts(self)
        self._reports: tuple[EntryReport, ...] = ()
        self._on_ordered: Callable[[str], None] = lambda _: None
        self._place = ""  # of the note in the panel
        self._about = NOTHING
        self._to_withdraw = ""  # key of an entry to ask that about once it is open
        self._withdrawing: tuple[str, Words] = ("", ())
        self._said = ("", "")  # the report answered last, and the word
        models.list.answered.connect(self._on_answered)
        models.editor.order_kept.connect(self._on_done)
        models.editor.wanted.connect(self._on_wanted)

    @cached_property
    def panel(self) -> OrderPanel:
        """Made when something is first asked."""
        panel = OrderPanel(self.tr("Redazione"), (), self._window)
        panel.setObjectName("editing_panel")
        panel.ordered.connect(self._ordered)
        panel.field.edited.connect(self._on_note)
        return panel

    def ask_new(self) -> None:
        rows = [NumberedRow(kind, self._words.kind(kind)) for kind in EntryKind]
        self._ask(
            self.tr("Nuova voce"),
            self.tr("Che cosa vuoi scrivere?"),
            rows,
            lambda value: self._models.editor.open_new(EntryKind(value)),
        )

    def ask_withdraw(self) -> None:
        draft = self._models.editor.draft
        if draft is None:
            return
        self._ask(
            self.tr("Ritira subito la voce"),
            self.tr("Ritirare subito «{0}»? Gli operatori non la useranno più.").format(
                isolated(one_line(draft.title))
            ),
            [NumberedRow("withdraw", self.tr("Ritirala adesso"))],
            self._withdraw,
            field=self.tr("Perché: lo leggono gli operatori"),
            place=withdrawal_place(draft.key),
            about=About(title=draft.title, kind=draft.entry_kind, id=draft.entry_id),
        )

    def ask_withdraw_of(self, kind: EntryKind, entry_id: str) -> None:
        """Open an entry, then ask why it is withdrawn."""
        self._models.editor.open(kind, entry_id)
        self._to_withdraw = draft_key(kind, entry_id)

    def follow_opened(self, draft: RevisionDraft) -> None:
        """An entry is in front: ask what it was opened for."""
        wanted, self._to_withdraw = self._to_withdraw, ""
        if wanted == draft.key:
            self.ask_withdraw()

    def ask_discard(self) -> None:
        editor = self._models.editor
        rows = [NumberedRow("keep", self.tr("Lasciala"))]
        if editor.is_dirty:
            rows.append(NumberedRow("typed", self.tr("Togli solo quello che non ho salvato")))
        if editor.revision is not None or not editor.is_dirty:
            rows.append(NumberedRow("all", self.tr("Elimina tutta la bozza, anche degli altri")))
        title = self.tr("Elimina la bozza della voce")
        self._ask(title, self.tr("Eliminare la bozza?"), rows, self._discard)

    def ask_report(self, reports: Sequence[EntryReport], note: str = "") -> None:
        """What becomes of a fault an operator told, or of words searched in vain.

        Several are asked about one after the other. note: the word that stands there to begin with.
        """
        self._reports = tuple(reports)
        report = self._reports[0]
        rows = [
            NumberedRow(ReportState.DONE, self.tr("È sistemata")),
            NumberedRow(ReportState.DISMISSED, self.tr("Non c'è niente da cambiare")),
        ]
        if report.entry_id:
            asks = self.tr("Chiedi a chi ne risponde, con un messaggio")
            rows.insert(0, NumberedRow(ReportState.ASKED, asks))
        words = isolated(one_line(report.text or report.title, TEXT_LIMIT))
        title = isolated(one_line(report.title)) if report.text else ""
        parts = [f"«{words}»", title, isolated(one_line(report.answer, TEXT_LIMIT))]
        question = " · ".join(part for part in parts if part)
        label = self.tr("Nota (facoltativa)")
        place = report_place(report.id)
        about = About(title=report.title or report.text)
        heading = self.tr("Rispondi alla segnalazione")
        self._ask(heading, question, rows, self._answer_report, label, note, place, about)

    def ask_translation(self) -> None:
        file = self._models.editor.file
        entry = self._models.editor.seen.entry
        if file is None or not isinstance(entry, ServiceCard | Faq):
            return
        there = {entry.language, *(getattr(one, "language", "") for one in file.translations)}
        rows = [NumberedRow(code, name) for code, name in LANGUAGES if code not in there]
        title = self.tr("Traduci la scheda")
        self._ask(title, self.tr("In quale lingua?"), rows, self._translate)

    def _ask(
        self,
        title: str,
        question: str,
        rows: list[NumberedRow],
        on_ordered: Callable[[str], None],
        field: str = "",
        value: str = "",
        place: str = "",
        about: About = NOTHING,
    ) -> None:
        """title: as the command is named. place: of a note, which stands there again after Esc."""
        self._on_ordered, self._place, self._about = on_ordered, place, about
        note = self._models.words.of(place)[0] or value
        self.panel.rename(title)
        self.panel.ask(question, rows, field=field, value=note, limit=WHY_LIMIT)
        self.panel.open()

    def _ordered(self, value: str) -> None:
        if self._on_ordered == self._withdraw and not self.panel.note().strip():
            self.panel.say(self.tr("Scrivi prima perché: una riga basta."))
            self.panel.field.editor.setFocus()
            return
        self.panel.close_panel()
        self._on_ordered(value)

    def _on_note(self, text: str) -> None:
        if self._place:
            self._models.words.type(self._place, (text,), self._about)

    def _on_wanted(self) -> None:
        self._to_withdraw = ""  # she has gone on to another one

    def _on_done(self, done: str) -> None:
        if done == "withdrawn":
            self._models.words.handed_over(*self._withdrawing)

    def _withdraw(self, _: str) -> None:
        self._withdrawing = self._place, (self.panel.note(),)
        self._models.orders.withdraw(self.panel.note())

    def _answer_report(self, value: str) -> None:
        (report, *others), note = self._reports, self.panel.note()
        self._models.list.answer(report.id, ReportState(value), note)
        self._said = ("", "") if others else (report.id, note)
        if others:
            self.ask_report(others, note)

    def _on_answered(self, report_id: str) -> None:
        """The word is on disk; no draft stays of a reason that was nothing else."""
        self._models.words.drop(report_place(report_id))
        said_of, note = self._said
        if said_of == report_id and self._is_said(note):
            self._models.editor.drop_typed()

    def _is_said(self, note: str) -> bool:
        """Return whether the reason in the form was typed for the report, and nothing else was."""
        editor = self._models.editor
        why = editor.draft.why.strip() if editor.draft is not None else ""
        return bool(why) and editor.is_unchanged and why in note

    def _discard(self, value: str) -> None:
        if value == "all":
            self._models.orders.discard()
        elif value == "typed":
            self._models.editor.drop_typed()

    def _translate(self, language: str) -> None:
        """Begin an entry in another language from the words of the original."""
        entry, file = self._models.editor.seen.entry, self._models.editor.file
        if file is None or not isinstance(entry, ServiceCard | Faq):
            return
        original = file.original if isinstance(file.original, type(entry)) else entry
        kind = file.entry_kind
        kept = _OF_CARD if kind is EntryKind.CARD else _OF_FAQ
        texts = {name: text_of(form_of(kind, name), getattr(original, name)) for name in kept}
        texts |= {
            "language": language,
            "original_id": original.id,
            "original_version": str(original.version),
        }
        self._models.editor.open_new(kind, texts=texts)
