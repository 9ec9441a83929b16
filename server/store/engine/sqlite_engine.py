"""SQLite behind one writer thread with group commit, and reader threads."""

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from server.store.engine.connection import Connection
from server.store.engine.faults import (
    StoreBusy,
    StoreFault,
    StoreFull,
    StoreUnavailable,
    UnstorableValue,
)
from server.store.engine.job import Engine, Job, Moved

READERS = 2
CACHE_KIB = 8192  # of each connection: bounded here, not by what an engine's build thinks usual
BUSY_TIMEOUT_MS = 5000

_BUSY = {5, 6}  # SQLITE_BUSY, SQLITE_LOCKED
_FULL = 13  # SQLITE_FULL
_BROKEN = {8, 10, 11, 14, 26}  # READONLY, IOERR, CORRUPT, CANTOPEN, NOTADB


def as_fault(error: BaseException) -> BaseException:
    """Return the typed fault behind a driver's error; any other error unchanged."""
    if isinstance(error, OverflowError | dbapi2.IntegrityError | dbapi2.DataError):
        return UnstorableValue(str(error))
    # The low byte: extended codes tell the file's troubles apart more finely than we act on.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == _FULL:
        return StoreFull()
    if code in _BUSY:
        return StoreBusy()
    if code in _BROKEN:
        return StoreUnavailable(str(error))
    return error


def connect(path: Path, *, read_only: bool = False) -> Any:
    """Open the file for one thread, durable at each commit.

    read_only: after a connection that writes, which has set up the file.
    """
    driver = dbapi2.connect(
        str(path), isolation_level=None, cached_statements=256, check_same_thread=False
    )
    driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    driver.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    if read_only:
        # What PostgreSQL refuses in a read must fail here too.
        driver.execute("PRAGMA query_only=ON")
        # Opens the file and its log now, and learns the schema only for the first who asks.
        driver.execute("PRAGMA schema_version")
        return driver
    driver.execute("PRAGMA journal_mode=WAL")
    # With less, WAL may lose the last commits at a power cut: seats were told that they are kept.
    driver.execute("PRAGMA synchronous=FULL")
    driver.execute("PRAGMA foreign_keys=ON")
    return driver


class SqliteEngine(Engine):
    """All writing happens on one thread, so nobody ever waits for a lock of our own."""

    def __init__(self, path: Path, moved: Moved) -> None:
        super().__init__(moved)
        # Opened here, to fail in the caller's thread: one that ended would leave who asks waiting.
        writer = connect(path)
        drivers = [connect(path, read_only=True) for _ in range(READERS)]
        self._start("store-writer", self._write_all, writer)
        for n, driver in enumerate(drivers):
            self._start(f"store-reader-{n}", self._read_all, driver)

    def _read_all(self, driver: Any) -> None:
        connection = Connection(driver, is_postgresql=False)
        while (job := self._reads.take()) is not None:
            if not job.starts():
                continue
            try:
                driver.execute("BEGIN")
                result = job.work(connection)
                driver.execute("COMMIT")
            except BaseException as error:  # noqa: BLE001 - whoever asked gets it
                _roll_back(driver)
                job.outcome.set_exception(as_fault(error))
            else:
                job.outcome.set_result(result)
        driver.close()

    def _write_all(self, driver: Any) -> None:
        connection = Connection(driver, is_postgresql=False)
        while batch := self._writes.take_waiting():
            self._commit(driver, connection, batch)
        driver.close()

    def _commit(self, driver: Any, connection: Connection, batch: list[Job]) -> None:
        """Run the jobs in one transaction, each undone alone when it fails."""
        moved: dict[str, int] = {}
        begun: list[Job] = []  # from then on a job must be answered
        results: list[tuple[Any, BaseException | None]] = []
        try:
            # The write lock now: taken at the first write, it could fail in the middle of a batch.
            driver.execute("BEGIN IMMEDIATE")
            for job in batch:
                if job.starts():
                    begun.append(job)
                    # Each in a savepoint: one job that fails costs the others of its commit
                    # nothing.
                    results.append(_run(driver, connection, job))
                    moved |= connection.moved
            driver.execute("COMMIT")
        except BaseException as error:  # noqa: BLE001 - whoever asked gets it
            _roll_back(driver)
            asked = [*begun, *(job for job in batch if job not in begun and job.starts())]
            for job in asked:
                job.outcome.set_exception(_of_all(as_fault(error), len(asked)))
            return
        self._moved(moved)
        for job, (result, fault) in zip(begun, results, strict=True):
            if fault is None:
                job.outcome.set_result(result)
            else:
                job.outcome.set_exception(fault)


def _of_all(fault: BaseException, jobs: int) -> BaseException:
    """Return what each job of a commit that failed is told: which of them was wrong nobody knows.

    Told that its value or its statement is, an innocent one would not be tried again.
    """
    is_of_store = isinstance(fault, StoreFault) and not isinstance(fault, UnstorableValue)
    return fault if is_of_store or jobs == 1 else StoreBusy()


def _run(driver: Any, connection: Connection, job: Job) -> tuple[Any, BaseException | None]:
    """Run one job in a savepoint. Raise only when SQLite gave up the whole transaction."""
    connection.moved = {}
    driver.execute("SAVEPOINT job")
    try:
        result = job.work(connection)
    except BaseException as error:
        # A full disk made SQLite give up the whole transaction: there is no savepoint to go back
        # to.
        if not driver.in_transaction:
            raise
        driver.execute("ROLLBACK TO SAVEPOINT job")
        driver.execute("RELEASE SAVEPOINT job")
        connection.moved = {}
        return None, as_fault(error)
    driver.execute("RELEASE SAVEPOINT job")
    return result, None


def _roll_back(driver: Any) -> None:
    if driver.in_transaction:
        driver.execute("ROLLBACK")
