"""Counts what scopes hold, once a night: the sums kept with each change must be those of the rows.

In pages, each a transaction of its own, while the feed goes on: a page is read again when a row of
it changed meanwhile. Only the last step holds the scope, for the few that changed since.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from contract.wire.changes import CHECKSUM_MASK, Kind, checksum
from server.store.engine.connection import Connection, instant, millis
from server.store.engine.server_database import ServerDatabase
from server.store.operations.old_rows import mark, set_mark
from server.store.sync.change_log import ScopeHead, scope_head
from server.store.sync.replicated_rows import kinds_of, versions_after
from server.usecases.operations.nightly import is_night
from server.usecases.operations.rows_aside import RowsAside

log = logging.getLogger(__name__)

NIGHT_HOUR = 4  # in Rome, after old rows went
PAGE_ROWS = 2000  # some 5 ms of a thread that reads for seats
DONE = "scopes_counted_at"  # in meta


@dataclass(frozen=True, slots=True)
class _Page:
    """The rows of a kind behind an id, up to the last one; "" as the last: all that follow."""

    kind: Kind
    after: str
    until: str = ""
    rows: int = 0
    sum: int = 0


@dataclass(frozen=True, slots=True)
class _Count:
    """What was counted of a scope up to a number of its feed."""

    head: int
    pages: tuple[_Page, ...] = field(default=())

    @property
    def rows(self) -> int:
        return sum(page.rows for page in self.pages)

    @property
    def sum(self) -> int:
        return sum(page.sum for page in self.pages) & CHECKSUM_MASK


class RecountScopes:
    """Run again where it was cut short; what differs is told in the log and mended."""

    def __init__(
        self,
        *,
        database: ServerDatabase,
        clock: Callable[[], datetime],
        page_rows: int = PAGE_ROWS,
    ) -> None:
        self._database = database
        self._clock = clock
        self._page_rows = page_rows
        self.aside = RowsAside("sums", clock)

    async def when_due(self) -> None:
        """Count every scope once a night, and at once those never counted. Raise StoreFault."""
        now = self._clock()
        scopes, done = await self._database.read(_to_count)
        if is_night(now, done, NIGHT_HOUR):
            await self(*scopes)
            await self._database.write(lambda c: set_mark(c, DONE, millis(now)))
        else:
            await self(*(scope for scope, is_counted in scopes.items() if not is_counted))

    async def __call__(self, *scopes: str) -> list[str]:
        """Count these scopes; return those whose sums were mended. Raise StoreFault."""
        # One that cannot be counted keeps no other from being.
        return [s for s in scopes if await self.aside.alone(s, partial(self._count, s))]

    async def _count(self, scope: str) -> bool:
        count = await self._database.read(lambda c: _Count(scope_head(c, scope).head))
        for kind in kinds_of(scope):
            after: str | None = ""
            while after is not None:
                read = partial(_next_page, scope=scope, kind=kind, after=after, at=self._page_rows)
                page = await self._database.read(read)
                count = replace(count, pages=(*count.pages, page))
                after = page.until or None
        count = await self._database.read(lambda c: _caught_up(c, scope, count))
        return await self._database.write(lambda c: _settle(c, scope, count))


def _to_count(connection: Connection) -> tuple[dict[str, bool], datetime | None]:
    """Return the scopes, whether each was counted ever, and when all of them were last."""
    rows = connection.execute("SELECT scope, row_sum FROM scope_head ORDER BY scope")
    at = mark(connection, DONE)
    scopes = {row["scope"]: row["row_sum"] is not None for row in rows}
    return scopes, instant(at) if at else None


def _next_page(connection: Connection, *, scope: str, kind: Kind, after: str, at: int) -> _Page:
    versions = versions_after(connection, kind, scope, after, at)
    until = versions[-1][1] if len(versions) == at else ""
    return _Page(kind, after, until, len(versions), checksum(versions))


def _caught_up(connection: Connection, scope: str, count: _Count) -> _Count:
    """Return the count at the head of now: pages of which a row changed since are read again."""
    head = scope_head(connection, scope).head
    if head == count.head:
        return count
    read = (_read_again(connection, scope, page, count.head) for page in count.pages)
    return _Count(head, tuple(read))


def _read_again(connection: Connection, scope: str, page: _Page, since: int) -> _Page:
    # Asked of the store: PostgreSQL orders ids by its own collation.
    last = " AND entity_id <= :until" if page.until else ""
    changed = connection.one(
        "SELECT 1 AS one FROM change_row WHERE scope = :scope AND seq > :since AND kind = :kind"
        f" AND entity_id > :after{last} LIMIT 1",
        {
            "scope": scope,
            "since": since,
            "kind": str(page.kind),
            "after": page.after,
            "until": page.until,
        },
    )
    if changed is None:
        return page
    # More rows than there were may have come into its middle.
    versions = list(_all_of(connection, scope, page))
    return replace(page, rows=len(versions), sum=checksum(versions))


def _all_of(connection: Connection, scope: str, page: _Page) -> Iterator[tuple[str, str, int]]:
    after: str | None = page.after
    while after is not None:
        part = versions_after(connection, page.kind, scope, after, PAGE_ROWS, page.until)
        yield from part
        after = part[-1][1] if len(part) == PAGE_ROWS else None


def _settle(connection: Connection, scope: str, count: _Count) -> bool:
    """Write what was counted where something else is kept; return whether that was wrong."""
    # Locked first: whatever commits a change of this scope waits until the sums are right.
    kept: ScopeHead = scope_head(connection, scope, lock=True)
    found = _caught_up(connection, scope, count)
    if (kept.row_count, kept.row_sum) == (found.rows, found.sum):
        return False
    connection.execute(
        "UPDATE scope_head SET row_count = :rows, row_sum = :sum WHERE scope = :scope",
        {"scope": scope, "rows": found.rows, "sum": found.sum},
    )
    if kept.row_sum is None:
        log.info("scope %s was counted: rows=%d", scope, found.rows)
        return False
    log.error(
        "the sum of scope %s was not that of its rows, and was mended: rows kept=%d found=%d",
        scope,
        kept.row_count,
        found.rows,
    )
    return True
