"""Values of an entry's fields as people read them, and two states of an entry beside each other."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from console.model.editing.entry_form import FieldForm, compared_fields, form_of
from console.model.editing.entry_texts import text_of
from console.model.editing.word_changes import word_changes
from console.screens.kit.entry_texts import EntryTexts
from console.screens.kit.hours_texts import HoursTexts
from contract.domain.knowledge_entries.entry_fields import BadField, Entry, field_of
from contract.domain.knowledge_entries.knowledge import OfficeKind, ServiceStatus
from contract.domain.knowledge_entries.revision import EntryKind
from widgets.cards.change_view import FieldChange, Piece
from widgets.cards.markdown_text import read_out
from widgets.fields.labelled_field import Choice


class ShownValues:
    """choices: of references, by what they refer to."""

    def __init__(
        self, words: EntryTexts, choices: Callable[[], Mapping[str, Sequence[Choice]]]
    ) -> None:
        self._words = words
        self._choices = choices
        self._hours = HoursTexts(words)

    def changes(
        self, kind: EntryKind, before: Entry | None, after: Entry | None
    ) -> list[FieldChange]:
        found = []
        for field in compared_fields(kind):
            old = self.shown(kind, field.name, getattr(before, field.name)) if before else ""
            new = self.shown(kind, field.name, getattr(after, field.name)) if after else ""
            if old != new:
                read = read_out(old), read_out(new)
                # Where only signs differ, as those of bold words, they are what changes.
                is_text = field.form is FieldForm.TEXT and read[0] != read[1]
                left, right = word_changes(*(read if is_text else (old, new)))
                found.append(
                    FieldChange(
                        label=self._words.field(field.name),
                        before=tuple(Piece(one.text, one.is_changed) for one in left),
                        after=tuple(Piece(one.text, one.is_changed) for one in right),
                    )
                )
        return found

    def shown_json(self, kind: EntryKind, name: str, text: str) -> str:
        try:
            return self.shown(kind, name, field_of(kind, name, msgspec.json.decode(text)))
        except (BadField, msgspec.DecodeError):
            return text

    def shown(self, kind: EntryKind, name: str, value: object) -> str:
        """A value as people read it: names in place of ids, words in place of ours."""
        field = form_of(kind, name)
        if field.form is FieldForm.HOURS:
            return self._hours.shown(value)  # type: ignore[arg-type]  # of this form they are times
        if isinstance(value, ServiceStatus):
            return self._words.status(value)
        if isinstance(value, OfficeKind):
            return self._words.office_kind(value)
        text = text_of(field, value)
        if field.form not in (FieldForm.REFERENCE, FieldForm.REFERENCES):
            return text
        wanted = set(text.splitlines())
        known = (one for one in self._choices().get(field.of, ()) if one.value in wanted)
        names = {one.value: one.label for one in known} if wanted else {}
        return "\n".join(names.get(line, line) for line in text.splitlines())
