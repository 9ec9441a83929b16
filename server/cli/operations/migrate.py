"""chiamaroma-server migrate: the schema of this version."""

import argparse

from server.cli import exit_codes
from server.cli.opened_database import opened_database
from server.settings import ServerSettings
from server.store.engine.server_database import is_sqlite, sqlite_path
from server.usecases.operations.back_up import schema_revision


def migrate_database(settings: ServerSettings, options: argparse.Namespace) -> int:
    is_new = is_sqlite(settings.database) and not sqlite_path(settings.database).exists()
    with opened_database(settings, saves=not options.no_backup) as database:
        revision = database.read_now(schema_revision)
    shown = _without_password(settings.database)
    print(f"{'Made' if is_new else 'Migrated'} {shown}: its schema is at revision {revision}.")
    return exit_codes.DONE


def _without_password(url: str) -> str:
    if is_sqlite(url):
        return url
    from sqlalchemy import make_url  # not before: it takes longer than the rest

    return make_url(url).render_as_string()
