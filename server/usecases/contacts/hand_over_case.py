"""A case goes to another desk with all that belongs to it, or gets the topic it has not."""

import msgspec

from contract.domain.account import Capability
from contract.domain.callback import Callback, CallbackAttempt, CallbackState
from contract.domain.case import ActivityKind, Case, CaseActivity, CaseState
from contract.domain.ids import DeskId, desk_scope
from contract.domain.knowledge_entries.knowledge import Desk, Topic
from contract.wire import reason_codes
from contract.wire.commands import AssignTopic, HandOverCase
from server.store.contacts.case_rows import activities_of, attempts_of
from server.store.contacts.contact_history import callbacks_ever
from server.store.sync.replicated_rows import find
from server.usecases.contacts.callback_lease import opened
from server.usecases.contacts.claimed_callback import (
    activity,
    claimed_callback,
    is_last_claim,
    keep_late_note,
    lost_to_another_desk,
    stale,
    was_finished_since,
)
from server.usecases.contacts.keep_case import keep_case
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork, Outcome

_WAITING = (CallbackState.OPEN, CallbackState.CLAIMED)


def hand_over_case(work: CommandWork, data: HandOverCase) -> Outcome:
    """Move the case, its callbacks and its history; who had it has it no more. Raise Refused."""
    work.require(Capability.CASE_WORK)
    callback = claimed_callback(work, data.callback_id, data.fence, "callback_id")
    if lost_to_another_desk(work, callback, data.fence):
        keep_late_note(work, callback, data.note)
        return stale(callback)
    before = _desk(work, data, callback)
    is_due = is_last_claim(work, callback, data.fence) or _is_due(work, callback)
    if not is_due or was_finished_since(work, callback):
        keep_late_note(work, callback, data.note)
        # Lost with the server's data: whoever has taken it up meanwhile keeps it.
        if work.earlier is not None:
            return Outcome()
        return stale(callback)
    callbacks = _callbacks_of(work, callback)
    _require_free(work, callback, callbacks)
    case = _case_of(work, callback)
    if case is None:
        return Outcome()
    ours = msgspec.structs.replace(callback, fence=max(callback.fence, data.fence))
    _move(work, case, [ours if one.id == ours.id else one for one in callbacks], data.desk_id)
    told = activity(work, callback, ActivityKind.HANDED_OVER, f"{before}: {data.note.strip()}")
    scope = desk_scope(data.desk_id)
    work.edit.put(scope, msgspec.structs.replace(told, desk_id=data.desk_id))
    return Outcome()


def _is_due(work: CommandWork, callback: Callback) -> bool:
    """Return whether it was done before the server lost it, and work of the other desk is back."""
    if work.earlier is None or callback.state is CallbackState.CLAIMED:
        return False
    history = activities_of(work.connection, callback.case_id)
    return all(one.kind is not ActivityKind.HANDED_OVER or one.at < work.at for one in history)


def _desk(work: CommandWork, data: HandOverCase, callback: Callback) -> str:
    """Return the name of the desk that gives it away. Raise Refused."""
    if not data.note.strip() and work.earlier is None:  # else it was emptied since
        raise Refused(reason_codes.MISSING_FIELD, field="note")
    if data.desk_id == callback.desk_id and work.earlier is None:
        raise Refused(reason_codes.INVALID, field="desk_id")
    if find(work.connection, Desk, data.desk_id) is None:
        raise Refused(reason_codes.UNKNOWN_DESK, field="desk_id")
    before = find(work.connection, Desk, callback.desk_id)
    return before.name if before is not None else callback.desk_id


def _require_free(work: CommandWork, callback: Callback, callbacks: list[Callback]) -> None:
    """Raise Refused where a colleague is about to call for the same case."""
    for one in callbacks:
        is_held = one.state is CallbackState.CLAIMED and one.holder_id != work.account.id
        if one.id != callback.id and is_held and work.earlier is None:
            raise Refused(reason_codes.ALREADY_CLAIMED, holder=one.holder_name)


def _move(work: CommandWork, case: Case, callbacks: list[Callback], desk_id: DeskId) -> None:
    scope = desk_scope(desk_id)
    keep_case(work, msgspec.structs.replace(case, desk_id=desk_id))
    for one in callbacks:
        # Any claim ends with it: a result written under one comes too late.
        free = one
        if one.state in _WAITING:
            free = msgspec.structs.replace(opened(one), fence=one.fence + 1)
        work.edit.put(scope, msgspec.structs.replace(free, desk_id=desk_id))
    rows: list[CaseActivity | CallbackAttempt] = [
        *activities_of(work.connection, case.id),
        *attempts_of(work.connection, [one.id for one in callbacks]),
    ]
    for row in rows:
        work.edit.put(scope, msgspec.structs.replace(row, desk_id=desk_id))


def assign_topic(work: CommandWork, data: AssignTopic) -> Outcome:
    """Say what a case is about, in it and in what is to be called back for it. Raise Refused."""
    work.require(Capability.CASE_WORK)
    callback = claimed_callback(work, data.callback_id, 0, "callback_id")
    work.require_desk(callback.desk_id)
    if work.earlier is None and find(work.connection, Topic, data.topic_id) is None:
        raise Refused(reason_codes.UNKNOWN_TOPIC, field="topic_id")
    callbacks = _callbacks_of(work, callback)
    case = _case_of(work, callback)
    if case is None or was_finished_since(work, callback):
        return Outcome()
    # Chosen while nobody here knew of it: what a colleague closed says what it was about.
    is_others = callback.holder_id != work.account.id
    if case.state is CaseState.CLOSED and is_others and work.earlier is None:
        raise Refused(reason_codes.CASE_STATE, field="callback_id", state=str(case.state))
    keep_case(work, msgspec.structs.replace(case, topic_id=data.topic_id))
    for one in callbacks:
        if one.state in _WAITING and one.topic_id != data.topic_id:
            scope = desk_scope(one.desk_id)
            work.edit.put(scope, msgspec.structs.replace(one, topic_id=data.topic_id))
    return Outcome()


def _callbacks_of(work: CommandWork, callback: Callback) -> list[Callback]:
    # Before the case, in the order of a result: two that wait for each other would both fail.
    found = callbacks_ever(work.connection, callback.case_id)
    return [one for one, is_there in found if is_there]


def _case_of(work: CommandWork, callback: Callback) -> Case | None:
    """Return the case, locked; None: it was taken back before this came again. Raise Refused."""
    case = find(work.connection, Case, callback.case_id, lock=True)
    if case is None and work.earlier is None:
        raise Refused(reason_codes.UNKNOWN_CASE, field="callback_id")
    return case
