"""One history for both engines, in both directions."""

import subprocess
import sys
from contextlib import closing
from dataclasses import replace

from contract.domain.knowledge_entries.knowledge import ThesaurusLine
from contract.domain.knowledge_entries.revision import Revision
from server.store.engine.server_database import ServerDatabase
from server.store.migrations import differences, migrate, migrate_back
from server.store.sync.replicated_rows import find
from server.usecases.operations.installation import installation
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


def test_the_migration_noted_for_the_shapes_of_rows_begins_an_epoch(
    empty_database_url: str,
) -> None:
    number = max(noted())
    migrate(empty_database_url, f"{int(number) - 1:04}")
    with closing(ServerDatabase.open(empty_database_url)) as database:
        database.write_now(
            lambda c: c.execute("INSERT INTO meta (name, value) VALUES ('epoch', 'old')")
        )
    migrate(empty_database_url, number)
    with closing(ServerDatabase.open(empty_database_url)) as database:
        (row,) = database.read_now(
            lambda c: c.execute("SELECT value FROM meta WHERE name = 'epoch'")
        )
    assert row["value"] != "old", f"seats keep the shapes from before {number}"


def test_lines_and_revisions_of_before_are_read_with_what_came_later(
    empty_database_url: str,
) -> None:
    migrate(empty_database_url, "0012")
    with closing(ServerDatabase.open(empty_database_url)) as database:
        for sql in (
            "INSERT INTO thesaurus_line (id, scope, line, language)"
            " VALUES ('l1', 'kb', 'a > b', 'it')",
            "INSERT INTO revision (id, scope, entry_kind, entry_id, body, state)"
            " VALUES ('r1', 'editing', 'card', 'tari', '{}', 'draft')",
            "INSERT INTO vain_search (stems, who) VALUES ('tari', 'x')",
        ):
            database.write_now(lambda c, sql=sql: c.execute(sql))  # type: ignore[misc]
    migrate(empty_database_url)
    with closing(ServerDatabase.open(empty_database_url)) as database:
        line = database.read_now(lambda c: find(c, ThesaurusLine, "l1"))
        revision = database.read_now(lambda c: find(c, Revision, "r1"))
    assert line == ThesaurusLine(id="l1", line="a > b")
    assert revision is not None
    assert revision.held_for == ()


def test_rows_of_another_shape_are_copied_anew_by_every_seat(empty_database_url: str) -> None:
    migrate(empty_database_url, "0015")
    with closing(ServerDatabase.open(empty_database_url)) as database:
        before = database.write_now(installation)
    migrate(empty_database_url)
    with closing(ServerDatabase.open(empty_database_url)) as database:
        after = database.write_now(installation)
    assert after.epoch != before.epoch
    assert replace(after, epoch=before.epoch) == before, "it is still the same installation"


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
