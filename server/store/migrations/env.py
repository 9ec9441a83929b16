"""Run by Alembic for each walk through the history; the caller hands over the URL."""

from alembic import context
from sqlalchemy import text

from server.store.engine.advisory_locks import Lock
from server.store.engine.schema import metadata
from server.store.migrations import alembic_engine


def run() -> None:
    engine = alembic_engine(context.config.attributes["url"])
    try:
        with engine.connect() as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                lock = {"lock": int(Lock.MIGRATION)}
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), lock)
            context.configure(
                connection=connection,
                target_metadata=metadata,
                render_as_batch=True,
                transactional_ddl=False,  # the transaction around is ours
            )
            context.run_migrations()
    finally:
        engine.dispose()


run()
