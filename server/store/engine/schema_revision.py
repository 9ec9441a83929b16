"""Which revision of the schema a database has, told without Alembic: each command asks it."""

from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from server.store.engine.server_database import is_sqlite, sqlite_path

VERSIONS = Path(__file__).parents[1] / "migrations" / "versions"
_QUESTION = "SELECT version_num FROM alembic_version"


def revisions() -> set[str]:
    """Return the revisions this program knows: the numbers in the names of its migrations."""
    return {path.name.partition("_")[0] for path in VERSIONS.glob("[0-9]*.py")}


def newest() -> str:
    """Return the revision of this program."""
    return max(revisions(), default="")


def is_known(revision: str) -> bool:
    """Return whether this version has such a schema; "" is that of an empty database."""
    return not revision or revision in revisions()


def is_current(url: str) -> bool:
    """Return whether the database surely has the schema of this program: nothing is to migrate.

    False also where it cannot be asked: the migration then says why.
    """
    return revision_of(url) == newest()


def revision_of(url: str) -> str:
    """Return the revision of the database, "" where there is none or it cannot be asked."""
    found = _sqlite_answer(sqlite_path(url)) if is_sqlite(url) else _postgresql_answer(url)
    return found[0][0] if found else ""


def _sqlite_answer(path: Path) -> list[tuple[str]]:
    try:
        with closing(dbapi2.connect(str(path))) as driver:
            answer: list[tuple[str]] = driver.execute(_QUESTION).fetchall()
    except dbapi2.Error:
        return []
    return answer


def _postgresql_answer(url: str) -> list[tuple[str]]:
    import psycopg  # not before: who has a SQLite file starts without it

    from server.store.engine.postgresql_engine import CONNECT_TIMEOUT_S

    try:
        with psycopg.connect(url, connect_timeout=CONNECT_TIMEOUT_S) as driver:
            return driver.execute(_QUESTION).fetchall()
    except psycopg.Error:
        return []
