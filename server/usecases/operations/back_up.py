"""A backup of the running database: one consistent file and a manifest to check it by."""

import contextlib
import hashlib
import os
from datetime import datetime
from pathlib import Path

import msgspec
from sqlcipher3 import dbapi2

from server.store.engine.connection import Connection
from server.store.engine.postgresql_tools import run_tool
from server.store.engine.schema_revision import is_known
from server.store.engine.server_database import ServerDatabase, is_sqlite, sqlite_path
from server.usecases.operations.installation import current_epoch

FORMAT = 1


class BackupBroken(Exception):
    """The backup is not what it should be; the text says what is wrong."""


class BackupThere(Exception):
    """There is a backup of that name already; the text is its path."""


class BackupManifest(msgspec.Struct, frozen=True, kw_only=True):
    format: int = FORMAT
    engine: str  # "sqlite" or "postgresql"
    made_at: datetime
    epoch: str
    revision: str  # of the schema
    size: int  # bytes
    sha256: str


def manifest_path(target: Path) -> Path:
    return target.with_name(target.name + ".manifest.json")


def back_up(url: str, target: Path, now: datetime) -> BackupManifest:
    """Write target and its manifest; blocks for seconds to minutes, writers go on meanwhile.

    Raise BackupThere, BackupBroken, StoreFault, ToolMissing, ToolFailed, OSError. Nothing half-made
    stays, and nothing is written over.
    """
    for there in (target, manifest_path(target)):
        # The one of before an upgrade must not be lost to a second run on the same day.
        if there.exists():
            raise BackupThere(str(there))
    target.parent.mkdir(parents=True, exist_ok=True)
    database = ServerDatabase.open(url)
    try:
        epoch, revision = database.read_now(lambda c: (current_epoch(c), schema_revision(c)))
    finally:
        database.close()
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        # Nobody else may read it from its first byte: every citizen is in it.
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        if is_sqlite(url):
            _copy_sqlite(sqlite_path(url), partial)
        else:
            run_tool("pg_dump", ["-Fc", "--no-owner", f"--file={partial}"], url)
        manifest = BackupManifest(
            engine="sqlite" if is_sqlite(url) else "postgresql",
            made_at=now,
            epoch=epoch,
            revision=revision,
            size=partial.stat().st_size,
            sha256=sha256_of(partial),
        )
        # Before the manifest: a backup counts as one only with it.
        _keep(partial, target)
    finally:
        partial.unlink(missing_ok=True)
    manifest_path(target).write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
    return manifest


def verify(target: Path) -> BackupManifest:
    """Return the manifest of a backup that is whole. Raise BackupBroken or OSError."""
    try:
        content = manifest_path(target).read_bytes()
        manifest = msgspec.json.decode(content, type=BackupManifest)
    except FileNotFoundError:
        raise BackupBroken(f"{manifest_path(target)} is missing") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BackupBroken(f"{manifest_path(target)} is no manifest") from None
    # Before anything is touched: PostgreSQL's data would be gone when its migration refuses.
    if manifest.format != FORMAT or not is_known(manifest.revision):
        raise BackupBroken("a newer ChiamaRoma made it, install that one")
    if sha256_of(target) != manifest.sha256:
        raise BackupBroken("its content is not what was backed up")
    if manifest.engine == "sqlite":
        quick_check(target)
    return manifest


def quick_check(path: Path) -> None:
    """Raise BackupBroken when the SQLite file is damaged."""
    try:
        with contextlib.closing(dbapi2.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            answer = connection.execute("PRAGMA quick_check").fetchone()[0]
    except dbapi2.DatabaseError as error:
        raise BackupBroken(f"it is no database: {error}") from None
    if answer != "ok":
        raise BackupBroken("its database is damaged")


def schema_revision(connection: Connection) -> str:
    row = connection.one("SELECT version_num FROM alembic_version")
    return str(row["version_num"]) if row else ""


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_sqlite(source_path: Path, copy_path: Path) -> None:
    """Copy in one step: page by page, each commit of the server would start it again."""
    with (
        contextlib.closing(dbapi2.connect(str(source_path))) as source,
        contextlib.closing(dbapi2.connect(str(copy_path))) as copy,
    ):
        source.execute("PRAGMA busy_timeout=60000")
        source.backup(copy)
        # One file: a backup's log beside it would be forgotten when it is moved.
        copy.execute("PRAGMA journal_mode=DELETE")
    quick_check(copy_path)


def _keep(partial: Path, target: Path) -> None:
    """Give the finished file its name, on the disk and not only in memory."""
    with partial.open("rb") as file:
        # After a power cut a name without content would look like a backup.
        os.fsync(file.fileno())
    partial.replace(target)
