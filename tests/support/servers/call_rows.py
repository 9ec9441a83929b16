"""Rows of calls as the exchange's events leave them, written without an exchange."""

from datetime import datetime, timedelta
from typing import Any

from server.store.calls.queue_calls import CallStage, QueueCall, insert_call
from server.store.engine.connection import Connection, millis

HISTORY = 60_000  # calls of before; a city has as many in a week


def a_call_row(
    connection: Connection,
    name: str,
    arrived: datetime,
    *,
    answered_s: float | None = None,
    gave_up_s: float | None = None,
    queue: str = "tributi",
    **values: Any,
) -> None:
    """A citizen's call that is talked since answered_s of waiting, ended after gave_up_s, or waits.

    values: fields of QueueCall that are otherwise.
    """
    state, cause = CallStage.WAITING, ""
    if answered_s is not None:
        state = CallStage.ANSWERED
    elif gave_up_s is not None:
        state, cause = CallStage.ABANDONED, "487"
    given: dict[str, Any] = {
        "queue_id": queue,
        "first_queue_id": queue,
        "exchange": "a",
        "state": state,
        "cause": cause,
        "answered_at": _after(arrived, answered_s),
        "ended_at": _after(arrived, gave_up_s),
    }
    at = millis(arrived)
    insert_call(connection, QueueCall(id=name, arrived_at=at, queued_at=at, **(given | values)))


def a_long_history(connection: Connection, until: datetime) -> None:
    """HISTORY answered calls, one every ten seconds until then, and callbacks that are done."""
    connection.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :calls)"
        " INSERT INTO queue_call (id, queue_id, state, arrived_at, queued_at, answered_at,"
        " ended_at) SELECT 'old-' || i, 'tributi', 'ended', :until - i * 10000,"
        " :until - i * 10000, :until - i * 10000 + 5000, :until - i * 10000 + 65000 FROM n",
        {"calls": HISTORY, "until": millis(until)},
    )
    connection.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :calls)"
        " INSERT INTO callback (id, scope, desk_id, state, window_end_at) SELECT 'old-' || i,"
        " 'desk:tributi', 'tributi', 'done', :until - i * 10000 FROM n",
        {"calls": HISTORY, "until": millis(until)},
    )


def plan_of(connection: Connection, sql: str, params: dict[str, Any]) -> str:
    """Return how the engine will find the rows, in its own words."""
    if connection.is_postgresql:
        connection.execute("ANALYZE queue_call")
        connection.execute("ANALYZE callback")
        lines = connection.execute(f"EXPLAIN {sql}", params)
        return "\n".join(str(line["QUERY PLAN"]) for line in lines)
    lines = connection.execute(f"EXPLAIN QUERY PLAN {sql}", params)
    return "\n".join(str(line["detail"]) for line in lines)


def _after(arrived: datetime, seconds: float | None) -> int | None:
    return None if seconds is None else millis(arrived + timedelta(seconds=seconds))
