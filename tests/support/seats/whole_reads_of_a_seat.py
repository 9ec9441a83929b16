"""Finds statements of the console that read all a desk ever did: 140,000 cases after five years.

A seat keeps no statistics, so what it does over an empty copy is what it does after years.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from contract.wire.changes import Kind

# Kinds of which an office has as many after five years as on its first day.
STAY = {
    Kind.TOPIC, Kind.DESK, Kind.QUEUE, Kind.OFFICE, Kind.CARD, Kind.FAQ, Kind.THESAURUS,
    Kind.VECTOR, Kind.LEARNED, Kind.PROPOSAL, Kind.QUESTION, Kind.TRIAL,
    Kind.SENDING,  # leaves after thirty days
}  # fmt: skip
GROW = {str(kind) for kind in set(Kind) - STAY}
# function: why it may
MAY_READ_ALL = {
    "begin_stage": "only the last entry of an index",
    "equals_server": "once a day, and after a copy",
    "kinds_of": "after a copy, and when a desk goes",
    "purge_scope": "when a desk goes",
    "_scopes_on_disk": "one entry of an index for each scope",
    "staged_rows": "while a copy is made, in its index alone",
}
# Steps over something else than what the server said: what is the seat's own is little.
_OTHERS = {"own", "overlay_row", "sync_scope", "json_each", "outbox", "shown_row", "server_row"}
CONSOLE = str(Path(__file__).resolve().parents[3] / "console")
_READS = re.compile(r"\s*(SELECT|UPDATE|DELETE|WITH|INSERT)\b")
_STEP = re.compile(r"(SCAN|SEARCH) (\w+)(?: USING (?:COVERING )?INDEX \w+)?(?: \((.*)\))?")
# All rows of a kind, of a scope, or of both.
_WIDE = re.compile(r"(?:scope=\?)?(?: AND )?(?:copy=\?)?(?: AND )?(?:kind=\?)?")
_QUOTED = re.compile(r"'([a-z_]+)'")


class SeatReadsWhole(AssertionError):
    """A statement that will hold up a window after some years."""


class WatchedReplica(dbapi2.Connection):  # type: ignore[misc] # the driver has no types
    """Looks at the plan of each statement of the console once."""

    def __init__(self, *given: Any, seen: set[str], **named: Any) -> None:
        super().__init__(*given, **named)
        self._seen = seen

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        self._look(sql, parameters)
        return super().execute(sql, parameters)

    def _look(self, sql: str, parameters: Any) -> None:
        caller = sys._getframe(2).f_code
        if sql in self._seen or not caller.co_filename.startswith(CONSOLE):
            return
        if not _READS.match(sql) or "replica_row" not in _spelled_out(sql):
            return
        self._seen.add(sql)
        plan = super().execute(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall()
        steps = [str(row[3]) for row in plan]
        wide = [step for step in steps if is_wide(step, sql)] if _may_grow(sql, parameters) else []
        if wide and caller.co_name not in MAY_READ_ALL:
            raise SeatReadsWhole(f"{caller.co_name} reads all of years ({wide}): {sql}")


def watch_replicas(patch: pytest.MonkeyPatch, seen: set[str]) -> None:
    """Have every statement on a seat's copy looked at before it runs."""
    connect = partial(dbapi2.connect, factory=partial(WatchedReplica, seen=seen))
    patch.setattr(dbapi2, "connect", connect)


def is_wide(step: str, sql: str) -> bool:
    """Return whether a step reads all rows of the copy, or all of a kind or scope."""
    found = _STEP.match(step)
    if found is None or found[2] in _OTHERS:
        return False
    if found[1] == "SCAN":
        # In the order of an index, and no more than are shown.
        return "INDEX" not in step or "LIMIT" not in sql
    return _WIDE.fullmatch(found[3] or "") is not None and "LIMIT" not in sql


def _spelled_out(sql: str) -> str:
    """Return the statement with its views named by what they read."""
    return re.sub(r"\b(shown_row|server_row)\b", "replica_row", sql)


def _may_grow(sql: str, parameters: Any) -> bool:
    """Return whether it is of kinds that grow, or of any kind."""
    named = {*_QUOTED.findall(sql), *_texts(parameters)} & {str(kind) for kind in Kind}
    return not named or bool(named & GROW)


def _texts(parameters: Any) -> Iterator[str]:
    values: Iterable[Any] = parameters.values() if isinstance(parameters, dict) else parameters
    return (str(value) for value in values if isinstance(value, str))
