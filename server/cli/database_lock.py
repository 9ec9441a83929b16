"""One server per database: held while serving and while restoring, gone with the process."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from server.store.engine.advisory_locks import Lock
from server.store.engine.faults import StoreUnavailable
from server.store.engine.lineage import lineage_of, require_lineage
from server.store.engine.server_database import is_sqlite, sqlite_path

if TYPE_CHECKING:
    import psycopg

# A server that was killed is noticed when its connection is: at once on one computer.
GIVEN_UP_WITHIN_S = 3.0
LOOK_S = 0.25
# Of a computer that lost its current PostgreSQL hears nothing: it asks, and gives the lock up.
_ASKING = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"


class DatabaseInUse(Exception):
    """Another process holds the database; the text is its path, or its name in PostgreSQL."""


class HeldLock:
    """The lock of a file, which nothing but the end of this process takes away."""

    def keep(self) -> None:
        """Look whether it is held still, and take it again where it was lost.

        Raise DatabaseInUse where somebody else has it, OtherDatabase where a standby took over:
        this process may not go on. Raise StoreUnavailable while PostgreSQL does not answer.
        """


class SessionLock(HeldLock):
    """A lock of PostgreSQL, which goes with the connection: PostgreSQL may be started anew."""

    def __init__(self, url: str) -> None:
        """Raise DatabaseInUse, StoreUnavailable."""
        self._url = url
        self._connection = _connected(url)
        with _closed_if_refused(self._connection):
            self._lineage = lineage_of(self._connection)
            _take(self._connection)

    def keep(self) -> None:
        if self._is_alive():
            return
        connection = _connected(self._url)
        with _closed_if_refused(connection):
            require_lineage(connection, self._lineage)
            _take(connection)
        self._connection = connection

    def close(self) -> None:
        self._connection.close()

    def _is_alive(self) -> bool:
        import psycopg

        try:
            self._connection.execute("SELECT 1")
        except psycopg.OperationalError:
            self._connection.close()
            return False
        return True


@contextmanager
def database_lock(url: str) -> Iterator[HeldLock]:
    """Hold the database of url. Raise DatabaseInUse, or StoreUnavailable without PostgreSQL.

    With two servers the news of one never reach the windows of the other.
    """
    with _file_lock(url) if is_sqlite(url) else closing(SessionLock(url)) as held:
        yield held


@contextmanager
def _file_lock(url: str) -> Iterator[HeldLock]:
    path = sqlite_path(url)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.with_name(path.name + ".lock").open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DatabaseInUse(path) from None
        yield HeldLock()


def _connected(url: str) -> "psycopg.Connection[Any]":
    import psycopg  # not before: who has a SQLite file starts without it

    from server.store.engine.postgresql_engine import CONNECT_TIMEOUT_S, LINE

    try:
        return psycopg.connect(
            url, autocommit=True, connect_timeout=CONNECT_TIMEOUT_S, options=_ASKING, **LINE
        )
    except psycopg.OperationalError as error:
        raise StoreUnavailable("cannot connect") from error


@contextmanager
def _closed_if_refused(connection: "psycopg.Connection[Any]") -> Iterator[None]:
    import psycopg

    try:
        yield
    except BaseException as error:
        connection.close()
        if isinstance(error, psycopg.OperationalError):
            raise StoreUnavailable("cannot connect") from error
        raise


def _take(connection: "psycopg.Connection[Any]") -> None:
    """Raise DatabaseInUse."""
    until = time.monotonic() + GIVEN_UP_WITHIN_S
    take = "SELECT pg_try_advisory_lock(%s)"
    while connection.execute(take, (int(Lock.SERVING),)).fetchone() != (True,):
        if time.monotonic() > until:
            raise DatabaseInUse(connection.info.dbname)
        time.sleep(LOOK_S)
