"""The numbers of cases that people read to each other, counted anew each year."""

from datetime import datetime

from server.store.engine.connection import Connection

# Faster than any city gives them, by day and night: what was given since a backup lies within.
SECONDS_OF_ONE = 10
AT_LEAST = 1000  # a busy hour, should the clock have been wrong


def next_case_number(connection: Connection, now: datetime) -> str:
    """Return the next "YYYY-NNNNNN". The year's counter stays locked until the commit."""
    number = _counted(connection, now.year, 1)
    # One that a seat gave back after a restore may lie ahead of the counter.
    while is_given(connection, number):
        number = _counted(connection, now.year, 1)
    return number


def is_given(connection: Connection, number: str) -> bool:
    """Return whether a case has this number, one that was taken back too."""
    row = connection.one("SELECT id FROM case_ WHERE number = :number", {"number": number})
    return row is not None


def skip_numbers(connection: Connection, since: datetime, now: datetime) -> None:
    """Leave out those that were given since a backup was made: people hold them, seats know them.

    By the time that passed: the same backup may be restored twice.
    """
    passed_s = max(0, int((now - since).total_seconds()))
    _counted(connection, now.year, AT_LEAST + passed_s // SECONDS_OF_ONE)


def _counted(connection: Connection, year: int, count: int) -> str:
    row = connection.one(
        "INSERT INTO case_number (year, last) VALUES (:year, :count)"
        " ON CONFLICT (year) DO UPDATE SET last = case_number.last + excluded.last RETURNING last",
        {"year": year, "count": count},
    )
    assert row is not None
    return f"{year}-{row['last']:06d}"
