"""What the middle shows instead of the form: changes and their review, double texts, versions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec
from PySide6.QtCore import QObject

from console.model.editing.editing_work import batch_of, batch_size
from console.model.editing.entry_form import FieldForm, form_of
from console.model.editing.word_changes import word_changes
from console.screens.editing.typed_decision import TypedDecision
from console.screens.editing.versions_presenter import VersionsPresenter
from console.screens.kit.entry_texts import EntryTexts
from console.screens.kit.moments import day_and_time, moment_from
from console.screens.kit.shown_values import ShownValues
from console.viewmodels.editing.editing_models import EditingModels
from contract.domain.knowledge_entries.entry_findings import Severity
from contract.domain.knowledge_entries.revision import EntryKind, FieldClash, Revision
from widgets.cards.change_view import FieldChange, Piece
from widgets.cards.entry_page import EntryPage
from widgets.fields.labelled_field import Choice
from widgets.kit.plain_text import isolated, one_line
from widgets.kit.typed_text import cursor_of
from widgets.tables.numbered_list import NumberedRow

PUBLISH, SEND_BACK, SEND_BACK_ONE = "publish", "send_back", "send_back_one"
HERE, THERE, BOTH = "here", "there", "both"


class ComparePresenter(QObject):
    def __init__(
        self,
        page: EntryPage,
        models: EditingModels,
        choices: Callable[[], Mapping[str, Sequence[Choice]]],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._compare = page.compare
        self._editor = models.editor
        self._orders = models.orders
        self._story = models.story
        self._list = models.list
        self._now = now
        self._words = EntryTexts(self)
        self._values = ShownValues(self._words, choices)
        self._versions = VersionsPresenter(page.compare, models, self._values, now)
        self._typed = TypedDecision(page.compare, models.editor, models.words, self)
        self._mode = ""
        self._compare.chosen.connect(self._on_chosen)
        self._compare.returned.connect(self._on_returned)
        self._compare.versions.selected.connect(lambda _: self._on_version())
        self._story.changed.connect(self._on_story_changed)
        self._story.restored.connect(lambda _: self._on_returned())
        self._editor.ordered.connect(self._on_ordered)
        self._editor.file_changed.connect(self._again)

    def show_changes(self) -> None:
        """Published and revision beside each other; who may decide does it here."""
        self._mode = "changes"
        self._typed.show()
        self._show_changes()
        self._page.compare_now()

    def show_clash(self) -> None:
        if self._clash() is None:
            return
        self._mode = "clash"
        self._show_clash()
        self._page.compare_now()

    def show_versions(self) -> None:
        self._mode = "versions"
        self._story.ask_versions()
        self._versions.show()
        self._page.compare_now()

    def _again(self) -> None:
        """Redraw the comparison in view after a change of its entry."""
        # The file also changes while its form is shown: then nothing is compared.
        if not self._page.is_comparing:
            return
        if self._mode == "changes":
            self._show_changes()
        elif self._mode == "clash":
            if self._clash() is None:
                self._on_returned()
            else:
                self._show_clash()

    def _on_ordered(self, done: str) -> None:
        if done in ("published", "scheduled", "sent_back", "discarded"):
            self._on_returned()

    def _on_version(self) -> None:
        if self._mode == "versions":
            self._versions.show_version()

    def _on_story_changed(self) -> None:
        if self._mode == "versions" and self._page.is_comparing:
            was_waiting = self._compare.versions.isHidden()
            self._versions.show()
            if was_waiting and self._page.isVisible() and self._has_cursor:
                self._compare.focus_first()

    def _on_returned(self) -> None:
        # Asked before the page turns: hiding what was compared moves the focus away.
        has_cursor = self._has_cursor
        self._mode = ""
        self._page.write_now()
        if has_cursor and self._page.isVisible():
            self._page.form.focus_first()

    @property
    def _has_cursor(self) -> bool:
        """Whether the cursor is on this page: a late answer moves it from nowhere else."""
        now = cursor_of(self._page)
        return now is None or self._page.isAncestorOf(now)

    def _on_chosen(self, value: str) -> None:
        if value in (PUBLISH, SEND_BACK, SEND_BACK_ONE):
            self._decide(is_approved=value == PUBLISH, is_alone=value == SEND_BACK_ONE)
        elif value in (HERE, THERE, BOTH):
            self._settle(value)
        elif value == "restore":
            version = self._versions.version()
            if version is not None:
                self._story.restore(version.version)

    def _show_changes(self) -> None:
        editor, file = self._editor, self._editor.file
        if file is None or editor.seen.entry is None:
            return
        may_review = editor.may_review
        rows = [
            NumberedRow(PUBLISH, self.tr("Approva e pubblica")),
            NumberedRow(SEND_BACK, self.tr("Rimanda con la nota")),
        ]
        if file.revision is not None and batch_size(self._list.work, file.revision) > 1:
            rows.append(NumberedRow(SEND_BACK_ONE, self.tr("Rimanda solo questa con la nota")))
        self._compare.show_page(
            self.tr("Decidi la revisione") if may_review else self.tr("Che cosa cambia"),
            self._reason(file.revision),
            choices=rows if may_review else (),
            has_note=may_review,
        )
        self._compare.view.show_changes(
            self._values.changes(file.entry_kind, file.published, editor.seen.entry),
            titles=(self.tr("Pubblicata"), self.tr("Proposta")),
            nothing=self.tr("Niente di diverso da quello che è pubblicato."),
        )

    def _reason(self, revision: Revision | None) -> str:
        """Return why it was changed, and with how many others it is decided."""
        if revision is None:
            return ""
        parts = []
        if revision.why:
            parts.append(self.tr("Perché: {0}").format(isolated(one_line(revision.why))))
        size = batch_size(self._list.work, revision)
        if size > 1:
            parts.append(self.tr("Vale per tutte le %n voci cambiate insieme.", "", size))
        return "\n".join(filter(None, (" · ".join(parts), *self._findings())))

    def _findings(self) -> Iterator[str]:
        """Yield what the checks find, before it is decided: errors hold a publication."""
        seen = self._editor.seen
        errors, warnings = (
            [self._words.check(one) for one in seen.findings if one.severity is severity]
            for severity in (Severity.ERROR, Severity.WARNING)
        )
        warnings += [self._words.hidden_exception(*one) for one in seen.hidden]
        if errors:
            yield self.tr("✗ Non si può pubblicare. {0}").format(" ".join(errors))
        if warnings:
            yield self.tr("! Da migliorare. {0}").format(" ".join(warnings))

    def _decide(self, *, is_approved: bool, is_alone: bool) -> None:
        self._typed.clear_errors()  # they were of the other decision
        note = self._compare.note.value()
        publish_at = None
        if is_approved and self._compare.when.value().strip():
            publish_at = moment_from(self._compare.when.value())
            # A moment that is past would publish at once, which nobody decided.
            if publish_at is None or publish_at <= self._now():
                self._compare.when.show_error(
                    self.tr("Scrivi un giorno che deve venire, così: 31/12/2026 08:00")
                )
                self._page.compare.when.editor.setFocus()
                return
        # Sent back without a word, its author could not know what to change.
        if not is_approved and not note.strip():
            self._compare.note.show_error(self.tr("Scrivi che cosa va cambiato."))
            self._page.compare.note.editor.setFocus()
            return
        revision = self._editor.revision
        if revision is not None and self._orders.review(
            is_approved=is_approved,
            is_alone=is_alone,
            note=note,
            publish_at=publish_at,
            batch=batch_of(self._list.work, revision),
        ):
            self._typed.begin()

    def _clash(self) -> FieldClash | None:
        revision = self._editor.revision
        return revision.clashes[0] if revision is not None and revision.clashes else None

    def _show_clash(self) -> None:
        clash, file = self._clash(), self._editor.file
        if clash is None or file is None or self._editor.base is None:
            return
        label = self._words.field(clash.field)
        here = self._values.shown(
            file.entry_kind, clash.field, getattr(self._editor.base, clash.field)
        )
        there = self._values.shown_json(file.entry_kind, clash.field, clash.other)
        author = self._words.authors((clash.author_name,))
        rows = [
            NumberedRow(HERE, self.tr("Tieni il testo della bozza")),
            NumberedRow(THERE, self.tr("Tieni il testo di {0}").format(author)),
        ]
        # A date or a number is never put together from two (docs/decisions/0019).
        if form_of(file.entry_kind, clash.field).form in (FieldForm.TEXT, FieldForm.LINE):
            rows.append(NumberedRow(BOTH, self.tr("Tieni tutti e due, uno dopo l'altro")))
        at = day_and_time(clash.at, self._now())
        self._compare.show_page(
            self.tr("Due testi per «{0}»").format(label),
            self.tr("Il testo di {0} è delle {1}. Nessuno dei due va perso finché non scegli.")
            .format(author, at),
            choices=rows,
        )  # fmt: skip
        before, after = word_changes(here, there)
        change = FieldChange(
            label=label,
            before=tuple(Piece(one.text, one.is_changed) for one in before),
            after=tuple(Piece(one.text, one.is_changed) for one in after),
        )
        titles = (self.tr("Nella bozza"), self.tr("Di {0}").format(author))
        self._compare.view.show_changes([change], titles=titles, are_alternatives=True)

    def _settle(self, what: str) -> None:
        clash, base = self._clash(), self._editor.base
        if clash is None or base is None:
            return
        here = msgspec.json.encode(getattr(base, clash.field)).decode()
        value = {HERE: here, THERE: clash.other}.get(what)
        if value is None:
            texts = [str(msgspec.json.decode(one)) for one in (here, clash.other)]
            kind = self._editor.file.entry_kind if self._editor.file else EntryKind.CARD
            is_text = form_of(kind, clash.field).form is FieldForm.TEXT
            value = msgspec.json.encode(("\n\n" if is_text else " ").join(texts)).decode()
        self._orders.settle(clash.field, value)
