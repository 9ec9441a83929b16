"""Pages of a copy: from the rows shown, where these are what the server has, else from there."""

import logging

from msgspec.structs import replace

from console.errors import ServerRejected
from console.store.replica.cipher import Connection
from console.store.replica.held_rows import held_rows, holds_many
from console.store.replica.local_database import LocalDatabase
from console.sync.server_link import ServerLink
from contract.wire.changes import CopyOutline, CopyPart, SnapshotPage, SnapshotRow, rows_digest

log = logging.getLogger(__name__)


class CopiedPages:
    """Of one copy of one scope. What is held is looked at to the last byte, never only numbered."""

    def __init__(self, database: LocalDatabase, link: ServerLink, scope: str) -> None:
        self._database = database
        self._link = link
        self._scope = scope
        self._outline: CopyOutline | None = None
        self._asks_from: str | None = None  # the key with which the next outline begins
        self._may_hold = True

    async def page(self, after: str | None) -> SnapshotPage:
        """Return the page with a key, None: the first. Raise what ServerLink.snapshot raises."""
        found = await self._outlined(after)
        if found is None:
            return await self._link.snapshot(self._scope, after)
        outline, number = found
        part = outline.parts[number]
        rows = await self._database.read(lambda connection: _held(connection, self._scope, part))
        if rows is None:
            page = await self._link.snapshot(self._scope, part.key)
        else:
            further = [later.key for later in outline.parts[number + 1 :]]
            page = SnapshotPage(
                epoch=outline.epoch,
                head=outline.head,
                rows=rows,
                next_after=(*further, outline.next_after)[0],
            )
        # The feed goes on from before any part was looked at, a page that came later too.
        return page if after else replace(page, head=outline.head, total=outline.total)

    async def _outlined(self, after: str | None) -> tuple[CopyOutline, int] | None:
        """Return the outline and the part with a key; None: the page is to be fetched as it is."""
        if self._may_hold and (self._outline is None or after == self._outline.next_after):
            self._outline = await self._asked(after)
            self._may_hold = self._outline is not None
        if self._outline is None:
            return None
        keys = [part.key for part in self._outline.parts]
        if after is None:
            return self._outline, 0
        return (self._outline, keys.index(after)) if after in keys else None

    async def _asked(self, after: str | None) -> CopyOutline | None:
        # What fits into a page is fetched with one question, as the outline is.
        if not await self._database.read(lambda c: holds_many(c, self._scope)):
            return None
        try:
            outline = await self._link.outline(self._scope, after)
        except ServerRejected as rejected:
            # An older server has none; 400: a key of another process of the server, or of none.
            if rejected.status in (400, 404):
                return None
            raise
        return outline if outline.parts else None


def _held(connection: Connection, scope: str, part: CopyPart) -> tuple[SnapshotRow, ...] | None:
    """Return the rows of a part from the copy shown; None: they are not those of the server."""
    rows = held_rows(connection, scope, part.spans)
    return rows if rows_digest(rows) == part.digest else None
