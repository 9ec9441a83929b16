"""The database of the settings, migrated and opened for one command."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from contract.closed_process import close_files
from server.settings import ServerSettings
from server.store.engine.faults import StoreFault, StoreUnavailable
from server.store.engine.first_schema import make_schema
from server.store.engine.schema_revision import is_current, revision_of, revisions
from server.store.engine.server_database import ServerDatabase, is_sqlite, sqlite_path
from server.store.engine.sqlite_engine import as_fault

if TYPE_CHECKING:
    from sqlalchemy.exc import DatabaseError

log = logging.getLogger(__name__)


@contextmanager
def opened_database(settings: ServerSettings, *, saves: bool = True) -> Iterator[ServerDatabase]:
    """Yield the database, made and migrated when needed. Raise StoreUnavailable, NotSaved.

    saves: before a migration a backup is made.
    """
    prepare(settings.database, (lambda: _save(settings)) if saves else _nothing_to_save)
    database = ServerDatabase.open(settings.database)
    try:
        yield database
        _keep_head(settings, database)
    finally:
        database.close()


def _keep_head(settings: ServerSettings, database: ServerDatabase) -> None:
    """Note what this command wrote in the audit: until the server runs nobody else does."""
    # Not before: most commands write nothing.
    from server.usecases.operations.audit_head import AuditBroken, head_file, keep_head
    from server.usecases.operations.server_keys import KeysMissing, keys_file, read_keys

    # A reader of another account may not read the keys; what is broken audit verify tells.
    with suppress(OSError, StoreFault, KeysMissing, AuditBroken):
        if keys := read_keys(keys_file(settings.data_dir)):
            path = head_file(settings.data_dir)
            database.read_now(lambda c: keep_head(c, path, keys.audit))


def prepare(url: str, before_migration: Callable[[], None] = lambda: None) -> None:
    """Bring the schema up to date; a new SQLite file is for its owner's eyes only."""
    is_new = False
    if is_sqlite(url):
        path = sqlite_path(url)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        close_files(path.parent, f"{path.name}*")
        is_new = not path.exists()
        if is_new:
            # An empty one in its place would be served, and seats would take it for the city's.
            if left := sorted(path.parent.glob(f"{path.name}.before-*")):
                raise StoreUnavailable(
                    f"a restore was cut short, {left[-1].name} is the former one"
                )
            path.touch(mode=0o600)
            make_schema(path)
            before_migration = _nothing_to_save
    if not is_current(url):
        if not is_new:
            before_migration()
        _migrate(url)


def _nothing_to_save() -> None:
    """Stand for a backup that nobody needs: the database is new, or they have one of their own."""


def _save(settings: ServerSettings) -> None:
    """Keep what a migration changes: an older version cannot read it afterwards."""
    # Not before: most commands migrate nothing.
    from server.store.engine.postgresql_tools import ToolFailed, ToolMissing
    from server.usecases.operations.back_up import back_up
    from server.usecases.operations.backup_content import UPGRADES, NotSaved, drop_old_upgrades

    if revision_of(settings.database) not in revisions():
        return  # empty, or not to be migrated
    now, recipients = datetime.now(UTC), settings.backup.recipients
    ending = "age" if recipients else "tar"
    target = settings.data_dir / UPGRADES / f"{now:%Y-%m-%dT%H%M%S}.{ending}"
    try:
        back_up(settings, target, now, recipients)
    except (ToolMissing, ToolFailed, OSError) as error:
        raise NotSaved from error
    log.warning("before the migration everything was saved in %s", target)
    # What cannot be deleted hinders no upgrade.
    with suppress(OSError):
        drop_old_upgrades(settings.data_dir)


def _migrate(url: str) -> None:
    # Not before: Alembic and SQLAlchemy take longer to import than most commands run.
    from sqlalchemy.exc import DatabaseError

    from server.store.migrations import migrate

    try:
        migrate(url)
    except DatabaseError as error:
        fault = as_fault(error.orig) if error.orig and is_sqlite(url) else error
        known = fault if isinstance(fault, StoreFault) else StoreUnavailable(_first_line(error))
        raise known from error


def _first_line(error: "DatabaseError") -> str:
    return str(error.orig).strip().splitlines()[0] if error.orig else type(error).__name__
