"""Keep who did what, in a chain that shows every later change."""

from collections.abc import Sequence
from datetime import datetime

from server.store.engine.connection import Connection
from server.store.operations.audit_log import append_line, append_lines


def write_audit(
    connection: Connection, account_id: str | None, action: str, subject: str, now: datetime
) -> None:
    """Add a line in the caller's transaction. subject is an id or masked, never a name."""
    append_line(connection, account_id, action, subject, now)


def write_audits(
    connection: Connection,
    account_id: str | None,
    action: str,
    subjects: Sequence[str],
    now: datetime,
) -> None:
    """Do as write_audit for each subject, in order."""
    append_lines(connection, account_id, action, subjects, now)
