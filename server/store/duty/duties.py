"""Operators on duty as they are now: one row each, explained by the log of duty_log.py."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from contract.domain.agents.agent import DutyState, WrapUpMode
from contract.domain.agents.duty_event import Duty, Memory
from server.store.engine.connection import Connection, Row, instant, millis
from server.store.engine.readable_rows import readable

HEAD_PREFIX = "duty:"  # of the heads told to the listeners of commits: "duty:<account>" -> rev


class LastReport(msgspec.Struct, frozen=True, kw_only=True):
    """The last report of the seat; the log does not follow each heartbeat."""

    reported_at: datetime | None = None
    boot: str = ""
    taken: int = 0  # highest step of that journal
    calls: tuple[str, ...] = ()  # keys of the calls its phone had


class KnownDuty(msgspec.Struct, frozen=True, kw_only=True):
    duty: Duty
    heard: LastReport = LastReport()


_RENAMED = {"call_key": "call_id", "offer": "offer_id"}
_INSTANTS = frozenset(
    {
        "since_at",
        "idle_since_at",
        "wrap_up_until_at",
        "pause_until_at",
        "screen_break_due_at",
        "line_changes_since",
    }
)
_NEVER_NULL = frozenset({"since_at", "idle_since_at", "line_changes_since"})  # 0: none
_TRUTHS = frozenset(
    {
        "may_extend",
        "wants_wrap_up",
        "registered",
        "has_microphone",
        "has_phone",
        "lost",
        "unregistered",
    }
)
_COLUMNS = tuple(_RENAMED.get(name, name) for name in Duty.__struct_fields__)
_ALL_COLUMNS = (*_COLUMNS, "reported_at", "boot", "taken", "seat_calls")


def find_duty(connection: Connection, account_id: str, *, lock: bool = False) -> KnownDuty | None:
    """Return the duty of an account; None for one that was never on duty."""
    clause = connection.for_update if lock else ""
    row = connection.one(
        f"SELECT {', '.join(_ALL_COLUMNS)} FROM duty WHERE account_id = :id{clause}",
        {"id": account_id},
    )
    return None if row is None else known_duty(row)


def duty_for_change(connection: Connection, account_id: str) -> KnownDuty:
    """Return the duty of an account, locked until commit; made when there is none."""
    known = find_duty(connection, account_id, lock=True)
    if known is None:
        # Two first reports may come at once: one makes the row, both then wait for its lock.
        fresh = {"account_id": account_id, "state": "off", "memory": "{}"}
        connection.insert("duty", fresh, keeps_old=True)
        known = find_duty(connection, account_id, lock=True)
    assert known is not None
    return known


def account_at(connection: Connection, seat: str, call_key: str = "") -> str | None:
    """Return who is on duty at the seat, or else whose present call this is.

    The operator with the call is found even when her seat has changed meanwhile.
    """
    row = connection.one(
        "SELECT account_id FROM duty WHERE state <> 'off' AND ((seat <> '' AND seat = :seat)"
        " OR (call_id <> '' AND call_id = :call_id))"
        " ORDER BY CASE WHEN seat = :seat AND call_id = :call_id THEN 0"
        " WHEN seat = :seat THEN 1 ELSE 2 END, account_id LIMIT 1",
        {"seat": seat, "call_id": call_key},
    )
    return None if row is None else str(row["account_id"])


def accounts_at(connection: Connection, seat: str) -> list[str]:
    """Return all who are on duty at the seat."""
    rows = connection.execute(
        "SELECT account_id FROM duty WHERE seat = :seat AND state <> 'off' ORDER BY account_id",
        {"seat": seat},
    )
    return [row["account_id"] for row in rows]


def present_rows(connection: Connection) -> list[Row]:
    """Return everybody who is not off, without locks; known_duty() reads one."""
    return connection.execute(
        f"SELECT {', '.join(_ALL_COLUMNS)} FROM duty WHERE state <> 'off' ORDER BY account_id"
    )


def duties_of(connection: Connection, account_ids: Sequence[str]) -> list[Duty]:
    # PostgreSQL takes no empty IN ().
    names = {f"id_{n}": account_id for n, account_id in enumerate(account_ids)}
    if not names:
        return []
    rows = connection.execute(
        f"SELECT {', '.join(_ALL_COLUMNS)} FROM duty"
        f" WHERE account_id IN ({', '.join(f':{name}' for name in names)})",
        names,
    )
    return readable("duty", "account_id", rows, lambda row: known_duty(row).duty)


def save_duty(connection: Connection, duty: Duty) -> None:
    """Write a duty that exists; listeners of commits get its new rev."""
    connection.change("duty", _row(duty), "account_id")
    connection.moved[HEAD_PREFIX + duty.account_id] = duty.rev


def save_report(connection: Connection, account_id: str, heard: LastReport) -> None:
    row = {
        "account_id": account_id,
        "reported_at": None if heard.reported_at is None else millis(heard.reported_at),
        "boot": heard.boot,
        "taken": heard.taken,
        "seat_calls": msgspec.json.encode(heard.calls).decode(),
    }
    connection.change("duty", row, "account_id")


def _row(duty: Duty) -> Row:
    row: Row = {}
    for name in Duty.__struct_fields__:
        value = getattr(duty, name)
        if name in _INSTANTS:
            value = (0 if name in _NEVER_NULL else None) if value is None else millis(value)
        elif name in _TRUTHS:
            value = int(value)
        elif name == "memory":
            value = msgspec.json.encode(value).decode()
        elif isinstance(value, str):
            value = str(value)
        row[_RENAMED.get(name, name)] = value
    return row


def known_duty(row: Row) -> KnownDuty:
    fields = {name: row[_RENAMED.get(name, name)] for name in Duty.__struct_fields__}
    for name in _INSTANTS:
        fields[name] = instant(fields[name]) if fields[name] else None
    for name in _TRUTHS:
        fields[name] = bool(fields[name])
    fields["state"] = DutyState(fields["state"] or DutyState.OFF)
    fields["wrap_up_mode"] = WrapUpMode(fields["wrap_up_mode"] or WrapUpMode.TIMEOUT)
    fields["memory"] = msgspec.json.decode(fields["memory"] or "{}", type=Memory)
    reported_at = row["reported_at"]
    heard = LastReport(
        reported_at=None if reported_at is None else instant(reported_at),
        boot=row["boot"],
        taken=row["taken"],
        calls=msgspec.json.decode(row["seat_calls"] or "[]", type=tuple[str, ...]),
    )
    return KnownDuty(duty=Duty(**fields), heard=heard)
