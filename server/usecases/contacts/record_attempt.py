"""Keep what came of calling back; a result that comes too late is kept as a note."""

import msgspec

from contract.domain.account import Capability
from contract.domain.callback import AttemptOutcome, Callback, CallbackAttempt
from contract.domain.case import ActivityKind, Case, CaseState
from contract.domain.ids import desk_scope
from contract.wire import reason_codes
from contract.wire.commands import RecordAttempt
from server.store.sync.replicated_rows import find, find_ever
from server.usecases.contacts.claimed_callback import (
    activity,
    as_its_history_says,
    claimed_callback,
    is_last_claim,
    keep_late_note,
    lost_to_another_desk,
    stale,
    was_finished_since,
)
from server.usecases.contacts.keep_case import keep_case
from server.usecases.operations.refused import Refused, in_use
from server.usecases.sync.command_work import CommandWork, Outcome


def record_attempt(work: CommandWork, data: RecordAttempt) -> Outcome:
    """Write the attempt, the callback after it, the case and its history. Raise Refused."""
    work.require(Capability.CASE_WORK)
    work.require_author(data.attempt.author_id, "attempt.author_id")
    told = data.attempt.callback_id
    callback = claimed_callback(work, told, data.fence, "attempt.callback_id")
    if lost_to_another_desk(work, callback, data.fence):
        keep_late_note(work, callback, data.attempt.note or str(data.attempt.outcome))
        return stale(callback)
    # It is kept once, even when it arrives under another command.
    if (known := find_ever(work.connection, CallbackAttempt, data.attempt.id)) is not None:
        raise in_use("attempt.id", is_same=known[0].author_id == work.account.id)
    # A seat whose clock is ahead would put the next try off for as long.
    at = min(data.attempt.at, work.now)
    attempt = msgspec.structs.replace(data.attempt, desk_id=callback.desk_id, at=at)
    _check_next_window(attempt)
    is_older = work.earlier is not None and data.fence < callback.fence
    if is_older or was_finished_since(work, callback):
        _keep_older(work, callback, attempt)
        return Outcome()
    # Not refused whole: what she heard from the citizen must not be lost with the claim.
    if not is_last_claim(work, callback, data.fence):
        keep_late_note(work, callback, attempt.note or str(attempt.outcome))
        return stale(callback)
    # Claims are no commands: a server that went back has not heard of this one.
    callback = msgspec.structs.replace(
        callback,
        fence=max(callback.fence, data.fence),
        holder_id=work.account.id,
        holder_name=work.account.display_name,
    )
    _write(work, callback, attempt, data.case_state)
    return Outcome()


def _keep_older(work: CommandWork, callback: Callback, attempt: CallbackAttempt) -> None:
    """Keep a result that was lost with the server's data: a later one has decided since."""
    scope = desk_scope(callback.desk_id)
    work.edit.put(scope, attempt)
    work.edit.put(scope, activity(work, callback, ActivityKind.ATTEMPT, attempt.note))
    if find(work.connection, Callback, callback.id) is not None:
        work.edit.put(scope, msgspec.structs.replace(callback, attempts=callback.attempts + 1))


def _write(
    work: CommandWork, callback: Callback, attempt: CallbackAttempt, case_state: CaseState
) -> None:
    case = find(work.connection, Case, callback.case_id, lock=True)
    if case is None:
        raise Refused(reason_codes.UNKNOWN_CASE, field="attempt.callback_id")
    if work.earlier is not None:
        case = as_its_history_says(work, case)
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
    work.edit.put(scope, activity(work, callback, ActivityKind.ATTEMPT, attempt.note))
    if case_state is not case.state:
        work.edit.put(scope, activity(work, callback, ActivityKind.STATE, str(case_state)))


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
