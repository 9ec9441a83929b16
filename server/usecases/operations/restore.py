"""Putting a backup in the place of the database; seats then take everything anew."""

import shutil
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from server.store.engine.connection import Connection
from server.store.engine.postgresql_tools import database_name, run_tool
from server.store.engine.server_database import ServerDatabase, is_sqlite, sqlite_path
from server.store.migrations import migrate
from server.usecases.operations.back_up import BackupBroken, BackupManifest, verify
from server.usecases.operations.installation import renew_epoch
from server.usecases.operations.write_audit import write_audit


def restore(url: str, backup: Path, now: datetime) -> tuple[BackupManifest, Path | None]:
    """Return what was restored and where the former SQLite file lies now, if there was one.

    No server may run on the database meanwhile. Raise BackupBroken before anything is touched;
    ToolMissing, ToolFailed, OSError.
    """
    # First: nothing is touched for a backup that is damaged or of a newer version.
    manifest = verify(backup)
    engine = "sqlite" if is_sqlite(url) else "postgresql"
    if manifest.engine != engine:
        raise BackupBroken(f"it holds a {manifest.engine} database, this server uses {engine}")
    former = None
    if is_sqlite(url):
        former = _swap_file(backup, sqlite_path(url), now)
    else:
        # One transaction: a restore that fails half way leaves the database as it was.
        arguments = ["--clean", "--if-exists", "--no-owner", "--single-transaction"]
        run_tool("pg_restore", [*arguments, f"--dbname={database_name(url)}", str(backup)], url)
        _begin_epoch(url, now)
    return manifest, former


def _swap_file(backup: Path, current: Path, now: datetime) -> Path | None:
    """Prepare the copy beside the database, new epoch included, then exchange the names."""
    current.parent.mkdir(parents=True, exist_ok=True)
    fresh = current.with_name(current.name + ".restoring")
    # Of a run that was cut short: an old log would be played into the new file.
    _remove_with_log(fresh)
    shutil.copyfile(backup, fresh)
    fresh.chmod(0o600)
    # Before the names are exchanged: cut short between, seats would follow a feed that went back.
    _begin_epoch(f"sqlite:///{fresh}", now)
    _fold_log_in(fresh)
    former = None
    if current.exists():
        # Or its last commits would stay behind in a log that belongs to no file any more.
        _fold_log_in(current)
        # Kept: a restore by mistake must be undone.
        former = current.with_name(f"{current.name}.before-{now:%Y%m%dT%H%M%S}")
        current.replace(former)
    fresh.replace(current)
    return former


def _begin_epoch(url: str, now: datetime) -> None:
    def begin(connection: Connection) -> None:
        renew_epoch(connection)
        write_audit(connection, None, "restore", "", now)

    migrate(url)
    database = ServerDatabase.open(url)
    try:
        database.write_now(begin)
    finally:
        database.close()


def _fold_log_in(path: Path) -> None:
    """Leave one file: a write-ahead log beside another database would spoil it."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()


def _remove_with_log(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
