"""Cases that the server itself had made and lost: the seat that worked on one gives it back."""

import msgspec

from contract.domain.callback import Callback
from contract.domain.case import Case, CaseState
from contract.domain.ids import desk_scope
from contract.domain.phone_number import UnusableNumber, dialable
from contract.wire.changes import Kind
from contract.wire.commands import Again
from server.store.contacts.case_numbers import is_given, next_case_number
from server.store.sync.replicated_rows import exists, find
from server.usecases.contacts.callback_lease import opened
from server.usecases.contacts.keep_case import keep_case
from server.usecases.sync.command_work import CommandWork
from server.usecases.sync.value_checks import check_values


def given_back_case(work: CommandWork, case_id: str) -> Case | None:
    """Write the case as it was when the server made it; None: nobody brought it. Raise Refused."""
    again = _again(work)
    case = again.case if again is not None else None
    # Any other comes with the contact that opened it.
    if case is None or case.id != case_id or case.contact_id or case.opened_by:
        return None
    if exists(work.connection, Kind.CASE, case.id):
        return None
    work.require_desk(case.desk_id)
    _check(case)
    number = case.number
    if not number or is_given(work.connection, number):
        number = next_case_number(work.connection, work.now)
    # What a seat says of a citizen or of a message leads to nobody and to none.
    case = msgspec.structs.replace(
        case,
        number=number,
        citizen_id=None,
        state=CaseState.OPEN,
        answer="",
        closed_at=None,
        voicemail_id=None,
        voicemail_s=0,
    )
    return keep_case(work, case)


def given_back_callback(work: CommandWork, callback_id: str, fence: int) -> Callback | None:
    """Do the same for a callback and its case; fence: of its last claim that is known."""
    again = _again(work)
    callback = again.callback if again is not None else None
    if exists(work.connection, Kind.CALLBACK, callback_id):
        return None  # it is there, or was taken away here
    if callback is None or callback.id != callback_id or not _may_be_called(callback):
        return None
    case = find(work.connection, Case, callback.case_id) or given_back_case(work, callback.case_id)
    if case is None or case.contact_id or case.desk_id != callback.desk_id:
        return None
    work.require_desk(callback.desk_id)
    _check(callback)
    callback = msgspec.structs.replace(opened(callback), attempts=0, fence=fence)
    return work.edit.put(desk_scope(callback.desk_id), callback)


def _again(work: CommandWork) -> Again | None:
    return work.past.again if work.past is not None else None


def _check(value: Case | Callback) -> None:
    """Raise Refused for what no column keeps."""
    # Nobody has spoken with the citizen yet: such a case has no topic, contact and author.
    names = {"topic_id", "contact_id", "opened_by"} & set(value.__struct_fields__)
    check_values(msgspec.structs.replace(value, **dict.fromkeys(names, "none")))


def _may_be_called(callback: Callback) -> bool:
    try:
        return not callback.caller.phone or dialable(callback.caller.phone).startswith("+")
    except UnusableNumber:
        return False
