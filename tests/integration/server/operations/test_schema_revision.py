"""A database that is up to date is opened without the tools of migration, any other with them."""

import shutil
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlcipher3 import dbapi2

from server.cli.opened_database import prepare
from server.store.engine.faults import NewerSchema
from server.store.engine.first_schema import STAMP, make_schema, statements
from server.store.engine.schema_revision import VERSIONS, is_current, newest
from server.store.engine.server_database import ServerDatabase
from server.store.migrations import differences, migrate
from tests.support.processes import ran


def test_the_newest_revision_is_the_one_the_migrations_lead_to() -> None:
    assert newest() == ScriptDirectory(str(VERSIONS.parent)).get_current_head()


def test_only_a_migrated_database_is_current(empty_database_url: str) -> None:
    assert not is_current(empty_database_url)
    prepare(empty_database_url)
    assert is_current(empty_database_url)
    assert differences(empty_database_url) == []


def test_a_newer_database_is_not_current_and_is_refused(database_url: str) -> None:
    _write_revision(database_url, "9999")
    try:
        assert not is_current(database_url)
        with pytest.raises(NewerSchema):
            prepare(database_url)
    finally:
        _write_revision(database_url, newest())


def _write_revision(url: str, revision: str) -> None:
    database = ServerDatabase.open(url)
    database.write_now(
        lambda c: c.execute(f"UPDATE alembic_version SET version_num = '{revision}'")
    )
    database.close()


def test_a_new_file_is_what_all_migrations_make_of_it(tmp_path: Path) -> None:
    at_once, walked = tmp_path / "new.db", tmp_path / "walked.db"
    prepare(f"sqlite:///{at_once}")
    migrate(f"sqlite:///{walked}")
    assert _content(at_once) == _content(walked)
    assert at_once.stat().st_mode & 0o777 == 0o600


def _content(path: Path) -> list[str]:
    """Return the statements that make such a file, each in one line."""
    with closing(sqlite3.connect(path)) as driver:
        return sorted(
            " ".join(line.split()).replace("( ", "(").replace(" )", ")")
            for line in driver.iterdump()
        )


def test_a_file_that_has_tables_is_not_made_anew(sqlite_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    shutil.copy(sqlite_file, path)
    make_schema(path)
    assert path.read_bytes() == sqlite_file.read_bytes()


def test_whoever_comes_while_a_new_file_is_made_waits_for_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    with closing(dbapi2.connect(str(tmp_path / "new.db"), isolation_level=None)) as first:
        first.execute("BEGIN IMMEDIATE")
        for statement in [*statements("sqlite"), *STAMP]:
            first.execute(statement)
        with ThreadPoolExecutor() as threads:
            second = threads.submit(prepare, url)
            first.execute("COMMIT")
            second.result()
    assert is_current(url)
    assert differences(url) == []


def test_a_command_on_a_current_database_waits_for_no_package_of_others(tmp_path: Path) -> None:
    """They take longer to import than most commands run. A new one walks the migrations, once."""
    url = f"sqlite:///{tmp_path / 'current.db'}"
    prepare(url)
    program = """
from server.cli.command_line import run
assert run(sys.argv[1:]) == 0
"""
    words = ["account", "list", "--database", url, "--data-dir", str(tmp_path)]
    assert slow_packages_after(program, *words) == ""


@pytest.mark.parametrize("module", ["operations.serve", "knowledge.knowledge_files"])
def test_a_program_starts_without_packages_it_needs_at_times(module: str) -> None:
    assert slow_packages_after(f"import server.cli.{module}") == ""


def slow_packages_after(program: str, *words: str) -> str:
    """Return those among them that the program, run with these words, has imported."""
    slow = {"alembic", "httpx", "numpy", "openpyxl", "psycopg", "sqlalchemy", "websockets"}
    told = f"\nsys.exit(', '.join({slow} & set(sys.modules)) or 0)"
    done = ran(sys.executable, "-c", f"import sys\n{program}{told}", *words)
    return done.stderr if done.returncode else ""
