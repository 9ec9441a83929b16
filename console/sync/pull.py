"""Reads what changed at the server and applies it, each answer in one local transaction."""

import asyncio
import logging
from collections.abc import Callable

from msgspec.structs import replace

from console.errors import ServerRejected
from console.model.duty.seat_state import WAITS_TO_COPY, Copying
from console.runtime.clock import Clock
from console.store.replica import sync_cursor
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import last_applied
from console.store.replica.swept_rows import sweep
from console.sync.applied_reply import Applied, apply_page, apply_reply, tell_unfortunate
from console.sync.copied_pages import CopiedPages
from console.sync.server_link import ServerLink
from contract.domain.ids import EDITING_SCOPE
from contract.wire.changes import PAGE_LIMIT, PullRequest, SnapshotPage

log = logging.getLogger(__name__)
# Between two portions a draft is saved: what is typed must not wait for a whole base.
SWEEP_ROWS = 500  # deleted in one transaction


class Pull:
    def __init__(
        self,
        *,
        database: LocalDatabase,
        link: ServerLink,
        clock: Clock,
        on_copying: Callable[[Copying | None], None] = lambda _: None,
        spread: Callable[[], float] = lambda: 0.0,
        on_due: Callable[[], None] = lambda: None,
    ) -> None:
        """on_copying hears how far a copy of several pages is, then None.

        spread: seconds to wait before the copies of a new epoch, in which every seat copies; on_due
        is called when they are over.
        """
        self._database = database
        self._link = link
        self._clock = clock
        self._on_copying = on_copying
        self._spread = spread
        self._on_due = on_due
        self._copies_from = 0.0
        self.erasures = ""  # how the server counts erased citizens, as of its last answer
        self.waits = False  # until other seats have copied what a new epoch brought
        self._is_swept = False  # a sweep may have been cut short when the console ended

    async def __call__(self) -> bool:
        """Pull one answer, copy the scopes it says to copy; return whether there is more."""
        asked = await self._database.read(question)
        reply = await self._link.pull(asked)
        now = self._clock()
        applied = await self._database.write(
            lambda connection: apply_reply(connection, asked, reply, now),
            changes=lambda done: frozenset(done.topics),
            # The reserve is for what is typed: on a full disk the server's rows wait.
            may_use_reserve=False,
        )
        self.erasures = reply.erasures
        if applied.resets and self._waits_to_copy(is_reborn=applied.is_reborn):
            # Said at once: what is in sight is of before, and nobody is to take it for current.
            self.waits = True
            self._on_copying(WAITS_TO_COPY)
            return applied.is_behind
        if self.waits:
            self.waits = False
            self._on_copying(None)
        # Reports and revisions last: an editor must find the entries they speak of.
        copied = False
        try:
            for scope in sorted(applied.resets, key=_comes_last):
                copied |= await self._copy(scope)
        finally:
            self._on_copying(None)
        if applied.resets or applied.is_hiding or not self._is_swept:
            # After the copying: rows that nobody sees are in nobody's way, room on the disk is.
            await self._sweep()
        # After a copy ask again at once: the feed goes on from the head of its first page.
        return applied.is_behind or copied

    def _waits_to_copy(self, *, is_reborn: bool) -> bool:
        """Return whether other seats copy first: what is here stays in sight meanwhile."""
        loop = asyncio.get_running_loop()
        if is_reborn:
            self._copies_from = loop.time() + self._spread()
        wait_s = self._copies_from - loop.time()
        if wait_s > 0:
            loop.call_later(wait_s, self._on_due)
        return wait_s > 0

    async def _copy(self, scope: str) -> bool:
        """Copy a scope whole, page by page, going on where an earlier try stopped.

        Return False for one that is refused: it is asked for again in the next pass.
        """
        log.info("copying scope %s", scope)
        copying = Copying(scope=scope, rows=await self._database.read(_staged_of(scope)))
        pages = CopiedPages(self._database, self._link, scope)
        more = True
        while more:
            # From the disk each time: a copy cut off by a crash goes on where it stopped
            # (test_a_copy_cut_in_the_middle_goes_on_where_it_stopped).
            after = await self._database.read(lambda c: sync_cursor.stage_position(c, scope))
            try:
                page = await pages.page(after)
            except ServerRejected as rejected:
                # Others pass: the next try asks for the same page again.
                if rejected.status not in (400, 403):
                    raise
                await self._database.write(
                    lambda c: sync_cursor.drop_stage(c, scope), changes=frozenset()
                )
                return False  # withdrawn meanwhile, or a key the server no longer knows
            more = await self._staged(scope, after, page)
            copying = _further(copying, page)
            if more:  # what fits into one page is over before anybody has read of it
                self._on_copying(copying)
        return True

    async def _sweep(self) -> None:
        swept = SWEEP_ROWS
        while swept == SWEEP_ROWS:
            swept = await self._database.write(
                lambda c: sweep(c, SWEEP_ROWS),
                changes=frozenset(),
                may_use_reserve=False,
            )
        self._is_swept = True

    async def _staged(self, scope: str, after: str | None, page: SnapshotPage) -> bool:
        now, is_behind = self._clock(), True
        # In portions: between two of them a draft is saved.
        for begin in range(0, max(1, len(page.rows)), PAGE_LIMIT):

            def work(connection: Connection, begin: int = begin) -> Applied:
                part = slice(begin, begin + PAGE_LIMIT)
                applied = apply_page(connection, scope, after, page, part)
                tell_unfortunate(connection, applied, now)
                return applied

            applied = await self._database.write(
                work,
                changes=lambda done: frozenset(done.topics),
                may_use_reserve=False,
            )
            if not (is_behind := applied.is_behind):
                break
        return is_behind


def question(connection: Connection) -> PullRequest:
    return PullRequest(
        epoch=sync_cursor.epoch(connection),
        cursors=sync_cursor.cursors(connection),
        acknowledged=last_applied(connection),
    )


def _staged_of(scope: str) -> Callable[[Connection], int]:
    return lambda connection: sync_cursor.staged_rows(connection, scope)


def _further(copying: Copying, page: SnapshotPage) -> Copying:
    """Return how far the copy is with this page; only a first page tells how many there are."""
    if page.total:
        return Copying(scope=copying.scope, rows=len(page.rows), total=page.total)
    return replace(copying, rows=copying.rows + len(page.rows))


def _comes_last(scope: str) -> bool:
    """Return whether a scope refers to rows of others: an editor can open whatever is listed."""
    return scope == EDITING_SCOPE
