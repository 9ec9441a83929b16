"""Slowing down whoever guesses passwords: a growing delay per login, never a lasting lock."""

from datetime import datetime, timedelta

from server.store.connection import Connection
from server.store.instants import millis

FREE_FAILURES = 4  # the fifth wrong password brings the first delay
LONGEST_DELAY_S = 300
FORGOTTEN_AFTER = timedelta(days=1)


class TooManyAttempts(Exception):
    """Wait retry_after_s seconds before the next try."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(retry_after_s)
        self.retry_after_s = retry_after_s


def delay_s(failures: int) -> int:
    """Return the seconds to wait after that many failures in a row."""
    if failures <= FREE_FAILURES:
        return 0
    return min(1 << (failures - FREE_FAILURES), LONGEST_DELAY_S)


def count_attempt(connection: Connection, subject: str, now: datetime) -> None:
    """Count a try as failed before it is checked, so that tries side by side gain nothing.

    Raise TooManyAttempts while the delay lasts; that try is not counted.
    """
    at = millis(now)
    # First make sure there is a row to lock: tries side by side must not all be the first.
    connection.execute(
        "INSERT INTO login_attempt (subject, failures, last_at, blocked_until)"
        " VALUES (:subject, 0, :at, 0) ON CONFLICT (subject) DO NOTHING",
        {"subject": subject, "at": at},
    )
    row = connection.one(
        "SELECT failures, last_at, blocked_until FROM login_attempt WHERE subject = :subject"
        + connection.for_update,
        {"subject": subject},
    )
    assert row is not None  # made above
    if row["blocked_until"] > at:
        raise TooManyAttempts(-(-(row["blocked_until"] - at) // 1000))
    is_forgotten = row["last_at"] < millis(now - FORGOTTEN_AFTER)
    failures = 1 if is_forgotten else row["failures"] + 1
    connection.execute(
        "UPDATE login_attempt SET failures = :failures, last_at = :at, blocked_until = :until"
        " WHERE subject = :subject",
        {
            "subject": subject,
            "failures": failures,
            "at": at,
            "until": at + 1000 * delay_s(failures),
        },
    )


def forgive(connection: Connection, subject: str) -> None:
    connection.execute("DELETE FROM login_attempt WHERE subject = :subject", {"subject": subject})


def forget_old_attempts(connection: Connection, now: datetime) -> None:
    connection.execute(
        "DELETE FROM login_attempt WHERE last_at < :before",
        {"before": millis(now - FORGOTTEN_AFTER)},
    )
