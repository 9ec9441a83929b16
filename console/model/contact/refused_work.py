"""What the server refused, as the draft it was: the words stay with the operator who wrote them."""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from console.model.contact.contact_draft import (
    AttemptDraft,
    CallbackWish,
    ContactDraft,
    EarlierClosing,
)
from console.model.editing.entry_form import form_of
from console.model.editing.entry_texts import text_of
from console.model.editing.revision_draft import RevisionDraft
from contract.domain.contact import Contact
from contract.domain.knowledge_entries.entry_fields import BadField, field_of
from contract.domain.phone_number import spoken
from contract.wire import reason_codes
from contract.wire.commands import (
    CorrectContact,
    EditRevision,
    HandOverCase,
    RecordAttempt,
    RecordContact,
)

# The server has these words already.
KEPT_THERE = frozenset({reason_codes.EXISTS, reason_codes.ID_REUSED, reason_codes.STALE_FENCE})


def contact_to_complete(data: RecordContact | CorrectContact, now: datetime) -> ContactDraft:
    """Return the contact as a draft put aside, under the same id."""
    earlier = closing_of(data.contact) if isinstance(data, CorrectContact) else None
    return replace(draft_of(data.contact, now), earlier=earlier)


def closing_of(contact: Contact, *, is_taken_back: bool = True) -> EarlierClosing:
    """Return how a contact was closed, for the draft it becomes again."""
    return EarlierClosing(
        closed_at=contact.closed_at,
        is_taken_back=is_taken_back,
        case_id=contact.case_id,
        case_number=contact.case_number,
    )


def draft_of(contact: Contact, now: datetime) -> ContactDraft:
    """Return a closed contact as a draft put aside."""
    wish = None
    if contact.promised_from is not None and contact.promised_until is not None:
        wish = CallbackWish(
            window_start_at=contact.promised_from, window_end_at=contact.promised_until
        )
    return ContactDraft(
        contact_id=contact.id,
        channel=contact.channel,
        direction=contact.direction,
        queue=contact.queue,
        call_key=contact.call_key,
        caller=contact.caller,
        phone_text=spoken(contact.caller.phone),
        citizen_id=contact.citizen_id,
        topic_id=contact.topic_id,
        disposition=contact.disposition,
        desk_id=contact.desk_id,
        office_id=contact.office_id,
        card_ids=contact.card_ids,
        fact_address=contact.fact_address,
        description=contact.description,
        callback=wish,
        rang_at=contact.rang_at,
        answered_at=contact.answered_at,
        ended_at=contact.ended_at,
        hold_s=contact.hold_s,
        # Put aside: a refusal must not push off the screen what is written now.
        is_open=False,
        saved_at=now,
    )


def result_to_complete(data: RecordAttempt, now: datetime) -> AttemptDraft:
    """Return the result as it was written, for the clerk who claims the callback again."""
    attempt = data.attempt
    return AttemptDraft(
        callback_id=attempt.callback_id,
        note=attempt.note,
        outcome=str(attempt.outcome),
        saved_at=now,
    )


def note_to_complete(data: HandOverCase, now: datetime) -> AttemptDraft:
    """Return what was written for another desk, for who claims the callback again."""
    return AttemptDraft(callback_id=data.callback_id, note=data.note, saved_at=now)


def changes_to_complete(data: EditRevision, now: datetime) -> RevisionDraft:
    """Return the fields as they were typed, to be mended and handed over again."""
    kind, texts = data.entry_kind, {}
    for name, change in data.changes.items():
        value = msgspec.json.decode(bytes(change.after))
        try:
            texts[name] = text_of(form_of(kind, name), field_of(kind, name, value))
        # Even what cannot be read as a value was typed by somebody: it comes back as it stands.
        except BadField:
            texts[name] = str(value)
    return RevisionDraft(
        entry_kind=kind,
        entry_id=data.entry_id,
        revision_id=data.revision_id,
        base_version=data.base_version,
        texts=texts,
        before={name: bytes(one.before).decode() for name, one in data.changes.items()},
        why=data.why,
        report_ids=data.report_ids,
        saved_at=now,
    )
