"""Closes a contact: the draft becomes a contact, with its case and callback when forwarded."""

from datetime import datetime

from msgspec.structs import replace

from console.errors import ContactIncomplete
from console.model.contact.contact_draft import ContactDraft, EarlierClosing
from console.model.contact.contact_faults import faults_of, phone_of, promises_callback
from console.model.contact.refused_work import closing_of, draft_of
from console.store.contact.contact_repository import contact as stored_contact
from console.store.contact.draft_repository import delete_draft
from console.store.contact.draft_repository import draft as stored_draft
from console.store.replica.cipher import Connection
from console.store.replica.outbox import enqueue
from console.store.session.session_record import signed_in_account
from contract.domain import fiscal_code
from contract.domain.callback import Callback
from contract.domain.case import Case
from contract.domain.contact import CARDS_LIMIT, Contact, Disposition
from contract.domain.ids import AccountId, CallbackId, CaseId, new_command_id, new_id
from contract.domain.phone_number import UnusableNumber
from contract.wire.commands import Command, CorrectContact, RecordContact


def close_contact(connection: Connection, draft: ContactDraft, now: datetime) -> Contact:
    """Return the contact, queued for the server; closing it twice gives the same one.

    Raise ContactIncomplete when a field keeps it open.
    """
    # F9 pressed twice, or an answer lost by a crash: one contact, sent once.
    known = stored_contact(connection, draft.contact_id)
    is_open_again = stored_draft(connection, draft.contact_id) is not None
    if known is not None and not (draft.earlier is not None and is_open_again):
        delete_draft(connection, draft.contact_id)
        return known
    command = _command(draft, signed_in_account(connection).id, now)
    enqueue(connection, command)
    # In the transaction that queues it: no kill finds a contact both closed and open.
    delete_draft(connection, draft.contact_id)
    assert isinstance(command.data, RecordContact | CorrectContact)
    return command.data.contact


def undo_correction(connection: Connection, corrected: ContactDraft, now: datetime) -> bool:
    """Write a contact again as it was before its correction, at the server too.

    False: it was taken back meanwhile, or is open again.
    """
    before = corrected.earlier.contact if corrected.earlier is not None else None
    is_closed = stored_contact(connection, corrected.contact_id) is not None
    if before is None or not is_closed or stored_draft(connection, before.id) is not None:
        return False
    # By the one way a contact is corrected: case and callback come back under their ids.
    earlier = closing_of(before, is_taken_back=False)
    again = replace(draft_of(before, now), earlier=earlier)
    enqueue(connection, _command(again, signed_in_account(connection).id, now))
    return True


def _command(draft: ContactDraft, operator_id: AccountId, now: datetime) -> Command:
    contact = contact_of(draft, operator_id, now)
    # Else the server refused it after closing, when it was on nobody's screen any more.
    if faults := faults_of(draft):
        raise ContactIncomplete(faults)
    case = callback = None
    if contact.disposition is Disposition.FORWARDED:
        case = _case(contact, draft.earlier)
        contact = replace(contact, case_id=case.id, case_number=case.number)
        # A wish left over from another disposition promises nothing
        # (test_a_wish_left_over_in_a_contact_not_forwarded_is_no_callback).
        if promises_callback(draft):
            callback = _callback(draft, case)
            contact = _with_promise(contact, callback)
    kind = RecordContact if draft.earlier is None else CorrectContact
    if draft.earlier is not None and not draft.earlier.is_taken_back:
        contact = replace(contact, closed_at=draft.earlier.closed_at, corrected_at=now)
    data = kind(contact=contact, case=case, callback=callback)
    return Command(id=new_command_id(), at=now, data=data)


def _with_promise(contact: Contact, callback: Callback) -> Contact:
    start, end = callback.window_start_at, callback.window_end_at
    return replace(contact, promised_from=start, promised_until=end)


def contact_of(draft: ContactDraft, operator_id: AccountId, now: datetime) -> Contact:
    """Return the contact a draft would become at now; what is missing in it is not judged here."""
    try:
        phone = phone_of(draft)
    except UnusableNumber:
        # A transfer sends a contact that is not complete: no value is better than a wrong one.
        phone = ""  # faults_of() names it
    caller = replace(
        draft.caller,
        name=draft.caller.name.strip(),
        fiscal_code=fiscal_code.normalized(draft.caller.fiscal_code),
        phone=phone,
    )
    forwarded = draft.disposition is Disposition.FORWARDED
    return Contact(
        id=draft.contact_id,
        operator_id=operator_id,
        channel=draft.channel,
        direction=draft.direction,
        queue=draft.queue,
        call_key=draft.call_key,
        caller=caller,
        citizen_id=draft.citizen_id or None,
        topic_id=draft.topic_id,
        disposition=draft.disposition,
        office_id=draft.office_id,
        # More than the server takes would refuse the whole contact for one card too many.
        card_ids=draft.card_ids[:CARDS_LIMIT],
        # A desk left over from another disposition would look like work for it.
        desk_id=draft.desk_id if forwarded else None,
        fact_address=draft.fact_address.strip(),
        description=draft.description.strip(),
        rang_at=draft.rang_at,
        answered_at=draft.answered_at,
        ended_at=draft.ended_at,
        closed_at=now,
        hold_s=draft.hold_s,
    )


def _case(contact: Contact, earlier: EarlierClosing | None) -> Case:
    assert contact.desk_id is not None
    assert contact.topic_id is not None
    return Case(
        # The citizen may know it by its number: closed again it is the same case.
        id=(earlier and earlier.case_id) or CaseId(new_id()),
        number=earlier.case_number if earlier is not None else "",
        desk_id=contact.desk_id,
        contact_id=contact.id,
        opened_by=contact.operator_id,
        opened_at=contact.closed_at,
        topic_id=contact.topic_id,
        caller=contact.caller,
        citizen_id=contact.citizen_id,
        question=contact.description,
    )


def _callback(draft: ContactDraft, case: Case) -> Callback:
    assert draft.callback is not None
    return Callback(
        id=CallbackId(new_id()),
        case_id=case.id,
        desk_id=case.desk_id,
        topic_id=case.topic_id,
        caller=case.caller,
        window_start_at=draft.callback.window_start_at,
        window_end_at=draft.callback.window_end_at,
    )
