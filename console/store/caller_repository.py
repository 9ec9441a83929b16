"""Answers of the caller look-up, kept for a day so that the card can be shown again."""

from datetime import datetime, timedelta

import msgspec

from console.store.cipher import Connection
from contract.wire.claims import CallerMatches

KEPT_FOR = timedelta(days=1)


def save_caller_matches(
    connection: Connection, phone: str, matches: CallerMatches, at: datetime
) -> None:
    """Keep the answer for a number (E.164) and forget those of other days."""
    connection.execute(
        "DELETE FROM caller_answer WHERE asked_at < ?", ((at - KEPT_FOR).isoformat(),)
    )
    connection.execute(
        "INSERT OR REPLACE INTO caller_answer VALUES (?, ?, ?)",
        (phone, at.isoformat(), msgspec.json.encode(matches).decode()),
    )


def caller_matches(connection: Connection, phone: str) -> CallerMatches | None:
    """Return the last answer for a number; None: not asked or not answered yet."""
    row = connection.execute("SELECT body FROM caller_answer WHERE phone = ?", (phone,)).fetchone()
    return None if row is None else msgspec.json.decode(row[0], type=CallerMatches)
