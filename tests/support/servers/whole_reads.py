"""Finds statements of the server that read a table which grows with the years from end to end."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from server.store.engine.connection import NO_PARAMS, Connection, Params, Row
from tests.support.servers.plans_over_years import PlansOverYears

# A row for each call, contact, search or change: millions after some years.
GROWING = {
    "audit", "call_quality", "call_recording", "call_transfer", "callback", "callback_attempt",
    "case_", "case_activity", "change_row", "citizen", "citizen_shown", "citizen_told",
    "command", "contact", "contact_history", "duty_event",
    "entry_report", "entry_use", "exchange_event", "knowledge_version", "mail",
    "queue_call", "queue_offer", "revision", "search", "search_link", "search_word", "sending",
    "session", "text_message", "text_part", "voicemail",
}  # fmt: skip
# function: why it may
MAY_READ_ALL = {
    "count_never_closed": "once a night, one count",
    "count_old": "when somebody asks what would go",
    "count_withdrawn": "when somebody asks what would go",
    "newest_mail": "of one report; only tests ask for those of none, which are most",
    "_without_log": "when somebody asks whether the log is whole",
    "empty_some": "of what was found in steps, the first time from the beginning",
    "forget_old": "once an hour, of what editors made; sendings from where it stopped",
    "accounts_in_log": "once a night, over an index",
    "numbers_told": "after a restore, while nobody works",
    "text_counts": "over an index, of what is kept for a time only",
    "accounts_with_old_events": "once a night, over an index",
    "agreed_links": "once a night, of what is kept for a time only",
    "link_tallies": "once a night, of what is kept for a time only",
    "linked_cards": "once a night, of what is kept for a time only",
    "vain_stems": "once a night, of what is kept for a time only",
    "use_since": "of what is kept for a time only",
}
# function: why it may change all that is older than something in one transaction
MAY_CHANGE_ALL = {
    "trim_scope": "up to a number that was found in steps",
    "replace_events": "up to a number that was found in steps",
    "delete_lines": "up to a number that was found in steps",
    "empty_some": "between two instants that were found in steps",
}
SERVER = str(Path(__file__).resolve().parents[3] / "server")
ENGINES = ("sqlite_engine.py", "postgresql_engine.py", "connection.py", "whole_reads.py")
_CHANGES_OLD = re.compile(r"\s*(?:DELETE FROM|UPDATE) (\w+)\b.*\bWHERE\b.*\w <=? :", re.S)
_READS = re.compile(r"\s*(SELECT|UPDATE|DELETE|WITH)\b")
_NAMED = re.compile(
    r"\b(?:FROM|JOIN|UPDATE)\s+(\w+)(?:\s+(?:AS\s+)?(?!WHERE|ON|SET|JOIN|LEFT|ORDER|GROUP|INNER)(\w+))?"
)


class ReadsWhole(AssertionError):
    """A statement that will take seconds after some years."""


class WatchedStatements:
    """Looks at the plan of each statement of the server once; years: of those on PostgreSQL."""

    def __init__(self, years: PlansOverYears | None, seen: set[tuple[str, bool]]) -> None:
        self._years = years
        self._seen = seen

    def look(self, connection: Connection, sql: str, params: Params) -> None:
        """Raise ReadsWhole."""
        kind = (sql, connection.is_postgresql)
        if kind in self._seen or not (caller := _caller()):
            return
        self._seen.add(kind)
        if grows_without_end(sql) and caller not in MAY_CHANGE_ALL:
            raise ReadsWhole(f"{caller} changes all that is old in one transaction: {sql}")
        if not _READS.match(sql) or caller in MAY_READ_ALL:
            return
        if scans := self._whole_reads(connection, sql, params):
            raise ReadsWhole(f"{caller} reads the whole of {', '.join(scans)}: {sql}")

    def _whole_reads(self, connection: Connection, sql: str, params: Params) -> list[str]:
        if not connection.is_postgresql:
            return whole_reads(connection, sql, params)
        return sorted(self._years.read_whole(sql, params) & GROWING) if self._years else []


def watch_statements(patch: pytest.MonkeyPatch, watch: WatchedStatements) -> None:
    """Have every statement looked at before it runs."""
    execute, execute_many = Connection.execute, Connection.execute_many

    def one(self: Connection, sql: str, params: Params = NO_PARAMS) -> list[Row]:
        watch.look(self, sql, params)
        return execute(self, sql, params)

    def many(self: Connection, sql: str, rows: Sequence[Params]) -> None:
        if rows:
            watch.look(self, sql, rows[0])
        execute_many(self, sql, rows)

    patch.setattr(Connection, "execute", one)
    patch.setattr(Connection, "execute_many", many)


def grows_without_end(sql: str) -> bool:
    """Return whether it changes all rows of a growing table that are older than something."""
    found = _CHANGES_OLD.match(sql)
    return found is not None and found[1] in GROWING and "LIMIT" not in sql


def whole_reads(connection: Connection, sql: str, params: Params) -> list[str]:
    """Return the growing tables that the statement reads from end to end."""
    tables = {alias or name: name for name, alias in _NAMED.findall(sql)}
    plan = connection._driver.execute(f"EXPLAIN QUERY PLAN {sql}", params)
    steps = [re.match(r"SCAN (\w+)(.*)", row[3]) for row in plan]
    # The last row by its key is one row: SQLite calls that a scan, too.
    if re.search(r"ORDER BY \w+( DESC)? LIMIT 1$", sql):
        return []
    return sorted({tables.get(m[1], m[1]) for m in steps if m} & GROWING)


def _caller() -> str:
    """Return the name of the server's function that runs the statement, "" for a test's own."""
    frame = sys._getframe(2)
    while frame.f_back and frame.f_code.co_filename.endswith(ENGINES):
        frame = frame.f_back
    return frame.f_code.co_name if frame.f_code.co_filename.startswith(SERVER) else ""
