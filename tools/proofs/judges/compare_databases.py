"""Compares what was acknowledged with what is there after a restore: plain SQL, none of our code.

  python compare_databases.py BEFORE AFTER < '{"unsent": [IDS], "erased": [WORDS]}'

BEFORE and AFTER: files of SQLite, or addresses of PostgreSQL. unsent: what seats had not sent when
BEFORE was taken and AFTER must hold as well. erased: words that no row of AFTER may hold. Prints
one JSON line.
"""

import json
import sqlite3
import sys
from typing import Any

type Row = dict[str, Any]
# What is no citizen's and no operator's: counts and times of the server itself.
OF_SERVER = frozenset(
    {"version", "fence", "lease_until_at", "begun_at", "edited_at", "recorded_at", "corrected_at"}
)
TABLES = (
    "account", "contact", "case_", "case_activity", "callback", "callback_attempt",
    "contact_history", "service_card", "office", "faq", "topic", "desk", "revision", "entry_report",
)  # fmt: skip
OF_TABLE = {
    "contact_history": {"id", "at"},  # named and dated when the server writes it
    "service_card": {"base_version"},
    "revision": {"base_version"},
}


class Database:
    """One of the two, read as it lies there."""

    def __init__(self, place: str) -> None:
        self._postgresql = place.startswith("postgresql:")
        if self._postgresql:
            import psycopg

            self._connection: Any = psycopg.connect(place)
        else:
            self._connection = sqlite3.connect(f"file:{place}?mode=ro", uri=True)

    def rows(self, table: str) -> list[Row]:
        found = self._connection.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]

    def tables(self) -> list[str]:
        asked = (
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            if self._postgresql
            else "SELECT name FROM sqlite_master WHERE type = 'table'"
        )
        return sorted(str(name) for (name,) in self._connection.execute(asked))


def differences(table: str, before: list[Row], after: list[Row], unsent: set[str]) -> list[str]:
    """Return what was acknowledged and is otherwise, and what nobody wrote."""
    ignored = OF_SERVER | OF_TABLE.get(table, set())
    key = "contact_id" if table == "contact_history" else "id"
    then, now = _by_key(before, key, ignored), _by_key(after, key, ignored)
    found = [f"{table} {one}: is gone" for one in then.keys() - now.keys()]
    strange = now.keys() - then.keys() - unsent
    if table in ("contact", "account"):
        found += [f"{table} {one}: nobody wrote it" for one in strange]
    for one in then.keys() & now.keys():
        for left, right in zip(then[one], now[one], strict=False):
            found += [
                f"{table} {one}.{name}: {left[name]!r} is now {right.get(name)!r}"
                for name in left
                if left[name] != right.get(name) and not _may_differ(table, name, left, right)
            ]
        if len(then[one]) > len(now[one]):
            found.append(f"{table} {one}: {len(then[one])} rows are now {len(now[one])}")
    return sorted(found)


def _by_key(rows: list[Row], key: str, ignored: frozenset[str] | set[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        if not row.get("deleted"):
            kept = {name: value for name, value in row.items() if name not in ignored}
            found.setdefault(str(row[key]), []).append(kept)
    for same in found.values():
        same.sort(key=lambda row: json.dumps(row, default=str, sort_keys=True))
    return found


def _may_differ(table: str, name: str, before: Row, after: Row) -> bool:
    """Whether it is nobody's work: a claim given up, the hour at which an erasure came again."""
    if table == "case_" and name == "closed_at":
        return not (before["question"] or before["caller_phone"] or after["question"])
    return (
        table == "callback"
        and before["state"] == "claimed"
        and after["state"] == "open"
        and name in ("state", "holder_id", "holder_name")
    )


def twice(rows: list[Row], column: str) -> list[str]:
    seen: dict[str, int] = {}
    for row in rows:
        if row[column]:
            seen[str(row[column])] = seen.get(str(row[column]), 0) + 1
    return [
        f"{column} {value} is given {count} times" for value, count in seen.items() if count > 1
    ]


def main() -> int:
    before, after = Database(sys.argv[1]), Database(sys.argv[2])
    told = json.load(sys.stdin)
    unsent = set(told["unsent"])
    differing, compared = [], 0
    for table in TABLES:
        then, now = before.rows(table), after.rows(table)
        compared += len(then)
        differing += differences(table, then, now, unsent)
    contacts = {str(row["id"]) for row in after.rows("contact") if not row["deleted"]}
    print(
        json.dumps(
            {
                "rows_compared": compared,
                "differing": differing,
                "unsent_lost": sorted(unsent - contacts),
                "numbers_twice": twice(after.rows("case_"), "number"),
                "erased_found": [
                    f"{table}: {word}"
                    for table in after.tables()
                    for word in told["erased"]
                    if any(word in json.dumps(row, default=str) for row in after.rows(table))
                ],
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
