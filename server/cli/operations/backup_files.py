"""chiamaroma-server backup, restore and try-backup."""

import argparse
from datetime import UTC, datetime

from server.cli import exit_codes
from server.cli.database_lock import database_lock
from server.settings import ServerSettings
from server.usecases.operations.age_keys import identities_in
from server.usecases.operations.back_up import back_up
from server.usecases.operations.backup_content import Unsealed, manifest_path
from server.usecases.operations.restore import restore
from server.usecases.operations.trusted_clock import MOST_AHEAD
from server.usecases.operations.try_backup import try_backup


def make_backup(settings: ServerSettings, options: argparse.Namespace) -> int:
    recipients = options.recipient or settings.backup.recipients
    if not recipients and not options.plain:
        raise Unsealed("The backup")
    sealed_for = () if options.plain else tuple(recipients)
    manifest = back_up(settings, options.file, datetime.now(UTC), sealed_for)
    print(f"{options.file}: {manifest.size} bytes, sha256 {manifest.sha256}.")
    print(f"{manifest_path(options.file)}: keep it beside, restoring needs it.")
    if not sealed_for:
        print("Everybody who reads it reads every citizen, and can act as this server.")
    return exit_codes.DONE


def restore_backup(settings: ServerSettings, options: argparse.Namespace) -> int:
    identities = identities_in(options.identity) if options.identity else []
    with database_lock(settings.database):
        done = restore(
            settings,
            options.file,
            datetime.now(UTC),
            identities=identities,
            allows_plain=options.plain,
        )
    print(f"Restored the backup of {done.manifest.made_at:%Y-%m-%d %H:%M} UTC, with a new epoch.")
    print("Everybody signs in again, with the passwords of that time.")
    if datetime.now(UTC) - done.manifest.made_at > MOST_AHEAD:
        print("Nothing is deleted by its age before: chiamaroma-server retention accept-clock")
    if done.former is not None:
        print(f"What was there before is in {done.former}, a backup like any other.")
    if done.aside is not None:
        print(f"Files that lay elsewhere are in {done.aside}: put back what is missing.")
    return exit_codes.DONE


def try_a_backup(settings: ServerSettings, options: argparse.Namespace) -> int:
    identities = identities_in(options.identity) if options.identity else []
    rows = try_backup(settings, options.file, identities)
    counted = ", ".join(f"{table.rstrip('_')} {count}" for table, count in rows.items())
    print(f"{options.file} can be restored. Rows: {counted or 'a dump, read to its end'}.")
    return exit_codes.DONE
