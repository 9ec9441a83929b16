"""What old rows lose, and when they go: columns emptied, rows deleted, some at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.store.engine.connection import Connection
from server.store.operations.in_steps import AT_ONCE

CALLS_KEPT_FROM = "calls_kept_from"  # in meta: calls that came earlier may be gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Emptying:
    """Columns that are emptied in rows older than a time; what counts calls stays.

    sets: column -> SQL value. holds: SQL that is true while a row has something to empty. How far
    it came is kept in meta, so old rows are read once.
    """

    name: str
    table: str
    at: str  # column of milliseconds
    sets: Mapping[str, str]
    holds: str

    @property
    def mark(self) -> str:
        return f"emptied:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """Rows that are deleted. old: SQL that is true for them; :before is of the kind of at."""

    name: str
    table: str
    keys: tuple[str, ...]
    at: str
    old: str


# Seats have numbers 1000 to 1999: what is dialled there names an operator, not a citizen.
_IS_SEAT = "LIKE '1___'"

NUMBERS = (
    Emptying(
        name="numbers of calls",
        table="queue_call",
        at="arrived_at",
        sets={"caller": "''", "callback_id": "NULL"},
        # A seat's own number goes with the operators' names, not with the citizens' numbers.
        holds="from_seat = 0 AND (caller <> '' OR callback_id IS NOT NULL)",
    ),
    Emptying(
        name="numbers and texts of transfers",
        table="call_transfer",
        at="at",
        sets={
            "caller_phone": "''",
            "note": "''",
            "contact": "''",
            "contact_id": "NULL",
            "case_id": "NULL",
            "override_reason": "NULL",
            "target": f"CASE WHEN target LIKE 'q-%' OR target {_IS_SEAT} THEN target ELSE '' END",
        },
        holds="caller_phone <> '' OR note <> '' OR contact <> '' OR contact_id IS NOT NULL"
        " OR case_id IS NOT NULL OR override_reason IS NOT NULL"
        f" OR (target <> '' AND target NOT LIKE 'q-%' AND target NOT {_IS_SEAT})",
    ),
    Emptying(
        name="numbers of voicemails",
        table="voicemail",
        at="at",
        sets={"caller": "''"},
        holds="caller <> ''",
    ),
)

OPERATORS = (
    Emptying(
        name="operators of calls",
        table="queue_call",
        at="arrived_at",
        sets={
            "seat": "NULL",
            "account_id": "NULL",
            "wanted_account_id": "NULL",
            "caller": "CASE WHEN from_seat = 1 THEN '' ELSE caller END",
            "dialled": f"CASE WHEN dialled {_IS_SEAT} THEN '' ELSE dialled END",
        },
        holds="seat IS NOT NULL OR account_id IS NOT NULL OR wanted_account_id IS NOT NULL"
        f" OR dialled {_IS_SEAT} OR (from_seat = 1 AND caller <> '')",
    ),
    Emptying(
        name="operators of offers",
        table="queue_offer",
        at="offered_at",
        sets={"seat": "''", "account_id": "''"},
        holds="seat <> '' OR account_id <> ''",
    ),
    Emptying(
        name="seats told by exchanges",
        table="exchange_event",
        at="heard_at",
        # What a transfer tells as its reason is the seat it went to.
        sets={"seat": "''", "why": "CASE WHEN ev = 'transferred' THEN '' ELSE why END"},
        holds="seat <> '' OR (ev = 'transferred' AND why <> '')",
    ),
    Emptying(
        name="operators of transfers",
        table="call_transfer",
        at="at",
        sets={
            "from_account_id": "''",
            "from_seat": "''",
            "taken_by": "NULL",
            "target": f"CASE WHEN target {_IS_SEAT} THEN '' ELSE target END",
        },
        holds="from_account_id <> '' OR from_seat <> '' OR taken_by IS NOT NULL"
        f" OR target {_IS_SEAT}",
    ),
    Emptying(
        name="operators and headsets of measured calls",
        table="call_quality",
        at="at",
        sets={"account_id": "''", "seat": "''", "device": "''"},
        holds="account_id <> '' OR seat <> '' OR device <> ''",
    ),
    Emptying(
        name="operators of recordings",
        table="call_recording",
        at="notice_until_at",
        sets={"account_id": "''"},
        holds="account_id <> ''",
    ),
)


def older(name: str, table: str, at: str, *keys: str) -> Deletion:
    """Return the rule that all rows older than a time go."""
    return Deletion(name=name, table=table, keys=keys or ("id",), at=at, old=f"{at} < :before")


FIGURES = (
    older("offers", "queue_offer", "offered_at"),
    older("reports of exchanges", "exchange_event", "heard_at", "exchange", "sip", "ev", "offer"),
    older("transfers", "call_transfer", "at"),
    older("measured calls", "call_quality", "at", "call_id"),
    older("recordings", "call_recording", "notice_until_at", "call_id"),
    older("calls", "queue_call", "arrived_at"),
)

BLOCKS = Deletion(
    name="blocks that ended, or nobody agreed to",
    table="blocked_number",
    keys=("phone",),
    at="asked_at",
    old="until_at < :before OR (approved_at IS NULL AND asked_at < :before)",
)


def empty_some(
    connection: Connection, rule: Emptying, before: int, limit: int, now: int
) -> tuple[int, bool]:
    """Empty rows older than before, after reading about limit of them at most.

    Return how many were emptied, and whether all of them are now.
    """
    # Read once, not each night: two years of rows lie behind it (decision 0023).
    since = past_mark(connection, rule.mark, now)
    if since >= before:
        return 0, True
    further = connection.one(
        f"SELECT {rule.at} AS at FROM {rule.table}"
        f" WHERE {rule.at} >= :since AND {rule.at} < :before ORDER BY {rule.at}"
        " LIMIT 1 OFFSET :limit",
        {"since": since, "before": before, "limit": limit},
    )
    # One ahead at least: more rows than limit may bear the same instant.
    until = before if further is None else max(int(further["at"]), since + 1)
    sets = ", ".join(f"{column} = {value}" for column, value in rule.sets.items())
    emptied = connection.execute(
        f"UPDATE {rule.table} SET {sets} WHERE {rule.at} >= :since AND {rule.at} < :until"
        f" AND ({rule.holds}) RETURNING 1 AS one",
        {"since": since, "until": until},
    )
    # In the transaction that empties: a run cut short anywhere may be done again.
    set_mark(connection, rule.mark, until)
    return len(emptied), further is None


def delete_some(
    connection: Connection, rule: Deletion, before: int | str, limit: int = AT_ONCE
) -> int:
    """Delete the oldest of the old rows, at most limit; return how many."""
    keys = ", ".join(rule.keys)
    deleted = connection.execute(
        f"DELETE FROM {rule.table} WHERE ({keys}) IN (SELECT {keys} FROM {rule.table}"
        f" WHERE {rule.old} ORDER BY {rule.at} LIMIT :limit) RETURNING 1 AS one",
        {"before": before, "limit": limit},
    )
    return len(deleted)


def count_old(connection: Connection, rule: Emptying | Deletion, before: int, now: int) -> int:
    """Return how many rows the rule would empty or delete."""
    if isinstance(rule, Emptying):
        old = f"{rule.at} >= :since AND {rule.at} < :before AND ({rule.holds})"
        given = {"since": past_mark(connection, rule.mark, now), "before": before}
    else:
        old, given = rule.old, {"before": before}
    return connection.number(f"SELECT count(*) AS old FROM {rule.table} WHERE {old}", given)


def mark(connection: Connection, name: str) -> int:
    """Return a number kept in meta, 0 for none."""
    return connection.number("SELECT value FROM meta WHERE name = :name", {"name": name})


def past_mark(connection: Connection, name: str, now: int) -> int:
    """Return a time kept in meta, 0 for none: what lies ahead was written by a wrong clock.

    From the beginning again, not from now: rows came meanwhile that lie behind now and were not
    read, and what was done once is done again without harm.
    """
    at = mark(connection, name)
    return at if at <= now else 0


def set_mark(connection: Connection, name: str, value: int) -> None:
    connection.put("meta", {"name": name, "value": str(value)}, "name")
