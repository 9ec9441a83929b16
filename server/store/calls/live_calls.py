"""The citizens' calls that wait or are talked now, counted by queue and exchange."""

from dataclasses import dataclass

from server.store.calls.queue_calls import LIVE, CallStage
from server.store.engine.connection import Connection

_STATES = ", ".join(f"'{state}'" for state in LIVE)
LIVE_BY_QUEUE = (
    "SELECT queue_id, exchange, count(*) AS calls,"
    f" sum(CASE WHEN state = '{CallStage.ANSWERED}' THEN 1 ELSE 0 END) AS talking"
    f" FROM queue_call WHERE state IN ({_STATES}) AND from_seat = 0 GROUP BY queue_id, exchange"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveCalls:
    """Calls of one queue at one exchange."""

    queue_id: str
    exchange: str
    talking: int
    waiting: int


def live_calls(connection: Connection) -> tuple[LiveCalls, ...]:
    rows = connection.execute(LIVE_BY_QUEUE)
    return tuple(
        LiveCalls(
            queue_id=row["queue_id"] or "",
            exchange=row["exchange"],
            talking=int(row["talking"]),
            waiting=int(row["calls"] - row["talking"]),
        )
        for row in rows
    )
