"""Keep what came of calling back; a result that comes too late is kept as a note."""

import msgspec

from contract.domain.account import Capability
from contract.domain.callback import AttemptOutcome, Callback, CallbackAttempt, CallbackState
from contract.domain.case import ActivityKind, Case, CaseActivity, CaseState
from contract.domain.ids import ActivityId, desk_scope
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.commands import RecordAttempt
from server.store.sync.replicated_rows import exists, find, find_ever
from server.usecases.contacts.give_back_case import given_back_callback
from server.usecases.contacts.keep_case import keep_case
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork, Outcome

MOST_LOST = 1000  # fences of one callback since a backup


def record_attempt(work: CommandWork, data: RecordAttempt) -> Outcome:
    """Write the attempt, the callback after it, the case and its history. Raise Refused."""
    work.require(Capability.CASE_WORK)
    work.require_author(data.attempt.author_id, "attempt.author_id")
    callback = _callback(work, data)
    work.require_desk(callback.desk_id)
    # It is kept once, even when it arrives under another command.
    if exists(work.connection, Kind.ATTEMPT, data.attempt.id):
        raise Refused(reason_codes.EXISTS, field="attempt.id")
    attempt = msgspec.structs.replace(data.attempt, desk_id=callback.desk_id)
    _check_next_window(attempt)
    if work.earlier is not None and data.fence < callback.fence:
        _keep_older(work, callback, attempt)
        return Outcome()
    # Not refused whole: what she heard from the citizen must not be lost with the claim.
    if not _may_write_result(work, callback, data.fence):
        _keep_late_note(work, callback, attempt)
        detail = {"fence": str(callback.fence), "holder": callback.holder_name}
        return Outcome(reason_codes.STALE_FENCE, detail)
    # Claims are no commands: a server that went back has not heard of this one.
    callback = msgspec.structs.replace(
        callback,
        fence=max(callback.fence, data.fence),
        holder_id=work.account.id,
        holder_name=work.account.display_name,
    )
    _write(work, callback, attempt, data.case_state)
    return Outcome()


def _callback(work: CommandWork, data: RecordAttempt) -> Callback:
    # Locked: a lapsed lease may pass it on in this very moment.
    found = find_ever(work.connection, Callback, data.attempt.callback_id)
    if found is None and 0 < data.fence <= MOST_LOST:
        back = given_back_callback(work, data.attempt.callback_id, data.fence)
        found = (back, True) if back is not None else None
    # A result of old is kept, though the contact was taken back before it came again.
    if found is None or not (found[1] or work.earlier is not None):
        raise Refused(reason_codes.UNKNOWN_CALLBACK, field="attempt.callback_id")
    return found[0] if found[1] else msgspec.structs.replace(found[0], fence=data.fence + 1)


def _keep_older(work: CommandWork, callback: Callback, attempt: CallbackAttempt) -> None:
    """Keep a result that was lost with the server's data: a later one has decided since."""
    scope = desk_scope(callback.desk_id)
    work.edit.put(scope, attempt)
    work.edit.put(scope, _activity(work, callback, ActivityKind.ATTEMPT, attempt.note))
    if find(work.connection, Callback, callback.id) is not None:
        work.edit.put(scope, msgspec.structs.replace(callback, attempts=callback.attempts + 1))


def _write(
    work: CommandWork, callback: Callback, attempt: CallbackAttempt, case_state: CaseState
) -> None:
    case = find(work.connection, Case, callback.case_id, lock=True)
    if case is None:
        raise Refused(reason_codes.UNKNOWN_CASE, field="attempt.callback_id")
    if not case.may_become(case_state):
        # Lost with the server's data, it comes behind what was decided since.
        if work.earlier is None:
            raise Refused(reason_codes.CASE_STATE, field="case_state", state=str(case.state))
        case_state = case.state
    scope = desk_scope(callback.desk_id)
    work.edit.put(scope, attempt)
    # The claim ends with its result, and so does its fence.
    work.edit.put(scope, msgspec.structs.replace(callback.after(attempt), fence=callback.fence + 1))
    after = _case_after(work, case, attempt, case_state)
    if after != case:
        keep_case(work, after)
    work.edit.put(scope, _activity(work, callback, ActivityKind.ATTEMPT, attempt.note))
    if case_state is not case.state:
        work.edit.put(scope, _activity(work, callback, ActivityKind.STATE, str(case_state)))


def _may_write_result(work: CommandWork, callback: Callback, fence: int) -> bool:
    """Return whether this claim is the last one, even when its lease ran out meanwhile."""
    # A callback that was never claimed has fence 0: such a result is of no claim.
    if fence < 1 or fence < callback.fence:
        return False
    if work.earlier is not None:
        return True
    # Only the server's own going back puts its fence behind one that it gave. A seat could say so,
    # and name one after which no result of anybody is a number that commands may have.
    if fence > callback.fence + (MOST_LOST if work.comes_again else 0):
        return False
    if callback.state is CallbackState.CLAIMED:
        return callback.holder_id == work.account.id
    return callback.state is CallbackState.OPEN


def _case_after(work: CommandWork, case: Case, attempt: CallbackAttempt, state: CaseState) -> Case:
    is_answer = attempt.outcome is AttemptOutcome.SOLVED and bool(attempt.note)
    was_closed = case.state is CaseState.CLOSED
    closed_at = (case.closed_at if was_closed else work.at) if state is CaseState.CLOSED else None
    return msgspec.structs.replace(
        case, state=state, answer=attempt.note if is_answer else case.answer, closed_at=closed_at
    )


def _check_next_window(attempt: CallbackAttempt) -> None:
    start, end = attempt.next_start_at, attempt.next_end_at
    if end is not None and (start is None or end <= start):
        raise Refused(reason_codes.INVALID, field="attempt.next_end_at")


def _keep_late_note(work: CommandWork, callback: Callback, attempt: CallbackAttempt) -> None:
    text = attempt.note or str(attempt.outcome)
    note = _activity(work, callback, ActivityKind.LATE_NOTE, text)
    work.edit.put(desk_scope(callback.desk_id), note)


def _activity(work: CommandWork, callback: Callback, kind: ActivityKind, text: str) -> CaseActivity:
    return CaseActivity(
        id=ActivityId(work.id_for(str(kind))),
        case_id=callback.case_id,
        desk_id=callback.desk_id,
        kind=kind,
        at=work.at,
        author_id=work.account.id,
        text=text,
    )
