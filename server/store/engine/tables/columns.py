"""What the tables are made of: kinds of columns and indexes, and where the tables are gathered."""

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.sqlite import REAL
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

WHOLE = BigInteger().with_variant(Integer(), "sqlite")
NUMBER: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")
EMPTY = ""
ZERO = text("0")
ONE = text("1")


def key(name: str = "id") -> Column[str]:
    return Column(name, Text, primary_key=True)


def keys(*names: str) -> list[Column[str]]:
    return [key(name) for name in names]


def words(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False, server_default=EMPTY) for name in names]


def maybe(*names: str) -> list[Column[str]]:
    return [Column(name, Text) for name in names]


def wholes(*names: str) -> list[Column[int]]:
    return [Column(name, WHOLE, nullable=False, server_default=ZERO) for name in names]


def chosen(name: str, usual: str) -> Column[str]:
    """A word out of several; rows of before it have the usual one."""
    return Column(name, Text, nullable=False, server_default=text(f"'{usual}'"))


def numbers(*names: str) -> list[Column[float]]:
    return [Column(name, NUMBER) for name in names]


def instants(*names: str) -> list[Column[int]]:
    return [Column(name, WHOLE) for name in names]


def caller(prefix: str = "caller_") -> list[Column[str]]:
    return words(*(prefix + n for n in ("name", "fiscal_code", "phone", "municipio", "language")))


def table(name: str, *items: Column[str] | Column[int] | Column[float] | Index) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True)


def copied(name: str, column: str, also: str = "") -> Index:
    """Return the index of those rows that a seat still copies, by the time they grow old by."""
    where = text(f"{also}deleted = 0 AND scope <> ''")
    return Index(name, column, sqlite_where=where, postgresql_where=where)


def closed(column: str) -> Index:
    """Return the index of closed cases of somebody or something, in the order they were closed."""
    where = text("state = 'closed' AND deleted = 0")
    name = f"ix_case__closed_{column}"
    return Index(name, column, "closed_at", "id", sqlite_where=where, postgresql_where=where)


def filled(table: str, column: str) -> Index:
    """Return the index of those rows in which the column is not empty."""
    where = text(f"{column} <> ''")
    return Index(f"ix_{table}_{column}", column, sqlite_where=where, postgresql_where=where)


def replicated(name: str, *items: Column[str] | Column[int] | Column[float] | Index) -> Table:
    return table(
        name,
        key(),
        Column("scope", Text, nullable=False),
        Column("version", WHOLE, nullable=False, server_default=ONE),
        Column("deleted", WHOLE, nullable=False, server_default=ZERO),
        *items,
        Index(f"ix_{name}_scope_id", "scope", "id"),
    )
