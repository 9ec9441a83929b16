"""The fields of a contact by name: how each changes the draft, and what is wrong with each."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum

from msgspec.structs import replace

from console.work.contact_draft import ContactDraft
from contract.domain.contact import TEXT_LIMIT, Contact, Disposition, missing_fields
from contract.domain.fiscal_code import fault_of
from contract.domain.ids import AccountId, DeskId, OfficeId, TopicId
from contract.domain.phone_number import UnusableNumber, dialable, to_e164


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
    return _SETTERS[field](draft, value)


def faults_of(draft: ContactDraft) -> tuple[tuple[str, str], ...]:
    """Return what stands against closing: (field, reason code), in the order of the form."""
    faults: dict[str, str] = {}
    if code := fault_of(draft.caller.fiscal_code):
        faults[Field.FISCAL_CODE] = code
    if code := _phone_fault(draft):
        faults[Field.PHONE] = code
    if len(draft.description) > TEXT_LIMIT:
        faults[Field.DESCRIPTION] = "text_too_long"
    for name in missing_fields(_as_contact(draft)):
        faults[name] = "missing_field"
    order = [str(field) for field in Field]
    return tuple(sorted(faults.items(), key=lambda fault: order.index(fault[0])))


def _phone_fault(draft: ContactDraft) -> str:
    promised = draft.callback is not None and draft.disposition is Disposition.FORWARDED
    if not draft.phone_text.strip():
        return "missing_field" if promised else ""
    try:
        dialable(draft.phone_text) if promised else to_e164(draft.phone_text)
    except UnusableNumber as error:
        return error.code
    return ""


def _as_contact(draft: ContactDraft) -> Contact:
    """Return what missing_fields looks at; never sent anywhere."""
    return Contact(
        id=draft.contact_id,
        operator_id=AccountId(""),
        topic_id=draft.topic_id,
        disposition=draft.disposition,
        desk_id=draft.desk_id,
        description=draft.description,
        closed_at=draft.ended_at or datetime.fromtimestamp(0, UTC),
    )
