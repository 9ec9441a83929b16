"""What a scope holds is kept with each change, and is what counting all of its rows would give."""

import asyncio
import logging
import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from contract.domain.ids import BASE_SCOPE, KNOWLEDGE_SCOPE, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Office, Topic
from contract.wire.changes import Kind, checksum
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.change_log import ScopeHead, scope_head
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import kinds_of, versions_after
from server.usecases.sync.recount_scopes import RecountScopes
from tests.support.servers.server_records import NOW

SCOPES = (KNOWLEDGE_SCOPE, "desk:one", "desk:two")
EARLIER = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 26, 3, 30, tzinfo=UTC)  # half past four in Rome


def an_office(name: str) -> Office:
    return Office(id=OfficeId(name), name=name)


def counted(connection: Connection, scope: str) -> tuple[int, int]:
    """Return rows and checksum of all that a scope holds, of whatever kind."""
    versions = [
        row
        for kind in {*kinds_of(KNOWLEDGE_SCOPE), *kinds_of(scope)}
        for row in versions_after(connection, kind, scope, "", 10_000)
    ]
    return len(versions), checksum(versions)


def kept(connection: Connection, scope: str) -> tuple[int | None, int | None]:
    at = scope_head(connection, scope)
    return at.row_count, at.row_sum


class Rolled(Exception):
    pass


class ChangesByChance:
    """Rows that come, change, move to another scope, go, come back, or are undone."""

    def __init__(self, seed: int) -> None:
        self._luck = random.Random(seed)

    def work(self, connection: Connection) -> None:
        """Do a few of them in one transaction."""
        edit = FeedEdit(connection, now=NOW)
        for _ in range(self._luck.randint(1, 4)):
            self._one(edit)
        edit.finish()
        if self._luck.random() < 0.2:
            self._undone(connection)

    def _one(self, edit: FeedEdit) -> None:
        names = self._luck.sample([f"o{n}" for n in range(12)], 3)
        scope = self._luck.choice(SCOPES)
        match self._luck.randrange(4):
            case 0:
                edit.remove(Kind.OFFICE, names[0])
            case 1:
                edit.put_many(scope, [an_office(name) for name in names])
            case _:
                edit.put(scope, an_office(names[0]))

    def _undone(self, connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        with suppress(Rolled), connection.savepoint():
            self._one(edit)
            edit.finish()
            raise Rolled


@pytest.mark.parametrize("seed", range(6))
def test_the_kept_sum_is_that_of_the_rows_after_any_changes(
    server_database: ServerDatabase, seed: int
) -> None:
    changes = ChangesByChance(seed)
    for _ in range(25):
        server_database.write_now(changes.work)
        for scope in SCOPES:
            told = server_database.read_now(partial(kept, scope=scope))
            assert told == server_database.read_now(partial(counted, scope=scope))


def test_a_scope_that_never_had_a_row_holds_nothing(server_database: ServerDatabase) -> None:
    assert server_database.read_now(lambda c: scope_head(c, "desk:new")) == ScopeHead()


class Night:
    def __init__(self, database: ServerDatabase) -> None:
        self.database = database
        self.now = EARLIER

    def recount(self, page_rows: int = 3) -> RecountScopes:
        return RecountScopes(database=self.database, clock=lambda: self.now, page_rows=page_rows)

    def kept(self, scope: str) -> tuple[int | None, int | None]:
        return self.database.read_now(lambda c: kept(c, scope))

    def counted(self, scope: str) -> tuple[int, int]:
        return self.database.read_now(lambda c: counted(c, scope))

    def put(self, scope: str, *rows: Office | Topic) -> None:
        def work(connection: Connection) -> None:
            edit = FeedEdit(connection, now=NOW)
            for row in rows:
                edit.put(scope, row)
            edit.finish()

        self.database.write_now(work)


@pytest.fixture
def night(server_database: ServerDatabase) -> Night:
    night = Night(server_database)
    night.put(KNOWLEDGE_SCOPE, *(an_office(f"o{n}") for n in range(10)))
    night.put(BASE_SCOPE, Topic(id=TopicId("t"), path="t"))
    return night


async def test_a_row_altered_behind_the_feed_is_found_in_the_night_and_the_sum_mended(
    night: Night, caplog: pytest.LogCaptureFixture
) -> None:
    await night.database.write(lambda c: c.execute("UPDATE office SET version = 7 WHERE id = 'o4'"))
    await night.recount().when_due()
    assert night.kept(KNOWLEDGE_SCOPE) != night.counted(KNOWLEDGE_SCOPE), "not before its hour"
    night.now = NIGHT
    with caplog.at_level(logging.ERROR):
        await night.recount().when_due()
    assert night.kept(KNOWLEDGE_SCOPE) == night.counted(KNOWLEDGE_SCOPE)
    assert [record.args for record in caplog.records] == [(KNOWLEDGE_SCOPE, 10, 10)]


async def test_sums_that_are_right_are_counted_once_a_night_and_left_as_they_are(
    night: Night,
) -> None:
    night.now = NIGHT
    assert await night.recount()(KNOWLEDGE_SCOPE, BASE_SCOPE) == []
    await night.recount().when_due()
    await night.database.write(lambda c: c.execute("DELETE FROM office WHERE id = 'o4'"))
    night.now = NIGHT + timedelta(hours=3)
    await night.recount().when_due()
    assert night.kept(KNOWLEDGE_SCOPE)[0] == 10, "counted already"
    night.now = NIGHT + timedelta(days=1)
    await night.recount().when_due()
    assert night.kept(KNOWLEDGE_SCOPE) == night.counted(KNOWLEDGE_SCOPE)


async def test_a_scope_from_before_sums_were_kept_is_counted_at_once(night: Night) -> None:
    await night.database.write(
        lambda c: c.execute("UPDATE scope_head SET row_sum = NULL, row_count = NULL")
    )
    night.put(KNOWLEDGE_SCOPE, an_office("o3"))
    assert night.kept(KNOWLEDGE_SCOPE) == (None, None), "unknown stays unknown until it is counted"
    await night.recount().when_due()
    assert night.kept(KNOWLEDGE_SCOPE) == night.counted(KNOWLEDGE_SCOPE)
    assert night.kept(BASE_SCOPE) == night.counted(BASE_SCOPE)


async def test_what_changes_while_it_is_counted_is_in_the_count(night: Night) -> None:
    recount, changes = night.recount(page_rows=1), ChangesByChance(1)
    mended: list[str] = []

    async def change() -> None:
        for _ in range(40):
            await night.database.write(changes.work)

    async def count() -> None:
        for _ in range(6):
            mended.extend(await recount(KNOWLEDGE_SCOPE))

    await asyncio.gather(change(), count())
    assert mended == []
    assert night.kept(KNOWLEDGE_SCOPE) == night.counted(KNOWLEDGE_SCOPE)
