"""The files of a SQLite database: itself, and the log that belongs to it alone."""

from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2


def fold_log_in(path: Path) -> None:
    """Leave one file: a write-ahead log beside another database would spoil it."""
    with closing(dbapi2.connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")


def remove_with_log(path: Path) -> None:
    path.unlink(missing_ok=True)
    remove_log(path)


def remove_log(path: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
