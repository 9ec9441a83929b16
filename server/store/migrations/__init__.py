"""The history of the schema since version 0.3.0, and how to walk it: one for both engines.

The first migration runs the statements of first_schema/; those never change. A migration that
writes another shape into replicated rows begins a new epoch (it gives meta's row 'epoch' another
value): no version changes by it, and seats would keep what they copied. replicated_shapes.json
notes the shapes with the number of that migration (python -m tools.generators.replicated_shapes); a
test compares.
"""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from server.store.engine.faults import NewerSchema
from server.store.engine.schema import metadata
from server.store.engine.schema_revision import is_known

LATEST = "head"


def migrate(url: str, revision: str = LATEST) -> None:
    """Bring the database of sqlite:///… or postgresql://… up to revision; makes it when absent.

    Several processes may do so at once: they take turns. Raise NewerSchema.
    """
    try:
        _run(url, lambda config: command.upgrade(config, revision))
    except CommandError as error:
        # A revision Alembic does not know was written by a newer version of this program.
        if isinstance(error.__cause__, ResolutionError):
            raise NewerSchema(error.__cause__.argument) from error
        raise


def migrate_back(url: str, revision: str) -> None:
    """Undo the migrations after revision; "base" drops everything."""
    _run(url, lambda config: command.downgrade(config, revision))


def differences(url: str) -> list[Any]:
    """Return what the database lacks of the declared schema, or has beyond it."""
    engine = alembic_engine(url)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"target_metadata": metadata})
            return list(compare_metadata(context, metadata))
    finally:
        engine.dispose()


def newer_revision(url: str) -> str:
    """Return the revision of a database that a newer version wrote; "" where none did."""
    engine = alembic_engine(url)
    try:
        with engine.connect() as connection:
            revision = MigrationContext.configure(connection).get_current_revision() or ""
    finally:
        engine.dispose()
    return "" if is_known(revision) else revision


def alembic_engine(url: str) -> Engine:
    """Return an engine for migrations; on SQLite each is one transaction, DDL included."""
    if url.startswith("postgresql://"):
        return create_engine(
            "postgresql+psycopg://" + url.removeprefix("postgresql://"), poolclass=NullPool
        )
    engine = create_engine(url, module=dbapi2, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _leave_transactions_to_us(driver: Any, _record: Any) -> None:
        # The driver would commit before each DDL: half a migration would stay behind.
        driver.isolation_level = None
        # Processes that migrate at once take turns: the second waits for the whole walk.
        driver.execute("PRAGMA busy_timeout=60000")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _run(url: str, step: Any) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    step(config)
