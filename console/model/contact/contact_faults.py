"""What stands against closing a contact, field by field."""

from datetime import UTC, datetime

from console.model.contact.contact_draft import ContactDraft
from contract.domain import fiscal_code
from contract.domain.contact import LINE_LIMIT, TEXT_LIMIT, Contact, Disposition, missing_fields
from contract.domain.ids import AccountId
from contract.domain.phone_number import UnusableNumber, dialable, to_e164
from contract.wire import reason_codes

LINE_TOO_LONG = "line_too_long"
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


def faults_of(draft: ContactDraft) -> tuple[Fault, ...]:
    """Return (field, reason code) in the order of the form; empty: it may be closed."""
    # The rule of the server itself: what closes here must not be refused there.
    faults = {name: reason_codes.MISSING_FIELD for name in missing_fields(_as_contact(draft))}
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
        # A name that was too long was refused after closing, and the contact was lost.
        if code := length_fault(name, text):
            faults[name] = code
    # In the order of the form: the cursor goes to the first one.
    return tuple(sorted(faults.items(), key=lambda fault: _FORM.index(fault[0])))


def length_fault(field: str, text: str) -> str:
    """Return "" for a text the server keeps whole, else the code that names its limit."""
    if field == "description":
        return reason_codes.TEXT_TOO_LONG if len(text) > TEXT_LIMIT else ""
    return LINE_TOO_LONG if len(text) > LINE_LIMIT else ""


def phone_of(draft: ContactDraft) -> str:
    """Return E.164 of what was typed, "" when nothing was. Raise UnusableNumber."""
    text = draft.phone_text.strip() or draft.caller.phone
    if not text:
        return ""
    # A number that nobody will call may be any; one that is promised a call must be dialable.
    return dialable(text) if promises_callback(draft) else to_e164(text)


def promises_callback(draft: ContactDraft) -> bool:
    return draft.disposition is Disposition.FORWARDED and draft.callback is not None


def _phone_fault(draft: ContactDraft) -> str:
    try:
        phone = phone_of(draft)
    except UnusableNumber as error:
        return error.code
    return reason_codes.MISSING_FIELD if promises_callback(draft) and not phone else ""


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
