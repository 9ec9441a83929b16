"""The server's database: work goes to database threads, answers come back after the commit."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from contract.known_types import learn_types
from server.store.engine.connection import Connection
from server.store.engine.faults import StoreUnavailable
from server.store.engine.job import Engine, Job, SharedEngine
from server.store.engine.sqlite_engine import SqliteEngine, as_fault
from server.store.sync.head_watch import HeadWatch, Listener


class ServerDatabase:
    """One transaction per work. Any method may be called from any thread.

    work runs on a database thread and must be quick, with no waiting for anything else. On
    PostgreSQL it may run several times, so it has no effect but through its connection.
    """

    def __init__(self, engine: Engine, watch: HeadWatch) -> None:
        self._engine = engine
        self._watch = watch
        self._unreadable: dict[tuple[str, str], str] = {}
        self._noting = threading.Lock()

    @classmethod
    def open(cls, url: str) -> "ServerDatabase":
        """Open sqlite:///PATH or postgresql://…, migrated before. Raise StoreUnavailable."""
        # Before the threads: two that decode a type for the first time at once ended the process.
        learn_types()
        watch = HeadWatch()
        if not is_sqlite(url):
            # Not before: its driver takes longer to import than most commands run.
            from server.store.engine.postgresql_engine import PostgresqlEngine

            return cls(PostgresqlEngine(url, watch.announce), watch)
        try:
            return cls(SqliteEngine(sqlite_path(url), watch.announce), watch)
        except Exception as error:
            fault = as_fault(error)
            raise (StoreUnavailable(str(error)) if fault is error else fault) from error

    @property
    def lineage(self) -> str:
        """Return which PostgreSQL this is; a standby that took over is another one. "": unknown."""
        return self._engine.lineage

    async def read[T](self, work: Callable[[Connection], T]) -> T:
        """Run work in a read-only transaction that sees one state. Raise StoreFault."""
        result: T = await asyncio.wrap_future(self._read(work))
        return result

    async def write[T](self, work: Callable[[Connection], T]) -> T:
        """Run work in a transaction and return after its commit. Raise StoreFault."""
        result: T = await asyncio.wrap_future(self._write(work))
        return result

    def read_now[T](self, work: Callable[[Connection], T]) -> T:
        """Do as read, blocking the thread that calls. Never on an event loop."""
        result: T = self._read(work).result()
        return result

    def write_now[T](self, work: Callable[[Connection], T]) -> T:
        """Do as write, blocking the thread that calls. Never on an event loop."""
        result: T = self._write(work).result()
        return result

    def on_commit(self, listener: Listener) -> Callable[[], None]:
        """Call listener({scope: head}) after each commit that moved heads; return how to end it.

        It runs on a database thread, before the writer is answered. Commits of other processes
        are reported too, up to 0.5 s late.
        """
        self._watch.listen(listener)
        if isinstance(self._engine, SharedEngine):
            self._watch.start_polling(self._engine.current_heads)
        return lambda: self._watch.forget(listener)

    def take_unreadable(self) -> dict[tuple[str, str], str]:
        """Return (table, id) and fault of the rows that could not be read since the last time."""
        with self._noting:
            found, self._unreadable = self._unreadable, {}
        return found

    def close(self) -> None:
        """Finish what is queued and end the threads; later work gets StoreClosed."""
        # First: it reads through the engine.
        self._watch.stop()
        self._engine.close()

    def _read(self, work: Callable[[Connection], Any]) -> Future[Any]:
        job = Job(self._noted(work))
        self._engine.submit_read(job)
        return job.outcome

    def _write(self, work: Callable[[Connection], Any]) -> Future[Any]:
        job = Job(self._noted(work))
        self._engine.submit_write(job)
        return job.outcome

    def _noted(self, work: Callable[[Connection], Any]) -> Callable[[Connection], Any]:
        """Return work whose unreadable rows are kept, also where it fails over them."""

        def noted(connection: Connection) -> Any:
            connection.unreadable = {}
            try:
                return work(connection)
            finally:
                if connection.unreadable:
                    with self._noting:
                        self._unreadable |= connection.unreadable

        return noted


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite:")


def sqlite_path(url: str) -> Path:
    """Return the file behind sqlite:///relative or sqlite:////absolute."""
    return Path(url.partition("://")[2].removeprefix("/").partition("?")[0])
