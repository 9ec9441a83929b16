"""Many rows of one table by statements that both engines take, some 100,000 at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import sqlalchemy as sa

from server.store.engine.connection import Connection
from server.store.engine.schema import metadata
from server.store.engine.server_database import ServerDatabase

AT_ONCE = 100_000  # rows in one transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """rows: how many. same: values that all have; made: SQL of i, the number of a row from 0.

    days: i meets them in turn, as the column day.
    """

    table: str
    rows: int
    made: Mapping[str, str]
    same: Mapping[str, Any] = field(default_factory=dict)
    days: Sequence[str] = ()

    def statement(self) -> str:
        same = {name: value for name, value in self.same.items() if name not in self.made}
        columns = ", ".join((*self.made, *same))
        values = ", ".join((*self.made.values(), *map(literal, same.values())))
        days = ", ".join(f"({number}, '{day}')" for number, day in enumerate(self.days))
        other = f", d(k, day) AS (VALUES {days})" if days else ""
        join = f" JOIN d ON d.k = i % {len(self.days)}" if days else ""
        return (
            f"INSERT INTO {self.table} ({columns}) WITH RECURSIVE n(i) AS"
            " (SELECT CAST(:first AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < :last)"
            f"{other} SELECT {values} FROM n{join}"
        )


def literal(value: Any) -> str:
    """Return the value as SQL writes it."""
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int | float) else "'" + value.replace("'", "''") + "'"


def one_of(*values: Any) -> str:
    """Return the SQL of values that rows have in turn."""
    cases = " ".join(f"WHEN {at} THEN {literal(value)}" for at, value in enumerate(values[1:], 1))
    return f"CASE i % {len(values)} {cases} ELSE {literal(values[0])} END"


def times(first: int, last: int, rows: int) -> str:
    """Return the SQL of instants spread evenly from first to last."""
    return f"({first} + i * {max(1, (last - first) // max(1, rows))})"


def fill(database: ServerDatabase, bulk: Bulk) -> None:
    sql = bulk.statement()
    for first in count(0, AT_ONCE):
        if first >= bulk.rows:
            return
        step = {"first": first, "last": min(first + AT_ONCE, bulk.rows) - 1}
        database.write_now(lambda c, step=step: c.execute(sql, step))  # type: ignore[misc]


@contextmanager
def without_indexes(database: ServerDatabase, tables: Iterable[str]) -> Iterator[None]:
    """Drop the indexes of the tables meanwhile: made at the end, each is read through once."""
    indexes = [index for name in tables for index in metadata.tables[name].indexes]
    for index in indexes:
        database.write_now(lambda c, name=index.name: c.execute(f"DROP INDEX {name}"))  # type: ignore[misc]
    yield
    for index in indexes:
        database.write_now(lambda c, index=index: _create(c, index))  # type: ignore[misc]


def _create(connection: Connection, index: sa.Index) -> None:
    # Over some ten million rows it takes longer than any statement of a server may.
    if connection.is_postgresql:
        connection.execute("SET LOCAL statement_timeout = 0")
    connection.execute(creation(connection, index))


def creation(connection: Connection, index: sa.Index) -> str:
    """Return the statement that makes an index of the schema, as its engine writes it."""
    name = "postgresql" if connection.is_postgresql else "sqlite"
    dialect = sa.dialects.registry.load(name)()
    return str(sa.schema.CreateIndex(index).compile(dialect=dialect))
