"""Opens encrypted SQLite connections; the only place that knows the engine."""

import contextlib
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

import sqlcipher3
from sqlcipher3 import dbapi2

Parameters = Sequence[Any] | Mapping[str, Any]


class Cursor(Protocol):
    rowcount: int

    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Any: ...


class Connection(Protocol):
    """What repositories use of a connection. Transactions belong to LocalDatabase."""

    @property
    def in_transaction(self) -> bool: ...
    def execute(self, sql: str, parameters: Parameters = ..., /) -> Cursor: ...
    def executemany(self, sql: str, parameters: Iterable[Parameters], /) -> Cursor: ...
    def close(self) -> None: ...


DatabaseError = dbapi2.DatabaseError
_KEY = re.compile(r"[0-9a-f]{64}")
# WAL: reads for the screen never wait for a write (test_reads_do_not_wait_for_a_long_write).
_PRAGMAS = ("journal_mode=WAL", "busy_timeout=3000", "foreign_keys=ON")


# Of decrypted pages that a connection keeps: said here, or the engine's own 8 MB would fill in the
# course of a shift for each of three connections. Lists and drafts are read again from this much.
CACHE_KIB = 4096
SMALL_CACHE_KIB = 512  # for a file that is written and hardly ever read


def load_sqlite_utils() -> ModuleType:
    """Import sqlite-utils over our engine, without the numpy it would load for nothing.

    It takes a module named pysqlite3 for its engine; numpy would cost 0.1 s at each start.
    """
    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)
    if {"numpy", "sqlite_utils"} & sys.modules.keys():  # another thread may be loading numpy now
        import sqlite_utils

        return sqlite_utils
    sys.modules["numpy"] = None  # type: ignore[assignment]  # makes "import numpy" fail
    try:
        import sqlite_utils
    finally:
        # The search imports the real numpy later: the block must not outlive this one import.
        del sys.modules["numpy"]
    return sqlite_utils


def connect(
    path: Path | None, key_hex: str, *, synchronous: str = "FULL", cache_kib: int = CACHE_KIB
) -> Connection:
    """Open an encrypted file, or a database in memory when path is None.

    Usable from any thread, by one at a time. Raise DatabaseError when the key does not fit.
    """
    # Transactions are LocalDatabase's: the driver must neither begin nor commit one by itself.
    connection: Connection = dbapi2.connect(
        ":memory:" if path is None else str(path), check_same_thread=False, isolation_level=None
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")  # a wrong key would write to stderr
        if path is not None:
            if not _KEY.fullmatch(key_hex):  # PRAGMA takes no parameters
                raise ValueError("a replica key has 64 hexadecimal digits")
            connection.execute(f"PRAGMA key=\"x'{key_hex}'\"")
        # A wrong key shows only at the first read: it must fail here, not in somebody's query.
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in (*_PRAGMAS, f"synchronous={synchronous}", f"cache_size=-{cache_kib}"):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def is_intact(connection: Connection) -> bool:
    """Read and verify every page; takes a second per few hundred megabytes."""
    # The seals are looked at in the file itself: a power cut in the middle of a checkpoint leaves
    # half a page there, whole in the journal, which is brought over first. On a full disk it stays.
    with contextlib.suppress(DatabaseError):
        connection.execute("PRAGMA wal_checkpoint(FULL)").fetchall()
    try:
        # Two checks: the seals of pages tell rotten bytes, quick_check a tree that is wrong.
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            return False
        return bool(connection.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except DatabaseError:
        return False
