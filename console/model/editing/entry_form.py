"""How the fields of an entry are typed: their order on the form, and values as texts."""

from enum import StrEnum

import msgspec

from contract.domain.knowledge_entries.revision import EntryKind

TITLES = {  # the field by which lists call an entry
    EntryKind.OFFICE: "name",
    EntryKind.CARD: "title",
    EntryKind.FAQ: "question",
    EntryKind.THESAURUS: "line",
}


class FieldForm(StrEnum):
    """How a field is typed and read."""

    LINE = "line"
    TEXT = "text"  # Markdown of several lines
    CHOICE = "choice"  # one of a few words of ours
    REFERENCE = "reference"  # the id of a topic, card or office
    REFERENCES = "references"  # one a line
    DATE = "date"
    PHONES = "phones"
    FLAG = "flag"
    STAFF = "staff"
    PLACES = "places"
    HOURS = "hours"  # JSON of HoursLines
    NUMBER = "number"
    DECIMAL = "decimal"  # nothing, or degrees


class EntryField(msgspec.Struct, frozen=True):
    name: str
    form: FieldForm
    of: str = ""  # of a reference: "topic", "card", "office"
    is_needed: bool = False  # a reference that must be there


def _fields(form: FieldForm, *names: str) -> tuple[EntryField, ...]:
    return tuple(EntryField(name, form) for name in names)


_DATES = _fields(FieldForm.DATE, "valid_from", "valid_until", "review_on", "verified_on")
_HOURS = _fields(FieldForm.HOURS, "desk_times", "phone_times")
_KEPT_BY = _fields(FieldForm.LINE, "owner_email", "reviewer")
_TOPIC = EntryField("topic_id", FieldForm.REFERENCE, "topic", is_needed=True)
FIELDS: dict[EntryKind, tuple[EntryField, ...]] = {
    EntryKind.CARD: (  # the order of the national service sheet, what is read aloud first
        *_fields(FieldForm.LINE, "category", "title", "keywords"),
        *_fields(FieldForm.TEXT, "say"),
        _TOPIC,
        EntryField("other_topic_ids", FieldForm.REFERENCES, "topic"),
        *_fields(FieldForm.CHOICE, "status"),
        *_fields(FieldForm.LINE, "status_reason"),
        *_fields(
            FieldForm.TEXT,
            "alert", "short_description", "who_for", "how_to", "what_is_needed",
            "what_you_get", "times", "costs", "access", "conditions", "contacts",
        ),
        EntryField("responsible_id", FieldForm.REFERENCE, "office"),
        EntryField("office_ids", FieldForm.REFERENCES, "office"),
        *_fields(FieldForm.PLACES, "places"),
        *_HOURS,
        *_fields(FieldForm.PHONES, "phones"),
        *_fields(FieldForm.LINE, "source"),
        *_fields(FieldForm.CHOICE, "language"),
        *_DATES,
        *_KEPT_BY,
    ),
    EntryKind.OFFICE: (
        *_fields(FieldForm.LINE, "name"),
        *_fields(FieldForm.CHOICE, "kind"),
        EntryField("parent_id", FieldForm.REFERENCE, "office"),
        *_fields(FieldForm.LINE, "municipio", "address"),
        *_fields(FieldForm.DECIMAL, "latitude", "longitude"),
        *_fields(FieldForm.HOURS, "desk_times", "phone_times"),
        *_fields(FieldForm.PHONES, "phones", "faxes"),
        *_fields(FieldForm.LINE, "email", "pec", "website"),
        *_fields(FieldForm.STAFF, "staff"),
        *_fields(FieldForm.TEXT, "how_to_get_there", "accessibility", "note"),
        *_fields(FieldForm.LINE, "keywords", "ipa_code"),
        *_DATES,
        *_KEPT_BY,
    ),
    EntryKind.FAQ: (
        *_fields(FieldForm.LINE, "question"),
        *_fields(FieldForm.TEXT, "answer"),
        EntryField("card_id", FieldForm.REFERENCE, "card", is_needed=True),
        EntryField("other_card_ids", FieldForm.REFERENCES, "card"),
        *_fields(FieldForm.LINE, "keywords"),
        *_fields(FieldForm.CHOICE, "language"),
        *_fields(FieldForm.DATE, "valid_from", "valid_until", "verified_on"),
    ),
    EntryKind.THESAURUS: (
        *_fields(FieldForm.LINE, "line"),
        *_fields(FieldForm.CHOICE, "language"),
    ),
}  # fmt: skip
_UNSHOWN = (  # set by what is done, not typed
    EntryField("withdrawn", FieldForm.LINE),
    EntryField("original_id", FieldForm.REFERENCE, "card"),
    EntryField("original_version", FieldForm.NUMBER),
)


def form_of(kind: EntryKind, name: str) -> EntryField:
    """Return the field of a form; one that no form shows is a line."""
    return next(
        (one for one in (*FIELDS[kind], *_UNSHOWN) if one.name == name),
        EntryField(name, FieldForm.LINE),
    )


def compared_fields(kind: EntryKind) -> tuple[EntryField, ...]:
    """Return the fields in which two states of an entry are compared for people."""
    # Nobody types it, yet a withdrawal is what two versions may differ in most.
    withdrawn = () if kind is EntryKind.THESAURUS else (_UNSHOWN[0],)
    return (*withdrawn, *FIELDS[kind])
