"""chiamaroma-server backup and restore."""

import argparse
from datetime import UTC, datetime

from server.cli import exit_codes
from server.cli.database_lock import database_lock
from server.settings import ServerSettings
from server.usecases.operations.back_up import back_up, manifest_path
from server.usecases.operations.restore import restore


def make_backup(settings: ServerSettings, options: argparse.Namespace) -> int:
    manifest = back_up(settings.database, options.file, datetime.now(UTC))
    print(f"{options.file}: {manifest.size} bytes, sha256 {manifest.sha256}.")
    print(f"{manifest_path(options.file)}: keep it beside, restoring needs it.")
    return exit_codes.DONE


def restore_backup(settings: ServerSettings, options: argparse.Namespace) -> int:
    with database_lock(settings.database):
        manifest, former = restore(settings.database, options.file, datetime.now(UTC))
    print(f"Restored the backup of {manifest.made_at:%Y-%m-%d %H:%M} UTC, with a new epoch.")
    if former is not None:
        print(f"The former database is {former}.")
    return exit_codes.DONE
