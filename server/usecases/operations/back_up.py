"""A backup of the running server: one consistent file and a manifest to check it by."""

import contextlib
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from sqlcipher3 import dbapi2

from server.settings import ServerSettings
from server.store.engine.connection import Connection
from server.store.engine.postgresql_tools import run_tool
from server.store.engine.schema_revision import is_known
from server.store.engine.server_database import ServerDatabase, is_sqlite, sqlite_path
from server.usecases.operations.backup_content import (
    DATABASE,
    FORMAT,
    BackupBroken,
    BackupManifest,
    Part,
    files_of,
    manifest_path,
    sha256_of,
    work_folder,
    write_backup,
)
from server.usecases.operations.dumped_seats import SEATS, seats_without_secrets
from server.usecases.operations.installation import current_epoch

# Signed in is nobody in a backup: who was put out since would be in again. Nor may a code that was
# used since enrol another computer.
FORGET_SESSIONS = {
    "session": "DELETE FROM session",
    "seat_code": "DELETE FROM seat_code",
    "seat": "UPDATE seat SET line_digest = ''",
}


def back_up(
    settings: ServerSettings, target: Path, now: datetime, recipients: Sequence[str]
) -> BackupManifest:
    """Write target and its manifest; blocks for seconds to minutes, writers go on meanwhile.

    recipients: who can open it; without any it is in clear. Raise BackupThere, BackupBroken,
    StoreFault, ToolMissing, ToolFailed, UnusableIdentity, OSError. Nothing half-made stays, and
    nothing is written over.
    """
    database = ServerDatabase.open(settings.database)
    try:
        epoch, revision, seats = database.read_now(
            lambda c: (current_epoch(c), schema_revision(c), seats_without_secrets(c))
        )
    finally:
        database.close()
    manifest = BackupManifest(
        engine=engine_of(settings.database), made_at=now, epoch=epoch, revision=revision
    )
    with work_folder(settings) as work:
        copy = work / DATABASE
        parts = [Part(name=DATABASE, path=copy), *files_of(settings)]
        if is_sqlite(settings.database):
            _copy_sqlite(sqlite_path(settings.database), copy)
        else:
            left_out = [f"--exclude-table-data={table}" for table in FORGET_SESSIONS]
            words = ["-Fc", "--no-owner", *left_out, f"--file={copy}"]
            run_tool("pg_dump", words, settings.database)
            (work / SEATS).write_text(json.dumps(seats))
            parts.append(Part(name=SEATS, path=work / SEATS))
        return write_backup(target, manifest, parts, recipients)


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
    if manifest.format > FORMAT or not is_known(manifest.revision):
        raise BackupBroken("a newer ChiamaRoma made it, install that one")
    if sha256_of(target) != manifest.sha256:
        raise BackupBroken("its content is not what was backed up")
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


def engine_of(url: str) -> str:
    return "sqlite" if is_sqlite(url) else "postgresql"


def schema_revision(connection: Connection) -> str:
    row = connection.one("SELECT version_num FROM alembic_version")
    return str(row["version_num"]) if row else ""


def _copy_sqlite(source_path: Path, copy_path: Path) -> None:
    """Copy in one step: page by page, each commit of the server would start it again."""
    with (
        contextlib.closing(dbapi2.connect(str(source_path))) as source,
        contextlib.closing(dbapi2.connect(str(copy_path), isolation_level=None)) as copy,
    ):
        source.execute("PRAGMA busy_timeout=60000")
        source.backup(copy)
        # One file: a backup's log beside it would be forgotten when it is moved.
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("PRAGMA secure_delete=ON")
        # Before an upgrade a database may be of a version that has not all of them.
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master").fetchall()}
        for table in FORGET_SESSIONS.keys() & tables:
            copy.execute(FORGET_SESSIONS[table])
    quick_check(copy_path)
