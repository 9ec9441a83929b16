"""The database of the settings, migrated and opened for one command."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from server.settings import ServerSettings
from server.store.engine.faults import StoreFault, StoreUnavailable
from server.store.engine.first_schema import make_schema
from server.store.engine.schema_revision import is_current
from server.store.engine.server_database import ServerDatabase, is_sqlite, sqlite_path
from server.store.engine.sqlite_engine import as_fault

if TYPE_CHECKING:
    from sqlalchemy.exc import DatabaseError


@contextmanager
def opened_database(settings: ServerSettings) -> Iterator[ServerDatabase]:
    """Yield the database, made and migrated when needed. Raise StoreUnavailable."""
    prepare(settings.database)
    database = ServerDatabase.open(settings.database)
    try:
        yield database
    finally:
        database.close()


def prepare(url: str) -> None:
    """Bring the schema up to date; a new SQLite file is for its owner's eyes only."""
    if is_sqlite(url):
        path = sqlite_path(url)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
            make_schema(path)
    if not is_current(url):
        _migrate(url)


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
