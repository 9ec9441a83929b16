"""Abandoned calls that need nobody any more: the citizen was reached in another way."""

import logging
from collections.abc import Collection
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from msgspec.structs import replace

from contract.domain.callback import AttemptOutcome, Callback, CallbackState
from contract.domain.case import ActivityKind, Case, CaseActivity, CaseState
from contract.domain.ids import AccountId, ActivityId, desk_scope
from contract.domain.opening_times.opening_hours import ROME
from server.store.engine.connection import Connection, millis
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find, values_in
from server.usecases.contacts.keep_case import write_case

log = logging.getLogger(__name__)

ANSWERED = "Ha richiamato: un operatore gli ha risposto alle {time}."
CALLED = "Un operatore lo ha richiamato alle {time}."
ASKED = "Ha lasciato un'altra richiesta alle {time}: vale quella."

# Once somebody has spoken with him it is a promise like any other, and closes as they do.
_OPEN = (
    "SELECT * FROM callback WHERE caller_phone = :phone AND state = :open AND deleted = 0"
    " AND abandoned_calls > 0 AND NOT EXISTS (SELECT 1 FROM callback_attempt a"
    " WHERE a.callback_id = callback.id AND a.outcome <> :nobody)"
)


def settle_abandoned(
    connection: Connection,
    phone: str,
    reason: str,
    now: datetime,
    *,
    queue_id: str | None = None,
    account_id: str = "",
) -> int:
    """Close what this number is to be called back for, the reason in its history; return how many.

    queue_id: only what came of this queue. account_id: by whose doing. What somebody has in hand
    is left to her: her result closes it, and what she gives back is looked at again
    (served_meanwhile).
    """
    # Withheld numbers are all the same to a comparison: one answered call would settle them all.
    if not phone:
        return 0
    rows = connection.execute(
        f"{_OPEN}{' AND queue_id = :queue' if queue_id else ''} ORDER BY id{connection.for_update}",
        {
            "phone": phone,
            "open": str(CallbackState.OPEN),
            "nobody": str(AttemptOutcome.NO_ANSWER),
            **({"queue": queue_id} if queue_id else {}),
        },
    )
    text = reason.format(time=now.astimezone(ROME).strftime("%H:%M"))
    edit = FeedEdit(connection, now=now)
    found = values_in(connection, Callback, rows)
    for callback in found.values():
        _close(connection, edit, callback, text, now, account_id)
    edit.finish()
    return len(found)


def waits_abandoned(connection: Connection, phones: Collection[str]) -> bool:
    """Return whether anybody is to be called back at one of these numbers."""
    open_ = str(CallbackState.OPEN)
    nobody = str(AttemptOutcome.NO_ANSWER)
    return any(
        connection.one(_OPEN, {"phone": one, "open": open_, "nobody": nobody}) for one in phones
    )


def served_meanwhile(connection: Connection, callback: Callback, now: datetime) -> int:
    """Close one that was given back when its citizen was answered while it was in hand."""
    if callback.abandoned_at is None:
        return 0
    answered = connection.one(
        "SELECT id FROM queue_call WHERE caller = :phone AND answered_at > :since"
        # Not while the clock was ahead: that was before this call, which nobody has answered.
        " AND answered_at <= :now"
        # What a seat calls is told by its result, not by the call.
        " AND from_seat = 0 LIMIT 1",
        {
            "phone": callback.caller.phone,
            "since": millis(callback.abandoned_at),
            "now": millis(now),
        },
    )
    if answered is None:
        return 0
    phone, queue_id = callback.caller.phone, callback.queue_id
    return settle_abandoned(connection, phone, ANSWERED, now, queue_id=queue_id)


def _close(
    connection: Connection,
    edit: FeedEdit,
    callback: Callback,
    reason: str,
    now: datetime,
    account_id: str,
) -> None:
    log.info("callback %s of an abandoned call is closed: %s", callback.id, reason)
    scope = desk_scope(callback.desk_id)
    # A clerk who opens it at this moment must find her claim refused.
    done = replace(callback, state=CallbackState.DONE, fence=callback.fence + 1)
    edit.put(scope, done)
    line = CaseActivity(
        id=ActivityId(str(uuid5(NAMESPACE_OID, f"{callback.id}/settled"))),
        case_id=callback.case_id,
        desk_id=callback.desk_id,
        kind=ActivityKind.NOTE,
        at=now,
        author_id=AccountId(""),
        text=reason,
    )
    edit.put(scope, line)
    case = find(connection, Case, callback.case_id, lock=True)
    if case is not None and case.may_become(CaseState.CLOSED):
        closed = replace(case, state=CaseState.CLOSED, closed_at=now, answer=reason)
        write_case(connection, edit, closed, now, account_id=account_id)
