"""One thread writes, one reads; topics are published after the commit, on the loop."""

import asyncio
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from console.errors import LocalStoreBroken
from console.runtime.change_feed import ChangeFeed, Topic
from console.store.contact.draft_repository import open_draft, save_draft
from console.store.replica.cipher import (
    CACHE_KIB,
    SMALL_CACHE_KIB,
    Connection,
    DatabaseError,
)
from console.store.replica.file_lock import FileLock
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox_copy import OutboxCopy
from console.store.session.session_record import get_fact, set_fact
from tests.support.seats.seat import KEY, NO_TOPICS, a_draft, open_replica
from tests.support.waiting import until


async def test_what_was_written_is_read_back_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "a.replica"
    async with open_replica(path) as database:
        await database.write(lambda c: save_draft(c, a_draft()), changes=frozenset({Topic.DRAFTS}))
    async with open_replica(path) as database:
        assert await database.read(open_draft) == a_draft()


async def test_what_a_seat_keeps_of_its_files_in_memory_is_bounded_for_a_whole_shift(
    tmp_path: Path,
) -> None:
    """Left to the engine, it grew by 6 MB an hour for each seat with the rows that came."""

    def kept(connection: Connection) -> int:
        return -int(connection.execute("PRAGMA cache_size").fetchone()[0])

    async with open_replica(tmp_path / "a.replica") as database:
        ours = [await database.read(kept), await database.write(kept, changes=NO_TOPICS)]
    copy = OutboxCopy(tmp_path / "b.outbox-copy", KEY)
    opened = copy.open()
    assert opened is not None
    assert (ours, kept(opened)) == ([CACHE_KIB, CACHE_KIB], SMALL_CACHE_KIB)
    assert 2 * CACHE_KIB + SMALL_CACHE_KIB < 10 * 1024
    copy.close()


async def test_a_commit_is_published_on_the_loop_after_it_can_be_read(tmp_path: Path) -> None:
    feed = ChangeFeed()
    database = LocalDatabase(tmp_path / "a.replica", KEY, feed)
    await database.open()
    heard: list[int] = []
    feed.subscribe(frozenset({Topic.CASES}), lambda: heard.append(threading.get_ident()))
    await database.write(lambda c: set_fact(c, "k", "v"), changes=frozenset({Topic.CASES}))
    assert heard == [threading.get_ident()]
    assert await database.read(lambda c: get_fact(c, "k")) == "v"
    await database.close()


async def test_a_failing_change_leaves_nothing_and_publishes_nothing(tmp_path: Path) -> None:
    feed = ChangeFeed()
    database = LocalDatabase(tmp_path / "a.replica", KEY, feed)
    await database.open()
    heard: list[str] = []
    feed.subscribe(frozenset(Topic), lambda: heard.append("x"))

    def change(connection: object) -> None:
        set_fact(connection, "k", "v")  # type: ignore[arg-type]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.write(change, changes=frozenset({Topic.CASES}))
    assert await database.read(lambda c: get_fact(c, "k")) is None
    assert heard == []
    await database.close()


async def test_topics_may_depend_on_what_the_change_found() -> None:
    feed = ChangeFeed()
    database = LocalDatabase(None, "", feed)
    await database.open()
    heard: list[str] = []
    feed.subscribe(frozenset({Topic.NOTICES}), lambda: heard.append("x"))
    await database.write(
        lambda _: False, changes=lambda new: frozenset({Topic.NOTICES} if new else ())
    )
    await database.write(
        lambda _: True, changes=lambda new: frozenset({Topic.NOTICES} if new else ())
    )
    assert heard == ["x"]
    await database.close()


async def test_reads_do_not_wait_for_a_long_write(tmp_path: Path) -> None:
    async with open_replica(tmp_path / "a.replica") as database:
        go_on = threading.Event()

        def long_change(connection: object) -> None:
            set_fact(connection, "k", "new")  # type: ignore[arg-type]
            assert go_on.wait(60)

        writing = asyncio.get_running_loop().create_task(
            database.write(long_change, changes=NO_TOPICS)
        )
        await asyncio.sleep(0)
        assert await database.read(lambda c: get_fact(c, "k")) is None
        go_on.set()
        await writing
        assert await database.read(lambda c: get_fact(c, "k")) == "new"


async def test_cancelling_the_caller_does_not_lose_the_publication(tmp_path: Path) -> None:
    feed = ChangeFeed()
    database = LocalDatabase(tmp_path / "a.replica", KEY, feed)
    await database.open()
    heard = asyncio.Event()
    feed.subscribe(frozenset({Topic.CASES}), heard.set)
    started, go_on = threading.Event(), threading.Event()

    def change(connection: object) -> None:
        started.set()
        assert go_on.wait(60)
        set_fact(connection, "k", "v")  # type: ignore[arg-type]

    writing = asyncio.get_running_loop().create_task(
        database.write(change, changes=frozenset({Topic.CASES}))
    )
    await asyncio.to_thread(started.wait, 60)
    writing.cancel()
    go_on.set()
    await asyncio.wait_for(heard.wait(), 60)
    assert await database.read(lambda c: get_fact(c, "k")) == "v"
    await database.close()


async def test_the_file_is_no_readable_sqlite_file(tmp_path: Path) -> None:
    path = tmp_path / "a.replica"
    async with open_replica(path):
        pass
    assert path.read_bytes()[:15] != b"SQLite format 3"


async def test_a_second_console_is_kept_away_from_the_same_replica(tmp_path: Path) -> None:
    path = tmp_path / "a.replica"
    async with open_replica(path):
        second = LocalDatabase(path, KEY, ChangeFeed())
        with pytest.raises(LocalStoreBroken) as refused:
            await second.open()
        assert refused.value.kind == "locked"
        await second.close()


async def test_switching_replicas_tells_every_listener() -> None:
    feed = ChangeFeed()
    database = LocalDatabase(None, "", feed)
    await database.open()
    await database.write(lambda c: set_fact(c, "k", "v"), changes=NO_TOPICS)
    heard: list[str] = []
    feed.subscribe(frozenset({Topic.KNOWLEDGE}), lambda: heard.append("x"))
    await database.switch_to(None, "")
    assert heard == ["x"]
    assert await database.read(lambda c: get_fact(c, "k")) is None
    await database.close()


async def test_a_replica_that_cannot_be_opened_leaves_an_empty_one(tmp_path: Path) -> None:
    async with open_replica(tmp_path / "a.replica"):
        second = LocalDatabase(None, "", ChangeFeed())
        await second.open()
        with pytest.raises(LocalStoreBroken):
            await second.switch_to(tmp_path / "a.replica", KEY)
        assert await second.read(open_draft) is None
        await second.close()


async def test_a_closed_replica_says_so() -> None:
    database = LocalDatabase(None, "", ChangeFeed())
    with pytest.raises(LocalStoreBroken) as refused:
        await database.read(lambda c: get_fact(c, "k"))
    assert refused.value.kind == "closed"
    await database.close()


async def test_a_folder_that_cannot_be_written_is_named_as_such(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    database = LocalDatabase(blocked / "a.replica", KEY, ChangeFeed())
    with pytest.raises(LocalStoreBroken) as refused:
        await database.open()
    assert refused.value.kind == "unwritable"
    await database.close()


async def test_what_was_asked_of_one_replica_is_never_answered_by_the_next(tmp_path: Path) -> None:
    database = LocalDatabase(tmp_path / "a.replica", KEY, ChangeFeed())
    await database.open()
    await database.write(lambda c: set_fact(c, "whose", "hers"), changes=NO_TOPICS)
    begun, held = threading.Event(), threading.Event()

    def slow(connection: object) -> str | None:
        begun.set()
        held.wait(60)
        return get_fact(connection, "whose")  # type: ignore[arg-type]

    asked = [asyncio.ensure_future(database.read(slow)) for _ in range(20)]
    await until(begun.is_set)  # the first is answered from where it began
    switching = asyncio.ensure_future(database.switch_to(None, ""))
    await asyncio.sleep(0)
    asked.append(asyncio.ensure_future(database.read(slow)))
    held.set()
    answers = await asyncio.gather(*asked, return_exceptions=True)
    await switching
    assert answers[0] == "hers"
    for answer in answers[1:]:
        assert isinstance(answer, LocalStoreBroken)
        assert answer.kind == "closed"
    assert await database.read(lambda c: get_fact(c, "whose")) is None
    await database.close()


async def test_what_was_written_for_one_replica_never_lands_in_the_next(tmp_path: Path) -> None:
    loop = asyncio.get_running_loop()

    def begin[T](work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        return asyncio.Task(work, loop=loop, eager_start=True)

    def write(name: str) -> asyncio.Task[None]:
        return begin(database.write(lambda c: set_fact(c, name, "hers"), changes=NO_TOPICS))

    async with open_replica(tmp_path / "a.replica") as database:
        early = [write("early") for _ in range(5)]
        switching = begin(database.switch_to(tmp_path / "b.replica", KEY))
        late = []
        while not switching.done():
            late.append(write("late"))
            await asyncio.sleep(0)
        await asyncio.gather(*early)
        outcomes = await asyncio.gather(*late, return_exceptions=True)
        assert {getattr(one, "kind", one) for one in outcomes} == {"closed"}
        for path, early_one in (("b.replica", None), ("a.replica", "hers")):
            await database.switch_to(tmp_path / path, KEY)
            assert await database.read(lambda c: get_fact(c, "early")) == early_one
            assert await database.read(lambda c: get_fact(c, "late")) is None


async def test_a_damaged_replica_is_not_opened_anew_once_its_operator_has_signed_out(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.replica"
    async with open_replica(path) as database:
        await asyncio.gather(database.switch_to(None, ""), database.reopen())
        assert database.location == (None, "")
        async with open_replica(path):  # it is free for the next one
            pass


async def test_signing_out_while_a_damaged_replica_is_opened_anew_closes_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.replica"
    async with open_replica(path) as database:
        await asyncio.gather(database.reopen(), database.switch_to(None, ""))
        assert database.location == (None, "")
        async with open_replica(path):
            pass


async def test_work_that_comes_after_the_end_is_told_so(tmp_path: Path) -> None:
    database = LocalDatabase(tmp_path / "a.replica", KEY, ChangeFeed())
    await database.open()
    reading = asyncio.ensure_future(database.read(lambda c: get_fact(c, "k")))
    await asyncio.sleep(0)
    await database.close()
    with pytest.raises(LocalStoreBroken, match="closed"):
        await database.read(lambda c: get_fact(c, "k"))
    with pytest.raises(LocalStoreBroken, match="closed"):
        await database.write(lambda c: set_fact(c, "k", "v"), changes=NO_TOPICS)
    (outcome,) = await asyncio.gather(reading, return_exceptions=True)
    assert outcome is None or isinstance(outcome, LocalStoreBroken)


class _Refusing:
    """A connection to a damaged file: it may refuse even to be closed."""

    in_transaction = False

    def __init__(self, real: Connection) -> None:
        self._real = real

    def execute(self, *_: object) -> None:
        raise DatabaseError("disk I/O error")

    def close(self) -> None:
        self._real.close()
        raise DatabaseError("disk I/O error")


async def test_whatever_a_disk_refuses_at_the_end_the_file_is_given_back(tmp_path: Path) -> None:
    """Else a sign-out never ends, and the next operator finds the one before still open."""
    path = tmp_path / "a.replica"
    database = LocalDatabase(path, KEY, ChangeFeed())
    await database.open()
    file, reader = database._file, database._reader
    assert file is not None
    assert file._copy is not None
    assert reader is not None
    for holder, name in ((file, "connection"), (file._copy, "_connection"), (database, "_reader")):
        setattr(holder, name, _Refusing(getattr(holder, name)))
    mark = path.with_suffix(".in-use")
    mark.unlink()
    (mark / "held").mkdir(parents=True)  # as a file that another program holds
    await database.switch_to(None, "")
    assert database.location == (None, "")
    FileLock(path.with_suffix(".lock")).release()
    await database.close()
