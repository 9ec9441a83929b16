"""What a command changes on this seat before the server has it, replayed after each pull."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from msgspec.structs import replace

from console.store.editing.editing_effects import editing_effects, learning_effects
from console.store.replica.cipher import Connection
from console.store.replica.replica_rows import server_version, shown
from console.store.session.session_record import account
from contract.domain.callback import AttemptOutcome, Callback, CallbackState
from contract.domain.case import ActivityKind, Case, CaseActivity, CaseState
from contract.domain.ids import ActivityId, DeskId, desk_scope
from contract.wire.changes import Kind
from contract.wire.commands import (
    AddCaseNote,
    AssignTopic,
    Command,
    CorrectContact,
    HandOverCase,
    RecordAttempt,
    RecordContact,
    ReopenContact,
)

log = logging.getLogger(__name__)
Look = Callable[[Kind, str], Any]
Effect = tuple[Kind, str, msgspec.Struct | None]  # None: the row is gone


def effects_of(command: Command, sees_desk: Callable[[DeskId], bool], look: Look) -> list[Effect]:
    """Return the rows as they are once the command is applied; desks out of sight give none."""
    data = command.data
    if isinstance(data, ReopenContact):
        return [(Kind.CONTACT, data.contact_id, None)]
    if isinstance(data, RecordContact | CorrectContact):
        return _of_contact(data, sees_desk)
    if isinstance(data, RecordAttempt):
        return _of_attempt(data, look)
    if isinstance(data, AddCaseNote):
        return [(Kind.ACTIVITY, data.activity.id, data.activity)]
    if isinstance(data, HandOverCase | AssignTopic):
        return _of_changed_case(data, sees_desk, look)
    return []


def apply_effects(connection: Connection, command: Command) -> None:
    """Lay one new command over the replica."""
    who = account(connection)
    seen = frozenset(who.scopes if who else ())

    def look(kind: Kind, row_id: str) -> Any:
        return shown(connection, kind, row_id)

    for effect in effects_of(command, lambda desk_id: desk_scope(desk_id) in seen, look):
        _lay(connection, *effect)
    if who is not None:
        for effect in editing_effects(connection, command, who):
            _lay(connection, *effect)
        for effect in learning_effects(connection, command, who):
            _lay(connection, *effect)


def replay(connection: Connection) -> None:
    """Rebuild the overlay from claims and commands whose effect has not come back yet."""
    # Rebuilt whole: an effect depends on those before it and on rows that a pull has changed.
    connection.execute("DELETE FROM overlay_row")
    leases = connection.execute("SELECT callback_id, version, body FROM lease_effect").fetchall()
    for callback_id, version, body in leases:
        # The replica has caught up with what the claim answered: from here on its row is right.
        if server_version(connection, Kind.CALLBACK, callback_id) >= version:
            connection.execute("DELETE FROM lease_effect WHERE callback_id = ?", (callback_id,))
        else:
            connection.execute(
                "INSERT INTO overlay_row VALUES (?, ?, ?)", (Kind.CALLBACK, callback_id, body)
            )
    for (body,) in connection.execute(
        # By is_shown, not by status: an applied command stays until the replica has its effect,
        # else a callback just closed came back while its desk was copied anew.
        "SELECT body FROM outbox WHERE is_shown = 1 ORDER BY sequence"
    ).fetchall():
        try:
            apply_effects(connection, msgspec.json.decode(body, type=Command))
        # It is sent all the same: the server may understand what this version does not.
        except msgspec.DecodeError:
            log.warning("a command of another version has no local effect")


def lay_lease(connection: Connection, callback: Callback) -> None:
    """Show the callback as a claim or release answered it until the replica has that version."""
    connection.execute(
        "INSERT INTO lease_effect VALUES (?, ?, ?) ON CONFLICT (callback_id)"
        " DO UPDATE SET version = excluded.version, body = excluded.body",
        (callback.id, callback.version, msgspec.json.encode(callback).decode()),
    )
    # Through replay: work of the operator's that waits for this callback lies over the claim.
    replay(connection)


def forget_lease(connection: Connection, callback_id: str) -> None:
    """The callback is not at this seat's desks any more."""
    connection.execute("DELETE FROM lease_effect WHERE callback_id = ?", (callback_id,))


def forget_leases(connection: Connection, scope: str | None = None) -> None:
    """Those of a desk that is out of sight; None: all, the server that granted them is gone."""
    connection.execute(
        "DELETE FROM lease_effect"
        " WHERE ?1 IS NULL OR 'desk:' || json_extract(body, '$.desk_id') = ?1",
        (scope,),
    )


def _lay(connection: Connection, kind: Kind, row_id: str, value: msgspec.Struct | None) -> None:
    body = msgspec.json.encode(value).decode() if value is not None else ""
    connection.execute(
        "INSERT INTO overlay_row VALUES (?, ?, ?)"
        " ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
        (kind, row_id, body),
    )


def _of_contact(
    data: RecordContact | CorrectContact, sees_desk: Callable[[DeskId], bool]
) -> list[Effect]:
    effects: list[Effect] = [(Kind.CONTACT, data.contact.id, data.contact)]
    # No pull ever brings rows of a desk out of sight: their effect would stay for ever.
    if data.case is not None and sees_desk(data.case.desk_id):
        effects.append((Kind.CASE, data.case.id, data.case))
    if data.callback is not None and sees_desk(data.callback.desk_id):
        effects.append((Kind.CALLBACK, data.callback.id, data.callback))
    return effects


def _of_attempt(data: RecordAttempt, look: Look) -> list[Effect]:
    attempt = data.attempt
    # Else the callback would count the attempt twice.
    if look(Kind.ATTEMPT, attempt.id) is not None:
        return []  # its effect came back already, only the verdict was lost
    effects: list[Effect] = [(Kind.ATTEMPT, attempt.id, attempt)]
    callback: Callback | None = look(Kind.CALLBACK, attempt.callback_id)
    # It has left the operator's desks meanwhile: what was written is sent, and judged there.
    if callback is None:
        return effects
    effects.append((Kind.CALLBACK, callback.id, callback.after(attempt)))
    case: Case | None = look(Kind.CASE, callback.case_id)
    if case is not None:
        effects.extend(_of_case(case, data))
    return effects


def _of_case(case: Case, data: RecordAttempt) -> Iterable[Effect]:
    attempt = data.attempt
    is_closing = data.case_state is CaseState.CLOSED
    solved = attempt.outcome is AttemptOutcome.SOLVED
    yield (
        Kind.CASE,
        case.id,
        msgspec.structs.replace(
            case,
            state=data.case_state,
            answer=attempt.note if solved else case.answer,
            closed_at=attempt.at if is_closing else None,
        ),
    )
    yield (
        Kind.ACTIVITY,
        attempt.id,
        CaseActivity(
            id=ActivityId(attempt.id),
            case_id=case.id,
            desk_id=case.desk_id,
            kind=ActivityKind.ATTEMPT,
            at=attempt.at,
            author_id=attempt.author_id,
            text=attempt.note,
        ),
    )


def _of_changed_case(
    data: HandOverCase | AssignTopic, sees_desk: Callable[[DeskId], bool], look: Look
) -> list[Effect]:
    """Return the rows of a case that was handed to another desk, or given its topic."""
    callback: Callback | None = look(Kind.CALLBACK, data.callback_id)
    if callback is None:
        return []  # no longer at a desk of the operator's
    case: Case | None = look(Kind.CASE, callback.case_id)
    if isinstance(data, HandOverCase):
        return _handed_over(data, callback, case, is_seen=sees_desk(data.desk_id))
    effects: list[Effect] = [
        (Kind.CALLBACK, callback.id, replace(callback, topic_id=data.topic_id))
    ]
    if case is not None:
        effects.append((Kind.CASE, case.id, replace(case, topic_id=data.topic_id)))
    return effects


def _handed_over(
    data: HandOverCase, callback: Callback, case: Case | None, *, is_seen: bool
) -> list[Effect]:
    if callback.desk_id == data.desk_id:
        return []  # it has gone already, only the verdict was lost
    free = replace(
        callback,
        desk_id=data.desk_id,
        state=CallbackState.OPEN,
        holder_id=None,
        holder_name="",
        lease_until_at=None,
    )
    effects: list[Effect] = [(Kind.CALLBACK, callback.id, free if is_seen else None)]
    if case is not None:
        moved = replace(case, desk_id=data.desk_id)
        effects.append((Kind.CASE, case.id, moved if is_seen else None))
    return effects
