"""One server per database: held while serving and while restoring, gone with the process."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from server.store.engine.advisory_locks import Lock
from server.store.engine.faults import StoreUnavailable
from server.store.engine.server_database import is_sqlite, sqlite_path

# A server that was killed is noticed when its connection is: at once on one computer.
GIVEN_UP_WITHIN_S = 3.0
LOOK_S = 0.25
# Of a computer that lost its current PostgreSQL hears nothing: it asks, and gives the lock up.
_ASKING = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"


class DatabaseInUse(Exception):
    """Another process holds the database; the text is its path, or its name in PostgreSQL."""


@contextmanager
def database_lock(url: str) -> Iterator[None]:
    """Hold the database of url. Raise DatabaseInUse, or StoreUnavailable without PostgreSQL.

    With two servers the news of one never reach the windows of the other.
    """
    with _file_lock(url) if is_sqlite(url) else _session_lock(url):
        yield


@contextmanager
def _file_lock(url: str) -> Iterator[None]:
    path = sqlite_path(url)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.with_name(path.name + ".lock").open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DatabaseInUse(path) from None
        yield


@contextmanager
def _session_lock(url: str) -> Iterator[None]:
    """Hold a lock that PostgreSQL gives up with the connection, however this process ends."""
    import psycopg  # not before: who has a SQLite file starts without it

    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=5, options=_ASKING)
    except psycopg.OperationalError as error:
        raise StoreUnavailable("cannot connect") from error
    with closing(connection):
        until = time.monotonic() + GIVEN_UP_WITHIN_S
        take = "SELECT pg_try_advisory_lock(%s)"
        while connection.execute(take, (int(Lock.SERVING),)).fetchone() != (True,):
            if time.monotonic() > until:
                raise DatabaseInUse(connection.info.dbname)
            time.sleep(LOOK_S)
        yield
