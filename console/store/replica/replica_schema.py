"""Brings a replica to the current schema; numbered scripts, each run once in a transaction."""

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from console.store.replica.cipher import Connection, load_sqlite_utils

SCRIPTS = Path(__file__).parent / "schema"
_SET = "console"


class NewerSchema(Exception):
    """The file was written by a newer version of the product."""


def migrate(connection: Connection) -> None:
    """Run the scripts that this replica has not had. Raise NewerSchema before touching anything."""
    sqlite_utils = load_sqlite_utils()
    migrations = sqlite_utils.Migrations(_SET)
    names = set()
    for script in sorted(SCRIPTS.glob("[0-9]*.sql")):
        names.add(script.stem)
        migrations(name=script.stem)(_runner(script))
    database = sqlite_utils.Database(connection)
    if any(done.name not in names for done in migrations.applied(database)):
        raise NewerSchema
    migrations.apply(database)


def _runner(script: Path) -> Any:
    def run(database: Any) -> None:
        for statement in _statements(script.read_text(encoding="utf-8")):
            database.conn.execute(statement)

    return run


def _statements(text: str) -> list[str]:
    """Split a script; executescript() would commit the transaction it should run in."""
    statements, current = [], ""
    for line in text.splitlines(keepends=True):
        current += line
        if line.rstrip().endswith(";") and dbapi2.complete_statement(current):
            statements.append(current)
            current = ""
    return statements
