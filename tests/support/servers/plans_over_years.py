"""What PostgreSQL would do with a statement after five years of a city."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import psycopg

from server.store.engine.connection import NO_PARAMS, Params, pyformat
from tests.support.servers.server_databases import PrivatePostgresql
from tools.generators.five_years.filled import fill_city

SCALE = 0.002
CALLS = 18_000_000
NOW = datetime(2026, 12, 1, tzinfo=UTC)
_WHOLE = ("Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Heap Scan")
_FROM_THE_FIRST = re.compile(r"\(\w+ > ''::text\)")
# As many rows as five years have, in the pages that are really there: the planner takes the number
# of rows in a page from here, and how its values are spread from what ANALYZE found.
_AS_MANY_AS_FIVE_YEARS_HAVE = (
    "UPDATE pg_class SET reltuples = reltuples * %s WHERE relkind IN ('r', 'i') AND reltuples > 0"
    " AND relnamespace = 'public'::regnamespace"
)
_OF_FEW_PAGES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relpages < 10"


class PlansOverYears:
    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self._connection = connection
        self._door = threading.Lock()  # the server's threads ask side by side
        self._short = {name for (name,) in connection.execute(_OF_FEW_PAGES)}

    def read_whole(self, sql: str, params: Params) -> set[str]:
        """Return the tables that the statement reads from end to end."""
        with self._door:
            found = self._found(sql, params)
            if short := found & self._short:
                # To read its one page costs less than any index, however many rows it is told of.
                with self._connection.transaction(force_rollback=True):
                    self._connection.execute("SET LOCAL enable_seqscan = off")
                    found -= short - self._found(sql, params)
        return found

    def indexes(self, sql: str) -> set[str]:
        """Return the indexes by which the statement reads."""
        with self._door:
            return set(_indexes(self._plan(sql, NO_PARAMS)))

    def _found(self, sql: str, params: Params) -> set[str]:
        return set(_whole(self._plan(sql, params), is_limited=False))

    def _plan(self, sql: str, params: Params) -> dict[str, Any]:
        row = self._connection.execute(
            f"EXPLAIN (FORMAT JSON) {pyformat(sql)}".encode(), params or None
        ).fetchone()
        assert row is not None
        plan: dict[str, Any] = row[0][0]["Plan"]
        return plan

    @contextmanager
    def without(self, index: str) -> Iterator[None]:
        """Plan as if somebody had forgotten an index."""
        with self._connection.transaction(force_rollback=True):
            self._connection.execute(f"DROP INDEX {index}".encode())
            yield


@contextmanager
def plans_over_years(server: PrivatePostgresql) -> Iterator[PlansOverYears]:
    url = server.create_database()
    fill_city(url, calls=CALLS, scale=SCALE, seed=1, now=NOW)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_AS_MANY_AS_FIVE_YEARS_HAVE, (1 / SCALE,))
        yield PlansOverYears(connection)
    server.drop_database(url)


def _indexes(node: dict[str, Any]) -> Iterator[str]:
    if "Index Name" in node:
        yield node["Index Name"]
    for part in node.get("Plans", ()):
        yield from _indexes(part)


def _whole(node: dict[str, Any], *, is_limited: bool) -> Iterator[str]:
    """Yield what is read without a condition that an index answers.

    is_limited: somebody above stops as soon as there is enough, and nothing is passed over.
    """
    kind = node["Node Type"]
    is_next_only = is_limited and kind != "Seq Scan" and "Filter" not in node
    if kind in _WHOLE and not _is_narrow(node) and not is_next_only:
        yield node["Relation Name"]
    # A sort reads all before it gives the first.
    is_limited = kind == "Limit" or (is_limited and kind in ("LockRows", "Subquery Scan"))
    for part in node.get("Plans", ()):
        yield from _whole(part, is_limited=is_limited)


def _is_narrow(node: dict[str, Any]) -> bool:
    condition = node.get("Index Cond", node.get("Recheck Cond", ""))
    # Behind the first id is everything: written so, it only looks as if an index were asked.
    return bool(condition) and not _FROM_THE_FIRST.fullmatch(condition)
