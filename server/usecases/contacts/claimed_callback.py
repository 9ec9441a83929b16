"""The callback a command is about, and whether who sends the command still has it."""

from datetime import datetime

import msgspec

from contract.domain.callback import Callback, CallbackState
from contract.domain.case import ActivityKind, Case, CaseActivity, CaseState
from contract.domain.ids import ActivityId, CallbackId, CaseId, desk_scope
from contract.domain.knowledge_entries.knowledge import Desk
from contract.wire import reason_codes
from server.store.contacts.case_rows import activities_of
from server.store.sync.replicated_rows import find, find_ever
from server.usecases.contacts.give_back_case import given_back_callback
from server.usecases.operations.installation import begun_at, current_epoch
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork, Outcome

MOST_LOST = 1000  # fences of one callback since a backup


def claimed_callback(
    work: CommandWork, callback_id: CallbackId, fence: int, field: str
) -> Callback:
    """Return the callback, locked, also one that was taken back since. Raise Refused.

    fence: of the claim it is about, 0 where it is about none.
    """
    # Locked: a lapsed lease may pass it on in this very moment.
    found = find_ever(work.connection, Callback, callback_id)
    if found is None and 0 <= fence <= MOST_LOST:
        back = given_back_callback(work, callback_id, fence)
        found = (back, True) if back is not None else None
    # A result of old is kept, though the contact was taken back before it came again.
    if found is None or not (found[1] or work.earlier is not None):
        raise Refused(reason_codes.UNKNOWN_CALLBACK, field=field)
    callback, is_there = found
    if is_there:
        return callback
    # Where its case is: what is taken back stays behind when a case goes to another desk.
    case = find(work.connection, Case, callback.case_id)
    desk_id = case.desk_id if case is not None else callback.desk_id
    return msgspec.structs.replace(callback, fence=fence + 1, desk_id=desk_id)


def is_last_claim(work: CommandWork, callback: Callback, fence: int) -> bool:
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


def was_finished_since(work: CommandWork, callback: Callback) -> bool:
    """Return whether the case was closed after the server went back, before this came again.

    What was decided without knowing of it stands: the citizen has the answer.
    """
    if work.earlier is None or work.past is None or work.past.again is None:
        return False
    case = find(work.connection, Case, callback.case_id)
    case = as_its_history_says(work, case) if case is not None else None
    if case is None or case.state is not CaseState.CLOSED or case.closed_at is None:
        return False
    # Closed before the loss, it is a result of that time that came again first.
    return case.closed_at >= (begun_at(current_epoch(work.connection)) or work.past.again.since)


def as_its_history_says(work: CommandWork, case: Case) -> Case:
    """Return a case that was closed when its citizen was erased as those left it who worked on it.

    What they did before comes again, and stays in the account of the day.
    """
    caller = case.caller
    names_somebody = caller.name or caller.phone or caller.fiscal_code or case.question
    if case.state is not CaseState.CLOSED or names_somebody:
        return case
    history = activities_of(work.connection, case.id)
    states = [one for one in history if one.kind is ActivityKind.STATE]
    last = max(states, key=lambda one: one.at, default=None)
    state = CaseState(last.text) if last is not None else CaseState.OPEN
    return case if state is case.state else msgspec.structs.replace(case, state=state)


def lost_to_another_desk(work: CommandWork, callback: Callback, fence: int) -> bool:
    """Return whether a claim ended with its case going to a desk where the account does not work.

    Raise Refused where it was never at a desk of the account's.
    """
    if work.earlier is not None or callback.desk_id in work.account.desk_ids:
        return False
    if 1 <= fence < callback.fence and was_given_away(work, callback.case_id):
        return True
    raise Refused(reason_codes.FORBIDDEN, desk=callback.desk_id)


def was_given_away(work: CommandWork, case_id: CaseId, after: datetime | None = None) -> bool:
    """Return whether a desk of the account's handed the case over, after that time."""
    desks = [find(work.connection, Desk, desk_id) for desk_id in work.account.desk_ids]
    names = tuple(
        f"{desk.name}: " for desk in desks if desk is not None
    )  # as hand_over_case has it
    moves = [
        one.at
        for one in activities_of(work.connection, case_id)
        if one.kind is ActivityKind.HANDED_OVER and one.text.startswith(names)
    ]
    return bool(moves) and (after is None or max(moves) > after)


def stale(callback: Callback) -> Outcome:
    """Return the refusal of what was written under a claim that has ended; its text is kept."""
    detail = {"fence": str(callback.fence), "holder": callback.holder_name}
    return Outcome(reason_codes.STALE_FENCE, detail)


def keep_late_note(work: CommandWork, callback: Callback, text: str) -> None:
    """Keep what was written under a claim that somebody else has by now."""
    note = activity(work, callback, ActivityKind.LATE_NOTE, text)
    work.edit.put(desk_scope(callback.desk_id), note)


def activity(work: CommandWork, callback: Callback, kind: ActivityKind, text: str) -> CaseActivity:
    """Return a line for the history of the callback's case, one of each kind for a command."""
    return CaseActivity(
        id=ActivityId(work.id_for(str(kind))),
        case_id=callback.case_id,
        desk_id=callback.desk_id,
        kind=kind,
        at=work.at,
        author_id=work.account.id,
        text=text,
    )
