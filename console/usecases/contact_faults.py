"""What stands against closing a contact, field by field."""

from console.work.contact_draft import ContactDraft
from contract.domain import fiscal_code
from contract.domain.contact import TEXT_LIMIT, Contact, Disposition, missing_fields
from contract.domain.phone_number import UnusableNumber, dialable, to_e164
from contract.wire import reason_codes

_FORM = (
    "name",
    "fiscal_code",
    "phone",
    "municipio",
    "topic",
    "disposition",
    "office",
    "desk",
    "fact_address",
    "description",
)
Fault = tuple[str, str]


def phone_of(draft: ContactDraft) -> str:
    """Return E.164 of what was typed, "" when nothing was. Raise UnusableNumber."""
    text = draft.phone_text.strip() or draft.caller.phone
    if not text:
        return ""
    return dialable(text) if promises_callback(draft) else to_e164(text)


def promises_callback(draft: ContactDraft) -> bool:
    return draft.disposition is Disposition.FORWARDED and draft.callback is not None


def faults_of(draft: ContactDraft, contact: Contact) -> tuple[Fault, ...]:
    """Return (field, reason code) in the order of the form; empty: it may be closed."""
    faults = {name: reason_codes.MISSING_FIELD for name in missing_fields(contact)}
    if code := fiscal_code.fault_of(draft.caller.fiscal_code):
        faults["fiscal_code"] = code
    if code := _phone_fault(draft):
        faults["phone"] = code
    texts = {
        "name": draft.caller.name,
        "fact_address": draft.fact_address,
        "description": draft.description,
    }
    for name, text in texts.items():
        if len(text) > TEXT_LIMIT:
            faults[name] = reason_codes.TEXT_TOO_LONG
    return tuple(sorted(faults.items(), key=lambda fault: _FORM.index(fault[0])))


def _phone_fault(draft: ContactDraft) -> str:
    try:
        phone = phone_of(draft)
    except UnusableNumber as error:
        return error.code
    return reason_codes.MISSING_FIELD if promises_callback(draft) and not phone else ""
