"""One history for both engines, in both directions."""

import subprocess
import sys

from server.store.migrations import differences, migrate, migrate_back
from server.store.server_database import ServerDatabase


def test_migrated_database_is_what_the_schema_declares(empty_database_url: str) -> None:
    migrate(empty_database_url)
    assert differences(empty_database_url) == []


def test_database_walks_back_and_forth(empty_database_url: str) -> None:
    migrate(empty_database_url)
    migrate_back(empty_database_url, "base")
    assert differences(empty_database_url) != []
    migrate(empty_database_url)
    assert differences(empty_database_url) == []


def test_second_migration_keeps_the_rows(empty_database_url: str) -> None:
    migrate(empty_database_url)
    database = ServerDatabase.open(empty_database_url)
    database.write_now(lambda c: c.execute("INSERT INTO meta (name, value) VALUES ('a', 'b')"))
    database.close()
    migrate(empty_database_url)
    database = ServerDatabase.open(empty_database_url)
    assert database.read_now(lambda c: c.execute("SELECT value FROM meta")) == [{"value": "b"}]
    database.close()


def test_processes_that_migrate_at_once_take_turns(empty_database_url: str) -> None:
    program = "import sys; from server.store.migrations import migrate; migrate(sys.argv[1])"
    processes = [
        subprocess.Popen([sys.executable, "-c", program, empty_database_url]) for _ in range(3)
    ]
    assert [process.wait(timeout=50) for process in processes] == [0, 0, 0]
    assert differences(empty_database_url) == []
