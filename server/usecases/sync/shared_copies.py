"""Pages of copies, made once for all who ask: read, encoded, compressed and signed."""

import asyncio
import gzip
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from contract.domain.account import Account
from contract.domain.ids import Scope, account_scope
from contract.wire import reason_codes
from contract.wire.changes import (
    COPY_ROWS,
    PAGE_LIMIT,
    CopyOutline,
    CopyPart,
    SnapshotPage,
    outline_path,
    snapshot_path,
)
from contract.wire.decoding import encode
from contract.wire.protocol_version import API_PREFIX
from server.store.engine.connection import Connection
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase
from server.store.sync.change_log import ScopeHead, hidden_at, scope_head
from server.usecases.operations.installation import current_epoch
from server.usecases.operations.refused import Refused
from server.usecases.sync.answer_signature import AnswerSigner
from server.usecases.sync.copy_parts import BEGINNING, part_of, up_to_end
from server.usecases.sync.leave_out_unreadable import LeaveOutUnreadable
from server.usecases.sync.read_changes import read_snapshot

MOST_BYTES = 64 << 20  # of all pages, compressed; those asked for longest ago go
# Citizens' data of a desk stay no longer: pages that are still asked for are made again.
KEEP_S = 600.0
# A whole city copies within half a minute of a new epoch, and its desks change meanwhile.
SHARED_S = 60.0

# Cards packed by 6 are 7 % smaller, and take twice as long.
LEVEL = 4

OUTLINE = 0  # in place of the rows of a page
OUTLINE_PARTS = 8  # of one answer, which is to be there before a seat takes the server for gone

# Scope, rows of its pages, copy, position in it; "": the first page.
_Key = tuple[Scope, int, str, str]
_Making = Coroutine[Any, Any, "SignedPage"]


@dataclass(frozen=True, slots=True)
class SignedPage:
    """packed: its JSON by gzip; signature: of the JSON, for the path that every seat asks with."""

    packed: bytes
    signature: str


@dataclass(frozen=True, slots=True)
class BegunCopy:
    """A copy that others may join: at is the state of its first page."""

    copy: str
    epoch: str
    at: ScopeHead
    made_at: float

    def fits(self, epoch: str, now: ScopeHead, age_s: float) -> bool:
        """Return whether a seat that begins now may begin with this first page."""
        # Put back to an earlier state, the server may be behind it.
        if self.epoch != epoch or not now.floor <= self.at.head <= now.head:
            return False
        # The sum too: rows that changed behind the feed show themselves by it.
        return now == self.at or (age_s <= SHARED_S and now.head - self.at.head <= PAGE_LIMIT)


class SharedCopies:
    """The copies that seats make now. The key of each further page names the copy that it is of.

    What changed since the first page of a copy was made comes by the feed from its head, as ever:
    so any page that was made after the first one is right. On the loop's thread only.
    """

    def __init__(
        self,
        *,
        database: ServerDatabase | LeaveOutUnreadable,
        signer: AnswerSigner,
        clock: Callable[[], float] = time.monotonic,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._database = database
        self._signer = signer
        self._clock = clock
        self._most_bytes = most_bytes
        self._pages: OrderedDict[_Key, SignedPage] = OrderedDict()  # asked for last: at the end
        self._bytes = 0
        self._begun: dict[tuple[str, int], BegunCopy] = {}
        self._given: set[_Key] = set()  # what seats were told to go on with; others keep nothing
        self._hidden: dict[Scope, int] = {}  # where rows of a scope were hidden last
        self._looks: set[asyncio.Task[None]] = set()
        self._making: dict[_Key, asyncio.Task[SignedPage]] = {}

    async def page(
        self, account: Account, scope: Scope, after: str | None, rows: int = COPY_ROWS
    ) -> SignedPage:
        """Return a page as one asks for it by snapshot_path; rows = OUTLINE: by outline_path.

        Raise Refused for a scope that the account may not see, MalformedMessage, StoreFault.
        """
        if scope not in account.scopes:
            raise Refused(reason_codes.FORBIDDEN, scope=scope)
        copy, position = parted(after)
        # Nobody else asks for what is the account's own. Of a copy that this process did not begin
        # it cannot know the first page: one made now is right, one that is kept need not be.
        key = (scope, rows, copy, position)
        if scope == account_scope(account.id) or (after and key not in self._given):
            return await self._made(account, (scope, rows, "", position), after)
        if not after:
            return await self._first(account, scope, rows)
        if found := self._found(key):
            return found
        return await self._flown(key, lambda: self._made(account, key, after))

    def moved(self, scopes: Iterable[str]) -> None:
        """Look whether rows of these scopes were hidden, by whatever process."""
        kept = {key[0] for key in (*self._pages, *self._making)}
        for scope in kept.intersection(scopes):
            look = asyncio.get_running_loop().create_task(self._empty_hidden(scope))
            self._looks.add(look)
            look.add_done_callback(self._looks.discard)

    async def _empty_hidden(self, scope: Scope) -> None:
        """Keep no page of a scope in which somebody's data stand that a seat has no more."""
        hidden = None
        with suppress(StoreFault):  # what cannot be looked up may be hidden
            hidden = await self._database.read(lambda c: hidden_at(c, scope))
        if hidden is None or hidden > self._hidden.get(scope, 0):
            self._hidden[scope] = hidden or self._hidden.get(scope, 0)
            for key in [key for key in self._pages if key[0] == scope]:
                self._drop(key)

    async def _first(self, account: Account, scope: Scope, rows: int) -> SignedPage:
        # Who comes while one is being made takes that one.
        being_made = (scope, rows, "", "")
        if being_made not in self._making and (found := await self._joined(scope, rows)):
            return found
        # Of a copy of its own each time: pages of an older copy may be older than this first one.
        key = (scope, rows, secrets.token_hex(8), "")
        return await self._flown(being_made, lambda: self._made(account, key, None))

    async def _joined(self, scope: Scope, rows: int) -> SignedPage | None:
        """Return the first page of a copy that a seat may join; None: one must be begun."""
        if (begun := self._begun.get((scope, rows))) is None:
            return None
        epoch, now = await self._database.read(lambda c: (current_epoch(c), scope_head(c, scope)))
        if not begun.fits(epoch, now, self._clock() - begun.made_at):
            return None
        return self._found((scope, rows, begun.copy, ""))

    async def _flown(self, key: _Key, make: Callable[[], _Making]) -> SignedPage:
        """Make a page, or wait for the one that is being made."""
        if key not in self._making:
            task = self._making[key] = asyncio.get_running_loop().create_task(make())
            task.add_done_callback(lambda done: self._landed(key, done))
        # A seat that goes away takes the page from nobody else.
        return await asyncio.shield(self._making[key])

    def _landed(self, key: _Key, done: asyncio.Task[SignedPage]) -> None:
        del self._making[key]
        if not done.cancelled():
            done.exception()  # told to those who wait; where nobody does, it is no bug

    async def _made(self, account: Account, key: _Key, after: str | None) -> SignedPage:
        """Make a page and keep it; one whose copy is "" is of no other seat's use."""
        scope, rows, copy, position = key
        made_at = self._clock()
        page: SnapshotPage | CopyOutline
        if rows == OUTLINE:
            page, at = await self._outlined(account, scope, copy, position)
            path = outline_path(scope, after)
        else:
            page, at = await self._read(account, scope, position or None, rows)
            path = snapshot_path(scope, after, rows)
        if copy and page.next_after is not None:
            self._give((scope, rows, copy, page.next_after))
            page = replace(page, next_after=f"{copy}.{page.next_after}")
        target = (API_PREFIX + path).encode()
        # Beside the loop: compressing takes as long as the reading, and calls are to be routed.
        signed = await asyncio.to_thread(self._signed, target, page)
        # Of before rows were hidden: who asked then gets it, as a moment earlier, and nobody else.
        if copy and page.head >= self._hidden.get(scope, 0):
            self._keep(key, signed)
        if copy and not after:
            self._begun[scope, rows] = BegunCopy(copy, page.epoch, at, made_at)
        return signed

    async def _read(
        self, account: Account, scope: Scope, after: str | None, rows: int
    ) -> tuple[SnapshotPage, ScopeHead]:
        """Return a page with the head of its first rows, and the state of the scope then."""

        def work(connection: Connection) -> tuple[SnapshotPage, ScopeHead]:
            return read_snapshot(connection, account, scope, after), scope_head(connection, scope)

        page, at = await self._database.read(work)
        page, ends = up_to_end(page, scope)
        found = list(page.rows)
        # In steps: whoever has a call to route waits for one of them only.
        while (
            not ends and (after := page.next_after) is not None and len(found) + PAGE_LIMIT <= rows
        ):
            more, _ = await self._database.read(work)
            if more.epoch != page.epoch:
                break  # the seat drops what is of another life with the page that follows
            more, ends = up_to_end(more, scope)
            found += more.rows
            page = replace(page, next_after=more.next_after)
        return replace(page, rows=tuple(found)), at

    async def _outlined(
        self, account: Account, scope: Scope, copy: str, begin: str
    ) -> tuple[CopyOutline, ScopeHead]:
        """Return the next parts of a copy, with the state of the scope before the first of them."""
        page, begun = await self._read(account, scope, begin or None, COPY_ROWS)
        outline = CopyOutline(epoch=page.epoch, head=page.head, parts=(), total=page.total)
        parts = list[CopyPart]()
        position: str | None = begin or BEGINNING
        while position is not None and page.epoch == outline.epoch:
            key = f"{copy}.{position}" if copy else position
            if copy:
                self._give((scope, COPY_ROWS, copy, position))
            # Beside the loop, as the packing of a page.
            parts.append(await asyncio.to_thread(part_of, page, scope, position, key))
            position = page.next_after
            if position is None or len(parts) == OUTLINE_PARTS:
                break
            page, _ = await self._read(account, scope, position, COPY_ROWS)
        return replace(outline, parts=tuple(parts), next_after=position), begun

    def _signed(self, target: bytes, page: SnapshotPage | CopyOutline) -> SignedPage:
        body = encode(page)
        packed = gzip.compress(body, compresslevel=LEVEL, mtime=0)
        return SignedPage(packed, self._signer.header(target, b"", body))

    def _give(self, key: _Key) -> None:
        self._given.add(key)
        asyncio.get_running_loop().call_later(KEEP_S, self._given.discard, key)

    def _found(self, key: _Key) -> SignedPage | None:
        if found := self._pages.get(key):
            self._pages.move_to_end(key)
        return found

    def _keep(self, key: _Key, page: SignedPage) -> None:
        self._drop(key)
        self._pages[key] = page
        self._bytes += len(page.packed)
        while self._bytes > self._most_bytes:
            self._drop(next(iter(self._pages)))
        asyncio.get_running_loop().call_later(KEEP_S, self._drop, key)

    def _drop(self, key: _Key) -> None:
        if page := self._pages.pop(key, None):
            self._bytes -= len(page.packed)


def parted(after: str | None) -> tuple[str, str]:
    """Return the copy that a key is of, and the position in it; "" where there is none."""
    copy, _, position = (after or "").partition(".")
    # Ids may hold dots; they stand behind a colon.
    return (copy, position) if copy and position and ":" not in copy else ("", after or "")
