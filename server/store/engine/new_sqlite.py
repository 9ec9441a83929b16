"""A new SQLite file gets its schema at once: the migrations take longer than most commands run.

new_sqlite.sql is what all of them make of an empty file; a test compares. It is written anew by
python -m tools.generators.new_sqlite
"""

from contextlib import closing, suppress
from pathlib import Path

from sqlcipher3 import dbapi2

SCHEMA = Path(__file__).with_suffix(".sql")
WAIT_S = 60.0


def make_schema(path: Path) -> None:
    """Make the tables in an empty file, all or none.

    Where that fails the file stays as it was, and the migration says why. Several processes may
    do so at once: the first makes them.
    """
    script = f"BEGIN IMMEDIATE;\n{SCHEMA.read_text('utf-8')}COMMIT;"
    with suppress(dbapi2.Error), closing(dbapi2.connect(str(path), timeout=WAIT_S)) as driver:
        driver.executescript(script)
