"""The first schema, as statements for either engine; a new SQLite file gets it at once.

The statements are those of version 0.3.0 for ever: what changes later is a migration.
"""

from contextlib import closing, suppress
from pathlib import Path

from sqlcipher3 import dbapi2

FOLDER = Path(__file__).parents[1] / "migrations" / "first_schema"
REVISION = "0001"
WAIT_S = 60.0
# As Alembic makes it, and without Alembic: that takes longer to import than most commands run.
STAMP = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
    " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))",
    f"INSERT INTO alembic_version VALUES ('{REVISION}')",
)


def statements(engine: str) -> list[str]:
    """Return them in order; engine is "sqlite" or "postgresql"."""
    text = (FOLDER / f"{engine}.sql").read_text(encoding="utf-8")
    return [statement for statement in text.split(";\n") if statement]


def make_schema(path: Path) -> None:
    """Make the tables in an empty file, all or none.

    Where that fails the file stays as it was, and the migration says why. Several processes may
    do so at once: the first makes them.
    """
    script = ";\n".join(["BEGIN IMMEDIATE", *statements("sqlite"), *STAMP, "COMMIT;"])
    with suppress(dbapi2.Error), closing(dbapi2.connect(str(path), timeout=WAIT_S)) as driver:
        driver.executescript(script)
