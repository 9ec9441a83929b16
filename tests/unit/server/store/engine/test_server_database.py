"""Work on database threads: one transaction each, answered after the commit, faults by type."""

import asyncio
import threading
from functools import partial
from pathlib import Path

import psycopg
import pytest
from sqlcipher3 import dbapi2

from contract.wire.changes import Kind, Op
from server.store.engine.connection import Connection
from server.store.engine.faults import (
    StoreBusy,
    StoreClosed,
    StoreFull,
    StoreUnavailable,
    UnstorableValue,
)
from server.store.engine.server_database import ServerDatabase
from server.store.engine.sqlite_engine import CACHE_KIB, READERS, as_fault
from server.store.sync.change_log import Emission, emit
from tests.support.servers.server_databases import PrivatePostgresql
from tests.support.servers.server_records import NOW
from tests.support.waiting import until


def put(connection: Connection, name: str, value: str = "") -> None:
    connection.insert("meta", {"name": name, "value": value})


def names(connection: Connection) -> list[str]:
    return [row["name"] for row in connection.execute("SELECT name FROM meta ORDER BY name")]


def move(connection: Connection, *scopes: str) -> dict[str, int]:
    return emit(
        connection, [Emission(scope, Kind.TOPIC, "t", Op.PUT, 1) for scope in scopes], now=NOW
    )


@pytest.fixture
def sqlite_database(sqlite_file: Path, tmp_path: Path) -> ServerDatabase:
    path = tmp_path / "only.db"
    path.write_bytes(sqlite_file.read_bytes())
    return ServerDatabase.open(f"sqlite:///{path}")


async def test_write_is_there_when_it_returns(server_database: ServerDatabase) -> None:
    await server_database.write(lambda c: put(c, "a"))
    assert await server_database.read(names) == ["a"]


async def test_rows_are_added_left_as_they_are_written_over_and_counted(
    server_database: ServerDatabase,
) -> None:
    def work(connection: Connection) -> list[int]:
        connection.insert("meta", {"name": "a", "value": "1"}, {"name": "b", "value": "2"})
        connection.insert("meta", {"name": "a", "value": "9"}, keeps_old=True)
        connection.put("meta", {"name": "b", "value": "3"}, "name")
        connection.put("meta", {"name": "c", "value": "4"}, "name")
        connection.change("meta", {"name": "c", "value": "5"}, "name")
        sql = "SELECT value FROM meta WHERE name = :name"
        return [connection.number(sql, {"name": name}) for name in "abcd"]

    assert await server_database.write(work) == [1, 3, 5, 0]


async def test_failed_work_leaves_nothing_and_spoils_no_other(
    server_database: ServerDatabase,
) -> None:
    def fail(connection: Connection) -> None:
        put(connection, "bad")
        raise LookupError("no")

    jobs = [
        server_database.write(lambda c, n=n: put(c, f"{n}") if n % 3 else fail(c))  # type: ignore[misc]
        for n in range(9)
    ]
    results = await asyncio.gather(*jobs, return_exceptions=True)
    assert [isinstance(result, LookupError) for result in results] == [True, False, False] * 3
    assert await server_database.read(names) == ["1", "2", "4", "5", "7", "8"]


async def test_reader_sees_one_state_and_may_not_write(server_database: ServerDatabase) -> None:
    def look_twice(connection: Connection) -> tuple[list[str], list[str]]:
        first = names(connection)
        server_database.write_now(lambda c: put(c, "meanwhile"))
        return first, names(connection)

    assert await server_database.read(look_twice) == ([], [])
    with pytest.raises(StoreUnavailable):
        await server_database.read(lambda c: put(c, "x"))
    assert await server_database.read(names) == ["meanwhile"]


def test_percent_and_cast_pass_through(server_database: ServerDatabase) -> None:
    row = server_database.read_now(
        lambda c: c.one("SELECT 7 % 4 AS rest, :word AS word", {"word": ":no %s"})
    )
    assert row == {"rest": 3, "word": ":no %s"}


def test_statement_without_rows_returns_none(server_database: ServerDatabase) -> None:
    assert server_database.write_now(lambda c: c.execute("DELETE FROM meta")) == []
    assert server_database.read_now(lambda c: c.one("SELECT * FROM meta")) is None


def test_savepoint_undoes_its_part_only(server_database: ServerDatabase) -> None:
    def part(connection: Connection) -> None:
        with connection.savepoint():
            put(connection, "undone")
            move(connection, "b")
            raise LookupError

    def work(connection: Connection) -> dict[str, int]:
        put(connection, "kept")
        move(connection, "a")
        with pytest.raises(LookupError):
            part(connection)
        return connection.moved

    assert server_database.write_now(work) == {"a": 1}
    assert server_database.read_now(names) == ["kept"]


@pytest.mark.parametrize("value", [2**70, -(2**70)])
def test_value_out_of_range_is_unstorable(server_database: ServerDatabase, value: int) -> None:
    with pytest.raises(UnstorableValue):
        server_database.write_now(
            lambda c: c.execute(
                "INSERT INTO scope_head (scope, head) VALUES ('x', :n)", {"n": value}
            )
        )
    server_database.write_now(lambda c: put(c, "after"))


def test_same_key_twice_is_unstorable_after_all_tries(server_database: ServerDatabase) -> None:
    server_database.write_now(lambda c: put(c, "a"))
    with pytest.raises(UnstorableValue):
        server_database.write_now(lambda c: put(c, "a"))


def test_mistake_in_a_statement_is_no_fault_of_the_store(server_database: ServerDatabase) -> None:
    with pytest.raises((dbapi2.OperationalError, psycopg.errors.UndefinedTable)):
        server_database.write_now(lambda c: c.execute("SELECT * FROM nowhere"))
    server_database.write_now(lambda c: put(c, "after"))


# --- who hears of commits -------------------------------------------------------------------------


def test_listeners_hear_of_moved_heads_before_the_writer_is_answered(
    server_database: ServerDatabase,
) -> None:
    heard: list[dict[str, int]] = []
    stop = server_database.on_commit(heard.append)
    server_database.write_now(lambda c: move(c, "b", "a", "b"))
    assert {scope: head for news in heard for scope, head in news.items()} == {"a": 1, "b": 2}
    heard.clear()
    server_database.write_now(lambda c: put(c, "nothing moved"))
    assert heard == []
    stop()
    server_database.write_now(lambda c: move(c, "a"))
    assert heard == []


def test_nobody_hears_of_what_was_rolled_back(server_database: ServerDatabase) -> None:
    heard: list[dict[str, int]] = []
    server_database.on_commit(heard.append)

    def fail(connection: Connection) -> None:
        move(connection, "a")
        raise LookupError

    with pytest.raises(LookupError):
        server_database.write_now(fail)
    server_database.write_now(lambda c: move(c, "b"))
    assert heard == [{"b": 1}]


def test_listener_with_a_bug_stops_no_writer(
    server_database: ServerDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[dict[str, int]] = []

    def broken(_: dict[str, int]) -> None:
        raise LookupError

    server_database.on_commit(broken)
    server_database.on_commit(heard.append)
    server_database.write_now(lambda c: move(c, "a"))
    server_database.write_now(lambda c: move(c, "a"))
    assert heard == [{"a": 1}, {"a": 2}]
    assert "a listener of the feed failed" in caplog.text


@pytest.mark.postgresql
async def test_commit_of_another_process_is_heard_by_polling(
    postgresql: PrivatePostgresql,
) -> None:
    url = postgresql.empty_database()
    here, there = ServerDatabase.open(url), ServerDatabase.open(url)
    heard: dict[str, int] = {}
    here.on_commit(heard.update)
    await there.write(lambda c: move(c, "a"))
    await until(lambda: heard == {"a": 1}, what="the poll")
    here.close()
    there.close()


# --- closing and breaking -------------------------------------------------------------------------


async def test_closing_finishes_what_waits_and_refuses_the_rest(
    server_database: ServerDatabase,
) -> None:
    gate = threading.Event()

    def wait(connection: Connection) -> None:
        gate.wait(timeout=180)
        put(connection, "last")

    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(server_database.write(wait))
        closing = group.create_task(asyncio.to_thread(server_database.close))
        await asyncio.sleep(0)
        gate.set()
    assert waiting.done()
    assert closing.done()
    with pytest.raises(StoreClosed):
        await server_database.write(names)
    with pytest.raises(StoreClosed):
        await server_database.read(names)


async def test_work_whose_caller_went_away_is_not_begun(server_database: ServerDatabase) -> None:
    gate = threading.Event()
    busy = [
        asyncio.wrap_future(server_database._write(lambda _: gate.wait(timeout=180)))
        for _ in range(4)
    ]
    await until(lambda: any(not job.cancelled() for job in busy))
    late = server_database._write(lambda c: put(c, "late"))
    asyncio.wrap_future(late).cancel()
    await until(late.cancelled)  # which a turn of the loop carries over
    gate.set()
    await asyncio.gather(*busy)
    await server_database.write(lambda c: put(c, "next"))
    assert await server_database.read(names) == ["next"]


async def test_what_the_server_keeps_of_its_file_in_memory_is_bounded_for_each_connection(
    sqlite_database: ServerDatabase,
) -> None:
    def kept(connection: Connection) -> int:
        found = connection.one("PRAGMA cache_size")
        assert found is not None
        return -int(found["cache_size"])

    reads = (sqlite_database.read(kept) for _ in range(4 * READERS))
    assert {*await asyncio.gather(*reads), await sqlite_database.write(kept)} == {CACHE_KIB}


def test_full_disk_is_told_and_passes_when_there_is_space(sqlite_database: ServerDatabase) -> None:
    def limit(connection: Connection, pages: int) -> None:
        used = connection.one("PRAGMA page_count")
        assert used is not None
        connection.execute(f"PRAGMA max_page_count = {used['page_count'] + pages}")

    sqlite_database.write_now(lambda c: limit(c, 2))
    with pytest.raises(StoreFull):
        sqlite_database.write_now(lambda c: put(c, "big", "x" * 1_000_000))
    assert sqlite_database.read_now(names) == []
    sqlite_database.write_now(lambda c: limit(c, 1000))
    sqlite_database.write_now(lambda c: put(c, "big", "x" * 1_000_000))
    assert sqlite_database.read_now(names) == ["big"]
    sqlite_database.close()


def test_full_disk_inside_a_part_is_told_as_full_disk(sqlite_database: ServerDatabase) -> None:
    def work(connection: Connection) -> None:
        connection.execute("PRAGMA max_page_count = 1")
        with connection.savepoint():
            put(connection, "big", "x" * 1_000_000)

    with pytest.raises(StoreFull):
        sqlite_database.write_now(work)
    sqlite_database.close()


def test_work_of_one_moment_is_one_commit(sqlite_database: ServerDatabase, tmp_path: Path) -> None:
    """Group commit: everything that waits while the writer is busy shares one transaction."""
    busy, gate = threading.Event(), threading.Event()

    def hold(_: Connection) -> None:
        busy.set()
        gate.wait(timeout=180)

    first = sqlite_database._write(hold)
    assert busy.wait(timeout=180)
    versions = [
        sqlite_database._write(lambda c: c.one("SELECT total_changes() AS n, 0 AS m"))
        for _ in range(5)
    ]
    log = tmp_path / "only.db-wal"
    size = log.stat().st_size
    last = [sqlite_database._write(lambda c, n=n: put(c, f"{n}")) for n in range(5)]  # type: ignore[misc]
    gate.set()
    for job in (first, *versions, *last):
        job.result(timeout=180)
    frames = (log.stat().st_size - size) / (4096 + 24)
    assert frames < 3  # five rows on one page, written once
    sqlite_database.close()


def test_a_commit_that_fails_is_no_fault_of_those_who_only_shared_it(
    sqlite_database: ServerDatabase,
) -> None:
    """Told that its own value cannot be stored, an innocent command would be refused for good."""
    for table in (
        "CREATE TABLE owner (id TEXT PRIMARY KEY)",
        "CREATE TABLE owned (id TEXT REFERENCES owner (id) DEFERRABLE INITIALLY DEFERRED)",
    ):
        sqlite_database.write_now(lambda c, sql=table: c.execute(sql))
    busy, gate = threading.Event(), threading.Event()

    def hold(_: Connection) -> None:
        busy.set()
        gate.wait(timeout=180)

    first = sqlite_database._write(hold)
    assert busy.wait(timeout=180)
    # Checked only when all is committed.
    orphan = sqlite_database._write(lambda c: c.execute("INSERT INTO owned VALUES ('nobody')"))
    innocent = sqlite_database._write(lambda c: c.execute("INSERT INTO owner VALUES ('one')"))
    gate.set()
    first.result(timeout=180)
    told = [job.exception(timeout=180) for job in (orphan, innocent)]
    assert [type(error) for error in told] == [StoreBusy, StoreBusy]
    with pytest.raises(UnstorableValue):
        sqlite_database.write_now(lambda c: c.execute("INSERT INTO owned VALUES ('nobody')"))
    sqlite_database.write_now(lambda c: c.execute("INSERT INTO owner VALUES ('one')"))
    sqlite_database.close()


def test_file_locked_by_another_program_is_busy(
    sqlite_database: ServerDatabase, tmp_path: Path
) -> None:
    def impatient(connection: Connection) -> None:
        connection.execute("PRAGMA busy_timeout = 10")

    sqlite_database.write_now(impatient)
    other = dbapi2.connect(str(tmp_path / "only.db"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        sqlite_database.write_now(lambda c: put(c, "a"))
    other.execute("COMMIT")
    other.close()
    sqlite_database.write_now(lambda c: put(c, "a"))
    sqlite_database.close()


@pytest.mark.parametrize(
    ("code", "fault"), [(10, StoreUnavailable), (11, StoreUnavailable), (6, StoreBusy)]
)
def test_error_of_the_file_is_told_by_type(code: int, fault: type[Exception]) -> None:
    error = dbapi2.OperationalError("told by the driver")
    error.sqlite_errorcode = code | 1 << 8  # an extended code
    assert type(as_fault(error)) is fault


def test_file_that_is_no_database_cannot_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "noise.db"
    path.write_bytes(b"not a database, " * 400)
    with pytest.raises(StoreUnavailable):
        ServerDatabase.open(f"sqlite:///{path}")


def test_folder_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        ServerDatabase.open(f"sqlite:///{tmp_path / 'none' / 'server.db'}")


def test_server_that_is_not_there_cannot_be_opened() -> None:
    with pytest.raises(StoreUnavailable):
        ServerDatabase.open("postgresql://postgres@127.0.0.1:1/none")


# --- PostgreSQL alone -----------------------------------------------------------------------------

KILL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"


@pytest.mark.postgresql
def test_connection_lost_between_works_is_opened_again(postgresql: PrivatePostgresql) -> None:
    url = postgresql.empty_database()
    database = ServerDatabase.open(url)
    for number in range(8):
        database.write_now(lambda c, n=number: put(c, f"{n}"))  # type: ignore[misc]
    with psycopg.connect(url, autocommit=True) as administrator:
        administrator.execute(f"{KILL} AND pid <> pg_backend_pid()")
    for number in range(8, 12):
        database.write_now(lambda c, n=number: put(c, f"{n}"))  # type: ignore[misc]
    assert len(database.read_now(names)) == 12
    database.close()


@pytest.mark.postgresql
def test_connection_lost_within_a_work_runs_it_again_once(postgresql: PrivatePostgresql) -> None:
    database = ServerDatabase.open(postgresql.empty_database())
    runs: list[int] = []

    def work(connection: Connection, lose: int) -> None:
        runs.append(1)
        put(connection, f"run-{len(runs)}-{lose}")
        if len(runs) <= lose:
            connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    database.write_now(lambda c: work(c, 1))
    assert database.read_now(names) == ["run-2-1"]
    runs.clear()
    with pytest.raises(StoreUnavailable):
        database.write_now(lambda c: work(c, 9))
    assert len(runs) == 2
    database.close()


@pytest.mark.postgresql
def test_deadlock_is_run_again_until_both_are_done(postgresql: PrivatePostgresql) -> None:
    database = ServerDatabase.open(postgresql.empty_database())
    for name in ("a", "b"):
        database.write_now(partial(put, name=name))
    both_hold_one = threading.Barrier(2)

    def cross(connection: Connection, first: str, second: str) -> None:
        for name in (first, second):
            sql = "UPDATE meta SET value = value || 'x' WHERE name = :name"
            connection.execute(sql, {"name": name})
            if name == first and not both_hold_one.broken:
                try:
                    both_hold_one.wait(timeout=2)
                except threading.BrokenBarrierError:
                    continue
                both_hold_one.abort()

    jobs = [
        database._write(lambda c: cross(c, "a", "b")),
        database._write(lambda c: cross(c, "b", "a")),
    ]
    for job in jobs:
        job.result(timeout=180)
    rows = database.read_now(lambda c: c.execute("SELECT value FROM meta"))
    assert [row["value"] for row in rows] == ["xx", "xx"]
    database.close()


@pytest.mark.postgresql
def test_lock_held_too_long_is_busy(postgresql: PrivatePostgresql) -> None:
    url = postgresql.empty_database()
    database = ServerDatabase.open(url)
    database.write_now(lambda c: put(c, "a"))
    with psycopg.connect(url) as other:
        other.execute("UPDATE meta SET value = 'theirs'")

        def impatient(connection: Connection) -> None:
            connection.execute("SET LOCAL lock_timeout = '50ms'")
            connection.execute("UPDATE meta SET value = 'ours'")

        with pytest.raises(StoreBusy):
            database.write_now(impatient)
    database.close()


@pytest.mark.postgresql
def test_full_disk_of_the_database_server_is_told(postgresql: PrivatePostgresql) -> None:
    database = ServerDatabase.open(postgresql.empty_database())
    full = "DO $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END $$"
    with pytest.raises(StoreFull):
        database.write_now(lambda c: c.execute(full))
    database.write_now(lambda c: put(c, "a"))
    database.close()
