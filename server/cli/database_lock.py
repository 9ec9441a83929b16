"""One server per SQLite file: held while serving and while restoring, gone with the process."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from server.store.engine.server_database import is_sqlite, sqlite_path


class DatabaseInUse(Exception):
    """Another process holds the database; the text is its path."""


@contextmanager
def database_lock(url: str) -> Iterator[None]:
    """Hold the database of url. Raise DatabaseInUse. PostgreSQL may have several servers."""
    if not is_sqlite(url):
        yield
        return
    path = sqlite_path(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(path.name + ".lock").open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DatabaseInUse(path) from None
        yield
