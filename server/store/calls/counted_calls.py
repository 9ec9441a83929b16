"""The calls of a span of time, counted as the contract says, by queue and part of the span."""

from contract.domain.service_level import ANSWER_WITHIN_S, SHORT_WAIT_S, CallCount
from server.store.calls.queue_calls import CallStage
from server.store.engine.connection import Connection

# Who gave up in the moment a seat answered was answered: answered_at decides before the state.
_GAVE_UP = f"answered_at IS NULL AND state = '{CallStage.ABANDONED}' AND cause <> :closed"
COUNTS = (
    "SELECT queue_id, (arrived_at - :since) / :part AS number,"
    " sum(CASE WHEN answered_at IS NOT NULL THEN 1 ELSE 0 END) AS answered,"
    " sum(CASE WHEN answered_at - arrived_at <= :in_time THEN 1 ELSE 0 END) AS in_time,"
    f" sum(CASE WHEN {_GAVE_UP} AND ended_at - arrived_at > :short THEN 1 ELSE 0 END) AS abandoned,"
    f" sum(CASE WHEN {_GAVE_UP} AND ended_at - arrived_at <= :short THEN 1 ELSE 0 END) AS short,"
    " sum(CASE WHEN answered_at IS NULL AND cause IN (:unserved_0, :unserved_1) THEN 1 ELSE 0 END)"
    " AS unserved"
    " FROM queue_call WHERE arrived_at >= :since AND arrived_at < :before AND from_seat = 0"
    # A citizen passed on, or joined from a consultation, came in once.
    " AND transfer_id IS NULL AND replaces = '' GROUP BY queue_id, number"
)


def counted_calls(
    connection: Connection,
    since: int,
    before: int,
    part_ms: int,
    *,
    closed: str,
    unserved: tuple[str, str],
) -> dict[str, dict[int, CallCount]]:
    """Return the calls that arrived from since until before, by queue and number of the part.

    closed: cause of calls outside the hours. unserved: causes of those let down by us.
    """
    rows = connection.execute(
        COUNTS,
        {
            "unserved_0": unserved[0],
            "unserved_1": unserved[1],
            "since": since,
            "before": before,
            "part": part_ms,
            "closed": closed,
            "in_time": ANSWER_WITHIN_S * 1000,
            "short": SHORT_WAIT_S * 1000,
        },
    )
    found: dict[str, dict[int, CallCount]] = {}
    for row in rows:
        count = CallCount(**{name: int(row[name]) for name in CallCount.__struct_fields__})
        found.setdefault(row["queue_id"] or "", {})[int(row["number"])] = count
    return found
