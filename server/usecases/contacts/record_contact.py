"""Keep a closed contact, with the case it opened and the callback that was promised."""

from datetime import timedelta

import msgspec

from contract.domain.account import Capability
from contract.domain.callback import Callback, CallbackState
from contract.domain.caller import CallerDetails
from contract.domain.case import ActivityKind, Case, CaseActivity, CaseState
from contract.domain.contact import Contact, Disposition, missing_fields
from contract.domain.ids import CaseId, account_scope, desk_scope
from contract.domain.knowledge_entries.knowledge import Desk, Topic
from contract.domain.phone_number import UnusableNumber, dialable, to_e164
from contract.wire import reason_codes
from contract.wire.commands import AddCaseNote, CorrectContact, RecordContact
from server.store.sync.replicated_rows import find, find_ever
from server.usecases.contacts.case_permission import may_touch_case
from server.usecases.contacts.claimed_callback import was_given_away
from server.usecases.contacts.give_back_case import given_back_case
from server.usecases.contacts.keep_case import keep_case
from server.usecases.contacts.keep_citizen import has_seen, keep_citizen
from server.usecases.contacts.told_number import number_for, numbered_as_told, take_back_unknown
from server.usecases.knowledge.maintenance.count_use import count_linked
from server.usecases.operations.refused import Refused, in_use
from server.usecases.routing.callbacks.first_callbacks import settle_first_callback
from server.usecases.sync.command_work import CommandWork, Outcome

type Closing = RecordContact | CorrectContact


def record_contact(work: CommandWork, data: RecordContact) -> Outcome:
    """Write all of it or nothing. Raise Refused."""
    work.require(Capability.CONTACT_WRITE)
    contact = checked_contact(work, data)
    if (known := find_ever(work.connection, Contact, contact.id)) is not None:
        if known[0].operator_id != work.account.id:
            raise in_use("contact.id", is_same=False)
        return _number_again(work, data, known[0])
    case = new_case(work, checked_case(work, data, contact))
    callback = checked_callback(work, data, case)
    if callback is not None:
        known_one = find_ever(work.connection, Callback, callback.id)
        if known_one is not None:
            raise in_use("callback.id", is_same=known_one[0].case_id == callback.case_id)
    contact = msgspec.structs.replace(contact, recorded_at=work.at, corrected_at=None)
    contact = written(work, contact, case, callback)
    # The contact is her answer: the citizen of the lost call needs no further one.
    settle_first_callback(work, contact)
    count_linked(work, contact)
    return Outcome(detail={"case_number": case.number} if case else {})


def _number_again(work: CommandWork, data: RecordContact, known: Contact) -> Outcome:
    """Keep what a contact had that a correction wrote anew, which came again first. Raise Refused.

    The word is that it exists, but where the server had told a number of its case.
    """
    opened = checked_case(work, data, data.contact) if work.comes_again else None
    found = find_ever(work.connection, Case, opened.id) if opened is not None else None
    is_own = found is None or found[0].contact_id == known.id
    if opened is None or not is_own:
        # The same contact under another command: it is there already.
        raise Refused(reason_codes.EXISTS, field="contact.id")
    case = numbered_as_told(work, found[0] if found else opened)
    # The correction that came before promised none, or it would be there.
    take_back_unknown(work, case, checked_callback(work, data, opened))
    if found is not None and found[1] and known.case_number not in ("", case.number):
        known = msgspec.structs.replace(known, case_number=case.number)
        work.edit.put(account_scope(work.account.id), known)
    if work.earlier is None:
        return Outcome(reason_codes.EXISTS, {"field": "contact.id"})
    return Outcome(detail={"case_number": case.number})


def written(
    work: CommandWork, contact: Contact, case: Case | None, callback: Callback | None
) -> Contact:
    """Write a contact with its case and callback, which tell it their number and window."""
    citizen_id = keep_citizen(work, contact)
    if case is not None:
        case = msgspec.structs.replace(case, citizen_id=citizen_id)
        keep_case(work, case)
    if callback is not None:
        work.edit.put(desk_scope(callback.desk_id), callback)
    contact = msgspec.structs.replace(
        contact,
        citizen_id=citizen_id,
        case_id=case.id if case else contact.case_id,
        case_number=case.number if case else "",
        promised_from=callback.window_start_at if callback else None,
        promised_until=callback.window_end_at if callback else None,
    )
    return work.edit.put(account_scope(work.account.id), contact)


def new_case(work: CommandWork, case: Case | None) -> Case | None:
    """Return a case with the number that was told of it before, else the next of the year."""
    if case is None:
        return None
    if (known := find_ever(work.connection, Case, case.id)) is not None:
        raise in_use("case.id", is_same=known[0].contact_id == case.contact_id)
    return msgspec.structs.replace(case, number=number_for(work))


def checked_contact(work: CommandWork, data: Closing) -> Contact:
    """Return the contact as it may be kept. Raise Refused."""
    contact = data.contact
    # A seat writes for who is signed in: a contact of a colleague's would be a forged one.
    work.require_author(contact.operator_id, "contact.operator_id")
    missing = [f"contact.{name}" for name in missing_fields(contact)]
    if contact.disposition is Disposition.FORWARDED and data.case is None:
        missing.append("case")  # or the desk would never hear of it
    # What was complete before the server lost it may have been emptied since.
    if missing and work.earlier is None:
        raise Refused(reason_codes.MISSING_FIELD, field=missing[0], fields=",".join(missing))
    _require_topic(work, contact.topic_id, "contact.topic_id")
    _require_desk(work, contact.desk_id, "contact.desk_id")
    return msgspec.structs.replace(
        contact, caller=_normal(contact.caller), case_id=_case_id(work, contact)
    )


def _case_id(work: CommandWork, contact: Contact) -> CaseId | None:
    """Return its case; None where it is none of the operator's: the contact is kept without."""
    case = find(work.connection, Case, contact.case_id) if contact.case_id else None
    return contact.case_id if case is None or _may_touch(work, case, contact) else None


def _may_touch(work: CommandWork, case: Case, contact: Contact) -> bool:
    # What was allowed before the server lost it needs no second permission.
    if work.earlier is not None or may_touch_case(work.connection, work.account, case):
        return True
    # Somebody asks for news of a case: it was shown with the citizen.
    is_citizens = case.citizen_id is not None and case.citizen_id == contact.citizen_id
    return is_citizens and has_seen(work.connection, work.account.id, contact)


def checked_case(work: CommandWork, data: Closing, contact: Contact) -> Case | None:
    """Return the case as the desk gets it, without a number. Raise Refused."""
    case = data.case
    if case is None:
        return None
    work.require_author(case.opened_by, "case.opened_by")
    if case.contact_id != contact.id:
        raise Refused(reason_codes.INVALID, field="case.contact_id")
    if case.desk_id != contact.desk_id:
        raise Refused(reason_codes.INVALID, field="case.desk_id")
    _require_topic(work, case.topic_id, "case.topic_id")
    return msgspec.structs.replace(
        case,
        caller=_normal(case.caller),
        # The server decides what a new case begins with, whatever the seat has sent.
        number="",
        state=CaseState.OPEN,
        answer="",
        voicemail_id=None,
        voicemail_s=0,
        closed_at=None,
    )


def checked_callback(work: CommandWork, data: Closing, own_case: Case | None) -> Callback | None:
    """Return the callback as the desk gets it: waiting, never claimed, with a dialable number."""
    callback = data.callback
    if callback is None:
        return None
    case = own_case or find(work.connection, Case, callback.case_id)
    if case is None:
        raise Refused(reason_codes.UNKNOWN_CASE, field="callback.case_id")
    if own_case is None and not _may_touch(work, case, data.contact):
        raise Refused(reason_codes.FORBIDDEN, field="callback.case_id")
    if callback.case_id != case.id:
        raise Refused(reason_codes.INVALID, field="callback.case_id")
    if callback.desk_id != case.desk_id:
        raise Refused(reason_codes.INVALID, field="callback.desk_id")
    _require_topic(work, callback.topic_id, "callback.topic_id")
    if callback.window_end_at - callback.window_start_at <= timedelta(0):
        raise Refused(reason_codes.INVALID, field="callback.window_end_at")
    is_emptied = work.earlier is not None and not callback.caller.phone
    phone = "" if is_emptied else _number_to_call(callback.caller.phone)
    caller = msgspec.structs.replace(_normal(callback.caller), phone=phone)
    return Callback(
        id=callback.id,
        case_id=case.id,
        desk_id=case.desk_id,
        topic_id=callback.topic_id,
        caller=caller,
        window_start_at=callback.window_start_at,
        window_end_at=callback.window_end_at,
        # Never claimed: a seat that could make its own claim would pass the queue.
        state=CallbackState.OPEN,
    )


def _number_to_call(phone: str) -> str:
    field = "callback.caller.phone"
    if not phone:
        raise Refused(reason_codes.MISSING_FIELD, field=field)
    try:
        number = dialable(phone)
    except UnusableNumber as error:
        is_forbidden = error.code == reason_codes.PHONE_FORBIDDEN
        code = reason_codes.PHONE_FORBIDDEN if is_forbidden else reason_codes.INVALID
        raise Refused(code, field=field, why=error.code) from error
    if not number.startswith("+"):  # a seat of ours is no citizen
        raise Refused(reason_codes.PHONE_FORBIDDEN, field=field, why=reason_codes.PHONE_FORBIDDEN)
    return number


def _normal(caller: CallerDetails) -> CallerDetails:
    """Return the details as they are compared later; a strange number is kept as it came."""
    try:
        phone = to_e164(caller.phone) if caller.phone else ""
    except UnusableNumber:
        # An odd number is what the caller has: refused, the whole contact would be lost.
        phone = caller.phone
    return msgspec.structs.replace(
        caller,
        name=" ".join(caller.name.split()),
        fiscal_code=caller.fiscal_code.strip().upper(),
        phone=phone,
    )


def _require_topic(work: CommandWork, topic_id: str | None, field: str) -> None:
    # What was written under a topic is not lost with it: the topic may come back, too.
    if (
        work.earlier is None
        and topic_id is not None
        and find(work.connection, Topic, topic_id) is None
    ):
        raise Refused(reason_codes.UNKNOWN_TOPIC, field=field)


def _require_desk(work: CommandWork, desk_id: str | None, field: str) -> None:
    if (
        work.earlier is None
        and desk_id is not None
        and find(work.connection, Desk, desk_id) is None
    ):
        raise Refused(reason_codes.UNKNOWN_DESK, field=field)


def add_case_note(work: CommandWork, data: AddCaseNote) -> Outcome:
    """Append the note; what is written stays. Raise Refused."""
    work.require(Capability.CASE_WORK)
    note = data.activity
    work.require_author(note.author_id, "activity.author_id")
    if note.kind is not ActivityKind.NOTE:
        raise Refused(reason_codes.INVALID, field="activity.kind")
    if not note.text.strip() and work.earlier is None:  # else it was emptied since
        raise Refused(reason_codes.MISSING_FIELD, field="activity.text")
    case = find(work.connection, Case, note.case_id)
    if case is None and work.earlier is not None:
        # Taken back before the note came again: it is kept all the same.
        ever = find_ever(work.connection, Case, note.case_id)
        case = ever[0] if ever is not None else None
    case = case or given_back_case(work, note.case_id)
    if case is None:
        raise Refused(reason_codes.UNKNOWN_CASE, field="activity.case_id")
    # Written while a colleague handed the case over: what was heard is not lost with it.
    if case.desk_id in work.account.desk_ids or not was_given_away(work, case.id, after=note.at):
        work.require_desk(case.desk_id)
    if (known := find_ever(work.connection, CaseActivity, note.id)) is not None:
        raise in_use("activity.id", is_same=known[0].author_id == note.author_id)
    work.edit.put(desk_scope(case.desk_id), msgspec.structs.replace(note, desk_id=case.desk_id))
    return Outcome()
