"""Take a closed contact back, close it again, or correct it; what it said before is kept."""

from dataclasses import dataclass, replace

import msgspec

from contract.domain.account import Capability
from contract.domain.callback import Callback, CallbackState
from contract.domain.case import Case, CaseState
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import (
    CaseId,
    ContactId,
    account_scope,
)
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.commands import CorrectContact, RecordContact, ReopenContact
from server.store.contacts.contact_history import (
    ContactChange,
    callbacks_ever,
    has_activities,
    remember,
)
from server.store.sync.replicated_rows import find_ever
from server.usecases.contacts.correct_case_in_work import (
    corrected_promise,
    tell_case,
    tell_history,
)
from server.usecases.contacts.keep_case import take_back_case
from server.usecases.contacts.keep_citizen import keep_citizen, take_back_citizen
from server.usecases.contacts.record_contact import (
    checked_callback,
    checked_case,
    checked_contact,
    new_case,
    record_contact,
    written,
)
from server.usecases.contacts.told_number import numbered_as_told, take_back_unknown
from server.usecases.operations.refused import Refused, in_use
from server.usecases.sync.command_work import CommandWork, Outcome


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A contact as it was closed last. is_closed False: it was taken back since."""

    contact: Contact
    case: Case | None  # the one it opened, even if it was taken back with it
    callback: Callback | None
    is_closed: bool
    is_in_work: bool  # somebody has taken up its case

    @property
    def closing(self) -> RecordContact:
        return RecordContact(contact=self.contact, case=self.case, callback=self.callback)


def reopen_contact(work: CommandWork, data: ReopenContact) -> Outcome:
    """Take the contact back, and from the desk its case and callback. Raise Refused."""
    work.require(Capability.CONTACT_WRITE)
    earlier = _earlier(work, data.contact_id)
    if earlier is None:
        raise Refused(reason_codes.UNKNOWN_CONTACT, field="contact_id")
    if not earlier.is_closed:
        return Outcome()  # taken back from another seat of hers
    if _is_outdated(work, earlier):
        return Outcome()  # closed again since
    _require_time(work, earlier)
    # A clerk who has taken it up would call about a case that is gone.
    if earlier.is_in_work:
        if work.earlier is not None:
            return Outcome()  # taken up while nobody here knew: their work is not lost with it
        raise Refused(reason_codes.CASE_IN_WORK, field="contact_id")
    _note(work, earlier, ContactChange.REOPENED)
    take_back_citizen(work, earlier.contact)
    work.edit.remove(Kind.CONTACT, earlier.contact.id)
    _take_back(work, earlier.case, earlier.callback)
    return Outcome()


def correct_contact(work: CommandWork, data: CorrectContact) -> Outcome:
    """Write the contact over what it was. Raise Refused."""
    work.require(Capability.CONTACT_WRITE)
    contact = checked_contact(work, data)
    earlier = _earlier(work, contact.id, data.case.id if data.case is not None else None)
    # The command that closed it first was refused: this one closes it.
    if earlier is None:
        return record_contact(
            work, RecordContact(contact=data.contact, case=data.case, callback=data.callback)
        )
    earlier = _numbered_as_told(work, earlier)
    if earlier.is_closed:
        if _is_outdated(work, earlier):
            return _kept_as_history(work, data, earlier)
        _require_time(work, earlier)
    contact = _with_facts_of_its_call(work, contact, earlier)
    if earlier.is_in_work:
        _correct_in_work(work, data, contact, earlier)
        number = contact.case_number
    else:
        number = _written_again(work, data, contact, earlier)
    return Outcome(detail={"case_number": number} if number else {})


def _earlier(
    work: CommandWork, contact_id: ContactId, case_id: CaseId | None = None
) -> _Earlier | None:
    """case_id: of its case where the contact has none, because a correction took it back."""
    found = find_ever(work.connection, Contact, contact_id)
    if found is None:
        return None
    contact, is_closed = found
    # Nobody changes what a colleague has written.
    work.require_author(contact.operator_id, "contact.operator_id")
    case_id = contact.case_id or case_id
    if case_id is None:
        return _Earlier(contact, None, None, is_closed, is_in_work=False)
    # Before the case, in the order of a result: two that wait for each other would both fail.
    callbacks = callbacks_ever(work.connection, case_id)
    case = find_ever(work.connection, Case, case_id)
    # A case that another contact opened is not this one's to take back.
    if case is None or case[0].contact_id != contact.id:
        return _Earlier(contact, None, None, is_closed, is_in_work=False)
    there = [callback for callback, is_there in callbacks if is_there]
    return _Earlier(
        contact,
        case[0],
        callbacks[0][0] if callbacks else None,
        is_closed,
        is_in_work=case[1] and _is_in_work(work, contact, case[0], there),
    )


def _numbered_as_told(work: CommandWork, earlier: _Earlier) -> _Earlier:
    """Return it with the number that this correction told, should the contact have come without."""
    if earlier.case is None or work.earlier is None:
        return earlier
    case = numbered_as_told(work, earlier.case)
    contact = earlier.contact
    if contact.case_number not in ("", case.number):
        contact = msgspec.structs.replace(contact, case_number=case.number)
        if earlier.is_closed:
            work.edit.put(account_scope(work.account.id), contact)
    return replace(earlier, contact=contact, case=case)


def _is_in_work(work: CommandWork, contact: Contact, case: Case, callbacks: list[Callback]) -> bool:
    if case.desk_id != contact.desk_id:  # somebody has handed it on
        return True
    if case.state is not CaseState.OPEN or has_activities(work.connection, case.id):
        return True
    is_untouched = all(one.state is CallbackState.OPEN and not one.attempts for one in callbacks)
    return len(callbacks) > 1 or not is_untouched


def _require_time(work: CommandWork, earlier: _Earlier) -> None:
    # Of one that was taken back it is never too late: it must be closed again. Nor of what was in
    # time before the server lost it. By the server's clock: a seat could say any time.
    if work.earlier is None and work.now > earlier.contact.correctable_until:
        raise Refused(reason_codes.TOO_LATE, field="contact_id")


def _is_outdated(work: CommandWork, earlier: _Earlier) -> bool:
    """Return whether a change that comes again was followed by another one, which is here."""
    contact = earlier.contact
    changed_at = (contact.closed_at, contact.corrected_at, contact.recorded_at)
    return work.at < max(at for at in changed_at if at is not None)


def _kept_as_history(work: CommandWork, data: CorrectContact, earlier: _Earlier) -> Outcome:
    words = RecordContact(contact=data.contact, case=data.case, callback=data.callback)
    remember(work.connection, work.command_id, ContactChange.CORRECTED, words, work.at)
    known = _under_known_ids(data, earlier)
    if (case := checked_case(work, known, data.contact)) is not None:
        take_back_unknown(work, case, checked_callback(work, known, case))
    number = earlier.contact.case_number
    return Outcome(detail={"case_number": number} if number else {})


def _note(work: CommandWork, earlier: _Earlier, change: ContactChange) -> None:
    """Keep what it was before, and who changed it."""
    remember(work.connection, work.command_id, change, earlier.closing, work.at)
    work.audit(f"contact.{change}", earlier.contact.id)


def _with_facts_of_its_call(work: CommandWork, contact: Contact, earlier: _Earlier) -> Contact:
    """Return the contact with what no correction changes: how, when and by whom it was reached."""
    was = earlier.contact
    return msgspec.structs.replace(
        contact,
        channel=was.channel,
        direction=was.direction,
        queue=was.queue,
        call_key=was.call_key,
        rang_at=was.rang_at,
        answered_at=was.answered_at,
        ended_at=was.ended_at or contact.ended_at,  # it may have been closed during the call
        hold_s=max(was.hold_s, contact.hold_s),
        closed_at=was.closed_at if earlier.is_closed else contact.closed_at,
        case_id=was.case_id,
        case_number=was.case_number,
        promised_from=was.promised_from,
        promised_until=was.promised_until,
        recorded_at=was.recorded_at or was.closed_at,
        corrected_at=work.at if earlier.is_closed else was.corrected_at,
    )


def _correct_in_work(
    work: CommandWork, data: CorrectContact, contact: Contact, earlier: _Earlier
) -> None:
    """Write the contact; the desk has what it says now in case, callback and history."""
    case, was = earlier.case, earlier.contact
    assert case is not None
    is_elsewhere = contact.desk_id != was.desk_id
    is_taken = contact.disposition is not Disposition.FORWARDED or is_elsewhere
    if is_taken and work.earlier is None:
        raise Refused(reason_codes.CASE_IN_WORK, field="contact.desk_id")
    _note(work, earlier, ContactChange.CORRECTED)
    tell_history(work, case, was, contact)
    if is_taken:
        # Lost with the server's data: a desk has taken up meanwhile what it had been taken from.
        contact = msgspec.structs.replace(contact, desk_id=was.desk_id, disposition=was.disposition)
    else:
        start, end = corrected_promise(work, data, case, was)
        contact = msgspec.structs.replace(contact, promised_from=start, promised_until=end)
    citizen_id = keep_citizen(work, contact)
    tell_case(work, case.id, contact.caller, citizen_id)
    contact = msgspec.structs.replace(contact, citizen_id=citizen_id)
    work.edit.put(account_scope(work.account.id), contact)


def _written_again(
    work: CommandWork, data: CorrectContact, contact: Contact, earlier: _Earlier
) -> str:
    """Write contact, case and callback anew; return the number of the case, "" without one."""
    _note(
        work,
        earlier,
        ContactChange.CORRECTED if earlier.is_closed else ContactChange.CLOSED_AGAIN,
    )
    data = _under_known_ids(data, earlier)
    case = checked_case(work, data, contact)
    if case is not None and earlier.case is not None:
        # The citizen may have been told the number: it stays that of the question.
        number, opened_at = earlier.case.number, earlier.case.opened_at
        case = msgspec.structs.replace(case, number=number, opened_at=opened_at)
    else:
        case = new_case(work, case)
    callback = _laid_over(work, checked_callback(work, data, case))
    if earlier.is_closed:
        gone = earlier.callback if callback is None else None
        _take_back(work, earlier.case if case is None else None, gone)
    if earlier.case is not None:
        contact = msgspec.structs.replace(contact, case_id=None)
    return written(work, contact, case, callback).case_number


def _under_known_ids(data: CorrectContact, earlier: _Earlier) -> CorrectContact:
    """Return it with the ids the case and the callback have here; another seat may not know."""
    case, callback = data.case, data.callback
    if case is not None and earlier.case is not None:
        case = msgspec.structs.replace(case, id=earlier.case.id)
    if callback is not None and case is not None:
        callback_id = earlier.callback.id if earlier.callback is not None else callback.id
        callback = msgspec.structs.replace(callback, id=callback_id, case_id=case.id)
    return msgspec.structs.replace(data, case=case, callback=callback)


def _laid_over(work: CommandWork, callback: Callback | None) -> Callback | None:
    """Return it as the next one of its id: no claim has an earlier one's fence. Raise Refused."""
    found = find_ever(work.connection, Callback, callback.id) if callback is not None else None
    if callback is None or found is None:
        return callback
    known, is_there = found
    if known.case_id != callback.case_id:
        raise in_use("callback.id", is_same=False)
    # Promised in a case of others, where somebody has taken it up: it stays as they have it.
    if is_there and (known.state is not CallbackState.OPEN or known.attempts):
        return known
    return msgspec.structs.replace(callback, fence=known.fence)


def _take_back(work: CommandWork, case: Case | None, callback: Callback | None) -> None:
    if case is not None:
        take_back_case(work, case)
    if callback is not None:
        work.edit.remove(Kind.CALLBACK, callback.id)
