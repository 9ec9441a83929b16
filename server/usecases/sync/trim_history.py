"""Forget what no seat needs any more: old changes of the feed, old verdicts."""

from datetime import datetime, timedelta

from server.store.engine.connection import Connection
from server.store.engine.instants import millis
from server.store.sync.change_log import trim_scope
from server.store.sync.command_log import forget_verdicts

KEEP_CHANGES = timedelta(days=30)
KEEP_VERDICTS = timedelta(days=90)  # longer than any seat may be offline


def trim_history(connection: Connection, now: datetime) -> int:
    """Trim all scopes; return how many changes and verdicts went."""
    old = connection.execute(
        "SELECT scope, max(seq) AS floor, count(*) AS trimmed FROM change_row WHERE at < :before"
        " GROUP BY scope ORDER BY scope",
        {"before": millis(now - KEEP_CHANGES)},
    )
    for row in old:
        trim_scope(connection, row["scope"], row["floor"])
    trimmed: int = sum(row["trimmed"] for row in old)
    return trimmed + forget_verdicts(connection, now - KEEP_VERDICTS)
