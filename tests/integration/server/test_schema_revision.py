"""A database that is up to date is opened without the tools of migration, any other with them."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from server.cli.opened_database import prepare
from server.store.faults import NewerSchema
from server.store.migrations import differences, migrate
from server.store.schema_revision import VERSIONS, is_current, newest
from server.store.server_database import ServerDatabase

OLDER = "0012"


def test_the_newest_revision_is_the_one_the_migrations_lead_to() -> None:
    assert newest() == ScriptDirectory(str(VERSIONS.parent)).get_current_head()


def test_only_a_migrated_database_is_current(empty_database_url: str) -> None:
    assert not is_current(empty_database_url)
    migrate(empty_database_url, OLDER)
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


def test_a_command_on_a_current_database_waits_for_no_package_of_others(tmp_path: Path) -> None:
    """They take longer to import than most commands run."""
    url = f"sqlite:///{tmp_path / 'current.db'}"
    prepare(url)
    program = """
import sys
from server.cli.command_line import run
assert run(sys.argv[1:]) == 0
sys.exit(", ".join({"sqlalchemy", "alembic", "httpx"} & set(sys.modules)) or 0)
"""
    words = ["account", "list", "--database", url, "--data-dir", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, timeout=180
    )
    assert (done.returncode, done.stderr) == (0, "")
