"""Slowing down whoever guesses passwords, per login and per place; never a lasting lock.

A place is a computer that signed in here before, or else the address it comes from.
"""

import ipaddress
from datetime import datetime, timedelta

from server.store.engine.connection import Connection, Row, millis
from server.store.operations.old_rows import delete_some, older
from server.usecases.accounts.account_rows import normal_login

FREE_FAILURES = 4  # the fifth wrong password brings the first delay
# Never a lock: a guesser would turn it against the office (decision 0015).
LONGEST_DELAY_S = 300
FORGOTTEN_AFTER = timedelta(days=1)
FORGOTTEN_AFTER_MS = 24 * 3600 * 1000
_OLD = older("attempts to sign in", "login_attempt", "last_at", "subject")
# Failures a place has free, and how long each takes to be forgotten: of many new computers behind
# one address, such as a whole office on its first morning, and of a single one that is known.
ADDRESS_FREE, DEVICE_FREE = 60, 20
FORGIVE_EVERY_S = 30
KNOWN_AFTER = timedelta(hours=12)  # since its first session; one made up now is not known


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
    row = _locked(connection, subject, at)
    # Not counted: a try that comes too soon must not lengthen the wait.
    if at < row["blocked_until"] <= at + 1000 * LONGEST_DELAY_S:
        raise TooManyAttempts(-(-(row["blocked_until"] - at) // 1000))
    # A day without a try: mistakes of last week must not slow this morning. Nor those of a clock
    # that was ahead.
    is_forgotten = abs(at - row["last_at"]) > FORGOTTEN_AFTER_MS
    failures = 1 if is_forgotten else row["failures"] + 1
    until = at + 1000 * delay_s(failures)
    counted = {"subject": subject, "failures": failures, "last_at": at, "blocked_until": until}
    connection.change("login_attempt", counted, "subject")


def login_subject(connection: Connection, login: str, device_id: str, now: datetime) -> str:
    """Return the subject under which the failures of a login are counted.

    A computer where this login has worked has a count of its own: whoever guesses elsewhere keeps
    the operator out of none of these.
    """
    name = normal_login(login)
    known = connection.one(
        "SELECT 1 AS known FROM session JOIN account ON account.id = session.account_id"
        " WHERE session.device_id = :device AND session.created_at < :before"
        " AND account.login = :login LIMIT 1",
        {"device": device_id, "before": millis(now - KNOWN_AFTER), "login": name},
    )
    return f"login:{name}@{device_id}" if known else f"login:{name}"


def place_of(connection: Connection, device_id: str, address: str, now: datetime) -> str:
    """Return the subject under which the failures of a place are counted."""
    known = connection.one(
        "SELECT 1 AS known FROM session WHERE device_id = :device AND created_at < :before LIMIT 1",
        {"device": device_id, "before": millis(now - KNOWN_AFTER)},
    )
    # Behind address translation a whole office is one address: its guesser must not keep it out.
    return f"device:{device_id}" if known else f"address:{_network(address)}"


def count_place(connection: Connection, place: str, now: datetime) -> None:
    """Count a try as failed before it is checked; clear_place() takes it back.

    Raise TooManyAttempts while the place has used up what it has free; that try is not counted.
    blocked_until is when all its failures will be forgotten.
    """
    free = DEVICE_FREE if place.startswith("device:") else ADDRESS_FREE
    at = millis(now)
    row = _locked(connection, place, at)
    # One number says it all: when the bucket is empty. No job has to forgive anything.
    most = at + 1000 * FORGIVE_EVERY_S * free
    # More than it can be was counted by a clock that was ahead: it would keep everybody out.
    begun = row["blocked_until"] if at < row["blocked_until"] <= most else at
    until = begun + 1000 * FORGIVE_EVERY_S
    too_far_ms = until - most
    if too_far_ms > 0:
        raise TooManyAttempts(-(-too_far_ms // 1000))
    connection.execute(
        "UPDATE login_attempt SET failures = failures + 1, last_at = :at, blocked_until = :until"
        " WHERE subject = :subject",
        {"subject": place, "at": at, "until": until},
    )


def _locked(connection: Connection, subject: str, at: int) -> Row:
    """Return what is counted of a subject, locked until the commit."""
    # First make sure there is a row to lock: tries side by side must not all be the first.
    fresh = {"subject": subject, "failures": 0, "last_at": at, "blocked_until": 0}
    connection.insert("login_attempt", fresh, keeps_old=True)
    sql = f"SELECT * FROM login_attempt WHERE subject = :subject{connection.for_update}"
    (row,) = connection.execute(sql, {"subject": subject})
    return row


def clear_place(connection: Connection, place: str) -> None:
    """Take back the try that was counted: it was right. Earlier failures stay."""
    connection.execute(
        # One statement: tries side by side count and take back at the same moment.
        "UPDATE login_attempt SET failures = failures - 1, blocked_until = blocked_until - :one"
        " WHERE subject = :subject AND failures > 0",
        {"subject": place, "one": 1000 * FORGIVE_EVERY_S},
    )


def _network(address: str) -> str:
    """Return an IPv4 address, or the /64 an IPv6 address is in: one house has a whole one."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(known, ipaddress.IPv6Address):
        # One IPv4 address must not have a second count behind an IPv6 socket.
        if known.ipv4_mapped is not None:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)


def forgive(connection: Connection, subject: str) -> None:
    connection.execute("DELETE FROM login_attempt WHERE subject = :subject", {"subject": subject})


def forget_old_attempts(connection: Connection, now: datetime) -> int:
    """Delete some of the counts that nobody has added to for long; return how many."""
    return delete_some(connection, _OLD, millis(now - FORGOTTEN_AFTER))
