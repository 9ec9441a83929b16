"""chiamaroma-server migrate: the schema of this version."""

import argparse

from server.cli import exit_codes
from server.cli.opened_database import opened_database
from server.settings import ServerSettings
from server.store.server_database import is_sqlite, sqlite_path
from server.usecases.back_up import schema_revision


def migrate_database(settings: ServerSettings, _: argparse.Namespace) -> int:
    is_new = is_sqlite(settings.database) and not sqlite_path(settings.database).exists()
    from sqlalchemy import make_url  # not before: most commands do without it

    with opened_database(settings) as database:
        revision = database.read_now(schema_revision)
    shown = make_url(settings.database).render_as_string()  # without its password
    print(f"{'Made' if is_new else 'Migrated'} {shown}: its schema is at revision {revision}.")
    return exit_codes.DONE
