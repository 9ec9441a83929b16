"""Which callbacks wait, and which are held: the rows others may want at the same moment."""

from collections.abc import Collection
from datetime import datetime

from contract.domain.callback import Callback, CallbackState
from contract.domain.ids import AccountId, CallbackId, DeskId
from server.store.contacts.lease_beats import LEASE_END, with_beat
from server.store.engine.connection import Connection, Params, Row, millis
from server.store.sync.replicated_rows import find, value_of

# A silent seat must not keep a promise to a citizen for ever: its lease ends, the next may claim.
_CLAIMABLE = (
    f"(state = '{CallbackState.OPEN}'"
    # The lease of the claim first: it is in the index.
    f" OR (state = '{CallbackState.CLAIMED}' AND lease_until_at <= :now AND {LEASE_END} <= :now))"
)
# As Callback.is_to_try: who did not answer just now would ring again in the same minute.
_TO_TRY = " AND (attempts = 0 OR window_start_at <= :now)"
LATE = (
    "SELECT desk_id, queue_id, count(*) AS late, min(window_end_at) AS first FROM callback"
    f" WHERE state IN ('{CallbackState.OPEN}', '{CallbackState.CLAIMED}') AND deleted = 0"
    " AND window_end_at < :now GROUP BY desk_id, queue_id"
)


def most_urgent(
    connection: Connection,
    desk_ids: Collection[DeskId],
    now: datetime,
    without: Collection[CallbackId] = (),
    languages: Collection[str] = (),
) -> Callback | None:
    """Return and lock the callback to make next, passing over those being taken right now.

    Windows that have begun come first, the one that ends soonest before the others. languages:
    those the caller may speak, until the window has ended; none: any.
    """
    desks, params = _named("desk", desk_ids)
    # Answered at the seat, result still on the way: given again, the citizen was called twice
    # (0006).
    passed_over, more = _without(without)
    spoken, names = _named("language", languages)
    # A broken promise is worse than a wrong language: overdue, anybody may call.
    understood = f" AND (caller_language IN ({spoken}) OR window_end_at <= :now)" if names else ""
    # Rows another seat is claiming right now are passed over: two that race never share one.
    row = connection.one(
        f"SELECT c.* FROM callback c WHERE desk_id IN ({desks}) AND deleted = 0 AND {_CLAIMABLE}"
        f"{passed_over}{understood}{_TO_TRY}"
        # The promise that breaks first comes first.
        " ORDER BY CASE WHEN window_start_at <= :now THEN 0 ELSE 1 END, window_end_at, id"
        f" LIMIT 1{connection.skip_locked}",
        {**params, **more, **names, "now": millis(now)},
    )
    return _callback(connection, row)


def held_by(
    connection: Connection,
    holder_id: AccountId,
    desk_ids: Collection[DeskId],
    without: Collection[CallbackId] = (),
) -> Callback | None:
    """Return and lock the callback somebody holds at these desks already."""
    desks, params = _named("desk", desk_ids)
    passed_over, more = _without(without)
    row = connection.one(
        f"SELECT * FROM callback WHERE desk_id IN ({desks}) AND deleted = 0"
        f" AND state = '{CallbackState.CLAIMED}' AND holder_id = :holder{passed_over}"
        f" ORDER BY window_end_at, id LIMIT 1{connection.for_update}",
        {**params, **more, "holder": holder_id},
    )
    return _callback(connection, row)


def with_lapsed_lease(
    connection: Connection, now: datetime, limit: int, without: Collection[str] = ()
) -> list[Row]:
    """Return and lock callbacks whose lease has ended, the earliest end first."""
    passed_over, more = _without([CallbackId(one) for one in without])
    return connection.execute(
        f"SELECT c.* FROM callback c WHERE state = '{CallbackState.CLAIMED}' AND deleted = 0"
        f" AND lease_until_at <= :now AND {LEASE_END} <= :now{passed_over}"
        " ORDER BY lease_until_at, id"
        f" LIMIT :limit{connection.skip_locked}",
        {**more, "now": millis(now), "limit": limit},
    )


def with_lease_beyond(connection: Connection, at: datetime, limit: int) -> list[Row]:
    """Return and lock callbacks whose lease ends later than that."""
    return connection.execute(
        f"SELECT c.* FROM callback c WHERE state = '{CallbackState.CLAIMED}' AND deleted = 0"
        f" AND {LEASE_END} > :at ORDER BY id LIMIT :limit{connection.skip_locked}",
        {"at": millis(at), "limit": limit},
    )


def turns_among(connection: Connection, ids: Collection[CallbackId]) -> set[CallbackId]:
    """Return which are an operator's turn: given, not claimed, until another one is asked."""
    names, params = _named("id", ids)
    if not params:
        return set()
    rows = connection.execute(
        "SELECT c.id FROM callback c JOIN queue_call q ON q.callback_id = c.id"
        f" AND q.wanted_account_id = c.holder_id AND q.is_first = 0 WHERE c.id IN ({names})",
        params,
    )
    return {CallbackId(row["id"]) for row in rows}


def late_ones(connection: Connection, now: datetime) -> list[Row]:
    """Return how many windows have ended with nobody called, by desk and queue; first: when."""
    return connection.execute(LATE, {"now": millis(now)})


def callback_in(connection: Connection, row: Row) -> Callback:
    """Return the callback of a row under the lease that its holder has by now."""
    return with_beat(connection, value_of(connection, Callback, row))


def _callback(connection: Connection, row: Row | None) -> Callback | None:
    return None if row is None else callback_in(connection, row)


def callback_of(connection: Connection, callback_id: str) -> Callback | None:
    """Return and lock a callback under the lease that its holder has by now."""
    found = find(connection, Callback, callback_id, lock=True)
    return None if found is None else with_beat(connection, found)


def _without(callback_ids: Collection[CallbackId]) -> tuple[str, Params]:
    """Return the condition that leaves these out, with its parameters; "" for none."""
    names, params = _named("without", callback_ids)
    return (f" AND id NOT IN ({names})" if params else ""), params


def _named(prefix: str, ids: Collection[str]) -> tuple[str, Params]:
    params = {f"{prefix}_{n}": one for n, one in enumerate(sorted(ids))}
    return ", ".join(f":{name}" for name in params), params
