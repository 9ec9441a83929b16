"""What a correction says anew of a case that a desk works on already: nothing of it is dropped."""

from datetime import datetime

from msgspec.structs import replace

from contract.domain.callback import TO_DO, Callback, CallbackState
from contract.domain.caller import CallerDetails
from contract.domain.case import ActivityKind, Case, CaseActivity
from contract.domain.contact import Contact
from contract.domain.ids import ActivityId, CallbackId, CaseId, CitizenId, desk_scope
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.commands import CorrectContact
from server.store.contacts.contact_history import callbacks_ever
from server.store.sync.replicated_rows import find
from server.usecases.contacts.keep_case import keep_case
from server.usecases.contacts.record_contact import checked_callback
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork

type _Window = tuple[datetime | None, datetime | None]


def tell_history(work: CommandWork, case: Case, was: Contact, now: Contact) -> None:
    """Note each text that is another now, as it is now; the desk works with what the case says."""
    told = [one for one, before in zip(_texts(now), _texts(was), strict=True) if one != before]
    if not any(told):
        return
    note = CaseActivity(
        id=ActivityId(work.id_for("correction")),
        case_id=case.id,
        desk_id=case.desk_id,
        kind=ActivityKind.NOTE,
        at=work.at,
        author_id=work.account.id,
        text="\n".join(filter(None, told)),
    )
    work.edit.put(desk_scope(case.desk_id), note)


def tell_case(
    work: CommandWork, case_id: CaseId, caller: CallerDetails, citizen_id: CitizenId | None
) -> None:
    """Write the case for whom it is about now; all else in it is the desk's."""
    case = find(work.connection, Case, case_id, lock=True)
    if case is not None:
        keep_case(work, replace(case, citizen_id=citizen_id, caller=caller))


def corrected_promise(work: CommandWork, data: CorrectContact, case: Case, was: Contact) -> _Window:
    """Write what the citizen is promised in the case now; return from when until when.

    Raise Refused. The number of whoever waits for a call is the right one at once, also for who is
    about to call.
    """
    due = _due(work, case, was.caller)
    told = checked_callback(work, _in_case(data, case), case)
    before = (was.promised_from, was.promised_until)
    if _window(told) == before:
        if told is not None and due is not None and told.caller != due.caller:
            work.edit.put_where_it_is(replace(due, caller=told.caller))
        return before
    # A clerk calls now, or has called: what was said since is for the two of them to settle.
    if due is not None and (due.state is CallbackState.CLAIMED or due.attempts):
        if work.earlier is None:
            raise Refused(reason_codes.CASE_IN_WORK, field="callback.window_start_at")
        return before
    if told is not None:
        work.edit.put(desk_scope(case.desk_id), _laid_over(work, told, due))
    elif due is not None:
        work.edit.remove(Kind.CALLBACK, due.id)
    return _window(told)


def _due(work: CommandWork, case: Case, caller: CallerDetails) -> Callback | None:
    """Return what this caller waits for; others may be promised a call in the same case."""
    found = callbacks_ever(work.connection, case.id)
    waiting = (one for one, is_there in found if is_there and one.state in TO_DO)
    who = (caller.name, caller.fiscal_code)
    return next((one for one in waiting if (one.caller.name, one.caller.fiscal_code) == who), None)


def _laid_over(work: CommandWork, told: Callback, due: Callback | None) -> Callback:
    if due is not None:
        start, end = told.window_start_at, told.window_end_at
        return replace(due, caller=told.caller, window_start_at=start, window_end_at=end)
    # Under an id of its own: one that is over keeps its result.
    return replace(told, id=CallbackId(work.id_for("promise")))


def _in_case(data: CorrectContact, case: Case) -> CorrectContact:
    if data.callback is None:
        return data
    # Another desk may have the case by now.
    callback = replace(data.callback, case_id=case.id, desk_id=case.desk_id)
    return replace(data, callback=callback)


def _window(told: Callback | None) -> _Window:
    return (told.window_start_at, told.window_end_at) if told is not None else (None, None)


def _texts(contact: Contact) -> tuple[str, ...]:
    caller = contact.caller
    return (
        contact.description,
        contact.fact_address,
        caller.name,
        caller.fiscal_code,
        caller.phone,
    )
