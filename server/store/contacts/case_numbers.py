"""The numbers of cases that people read to each other, counted anew each year."""

from datetime import datetime

from server.store.engine.connection import Connection


def next_case_number(connection: Connection, now: datetime) -> str:
    """Return the next "YYYY-NNNNNN". The year's counter stays locked until the commit."""
    row = connection.one(
        "INSERT INTO case_number (year, last) VALUES (:year, 1)"
        " ON CONFLICT (year) DO UPDATE SET last = case_number.last + 1 RETURNING last",
        {"year": now.year},
    )
    assert row is not None
    return f"{now.year}-{row['last']:06d}"
