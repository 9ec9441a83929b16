"""The fields of a form for a kind of entry: labels, shapes and what can be chosen."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject

from console.model.editing.entry_form import FIELDS, EntryField, FieldForm
from console.screens.kit.entry_texts import EntryTexts
from console.screens.kit.language_texts import LANGUAGES
from contract.domain.knowledge_entries.entry_values import SAY_LIMIT
from contract.domain.knowledge_entries.knowledge import OfficeKind, ServiceStatus
from contract.domain.knowledge_entries.revision import EntryKind
from widgets.cards.form_page import FieldShape, FormField
from widgets.fields.labelled_field import Choice

_SHAPES = {
    FieldForm.LINE: FieldShape.LINE,
    FieldForm.TEXT: FieldShape.TEXT,
    FieldForm.CHOICE: FieldShape.CHOICE,
    FieldForm.FLAG: FieldShape.CHOICE,
    FieldForm.REFERENCE: FieldShape.REFERENCE,
    FieldForm.REFERENCES: FieldShape.REFERENCES,
    FieldForm.DATE: FieldShape.NUMBERS,
    FieldForm.PHONES: FieldShape.NUMBERS,
    FieldForm.STAFF: FieldShape.ROWS,
    FieldForm.PLACES: FieldShape.ROWS,
    FieldForm.HOURS: FieldShape.HOURS,
    FieldForm.NUMBER: FieldShape.NUMBERS,
    FieldForm.DECIMAL: FieldShape.NUMBERS,
}
# In the order in which one writes: what is read aloud first; the rest is a line each.
_OPEN = {
    EntryKind.CARD: (
        "say", "title", "keywords", "topic_id", "responsible_id",
        "valid_from", "valid_until", "review_on",
    ),
    EntryKind.OFFICE: ("name", "kind", "parent_id", "municipio", "address", "keywords"),
    EntryKind.FAQ: ("answer", "question", "keywords", "card_id", "valid_from", "valid_until"),
    EntryKind.THESAURUS: ("line", "language"),
}  # fmt: skip
_BESIDE = frozenset({"responsible_id", "valid_until", "review_on", "parent_id", "address"})
_READ_ALOUD = frozenset({"say", "answer"})
_TRANSLATED = frozenset({EntryKind.CARD, EntryKind.FAQ})
LANGUAGES_ROW = "languages"
_LEFT_TO_RIGHT = frozenset({"owner_email", "email", "pec", "website", "ipa_code", "reviewer"})


class EntryFields(QObject):
    """choices: of references, by what they refer to: "topic", "card", "office"."""

    def __init__(
        self, choices: Callable[[], Mapping[str, Sequence[Choice]]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._choices = choices
        self._words = EntryTexts(self)

    def of(self, kind: EntryKind) -> tuple[FormField, ...]:
        references, shown = self._choices(), _OPEN[kind]
        ordered = sorted(FIELDS[kind], key=lambda one: _place_of(one.name, shown))
        fields = [self._field(one, references, is_folded=one.name not in shown) for one in ordered]
        why = FormField(
            name="why",
            label=self._words.field("why"),
            shape=FieldShape.LINES,
            is_folded=kind is not EntryKind.THESAURUS,
        )
        languages = FormField(name=LANGUAGES_ROW, label=self.tr("Lingue"), shape=FieldShape.DOOR)
        return (*fields, why, *((languages,) if kind in _TRANSLATED else ()))

    def _field(
        self,
        one: EntryField,
        references: Mapping[str, Sequence[Choice]],
        *,
        is_folded: bool,
    ) -> FormField:
        shape = _SHAPES[one.form]
        if one.name in _LEFT_TO_RIGHT:
            shape = FieldShape.NUMBERS
        known = references.get("office" if one.form is FieldForm.PLACES else one.of, ())
        return FormField(
            name=one.name,
            label=self._words.field(one.name),
            shape=shape,
            choices=self._of_choice(one.name) if shape is FieldShape.CHOICE else known,
            hint=self._words.hint(one.name),
            limit=SAY_LIMIT if one.name == "say" else 0,
            columns=self._words.columns(one.name),
            told=self.tr("il testo da leggere al cittadino") if one.name in _READ_ALOUD else "",
            is_beside=one.name in _BESIDE and not is_folded,
            is_folded=is_folded,
        )

    def _of_choice(self, name: str) -> tuple[Choice, ...]:
        if name == "status":
            return tuple(Choice(one.value, self._words.status(one)) for one in ServiceStatus)
        if name == "kind":
            return tuple(Choice(one.value, self._words.office_kind(one)) for one in OfficeKind)
        return tuple(Choice(code, word) for code, word in LANGUAGES)


def _place_of(name: str, shown: Sequence[str]) -> int:
    """Return where a field stands: the open ones in their order, then the others in theirs."""
    return shown.index(name) if name in shown else len(shown)
