"""The log of duty: every change with its cause, enough to find each state again."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from contract.domain.agents.agent import DutyState
from contract.domain.agents.duty_event import Duty, DutyEvent, Kind
from contract.domain.ids import AccountId
from server.store.engine.connection import Connection, Row, instant, millis
from server.store.engine.readable_rows import readable

_PAGE = 500


class LoggedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event with what it led to."""

    seq: int
    account_id: AccountId
    event: DutyEvent
    state: DutyState
    reason: str


def append_event(connection: Connection, event: DutyEvent, after: Duty) -> None:
    """Add an event of the account whose duty it led to. Its step must be new."""
    _insert(connection, event, after)


def is_known(connection: Connection, account_id: str, step: str) -> bool:
    """Return whether this step of a seat's journal was taken already."""
    row = connection.one(
        "SELECT 1 AS known FROM duty_event WHERE account_id = :id AND step = :step",
        {"id": account_id, "step": step},
    )
    return row is not None


def last_step(connection: Connection, account_id: str, boot: str) -> int:
    """Return the highest step taken from a seat's journal, 0 for none."""
    rows = connection.execute(
        "SELECT step FROM duty_event WHERE account_id = :id AND step LIKE :steps",
        {"id": account_id, "steps": f"{boot}:%"},
    )
    return max((int(row["step"].rpartition(":")[2]) for row in rows), default=0)


def events_of(connection: Connection, account_id: str) -> Iterator[LoggedEvent]:
    """Return all events of an account in the order they were taken."""
    after = 0
    while rows := _page(connection, account_id, after):
        yield from map(_logged, rows)
        after = rows[-1]["seq"]


def pause_rows_since(
    connection: Connection, account_id: str, since: datetime
) -> list[tuple[datetime, DutyState, str]]:
    """Return (at, state, reason) of an account's events since then, and of the one before.

    Some may be older: they were reported late.
    """
    # By number, not by time: what was told late has an old instant and a new number.
    first = connection.one(
        "SELECT min(seq) AS seq FROM duty_event WHERE account_id = :id AND at >= :since",
        {"id": account_id, "since": millis(since)},
    )
    rows = connection.execute(
        "SELECT seq, at, state, reason FROM duty_event WHERE account_id = :id AND seq >= COALESCE("
        "(SELECT max(seq) FROM duty_event WHERE account_id = :id AND seq < :first), 0)"
        " ORDER BY seq",
        {"id": account_id, "first": first["seq"] if first and first["seq"] else 2**62},
    )
    return readable(
        "duty_event",
        "seq",
        rows,
        lambda row: (instant(row["at"]), DutyState(row["state"]), row["reason"]),
    )


def accounts_with_old_events(connection: Connection, before: datetime) -> list[str]:
    """Return the accounts with events from before then, but for what was carried over."""
    rows = connection.execute(
        "SELECT DISTINCT account_id FROM duty_event WHERE at < :before AND kind <> :carried"
        " ORDER BY account_id",
        {"before": millis(before), "carried": str(Kind.CARRIED)},
    )
    return [row["account_id"] for row in rows]


def count_old_events(connection: Connection, before: datetime) -> int:
    """Return how many events are from before then, but for what was carried over."""
    return connection.number(
        "SELECT count(*) AS old FROM duty_event WHERE at < :before AND kind <> :carried",
        {"before": millis(before), "carried": str(Kind.CARRIED)},
    )


def replace_events(connection: Connection, account_id: str, until: int, event: DutyEvent) -> None:
    """Put one event in the place of an account's events up to that number."""
    assert event.carried is not None
    # The carried event bears the last number that went, so that numbers go on (decision 0012).
    connection.execute(
        "DELETE FROM duty_event WHERE account_id = :id AND seq <= :until",
        {"id": account_id, "until": until},
    )
    _insert(connection, event, event.carried, seq=until)


def accounts_in_log(connection: Connection) -> list[str]:
    rows = connection.execute("SELECT DISTINCT account_id FROM duty_event ORDER BY account_id")
    return [row["account_id"] for row in rows]


def _insert(
    connection: Connection, event: DutyEvent, after: Duty, *, seq: int | None = None
) -> None:
    """Write a row; without a seq the database numbers it."""
    row: Row = {
        "account_id": after.account_id,
        "at": millis(event.at),
        "kind": str(event.kind),
        "state": str(after.state),
        "reason": after.reason,
        "seat": event.seat or after.seat,
        "call_id": event.call_key or after.call_key,
        "offer_id": event.offer or after.offer,
        "origin": str(event.origin),
        "by_id": event.by_id,
        "step": event.step,
        "detail": msgspec.json.encode(event).decode(),
    }
    if seq is not None:
        row["seq"] = seq
    connection.insert("duty_event", row)


def _page(connection: Connection, account_id: str, after: int) -> list[Row]:
    return connection.execute(
        "SELECT seq, account_id, state, reason, detail FROM duty_event"
        " WHERE account_id = :id AND seq > :after ORDER BY seq LIMIT :limit",
        {"id": account_id, "after": after, "limit": _PAGE},
    )


def _logged(row: Row) -> LoggedEvent:
    return LoggedEvent(
        seq=row["seq"],
        account_id=AccountId(row["account_id"]),
        event=msgspec.json.decode(row["detail"], type=DutyEvent),
        state=DutyState(row["state"]),
        reason=row["reason"],
    )
