"""Writes the schema of a new SQLite file, after a migration was added.

python -m tools.generators.new_sqlite
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from server.store.engine.new_sqlite import SCHEMA
from server.store.migrations import migrate


def migrated_schema() -> str:
    """Return what all migrations make of an empty file, as statements."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.db"
        migrate(f"sqlite:///{path}")
        return statements_of(path)


def statements_of(path: Path) -> str:
    """Return what makes a file like this one: its schema, and the rows it has from the start."""
    sql = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
    with closing(sqlite3.connect(path)) as driver:
        made = [_tidy(row[0]) for row in driver.execute(sql)]
        rows = [line for line in driver.iterdump() if line.startswith("INSERT")]
    return "\n".join([*(f"{statement};" for statement in made), *rows, ""])


def _tidy(statement: str) -> str:
    return "\n".join(line.rstrip() for line in statement.strip().splitlines())


if __name__ == "__main__":
    SCHEMA.write_text(migrated_schema(), encoding="utf-8")
