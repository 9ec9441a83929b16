"""The encrypted replica: one thread writes, another reads, the loop only waits."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from console.errors import LocalStoreBroken
from console.runtime.change_feed import ChangeFeed, Topic
from console.store.replica import outbox_copy
from console.store.replica.cipher import Connection, DatabaseError, connect
from console.store.replica.replica_file import OpenReport, ReplicaFile
from console.store.replica.store_faults import kind_of, translated
from contract.known_types import learn_types

log = logging.getLogger(__name__)
# What nobody could get again from the server: only commits of these are worth a second file.
_COPIED = frozenset({Topic.OUTBOX, Topic.DRAFTS, Topic.NOTICES, Topic.SESSION})
EVERYTHING = frozenset(Topic)
type _Step[T] = Callable[[Connection], tuple[T, frozenset[Topic]]]


class LocalDatabase:
    """Holds one login's replica; an empty one in memory while nobody is signed in.

    Reads run in their own snapshot and never wait for a write. In memory there is one
    connection, so there they do. What was asked of one replica is never answered by the next:
    it raises LocalStoreBroken("closed").
    """

    def __init__(self, path: Path | None, key_hex: str, feed: ChangeFeed) -> None:
        # Two threads decode here, and two first decodings of one type at once ended the process.
        learn_types()
        self._path = path
        self._key_hex = key_hex
        self._feed = feed
        # A thread each: SQLite has one writer at a time, and reads must not queue behind it.
        self._writing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="replica-write")
        self._reading = ThreadPoolExecutor(max_workers=1, thread_name_prefix="replica-read")
        self._file: ReplicaFile | None = None
        self._reader: Connection | None = None
        # A repair that ended after a sign-out opened the replica of whoever had left.
        self._one_switch = asyncio.Lock()
        self._life = 0  # grows with each replica opened here
        self._is_between = False  # one replica is being closed, or the next one opened
        self._told_trouble = ""
        self.trouble = ""  # "full" once the disk refused a write and until one succeeds again

    @property
    def location(self) -> tuple[Path | None, str]:
        """File and key of the replica in use, as switch_to takes them."""
        return self._path, self._key_hex

    @property
    def is_on_disk(self) -> bool:
        """Return whether the replica in use is a file; one in memory ends with the program."""
        return self._path is not None

    async def open(self) -> OpenReport:
        """Open or make the replica. Raise LocalStoreBroken when no replica can be had."""
        loop = asyncio.get_running_loop()
        # On the writing thread: the connection belongs to it from its first statement.
        return await loop.run_in_executor(self._writing, self._guarded, self._open)

    async def switch_to(self, path: Path | None, key_hex: str) -> OpenReport:
        """Close this replica and open another; every topic is published as changed.

        Raise LocalStoreBroken; an empty one in memory is then open instead.
        """
        async with self._one_switch:
            return await self._switch(path, key_hex)

    def tell_all(self) -> None:
        """Publish every topic as changed, for those who were not there at the opening."""
        self._feed.publish(EVERYTHING)

    async def reopen(self) -> OpenReport:
        """Close and open again: a replica that turned out corrupt is replaced by a new one."""
        async with self._one_switch:  # what a sign-out has closed meanwhile stays closed
            return await self._switch(self._path, self._key_hex)

    async def _switch(self, path: Path | None, key_hex: str) -> OpenReport:
        loop = asyncio.get_running_loop()
        # Before the close is waited for: a read that is queued already must find itself outdated.
        self._life += 1
        # What is asked between two replicas could be answered by either.
        self._is_between = True
        await loop.run_in_executor(self._writing, self._close)
        self._path, self._key_hex = path, key_hex
        try:
            return await self.open()
        except LocalStoreBroken:
            # An empty one: with none open, every page that reads would report a fault of its own.
            self._path, self._key_hex = None, ""
            await self.open()
            raise
        finally:
            self._is_between = False
            # Also after a failure: pages must drop what they showed of the replica before.
            self._feed.publish(EVERYTHING)

    async def read[T](self, query: Callable[[Connection], T]) -> T:
        """Run query on one consistent state. Raise LocalStoreBroken on disk faults."""
        self._require_open()
        loop, life, in_memory = asyncio.get_running_loop(), self._life, self._path is None
        # A database in memory has one connection, and a connection serves one thread at a time.
        thread = self._writing if in_memory else self._reading

        def work() -> T:
            return self._guarded(lambda: self._snapshot(query, life, in_memory=in_memory))

        return await loop.run_in_executor(thread, work)

    async def write[T](
        self,
        change: Callable[[Connection], T],
        *,
        changes: frozenset[Topic] | Callable[[T], frozenset[Topic]],
        may_use_reserve: bool = True,
    ) -> T:
        """Run change in one transaction; publish its topics once it is committed.

        Raise whatever change raises, after rolling back; LocalStoreBroken on disk faults. A full
        disk costs the reserve first. Cancelling the caller does not undo the write.
        """

        self._require_open()

        def step(connection: Connection) -> tuple[T, frozenset[Topic]]:
            result = change(connection)
            return result, changes(result) if callable(changes) else changes

        def work() -> tuple[T, frozenset[Topic]]:
            return self._guarded(lambda: self._commit(step, may_use_reserve))

        def publish(done: asyncio.Future[tuple[T, frozenset[Topic]]]) -> None:
            # By the future, not by the caller: a caller who is cancelled must not lose the news
            # (test_cancelling_the_caller_does_not_lose_the_publication).
            if not done.cancelled() and done.exception() is None:
                self._feed.publish(done.result()[1])
            self._tell_trouble()

        running = asyncio.get_running_loop().run_in_executor(self._writing, work)
        running.add_done_callback(publish)
        # The thread cannot be stopped half-way: what it commits must be published all the same.
        result, _ = await asyncio.shield(running)
        return result

    def _tell_trouble(self) -> None:
        # Each refused write of a full disk would otherwise wake the status line again.
        if self.trouble != self._told_trouble:
            self._told_trouble = self.trouble
            self._feed.publish(frozenset({Topic.CONNECTION}))

    async def close(self) -> None:
        """What is asked from now on raises LocalStoreBroken("closed")."""
        async with self._one_switch:  # one that is being opened is closed too
            self._life += 1
            self._is_between = True
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._writing, self._close)
        self._writing.shutdown()
        self._reading.shutdown()

    def _open(self) -> OpenReport:
        self._file = ReplicaFile(self._path, self._key_hex)
        if self._path is not None:
            # After ReplicaFile, which makes the file, checks it and sets a broken one aside.
            self._reader = connect(self._path, self._key_hex)
        self.trouble = ""
        return self._file.report

    def _close(self) -> None:
        reader, self._reader = self._reader, None
        file, self._file = self._file, None
        if reader is not None:
            # On its own thread and before the writer: a read in progress ends first.
            with suppress(DatabaseError):  # a damaged file may refuse
                self._reading.submit(reader.close).result()
        if file is not None:
            file.close()

    def _snapshot[T](self, query: Callable[[Connection], T], life: int, *, in_memory: bool) -> T:
        connection = self._live().connection if in_memory else self._reader
        # It waited while the replica was switched: rows of the next operator are no answer to it
        # (test_what_was_asked_of_one_replica_is_never_answered_by_the_next).
        if connection is None or life != self._life:
            raise LocalStoreBroken("closed")
        # One snapshot for a query of several steps: a commit in between would tear its answer.
        connection.execute("BEGIN")
        try:
            return query(connection)
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def _commit[T](self, step: _Step[T], may_use_reserve: bool) -> tuple[T, frozenset[Topic]]:
        file = self._live()
        try:
            done, has_steps = _in_transaction(file.connection, step)
        except Exception as error:
            # A full disk may be told as a plain input/output error: the reserve is tried for both.
            if kind_of(error, self._folder) not in ("full", "unwritable"):
                raise
            self.trouble = "full"
            # The reserve is for what is typed; what is copied from the server can wait for room.
            if not may_use_reserve or file.reserve is None or not file.reserve.spend():
                raise
            done, has_steps = _in_transaction(file.connection, step)
        else:
            # Not over before the reserve is back: the next full disk would cost a draft.
            if self.trouble and (file.reserve is None or file.reserve.keep()):
                self.trouble = ""
        if has_steps or done[1] & _COPIED:
            # After the commit, never in it: the copy may fail without costing the draft itself.
            has_others = has_steps or Topic.NOTICES in done[1]
            file.follow(has_commands=Topic.OUTBOX in done[1], has_others=has_others)
        return done

    def _guarded[T](self, work: Callable[[], T]) -> T:
        try:
            return work()
        except Exception as error:
            broken = translated(error, self._folder)
            if broken is None:
                raise
            # Else a clean close would hide the damage from the next opening.
            if broken.kind == "corrupt" and self._file is not None:
                self._file.suspect()
            raise broken from error

    @property
    def _folder(self) -> Path | None:
        return None if self._path is None else self._path.parent

    def _require_open(self) -> None:
        if self._is_between:
            raise LocalStoreBroken("closed")

    def _live(self) -> ReplicaFile:
        if self._file is None:
            raise LocalStoreBroken("closed")
        return self._file


def _in_transaction[T](
    connection: Connection, step: _Step[T]
) -> tuple[tuple[T, frozenset[Topic]], bool]:
    """Return what the step gave, and whether steps of duty or alarms came or went with it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        newest = outbox_copy.newest_command(connection)
        steps = outbox_copy.journal(connection)
        result, topics = step(connection)
        # Never left to whoever queues a command: forgotten once, the copy would lack it, and no
        # server would be told until something else is queued.
        if outbox_copy.newest_command(connection) != newest:
            topics |= {Topic.OUTBOX}
        # Steps of duty and silent alarms change nothing that a page shows.
        has_steps = outbox_copy.journal(connection) != steps
        if has_steps or topics & _COPIED:
            # In the same transaction: by this number an opening sees which file is ahead.
            outbox_copy.set_generation(connection, outbox_copy.generation(connection) + 1)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return (result, topics), has_steps
