"""Many rows written at once are what they would be one by one."""

from datetime import UTC, datetime

from contract.domain.ids import BASE_SCOPE, KNOWLEDGE_SCOPE, OfficeId
from contract.domain.knowledge_entries.knowledge import Office
from contract.wire.changes import Kind, Op
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.operations.audit_log import (
    append_line,
    append_lines,
    audit_page,
    first_broken_line,
)
from server.store.sync.change_log import changes_after
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find_many

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
MANY = 1_203


def an_office(name: str, text: str = "A") -> Office:
    return Office(id=OfficeId(name), name=text)


def test_new_changed_moved_and_revived_rows_get_their_next_versions(
    server_database: ServerDatabase,
) -> None:
    def prepare(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        edit.put(KNOWLEDGE_SCOPE, an_office("changed"))
        edit.put(BASE_SCOPE, an_office("moved"))
        edit.put(KNOWLEDGE_SCOPE, an_office("revived"))
        edit.remove(Kind.OFFICE, "revived")
        edit.finish()

    def work(connection: Connection) -> dict[str, int]:
        edit = FeedEdit(connection, now=NOW)
        values = [an_office(name, "B") for name in ("new", "revived", "moved", "changed")]
        assert [one.version for one in edit.put_many(KNOWLEDGE_SCOPE, values)] == [1, 3, 2, 2]
        assert edit.put_many(KNOWLEDGE_SCOPE, []) == []
        return edit.finish()

    server_database.write_now(prepare)
    marks = server_database.write_now(work)
    assert marks == {BASE_SCOPE: 2, KNOWLEDGE_SCOPE: 7}
    told = server_database.read_now(lambda c: changes_after(c, KNOWLEDGE_SCOPE, 3, 500))
    assert [(one.seq, one.id, one.version) for one in told] == [
        (4, "new", 1),
        (5, "revived", 3),
        (6, "moved", 2),
        (7, "changed", 2),
    ]
    left = server_database.read_now(lambda c: changes_after(c, BASE_SCOPE, 1, 500))
    assert [(one.op, one.id) for one in left] == [(Op.GONE, "moved")]
    names = ("new", "revived", "moved", "changed", "never there")
    found = server_database.read_now(lambda c: find_many(c, Office, names))
    assert {one.name for one in found.values()} == {"B"}
    assert len(found) == 4


def test_more_rows_than_a_statement_takes_are_written_too(server_database: ServerDatabase) -> None:
    def work(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        for _ in range(2):
            edit.put_many(KNOWLEDGE_SCOPE, [an_office(f"o{number}") for number in range(MANY)])
        edit.finish()

    server_database.write_now(work)
    ids = [f"o{number}" for number in range(MANY)]
    found = server_database.read_now(lambda c: find_many(c, Office, ids))
    assert {one.version for one in found.values()} == {2}
    assert len(found) == MANY


def test_lines_added_together_are_one_chain_with_those_before(
    server_database: ServerDatabase,
) -> None:
    server_database.write_now(lambda c: append_line(c, None, "first", "1", NOW))
    server_database.write_now(lambda c: append_lines(c, "a1", "rest", ["2", "3"], NOW))
    assert server_database.write_now(lambda c: append_lines(c, "a1", "rest", [], NOW)) == 3
    server_database.write_now(lambda c: append_line(c, "a1", "last", "4", NOW))
    lines = server_database.read_now(audit_page)
    assert [(one.seq, one.subject) for one in lines] == [(n, str(n)) for n in (1, 2, 3, 4)]
    assert server_database.read_now(first_broken_line) is None
