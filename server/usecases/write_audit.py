"""Keep who did what, in a chain that shows every later change."""

from datetime import datetime

from server.store.audit_log import append_line
from server.store.connection import Connection


def write_audit(
    connection: Connection, account_id: str | None, action: str, subject: str, now: datetime
) -> None:
    """Add a line in the caller's transaction. subject is an id or masked, never a name."""
    append_line(connection, account_id, action, subject, now)
