"""The fields of a contact by name, and how each changes the draft."""

from collections.abc import Callable
from enum import StrEnum

from msgspec.structs import replace

from console.model.contact.contact_draft import ContactDraft
from contract.domain.contact import Disposition
from contract.domain.ids import DeskId, OfficeId, TopicId
from contract.domain.phone_number import PhoneNumber, UnusableNumber, spoken, to_e164


class Field(StrEnum):
    """In the order of the form; the value is the objectName of the control too."""

    NAME = "name"
    FISCAL_CODE = "fiscal_code"
    PHONE = "phone"
    MUNICIPIO = "municipio"
    LANGUAGE = "language"
    TOPIC = "topic"
    TOPIC_TEXT = "topic_text"
    DISPOSITION = "disposition"
    OFFICE = "office"
    DESK = "desk"
    FACT_ADDRESS = "fact_address"
    DESCRIPTION = "description"
    SEARCH = "search"


def _with_caller(draft: ContactDraft, **changes: str) -> ContactDraft:
    return replace(draft, caller=replace(draft.caller, **changes))


def _with_phone(draft: ContactDraft, text: str) -> ContactDraft:
    try:
        number = to_e164(text) if text.strip() else ""
    except UnusableNumber:
        number = ""
    return replace(_with_caller(draft, phone=number), phone_text=text)


def with_number(draft: ContactDraft, number: PhoneNumber) -> ContactDraft:
    """Return the draft with the number of a call, none for a withheld one: the operator asks."""
    return replace(_with_caller(draft, phone=number), phone_text=spoken(number))


_SETTERS: dict[Field, Callable[[ContactDraft, str], ContactDraft]] = {
    Field.NAME: lambda draft, text: _with_caller(draft, name=text),
    Field.FISCAL_CODE: lambda draft, text: _with_caller(draft, fiscal_code=text),
    Field.PHONE: _with_phone,
    Field.MUNICIPIO: lambda draft, text: _with_caller(draft, municipio=text),
    Field.LANGUAGE: lambda draft, text: _with_caller(draft, language=text),
    Field.TOPIC_TEXT: lambda draft, text: replace(draft, topic_text=text),
    Field.TOPIC: lambda draft, key: replace(draft, topic_id=TopicId(key) if key else None),
    Field.DISPOSITION: lambda draft, key: replace(draft, disposition=Disposition(key)),
    Field.OFFICE: lambda draft, key: replace(draft, office_id=OfficeId(key) if key else None),
    Field.DESK: lambda draft, key: replace(draft, desk_id=DeskId(key) if key else None),
    Field.FACT_ADDRESS: lambda draft, text: replace(draft, fact_address=text),
    Field.DESCRIPTION: lambda draft, text: replace(draft, description=text),
    Field.SEARCH: lambda draft, text: replace(draft, search_text=text),
}


def with_field(draft: ContactDraft, field: Field, value: str) -> ContactDraft:
    """Return the draft after the operator changed one field; value is a text or an id."""
    return _SETTERS[field](draft, storable(value))


def storable(text: str) -> str:
    """Return a text, pasted perhaps, as the server can keep it: no database takes a NUL."""
    return text.replace("\0", "")
