"""The line of the audit for a number that was refused, whoever refused it."""

from datetime import datetime

from server.store.engine.connection import Connection
from server.usecases.operations.write_audit import write_audit

REFUSED = "dial.refused"  # action; the subject begins with the seat


def note_refused_dial(
    connection: Connection, account_id: str | None, seat: str, why: str, now: datetime
) -> None:
    """why: in a word or two of who refused; the number is of somebody, and says no more."""
    write_audit(connection, account_id, REFUSED, f"{seat} {why}", now)
