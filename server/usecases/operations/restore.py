"""Putting a backup in the place of the server's data; seats then take everything anew."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from msgspec import structs
from sqlcipher3 import dbapi2

from contract.domain.ids import new_id
from server.settings import ServerSettings
from server.store.contacts.case_numbers import skip_numbers
from server.store.engine.connection import Connection
from server.store.engine.postgresql_tools import run_tool
from server.store.engine.server_database import ServerDatabase, is_sqlite, sqlite_path
from server.store.engine.sqlite_files import fold_log_in, remove_log, remove_with_log
from server.store.messages.outgoing import OUTBOXES
from server.store.migrations import migrate
from server.usecases.citizens.erase_again import erase_restored
from server.usecases.citizens.erased_marks import marks_file, merge_marks
from server.usecases.operations.age_keys import recipient_of
from server.usecases.operations.audit_head import begin_head, head_file
from server.usecases.operations.back_up import FORGET_SESSIONS, engine_of, quick_check, verify
from server.usecases.operations.backup_content import (
    ASIDE,
    DATA,
    DATABASE,
    NAMED,
    BackupBroken,
    BackupManifest,
    Part,
    Unsealed,
    files_of,
    unpack,
    work_folder,
    write_backup,
)
from server.usecases.operations.dumped_seats import SEATS, restoring_script
from server.usecases.operations.installation import EPOCH, renew_epoch
from server.usecases.operations.server_keys import former_keys, keys_file, read_keys, write_keys
from server.usecases.operations.write_audit import write_audit


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    manifest: BackupManifest
    former: Path | None  # a backup of what was there before
    aside: Path | None  # files that lay outside the data folder, for whoever puts them back


def restore(
    settings: ServerSettings,
    backup: Path,
    now: datetime,
    *,
    identities: Sequence[bytes] = (),
    allows_plain: bool = False,
) -> Restored:
    """Put back the database and all files of the server, and begin a new epoch.

    No server may run on the database meanwhile. allows_plain: the former data may stay in clear.
    Raise BackupBroken, Unsealed before anything is touched; ToolMissing, ToolFailed, OSError.
    """
    # First: nothing is touched for a backup that is damaged or of a newer version.
    manifest = verify(backup)
    if manifest.engine != engine_of(settings.database):
        used = engine_of(settings.database)
        raise BackupBroken(f"it holds a {manifest.engine} database, this server uses {used}")
    with work_folder(settings) as work:
        database = unpacked(backup, manifest, work, identities)
        recipients = settings.backup.recipients or [recipient_of(one) for one in identities]
        begin = partial(
            _begin_epoch, made_at=manifest.made_at, now=now, disabled=_disabled(settings.database)
        )
        former = None
        if is_sqlite(settings.database) and sqlite_path(settings.database).exists():
            if not recipients and not allows_plain:
                raise Unsealed("The former database")
            former = _save_former(settings, now, recipients)
        # Before the database, which a server without its keys does not serve.
        _put_files(work / DATA, settings, backup.parent)
        if is_sqlite(settings.database):
            _swap_file(database, sqlite_path(settings.database), begin)
        else:
            _replay_dump(database, restoring_script(work / SEATS), settings.database)
            begin(settings.database)
        _settle_keys(settings)
        erase_restored(settings, now)
        return Restored(manifest=manifest, former=former, aside=_aside(work, settings, now))


def unpacked(
    backup: Path, manifest: BackupManifest, folder: Path, identities: Sequence[bytes]
) -> Path:
    """Lay the backup out in folder; return where its database is. Raise BackupBroken."""
    if manifest.format == 1:
        database = backup
    else:
        if manifest.is_sealed and not identities:
            raise BackupBroken("it is sealed: name the file of an identity with --identity")
        unpack(backup, folder, identities, is_sealed=manifest.is_sealed)
        database = folder / DATABASE
    if manifest.engine == "sqlite":
        quick_check(database)
    return database


def _save_former(settings: ServerSettings, now: datetime, recipients: Sequence[str]) -> Path:
    """Back up what is there, damaged or not: a restore by mistake must be undone."""
    current = sqlite_path(settings.database)
    # Or its last commits would stay behind in a log that belongs to no file any more.
    with suppress(dbapi2.DatabaseError):
        fold_log_in(current)
    ending = ".age" if recipients else ""
    target = current.with_name(f"{current.name}.before-{now:%Y%m%dT%H%M%S}{ending}")
    epoch, revision = _epoch_and_revision(current)
    manifest = BackupManifest(engine="sqlite", made_at=now, epoch=epoch, revision=revision)
    parts = [Part(name=DATABASE, path=current)]
    if (left := current.with_name(f"{current.name}-wal")).exists():
        parts.append(Part(name=f"{DATABASE}-wal", path=left))
    write_backup(target, manifest, [*parts, *files_of(settings)], recipients)
    return target


def _epoch_and_revision(path: Path) -> tuple[str, str]:
    """Return "" for what a damaged database does not tell."""
    with suppress(dbapi2.DatabaseError), closing(dbapi2.connect(str(path))) as connection:
        epoch = connection.execute("SELECT value FROM meta WHERE name = ?", (EPOCH,)).fetchone()
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return (epoch or ("",))[0], (revision or ("",))[0]
    return "", ""


def _put_files(data: Path, settings: ServerSettings, beside: Path) -> None:
    data.mkdir(exist_ok=True)
    marks = marks_file(settings.data_dir)
    # Whoever was erased since the backup is in it.
    merge_marks(marks_file(data), marks, beside / marks.name)
    kept = read_keys(keys_file(data))
    present = read_keys(keys_file(settings.data_dir))
    if kept and present and kept.mark == present.mark:
        # Rotated since: what somebody may have read must not be valid again.
        keys_file(data).unlink()
    for path in sorted(data.rglob("*")):
        target = settings.data_dir / path.relative_to(data)
        if path.is_dir():
            target.mkdir(mode=0o700, exist_ok=True)
            continue
        partial = target.with_name(f"{target.name}.partial")
        shutil.copyfile(path, partial)
        partial.chmod(0o600)
        partial.replace(target)


def _aside(work: Path, settings: ServerSettings, now: datetime) -> Path | None:
    """Keep what lay outside the data folder where its reader finds it: it is root's to place."""
    if not (work / NAMED).exists():
        return None
    target = settings.data_dir / f"{ASIDE}{now:%Y%m%dT%H%M%S}"
    (work / NAMED).rename(target)
    target.chmod(0o700)
    return target


def _settle_keys(settings: ServerSettings) -> None:
    """Let keys go that are of no database any more; the audit goes on where it ends now."""
    path, head = keys_file(settings.data_dir), head_file(settings.data_dir)
    database = ServerDatabase.open(settings.database)
    try:
        former, present = database.read_now(former_keys), read_keys(path)
        if former and present and former.mark != present.mark:
            # Those of the restored database are still in it. Who was erased since stays so.
            present = structs.replace(former, audit=present.audit, erased=present.erased)
            write_keys(path, present)
        head.unlink(missing_ok=True)
        if present:
            database.read_now(lambda c: begin_head(c, head, present.audit))
    finally:
        database.close()


def _swap_file(backup: Path, current: Path, begin: Callable[[str], None]) -> None:
    """Prepare the copy beside the database, new epoch included, then put it in its place."""
    current.parent.mkdir(parents=True, exist_ok=True)
    fresh = current.with_name(current.name + ".restoring")
    # Of a run that was cut short: an old log would be played into the new file.
    remove_with_log(fresh)
    shutil.copyfile(backup, fresh)
    fresh.chmod(0o600)
    # Before the names are exchanged: cut short between, seats would follow a feed that went back.
    begin(f"sqlite:///{fresh}")
    fold_log_in(fresh)
    remove_log(current)
    fresh.replace(current)


def _replay_dump(backup: Path, seats: str, url: str) -> None:
    """Put a dump in the place of what is in PostgreSQL, seats and new epoch included, or nothing.

    With the epoch in a second transaction a crash between the two left a server that went back
    and whose seats did not hear of it.
    """
    script = run_tool(
        "pg_restore", ["--clean", "--if-exists", "--no-owner", "-f-", str(backup)], url
    )
    begun = f"UPDATE public.meta SET value = '{new_id()}' WHERE name = '{EPOCH}';\n"
    run_tool(
        "psql",
        ["--single-transaction", "-qXv", "ON_ERROR_STOP=1", "-f-"],
        url,
        script + seats + begun,
    )


def _disabled(url: str) -> Sequence[str]:
    """Return the accounts that may not come in now, none where the database cannot be asked."""
    if is_sqlite(url) and not sqlite_path(url).exists():
        return []
    # Damaged, empty, of another version: then there is nobody to ask, and the restore goes on.
    with suppress(Exception), closing(ServerDatabase.open(url)) as database:
        rows = database.read_now(lambda c: c.execute("SELECT id FROM account WHERE is_active = 0"))
        return [str(row["id"]) for row in rows]
    return []


def _begin_epoch(url: str, made_at: datetime, now: datetime, disabled: Sequence[str]) -> None:
    def begin(connection: Connection) -> None:
        renew_epoch(connection)
        # Whoever was put out since the backup is not let in again by it.
        for account_id in disabled:
            connection.execute(
                "UPDATE account SET is_active = 0 WHERE id = :id", {"id": account_id}
            )
        skip_numbers(connection, made_at, now)
        for statement in FORGET_SESSIONS.values():
            connection.execute(statement)
        # What waited when the backup was made may have left since: the sender finds each as one
        # whose attempt was cut short, and tells of it in place of sending it once more.
        for outbox in OUTBOXES:
            connection.execute(
                f"UPDATE {outbox.table} SET state = 'sending', begun_at = 0"
                " WHERE state IN ('waiting', 'sending')"
            )
        write_audit(connection, None, "restore", "", now)

    migrate(url)
    database = ServerDatabase.open(url)
    try:
        database.write_now(begin)
    finally:
        database.close()
