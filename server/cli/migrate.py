"""chiamaroma-server migrate: the schema of this version."""

import argparse

from server.cli import exit_codes
from server.cli.opened_database import opened_database
from server.settings import ServerSettings
from server.usecases.back_up import schema_revision


def migrate_database(settings: ServerSettings, _: argparse.Namespace) -> int:
    with opened_database(settings) as database:
        revision = database.read_now(schema_revision)
    print(f"The schema is at revision {revision}.")
    return exit_codes.DONE
