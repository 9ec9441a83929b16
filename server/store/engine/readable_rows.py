"""Rows of a list: one that cannot be read costs itself alone, and is told by its id."""

import logging
from collections.abc import Callable, Iterable

import msgspec

from server.store.engine.connection import Row

log = logging.getLogger(__name__)

# What making a value of a row raises; trouble of the store is none of it.
UNREADABLE = (
    ValueError,
    TypeError,
    OverflowError,
    LookupError,
    AttributeError,
    msgspec.MsgspecError,
)


def readable[T](table: str, key: str, rows: Iterable[Row], read: Callable[[Row], T]) -> list[T]:
    """Return what can be read of these rows. key: the column of their id."""
    found = []
    for row in rows:
        try:
            found.append(read(row))
        except UNREADABLE as error:
            tell_unreadable(table, row[key], error)
    return found


def tell_unreadable(table: str, row_id: object, error: Exception) -> None:
    """Log which row it is and the kind of fault: what stands in it may be a citizen's."""
    log.error("row %s of %s cannot be read: %s", row_id, table, type(error).__name__)
