"""One SQL connection: named parameters, rows as mappings, instants as whole milliseconds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Protocol

from sqlcipher3 import dbapi2

type Row = dict[str, Any]
type Params = Mapping[str, Any]

NO_PARAMS: Params = {}
# Not after a colon: "::type" is a cast of PostgreSQL.
_NAME = re.compile(r"(?<![:\w]):([a-z_][a-z0-9_]*)")


@lru_cache(maxsize=512)
def pyformat(sql: str) -> str:
    """Return the statement with :name written as psycopg wants it."""
    # psycopg takes a single % for the beginning of a parameter.
    return _NAME.sub(r"%(\1)s", sql.replace("%", "%%"))


@lru_cache(maxsize=512)
def insertion(table: str, columns: tuple[str, ...]) -> str:
    """Return the statement that adds a row."""
    names = ", ".join(f":{column}" for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({names})"


@lru_cache(maxsize=512)
def _changing(table: str, columns: tuple[str, ...], key: str) -> str:
    pairs = ", ".join(f"{column} = :{column}" for column in columns if column != key)
    return f"UPDATE {table} SET {pairs} WHERE {key} = :{key}"


@lru_cache(maxsize=512)
def _putting(table: str, columns: tuple[str, ...], key: str) -> str:
    pairs = ", ".join(f"{column} = excluded.{column}" for column in columns if column != key)
    return f"{insertion(table, columns)} ON CONFLICT ({key}) DO UPDATE SET {pairs}"


class DriverConnection(Protocol):
    """What both drivers have in common, and all that is asked of them."""

    def execute(self, sql: Any, params: Any = ..., /) -> Any: ...
    def cursor(self) -> Any: ...


class Connection:
    """Belongs to one thread. Statements write :name, never a quoted colon; % needs no doubling."""

    def __init__(self, driver: DriverConnection, *, is_postgresql: bool) -> None:
        self._driver = driver
        self.is_postgresql = is_postgresql
        self.moved: dict[str, int] = {}  # scope -> head, moved by the work in progress
        # (table, id) -> kind of error, of rows that the work in progress could not read
        self.unreadable: dict[tuple[str, str], str] = {}

    def execute(self, sql: str, params: Params = NO_PARAMS) -> list[Row]:
        """Run one statement; return its rows, or [] when it returns none."""
        if self.is_postgresql:
            cursor = self._driver.execute(pyformat(sql), params)
        else:
            try:
                cursor = self._driver.execute(sql, params)
            except dbapi2.OperationalError as error:
                if not _is_undecodable(sql, error):
                    raise
                return self._with_spoilt_text(sql, params)
        if cursor.description is None:
            return []
        try:
            return _rows(cursor)
        except dbapi2.OperationalError as error:
            if self.is_postgresql or not _is_undecodable(sql, error):
                raise
            return self._with_spoilt_text(sql, params)

    def _with_spoilt_text(self, sql: str, params: Params) -> list[Row]:
        """Read again where the file holds text that is none: that one comes as bytes.

        One such value would cost all rows of the answer.
        """
        driver: Any = self._driver
        usual, driver.text_factory = driver.text_factory, _text_or_bytes
        try:
            return _rows(driver.execute(sql, params))
        finally:
            driver.text_factory = usual

    def execute_many(self, sql: str, rows: Sequence[Params]) -> None:
        """Run one statement for each row, much faster than one by one."""
        if rows:
            self._driver.cursor().executemany(pyformat(sql) if self.is_postgresql else sql, rows)

    def insert(self, table: str, *rows: Params, keeps_old: bool = False) -> None:
        """Add rows that name the same columns; keeps_old: where one is there, it stays as it is."""
        if not rows:
            return
        sql = insertion(table, tuple(rows[0]))
        if keeps_old:
            sql += " ON CONFLICT DO NOTHING"
        if len(rows) == 1:
            self.execute(sql, rows[0])
        else:
            self.execute_many(sql, rows)

    def put(self, table: str, row: Params, key: str = "id") -> None:
        """Add a row, or write over all of its columns in the one with the same key."""
        self.execute(_putting(table, tuple(row), key), row)

    def change(self, table: str, row: Params, key: str = "id") -> None:
        """Write the columns of the row that has this key."""
        self.execute(_changing(table, tuple(row), key), row)

    def one(self, sql: str, params: Params = NO_PARAMS) -> Row | None:
        """Return the first row, or None."""
        rows = self.execute(sql, params)
        return rows[0] if rows else None

    def number(self, sql: str, params: Params = NO_PARAMS) -> int:
        """Return the one value of the first row as a whole number, 0 where there is no row."""
        row = self.one(sql, params)
        return int(next(iter(row.values()))) if row else 0

    @property
    def driver_errors(self) -> tuple[type[Exception], ...]:
        """Return what a statement may raise: the store's trouble, or the statement's own."""
        if not self.is_postgresql:
            # A whole number beyond 64 bits ends in OverflowError before SQLite sees it.
            return (dbapi2.Error, OverflowError)
        import psycopg  # not before: who has a SQLite file starts without it

        return (psycopg.Error, OverflowError)

    def is_fault(self, error: Exception) -> bool:
        """Return whether the store is in trouble, or lost a race; else the statement is wrong."""
        return self.fault_of(error) is not error

    def fault_of(self, error: Exception) -> BaseException:
        """Return the typed fault behind a driver's error; any other error unchanged."""
        if self.is_postgresql:  # not before: the engines stand upon this module
            from server.store.engine.postgresql_engine import as_fault
        else:
            from server.store.engine.sqlite_engine import as_fault
        return as_fault(error)

    @property
    def for_update(self) -> str:
        """Return the clause that locks the rows read until commit; one writer needs none."""
        return " FOR UPDATE" if self.is_postgresql else ""

    @property
    def skip_locked(self) -> str:
        """Return the clause that locks rows nobody else holds and passes over the others."""
        return " FOR UPDATE SKIP LOCKED" if self.is_postgresql else ""

    @contextmanager
    def savepoint(self, name: str = "part") -> Iterator[None]:
        """Undo what happens inside when it raises, and only that."""
        # Nobody may be told of heads that were rolled back.
        moved = dict(self.moved)
        self.execute(f"SAVEPOINT {name}")
        try:
            yield
        except BaseException:
            self.moved = moved
            # The whole transaction may be gone: the cause counts.
            with suppress(*self.driver_errors):
                self.execute(f"ROLLBACK TO SAVEPOINT {name}")
                self.execute(f"RELEASE SAVEPOINT {name}")
            raise
        self.execute(f"RELEASE SAVEPOINT {name}")


def _rows(cursor: Any) -> list[Row]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def _is_undecodable(sql: str, error: Exception) -> bool:
    """Return whether this statement may run again, and failed over text that is no UTF-8."""
    return sql.startswith("SELECT") and "Could not decode" in str(error)


def _text_or_bytes(value: bytes) -> str | bytes:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def millis(at: datetime) -> int:
    """Return an aware datetime as milliseconds, rounded down."""
    return (at - _EPOCH) // _MILLISECOND


def instant(milliseconds: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=milliseconds)
