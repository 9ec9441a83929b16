"""What stands beside the text of an entry: its preview, what to mend, its closed parts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject

from console.model.editing.editing_work import EntryFile
from console.model.editing.entry_form import FIELDS
from console.screens.editing.entry_fields import LANGUAGES_ROW
from console.screens.kit.card_texts import CardTexts
from console.screens.kit.entry_texts import EntryTexts
from console.screens.kit.language_texts import LANGUAGES, LanguageTexts
from console.screens.kit.shown_values import ShownValues
from console.viewmodels.editing.entry_in_hand import EntryInHand
from console.viewmodels.knowledge.knowledge import Preview
from contract.domain.ids import CardId
from contract.domain.knowledge_entries.entry_checks import EASY
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.entry_findings import CheckCode, EntryFinding, Severity
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.knowledge.search_hit import HitKind, SearchHit
from widgets.cards.card_text import CardText
from widgets.cards.markdown_text import HEADING_SIGN, read_out
from widgets.fields.fold_row import FoldWords
from widgets.fields.labelled_field import Choice
from widgets.kit.plain_text import isolated, one_line
from widgets.tables.check_list import ATTENTION, FAULT, FINE, CheckLine


class EntrySights(QObject):
    def __init__(
        self,
        choices: Callable[[], Mapping[str, Sequence[Choice]]],
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._words = EntryTexts(self)
        self._cards = CardTexts(self)
        self._values = ShownValues(self._words, choices)
        self._languages = EntryLanguages(self)
        self._names = LanguageTexts(self)

    def checks(self, editor: EntryInHand) -> tuple[CheckLine, ...]:
        """Return what to mend, or that there is nothing; then how easily it is read."""
        seen = editor.seen
        lines = [self._line(one) for one in seen.findings]
        lines += [self._hidden(field, days) for field, days in seen.hidden]
        if not lines:
            lines.append(CheckLine(place=self.tr("Titoli, link, immagini e orari a posto")))
        if seen.readability is not None:
            place = self.tr("Leggibilità Gulpease {0}").format(seen.readability)
            sign = FINE if seen.readability >= EASY else ATTENTION
            lines.append(CheckLine(place=place, sign=sign))
        return tuple(lines)

    def faults(self, editor: EntryInHand) -> dict[str, str]:
        """Return what is wrong in each field, the gravest thing, in words to stand beside it."""
        found = {one.field: self._words.check_words(one) for one in _gravest_last(editor)}
        unreadable = {name: self._words.unreadable(code) for name, code in _unreadable(editor)}
        return found | unreadable

    def rows(self, editor: EntryInHand) -> dict[str, FoldWords]:
        """Return what the line of each closed part says."""
        entry, file = editor.seen.entry, editor.file
        if entry is None or file is None:
            return {}
        tags = {one.field: self._tag(one) for one in _gravest_last(editor)}
        tags |= {name: (self.tr("da correggere"), "error") for name, _ in _unreadable(editor)}
        rows = {}
        for field in FIELDS[file.entry_kind]:
            words = self._values.shown(file.entry_kind, field.name, getattr(entry, field.name))
            if field.name == "language":
                words = self._names.name(words)
            tag, kind = tags.get(field.name, ("", ""))
            rows[field.name] = FoldWords(
                words=one_line(read_out(words).replace(HEADING_SIGN, "")), tag=tag, kind=kind
            )
        rows["why"] = FoldWords(words=one_line(editor.draft.why if editor.draft else ""))
        rows[LANGUAGES_ROW] = self._languages.row(file, entry)
        return rows

    def preview(self, file: EntryFile, entry: Entry) -> CardText | None:
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

    def _tag(self, finding: EntryFinding) -> tuple[str, str]:
        if finding.severity is Severity.ERROR:
            return self.tr("da correggere"), "error"
        if finding.code is CheckCode.HARD_TO_READ:
            return self.tr("si legge male"), "warning"
        return self.tr("da migliorare"), "warning"

    def _line(self, finding: EntryFinding) -> CheckLine:
        is_error = finding.severity is Severity.ERROR
        return CheckLine(
            place=self._words.field(finding.field),
            text=self._words.check_words(finding),
            sign=FAULT if is_error else ATTENTION,
            word=self.tr("Errore") if is_error else self.tr("Attenzione"),
            field=finding.field,
        )

    def _hidden(self, field: str, days: str) -> CheckLine:
        return CheckLine(
            place=self._words.field(field),
            text=self._words.hidden_words(days),
            sign=ATTENTION,
            word=self.tr("Attenzione"),
            field=field,
        )


class EntryLanguages(QObject):
    """In which languages an entry is there: "italiano, inglese · 2 di 10"."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words = LanguageTexts(self)

    def row(self, file: EntryFile, entry: Entry) -> FoldWords:
        """Return which are there, which of these are to be brought up to date, and how many."""
        there = _fresh_by_language(file, entry)
        names = [self._name(code, there) for code, _ in LANGUAGES if code in there]
        is_fresh = all(there.values())
        return FoldWords(
            words=", ".join(names),
            tag=self.tr("{0} di {1}").format(len(names), len(LANGUAGES)),
            kind="info" if is_fresh else "warning",
        )

    def _name(self, code: str, there: dict[str, bool]) -> str:
        shown = isolated(self._words.name(code))
        return shown if there[code] else self.tr("{0} da aggiornare").format(shown)


def _fresh_by_language(file: EntryFile, entry: Entry) -> dict[str, bool]:
    """Return of each language that is there whether its text is as new as the original."""
    original = file.original or file.published
    if not isinstance(entry, ServiceCard | Faq):
        return {}
    there = {entry.language: True}
    for one in (*file.translations, *((original,) if original is not None else ())):
        if isinstance(one, ServiceCard | Faq) and isinstance(original, ServiceCard | Faq):
            is_fresh = one.id == original.id or one.original_version >= original.version
            there[one.language] = is_fresh
    return there


def _gravest_last(editor: EntryInHand) -> list[EntryFinding]:
    """Of several findings of a field the last one is what a dictionary keeps."""
    return sorted(editor.seen.findings, key=lambda one: one.severity is Severity.ERROR)


def _unreadable(editor: EntryInHand) -> Iterator[tuple[str, str]]:
    return iter(editor.seen.faults.items())
