"""Rows that a job cannot work on: each waits ever longer, and no other row waits for it."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from server.store.engine.connection import Connection, Row
from server.store.engine.faults import StoreFault, UnstorableValue
from server.usecases.operations.error_location import place_of

log = logging.getLogger(__name__)

FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)
MOST_KEPT = 1000  # the oldest goes, and is simply tried at once


@dataclass(frozen=True, slots=True)
class _Aside:
    tries: int
    until: datetime


class RowsAside:
    """Of one job, in memory: after a start each row is tried again. From one thread at a time."""

    def __init__(self, job: str, clock: Callable[[], datetime]) -> None:
        self.job = job
        self._clock = clock
        self._aside: dict[str, _Aside] = {}

    def __len__(self) -> int:
        return len(self._aside)

    def waiting(self) -> list[str]:
        """Return the rows that are not to be tried now."""
        now = self._clock()
        return [row_id for row_id, one in self._aside.items() if now < one.until]

    def readable[T](self, rows: Iterable[Row], key: str, read: Callable[[Row], T]) -> list[T]:
        """Return what can be read of these rows. key: the column of their id."""
        found = []
        for row in rows:
            row_id = f"row {row[key]}"
            if self.waits(row_id):
                continue
            try:
                found.append(read(row))
            except Exception as error:  # noqa: BLE001 - whatever is wrong with it, it is this row
                self._put_aside(row_id, error)
            else:
                self._aside.pop(row_id, None)
        return found

    def tried[T](self, connection: Connection, row_id: str, work: Callable[[], T]) -> T | None:
        """Return what work returns; None: the row waits, or nothing of this work was kept.

        Raise what says that the store is in trouble, not the row.
        """
        if self.waits(row_id):
            return None
        try:
            # What it did before it failed is undone; what was done for other rows is not.
            with connection.savepoint("row"):
                result = work()
        except Exception as error:
            if is_of_store(connection, error):
                raise
            self._put_aside(row_id, error)
            return None
        self._aside.pop(row_id, None)
        return result

    def together(
        self, connection: Connection, row_ids: Sequence[str], work: Callable[[list[str]], object]
    ) -> None:
        """Do work for all these rows at once, and row by row where that fails."""
        due = [row_id for row_id in row_ids if not self.waits(row_id)]
        try:
            with connection.savepoint("together"):
                work(due)
        except Exception as error:
            if is_of_store(connection, error):
                raise
            for row_id in due:
                self.tried(connection, row_id, partial(work, [row_id]))

    async def alone[T](self, row_id: str, work: Callable[[], Awaitable[T]]) -> T | None:
        """Do the same for a row that has transactions of its own."""
        if self.waits(row_id):
            return None
        try:
            result = await work()
        except UnstorableValue as error:
            self._put_aside(row_id, error)
            return None
        except StoreFault:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the other rows are not to blame
            self._put_aside(row_id, error)
            return None
        self._aside.pop(row_id, None)
        return result

    def waits(self, row_id: str) -> bool:
        known = self._aside.get(row_id)
        return known is not None and self._clock() < known.until

    def _put_aside(self, row_id: str, error: Exception) -> None:
        known = self._aside.pop(row_id, None)
        tries = known.tries + 1 if known is not None else 1
        # The exponent has a limit: a number of any length would be computed first.
        wait = min(FIRST_WAIT * 2 ** min(tries - 1, 20), LONGEST_WAIT)
        self._aside[row_id] = _Aside(tries, self._clock() + wait)
        if len(self._aside) > MOST_KEPT:
            del self._aside[next(iter(self._aside))]
        # Its id and where: the error's own words may quote a citizen.
        log.error(
            "job %s sets %s aside, try %d: %s", self.job, row_id or "-", tries, place_of(error)
        )


def is_of_store(connection: Connection, error: Exception) -> bool:
    """Return whether the store is in trouble, which no single row is to blame for."""
    if isinstance(error, StoreFault):
        return not isinstance(error, UnstorableValue)
    if not isinstance(error, connection.driver_errors):
        return False
    fault = connection.fault_of(error)
    return isinstance(fault, StoreFault) and not isinstance(fault, UnstorableValue)
