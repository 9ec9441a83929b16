"""An entry of the knowledge base field by field, as revisions hold and change it."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, get_type_hints

import msgspec

from contract.domain.ids import CardId, FaqId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard, ThesaurusLine
from contract.domain.knowledge_entries.revision import EntryKind

Entry = Office | ServiceCard | Faq | ThesaurusLine

ENTRY_TYPES: dict[EntryKind, type[Entry]] = {
    EntryKind.OFFICE: Office,
    EntryKind.CARD: ServiceCard,
    EntryKind.FAQ: Faq,
    EntryKind.THESAURUS: ThesaurusLine,
}
# Given by the server: an editor who could set them would be the author of another's line.
NOT_EDITED = frozenset({"id", "version", "author", "added_on"})
# Texts of sentences, merged by lines and words; of any other two changes do not fit together.
PROSE = frozenset(
    {
        "say", "alert", "status_reason", "short_description", "who_for", "how_to",
        "what_is_needed", "what_you_get", "times", "costs", "access", "conditions", "contacts",
        "keywords", "source", "question", "answer", "note", "how_to_get_there", "accessibility",
        "line",
    }
)  # fmt: skip


class BadField(ValueError):
    """A field the kind does not have, or a value that it cannot hold."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def blank_entry(kind: EntryKind, entry_id: str) -> Entry:
    """Return a new entry before anything is written in it."""
    match kind:
        case EntryKind.OFFICE:
            return Office(id=OfficeId(entry_id), name="")
        case EntryKind.CARD:
            return ServiceCard(id=CardId(entry_id), title="", topic_id=TopicId(""), say="")
        case EntryKind.FAQ:
            return Faq(id=FaqId(entry_id), card_id=CardId(""), question="", answer="")
        case EntryKind.THESAURUS:
            return ThesaurusLine(id=entry_id, line="")


def body_of(entry: Entry) -> str:
    """Return the entry as Revision.body holds it."""
    return msgspec.json.encode(entry).decode()


def entry_of(kind: EntryKind, body: str | bytes) -> Entry:
    """Return the entry in a body. Raise msgspec.DecodeError."""
    return msgspec.json.decode(body, type=ENTRY_TYPES[kind])


def editable_fields(kind: EntryKind) -> tuple[str, ...]:
    fields = ENTRY_TYPES[kind].__struct_fields__
    return tuple(name for name in fields if name not in NOT_EDITED)


def values_of(entry: Entry) -> dict[str, Any]:
    """Return every field that is edited, as JSON has it."""
    names = (name for name in entry.__struct_fields__ if name not in NOT_EDITED)
    return {name: msgspec.json.decode(msgspec.json.encode(getattr(entry, name))) for name in names}


def with_values(entry: Entry, values: Mapping[str, Any]) -> Entry:
    """Return the entry with these fields. Raise BadField."""
    kind = kind_of(entry)
    fields = {name: field_of(kind, name, value) for name, value in values.items()}
    return msgspec.structs.replace(entry, **fields)


def field_of(kind: EntryKind, name: str, value: Any) -> Any:
    """Return the value a field has in the struct. Raise BadField."""
    try:
        return msgspec.convert(value, _hint(kind, name))
    except (msgspec.ValidationError, KeyError) as error:
        raise BadField(name) from error


def plain_value(kind: EntryKind, name: str, raw: bytes | msgspec.Raw) -> Any:
    """Return JSON of a field in the one spelling that values_of has. Raise BadField."""
    try:
        value = _decoder(kind, name)(raw)
    # A deeply nested value ends the decoder by RecursionError: it is a bad field, not a bug.
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, KeyError) as error:
        raise BadField(name) from error
    # In one spelling: two editors who mean the same value must not clash over how it is written.
    return msgspec.json.decode(msgspec.json.encode(value))


def kind_of(entry: Entry) -> EntryKind:
    return next(kind for kind, one in ENTRY_TYPES.items() if one is type(entry))


def title_of(entry: Entry) -> str:
    """Return what a list calls the entry."""
    match entry:
        case Office():
            return entry.name
        case ServiceCard():
            return entry.title
        case Faq():
            return entry.question
        case ThesaurusLine():
            return entry.line


@cache
def _hint(kind: EntryKind, name: str) -> Any:
    """Raise KeyError for a field that nobody edits."""
    if name in NOT_EDITED:
        raise KeyError(name)
    return get_type_hints(ENTRY_TYPES[kind])[name]


@cache
def _decoder(kind: EntryKind, name: str) -> Callable[[bytes | msgspec.Raw], Any]:
    return msgspec.json.Decoder(_hint(kind, name)).decode
