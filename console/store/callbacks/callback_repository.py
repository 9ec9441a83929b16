"""Callbacks of the operator's desks and the attempts made for them."""

from operator import attrgetter
from typing import Any, cast

from console.store.replica.cipher import Connection
from console.store.replica.replica_rows import shown, shown_all
from contract.domain.callback import Callback, CallbackAttempt
from contract.domain.ids import AccountId, CallbackId, CaseId
from contract.wire.changes import Kind

# The end excludes nothing: without it SQLite reads the finished callbacks of all years instead of
# the index, which has both.
_TO_DO = """json_extract(body, '$.state') IN ('open', 'claimed')
    AND json_extract(body, '$.window_end_at') > ''"""


def callback(connection: Connection, callback_id: CallbackId) -> Callback | None:
    return cast(Callback | None, shown(connection, Kind.CALLBACK, callback_id))


def callbacks_to_do(
    connection: Connection, read: dict[str, Any] | None = None
) -> tuple[Callback, ...]:
    """Return the callbacks not yet done or given up, the first promised first.

    read: see shown_all().
    """
    found = shown_all(connection, Kind.CALLBACK, _TO_DO, read=read)
    # The id last: equals must stand in one order on every seat.
    return tuple(sorted(found, key=attrgetter("window_end_at", "window_start_at", "id")))


def callbacks_held_by(connection: Connection, holder_id: AccountId) -> tuple[Callback, ...]:
    return cast(
        tuple[Callback, ...],
        shown_all(
            connection,
            Kind.CALLBACK,
            "json_extract(body, '$.state') = 'claimed' AND json_extract(body, '$.holder_id') = ?",
            holder_id,
        ),
    )


def callbacks_of(connection: Connection, case_id: CaseId) -> tuple[Callback, ...]:
    """Return those of a case, oldest first."""
    found = shown_all(connection, Kind.CALLBACK, "json_extract(body, '$.case_id') = ?", case_id)
    return tuple(sorted(found, key=lambda one: one.id))


def attempts(connection: Connection, callback_id: CallbackId) -> tuple[CallbackAttempt, ...]:
    """Return the attempts, oldest first."""
    found = shown_all(
        connection, Kind.ATTEMPT, "json_extract(body, '$.callback_id') = ?", callback_id
    )
    return tuple(sorted(found, key=lambda attempt: attempt.at))
