"""Hands over what others left unsent at this seat, and takes what was refused of one's own."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

import msgspec

from console.errors import NOT_TOLD, LocalStoreBroken, ServerRejected, ServerUnreachable
from console.runtime.clock import Clock
from console.store.replica.cipher import Connection
from console.store.replica.file_lock import FileLock
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import know_command
from console.store.replica.sync_cursor import epoch
from console.store.replica.unsent_file import (
    SUFFIX,
    Left,
    as_line,
    contacts_in,
    left_here,
    read_lines,
    what_is_left,
    write_lines,
)
from console.sync.push import VERDICT_TOPICS, Notices, record_verdicts
from console.sync.server_link import SYNC_LIMIT_S, ServerLink
from contract.domain.ids import CommandId
from contract.wire.commands import PushReply
from contract.wire.sealed_key import (
    HandOver,
    HandOverReply,
    RefusedCommand,
    RefusedTold,
    RefusedWork,
)

log = logging.getLogger(__name__)
UNSENT, REFUSED = "/unsent", "/unsent/refused"
AGAIN_AFTER_S = 60.0
LONGEST_WAIT_S = 3600.0
MOST_ASKED = 20  # times in a row, of fifty commands each


class _NotNow(Exception):
    """The server has not had its last word on a box: what lies behind it may build on it."""


class _Held(_NotNow):
    """What it builds on may come from another seat for days: what lies behind it may pass."""


class _Numbered(msgspec.Struct, frozen=True):
    id: CommandId


class UnsentLink:
    """on_kept is called with how many contacts stay here: the server does not take them."""

    def __init__(
        self,
        *,
        database: LocalDatabase,
        link: ServerLink,
        clock: Clock,
        folder: Path,
        on_kept: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._database = database
        self._link = link
        self._clock = clock
        self._folder = folder
        self._on_kept = on_kept
        self.left = Left()  # what others left here, as it was found last

    async def run(self) -> None:
        """Try until the server has had its word; then this session has nothing more to do."""
        wait_s = AGAIN_AFTER_S
        while not await self._tried():
            await asyncio.sleep(wait_s)
            wait_s = min(2 * wait_s, LONGEST_WAIT_S)

    async def _tried(self) -> bool:
        try:
            await self.once()
        except ServerRejected as no:
            log.info("this server takes no unsent work: %s", no.status)
        except (*NOT_TOLD, LocalStoreBroken):
            return False
        finally:
            own = self._database.location[0]
            self.left = await asyncio.to_thread(what_is_left, self._folder, own)
        return True

    async def once(self) -> None:
        """Raise what the link raises, LocalStoreBroken."""
        for _ in range(MOST_ASKED):
            answer = await self._link.ask("GET", REFUSED, None, RefusedWork)
            if not answer.commands:
                break
            await self._take(answer.commands)
        kept, waits = 0, False
        for path in await asyncio.to_thread(left_here, self._folder, self._database.location[0]):
            try:
                kept += await self._hand_over(path)
            except _NotNow:  # what others left beside it need not wait for it
                waits = True
        if kept:
            self._on_kept(kept)
        if waits:
            raise ServerUnreachable("the server asked to try later")

    async def _take(self, refused: tuple[RefusedCommand, ...]) -> None:
        now = self._clock()

        def work(connection: Connection) -> None:
            # Before the first pull nothing is known of the server: nothing could be settled.
            if epoch(connection) is None:
                raise ServerUnreachable("no copy yet")
            for one in refused:
                _take_one(connection, one, Notices(connection, now, author=one.author))

        await self._database.write(work, changes=VERDICT_TOPICS)
        ids = tuple(msgspec.json.decode(one.command, type=_Numbered).id for one in refused)
        # After the write: what was lost on the way here is given again.
        await self._link.tell(REFUSED, RefusedTold(command_ids=ids))

    async def _hand_over(self, path: Path) -> int:
        """Hand over what can be; return how many contacts the server does not take."""
        try:
            lock = _lock_of(path)
        except (OSError, LocalStoreBroken):
            return 0  # its operator works in another console of this computer
        try:
            return await self._lines(path)
        except OSError as error:
            log.error("unsent work cannot be read: %s", type(error).__name__)
            return max(1, await asyncio.to_thread(contacts_in, path))
        finally:
            if lock is not None:
                lock.release()

    async def _lines(self, path: Path) -> int:
        kept: list[bytes] = []
        contacts = 0
        held: _Held | None = None
        found = await asyncio.to_thread(read_lines, path)
        lines = list(found)
        try:
            while lines:
                line = as_line(lines[0])
                try:
                    is_behind = held is not None
                    taken = line is not None and await self._is_taken(line.box, is_behind=is_behind)
                except _Held as error:
                    held = error
                    kept.append(lines.pop(0))
                    continue
                text = lines.pop(0)
                if not taken:
                    kept.append(text)
                    contacts += line.contacts if line is not None else 1
            if held is not None:
                raise held
        finally:
            # What was not come to stays too; deleted is only what the server has had its word on.
            # Untouched else: by its time it is known since when it lies here.
            left = [*kept, *lines]
            if left != found:
                await asyncio.to_thread(write_lines, path, left)
        return contacts

    async def _is_taken(self, box: bytes, *, is_behind: bool) -> bool:
        given = HandOver(box=box, is_behind=is_behind)
        try:
            reply = await self._link.ask("POST", UNSENT, given, HandOverReply, limit_s=SYNC_LIMIT_S)
        except ServerRejected as no:
            # Another server's, half of one, or too old: it may be taken another day.
            log.error("unsent work of another operator is not taken: %s", no.code)
            return False
        if not reply.is_settled:
            # What comes behind may build on it; a server of before does not say that it is held.
            raise _Held if reply.is_held else _NotNow
        return True


def _lock_of(path: Path) -> FileLock | None:
    """Return the lock of the replica it belongs to; None: nobody writes there any more."""
    return FileLock(path.with_suffix(".lock")) if path.suffix == SUFFIX else None


def _take_one(connection: Connection, one: RefusedCommand, notices: Notices) -> None:
    """Let it be as if it had been sent from here: told, and its words back as a draft."""
    command_id = msgspec.json.decode(one.command, type=_Numbered).id
    know_command(connection, command_id, one.command)
    reply = PushReply(epoch=epoch(connection) or "", results={command_id: one.verdict})
    record_verdicts(connection, ((command_id, one.command),), reply, notices)
