"""One history for both engines, in both directions."""

import subprocess
import sys
from contextlib import closing

from server.store.engine.server_database import ServerDatabase
from server.store.migrations import differences, migrate, migrate_back
from tools.generators.replicated_shapes import noted


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


def test_a_migration_noted_for_the_shapes_of_rows_begins_an_epoch(empty_database_url: str) -> None:
    """Nobody copied anything before the first schema; those after it are walked one by one."""
    migrate(empty_database_url, min(noted()))
    for number in sorted(noted())[1:]:
        migrate(empty_database_url, f"{int(number) - 1:04}")
        with closing(ServerDatabase.open(empty_database_url)) as database:
            database.write_now(lambda c: c.execute("DELETE FROM meta WHERE name = 'epoch'"))
            database.write_now(
                lambda c: c.execute("INSERT INTO meta (name, value) VALUES ('epoch', 'old')")
            )
        migrate(empty_database_url, number)
        with closing(ServerDatabase.open(empty_database_url)) as database:
            rows = database.read_now(
                lambda c: c.execute("SELECT value FROM meta WHERE name = 'epoch'")
            )
        assert [row["value"] for row in rows] != ["old"], f"seats keep shapes from before {number}"


def test_processes_that_migrate_at_once_take_turns(empty_database_url: str) -> None:
    """Three processes that have loaded everything begin at the same moment."""
    program = """
import os, sys
from server.store.migrations import migrate
import alembic.autogenerate, psycopg, sqlalchemy.dialects.postgresql, sqlalchemy.dialects.sqlite

def child():
    pid = os.fork()
    if pid == 0:
        try:
            migrate(sys.argv[1])
        except BaseException as error:
            print(error, file=sys.stderr)
            os._exit(1)
        os._exit(0)
    return pid

codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in [child() for _ in range(3)]]
sys.exit(0 if codes == [0, 0, 0] else f"exit codes {codes}")
"""
    done = subprocess.run([sys.executable, "-c", program, empty_database_url], timeout=180)
    assert done.returncode == 0
    assert differences(empty_database_url) == []
