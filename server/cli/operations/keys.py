"""chiamaroma-server keys: where the server's secrets lie, and others in their place."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from server.cli import exit_codes
from server.cli.administrator import os_user
from server.cli.database_lock import database_lock
from server.cli.opened_database import opened_database
from server.settings import ServerSettings
from server.store.engine.connection import Connection
from server.usecases.operations.age_keys import new_identity
from server.usecases.operations.server_keys import (
    KeysMissing,
    ServerKeys,
    adopt,
    keys_file,
    new_keys,
    own_keys,
    read_keys,
    write_keys,
)
from server.usecases.operations.write_audit import write_audit


def keys_show(settings: ServerSettings, _: argparse.Namespace) -> int:
    path = keys_file(settings.data_dir)
    with opened_database(settings) as database:
        keys = database.write_now(lambda c: own_keys(c, path))
    print(f"The keys are in {path}: keep a copy of it, apart from the database.")
    print(f"The public key for the setting server_key of seats is {keys.mark}")
    return exit_codes.DONE


def keys_rotate(settings: ServerSettings, _: argparse.Namespace) -> int:
    path = keys_file(settings.data_dir)
    with database_lock(settings.database), opened_database(settings) as database:
        keys = database.write_now(lambda c: own_keys(c, path)).rotated()
        write_keys(path, keys)
        database.write_now(lambda c: _noted(c, keys, "keys.rotated"))
    print(f"{path} has new keys. Everybody signs in again; what seats had sealed still opens.")
    return exit_codes.DONE


def keys_identity(_: ServerSettings, options: argparse.Namespace) -> int:
    recipient = new_identity(options.file)
    print(f"{options.file} opens what is sealed for {recipient}")
    print("Keep it away from this server and from the backups, and a second copy elsewhere.")
    return exit_codes.DONE


def keys_anew(settings: ServerSettings, _: argparse.Namespace) -> int:
    path = keys_file(settings.data_dir)
    with database_lock(settings.database), opened_database(settings) as database:
        # Those who were erased stay so, and the audit whole: both are outside the database.
        keys = new_keys(kept=_readable(path))
        write_keys(path, keys)
        database.write_now(lambda c: _noted(c, keys, "keys.anew"))
    print(f"{path} has new keys. Give each seat the setting server_key = {keys.mark}")
    return exit_codes.DONE


def _readable(path: Path) -> ServerKeys | None:
    try:
        return read_keys(path)
    except KeysMissing:
        return None


def _noted(connection: Connection, keys: ServerKeys, action: str) -> None:
    adopt(connection, keys)
    write_audit(connection, None, action, os_user(), datetime.now(UTC))
