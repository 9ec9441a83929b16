"""PostgreSQL behind worker threads, one connection each; lost races are run again."""

import logging
import random
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import Any

import psycopg
from psycopg import errors
from psycopg.pq import TransactionStatus

from server.store.engine.connection import Connection
from server.store.engine.faults import (
    StoreBusy,
    StoreFull,
    StoreTooSlow,
    StoreUnavailable,
    UnstorableValue,
)
from server.store.engine.job import Engine, Job, JobQueue, Moved
from server.store.engine.lineage import lineage_of, require_lineage

log = logging.getLogger(__name__)

WRITERS = 4
# A push looks something up first: with two lanes it waited behind the pulls of a whole desk
# (tools.desk: 60 seats of before, ten changes a second, p95 232 ms with two, 132 with four).
READERS = 4
TRIES = 5
CONNECT_TIMEOUT_S = 5
# A computer that lost its current says nothing: without these a lane waits for it a quarter of an
# hour, behind what is on its way, or eleven minutes for an answer.
LINE: dict[str, Any] = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}
# A lock or statement that takes longer is told as busy, instead of stopping a whole lane.
SETTINGS = {
    "lock_timeout": "10s",
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "60s",
}

type Connect = Callable[[str], "psycopg.Connection[Any]"]

# One state for all statements of a read: a page and its checksum must belong together.
BEGIN_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
# Not SERIALIZABLE: each step would have to be repeatable in the busiest minute (0025).
BEGIN_WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED"
# Two nodes with the same command, or two commands that wanted each other's rows: try again.
LOST_RACES = (errors.UniqueViolation, errors.DeadlockDetected, errors.SerializationFailure)


def as_fault(error: BaseException) -> BaseException:
    """Return the typed fault behind a driver's error; any other error unchanged."""
    match error:
        case errors.DiskFull():
            return StoreFull()
        case errors.DeadlockDetected() | errors.SerializationFailure():
            return StoreBusy()
        case errors.QueryCanceled():
            return StoreTooSlow()
        case errors.LockNotAvailable():
            return StoreBusy()
        case psycopg.DataError() | psycopg.IntegrityError():
            return UnstorableValue(type(error).__name__)
        case psycopg.OperationalError() | psycopg.InterfaceError():
            return StoreUnavailable(type(error).__name__)
        case errors.ReadOnlySqlTransaction():
            return StoreUnavailable("read-only")
    return error


def connect(url: str) -> "psycopg.Connection[Any]":
    """Open a connection for the thread that calls. Raise psycopg.OperationalError."""
    driver = psycopg.connect(
        url,
        autocommit=True,
        connect_timeout=CONNECT_TIMEOUT_S,
        application_name="chiamaroma-server",
        **LINE,
    )
    for setting in SETTINGS.items():
        driver.execute("SELECT set_config(%s, %s, false)", setting)
    return driver


class PostgresqlEngine(Engine):
    """Threads that take work in turn; each work is one transaction.

    All of it is done in one PostgreSQL: where a standby takes over, it is refused until a new
    process begins. lineage: which one that is.
    """

    def __init__(self, url: str, moved: Moved, connect: Connect = connect) -> None:
        """Raise StoreUnavailable."""
        super().__init__(moved)
        self._open = partial(connect, url)
        try:
            # Fail here, in the caller's thread, when it is not there.
            with closing(self._open()) as driver:
                self.lineage = lineage_of(driver)
        except psycopg.OperationalError as error:
            raise StoreUnavailable("cannot connect") from error
        for n in range(WRITERS):
            self._start(f"store-writer-{n}", self._work, self._writes, BEGIN_WRITE)
        for n in range(READERS):
            self._start(f"store-reader-{n}", self._work, self._reads, BEGIN_READ)

    def current_heads(self) -> dict[str, int]:
        """Return the head of each scope, whoever moved it. Raise StoreFault."""
        job = Job(lambda connection: connection.execute("SELECT scope, head FROM scope_head"))
        self.submit_read(job)
        return {row["scope"]: row["head"] for row in job.outcome.result()}

    def _connect(self) -> "psycopg.Connection[Any]":
        driver = self._open()
        try:
            # Lane by lane, half of the work would be written here and half there.
            require_lineage(driver, self.lineage)
        except BaseException:
            driver.close()
            raise
        return driver

    def _work(self, queue: JobQueue, begin: str) -> None:
        lane = Lane(self._connect, begin)
        while (job := queue.take()) is not None:
            if not job.starts():
                continue
            try:
                result, moved = lane.run(job)
            except BaseException as error:  # noqa: BLE001 - whoever asked gets it
                job.outcome.set_exception(as_fault(error))
            else:
                self._moved(moved)
                job.outcome.set_result(result)
        lane.close()


class Lane:
    """One thread's connection: opened when first needed and again after it broke."""

    def __init__(self, connect: "Callable[[], psycopg.Connection[Any]]", begin: str) -> None:
        self._connect = connect
        self._begin = begin
        self._driver: psycopg.Connection[Any] | None = None

    def run(self, job: Job) -> tuple[Any, dict[str, int]]:
        """Return the work's result and the heads it moved, after its commit."""
        for attempt in range(1, TRIES + 1):
            try:
                return self._run_once(job)
            except LOST_RACES as error:
                if attempt == TRIES:
                    raise
                log.info("lost a race, try %d: %s", attempt, type(error).__name__)
                # By chance, so that two that lost against each other do not meet again.
                time.sleep(random.uniform(0, 0.01) * attempt)  # noqa: S311 - no secret
            except BrokenBeforeCommit as broken:
                # Once only: a server that is away must be told, not waited for.
                if attempt > 1:
                    raise broken.error from broken
        raise AssertionError("unreachable")

    def close(self) -> None:
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    def _run_once(self, job: Job) -> tuple[Any, dict[str, int]]:
        driver = self._open()
        connection = Connection(driver, is_postgresql=True)
        try:
            driver.execute(self._begin)
            result = job.work(connection)
        except BaseException as error:
            # Only a lost connection proves that nothing was kept; any other error is the work's
            # own.
            if self._roll_back(driver) or not isinstance(error, psycopg.OperationalError):
                raise
            raise BrokenBeforeCommit(error) from error
        try:
            # No second run after this: nobody knows whether a lost commit was kept.
            driver.execute("COMMIT")
        except BaseException:
            self._roll_back(driver)
            raise
        return result, connection.moved

    def _open(self) -> "psycopg.Connection[Any]":
        # PostgreSQL may have been restarted between two works.
        if self._driver is None or self._driver.broken:
            self._driver = self._connect()
        return self._driver

    def _roll_back(self, driver: "psycopg.Connection[Any]") -> bool:
        """Return whether the connection can be used again."""
        try:
            if driver.info.transaction_status != TransactionStatus.IDLE:
                driver.execute("ROLLBACK")
        except psycopg.Error:
            pass
        if driver.broken:
            self.close()
            return False
        return True


class BrokenBeforeCommit(Exception):
    """The connection was lost while nothing was kept yet: the work may run again."""

    def __init__(self, error: psycopg.OperationalError) -> None:
        super().__init__(str(error))
        self.error = error
