"""Revisions that were published or given up leave the seats after a while; the rows stay here."""

from datetime import datetime, timedelta

from contract.wire.changes import Kind
from server.store.engine.connection import Connection
from server.store.engine.instants import millis
from server.store.sync.feed_edit import FeedEdit

SHOWN_FOR = timedelta(days=30)
AT_ONCE = 1_000


def forget_closed_revisions(connection: Connection, now: datetime) -> int:
    """Take the oldest ones out of the feed; return how many."""
    rows = connection.execute(
        "SELECT id FROM revision WHERE state IN ('published', 'discarded') AND deleted = 0"
        " AND edited_at < :before ORDER BY edited_at, id LIMIT :limit",
        {"before": millis(now - SHOWN_FOR), "limit": AT_ONCE},
    )
    edit = FeedEdit(connection, now=now)
    for row in rows:
        edit.remove(Kind.REVISION, row["id"])
    edit.finish()
    return len(rows)
