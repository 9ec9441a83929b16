"""A backup restored beside the server and looked at: only then is it known to be one."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from server.settings import ServerSettings
from server.store.engine.connection import Connection
from server.store.engine.postgresql_tools import run_tool
from server.store.engine.server_database import ServerDatabase
from server.store.migrations import migrate
from server.store.operations.audit_log import first_broken_line
from server.usecases.operations.audit_head import head_file, read_head
from server.usecases.operations.back_up import verify
from server.usecases.operations.backup_content import DATA, BackupBroken, work_folder
from server.usecases.operations.restore import unpacked
from server.usecases.operations.server_keys import MARK, keys_file, read_keys

COUNTED = ("account", "citizen", "contact", "case_", "callback")


def try_backup(
    settings: ServerSettings, backup: Path, identities: Sequence[bytes]
) -> Mapping[str, int]:
    """Return how many rows the database in it has, none of a dump. Raise BackupBroken, OSError."""
    manifest = verify(backup)
    with work_folder(settings) as work:
        database = unpacked(backup, manifest, work, identities)
        if manifest.engine != "sqlite":
            # Read to its end: there is no second server to play it into.
            run_tool("pg_restore", ["--file=/dev/null", str(database)], settings.database)
            return {}
        if database == backup:
            raise BackupBroken("it is of an earlier version: make a new one")
        url = f"sqlite:///{database}"
        migrate(url)
        opened = ServerDatabase.open(url)
        try:
            return opened.read_now(lambda c: _looked_at(c, work / DATA))
        finally:
            opened.close()


def _looked_at(connection: Connection, data: Path) -> Mapping[str, int]:
    mark = connection.one("SELECT value FROM meta WHERE name = :name", {"name": MARK})
    keys = read_keys(keys_file(data))
    if mark is not None and (keys is None or keys.mark != mark["value"]):
        raise BackupBroken("the keys of its database are not in it")
    head = read_head(head_file(data), keys.audit) if keys else None
    # The file may be newer than the copy of the database: only where it begins is asked.
    broken = first_broken_line(connection, head.begun if head else (0, ""))
    if broken is not None:
        raise BackupBroken(f"line {broken} of its audit was altered or is missing")
    count = "SELECT COUNT(*) AS n FROM {}"
    return {table: connection.number(count.format(table)) for table in COUNTED}
