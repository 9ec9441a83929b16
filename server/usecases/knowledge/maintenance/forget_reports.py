"""Closed reports leave the seats after a while, and then forget who told them in which contact."""

from datetime import datetime, timedelta

from contract.wire.changes import Kind
from server.store.engine.connection import Connection
from server.store.engine.instants import millis
from server.store.sync.feed_edit import FeedEdit

SHOWN_FOR = timedelta(days=30)
AT_ONCE = 500


def forget_closed_reports(connection: Connection, now: datetime) -> int:
    """Take the oldest ones out of the feed; what was told and answered stays in the row."""
    rows = connection.execute(
        "SELECT id FROM entry_report WHERE state IN ('done', 'dismissed') AND deleted = 0"
        f" AND closed_at < :before ORDER BY closed_at, id LIMIT :limit{connection.for_update}",
        {"before": millis(now - SHOWN_FOR), "limit": AT_ONCE},
    )
    edit = FeedEdit(connection, now=now)
    for row in rows:
        edit.remove(Kind.REPORT, row["id"])
        connection.execute(
            "UPDATE entry_report SET author_id = NULL, author_name = '', contact_id = NULL"
            " WHERE id = :id",
            {"id": row["id"]},
        )
        connection.execute("DELETE FROM report_teller WHERE report_id = :id", {"id": row["id"]})
    edit.finish()
    return len(rows)
