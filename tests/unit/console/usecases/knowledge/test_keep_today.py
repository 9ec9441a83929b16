"""What the city asks most and what is new is asked while the server is there, and kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from console.errors import ServerUnreachable
from console.knowledge.knowledge_search import KnowledgeSearch
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import TaskScope
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_rows import put_row
from console.store.session.session_record import set_fact
from console.usecases.knowledge.keep_today import SHOWN_FOR, KeepToday, ReadToday
from console.usecases.knowledge.refresh_search import RefreshSearch
from contract.domain.ids import KNOWLEDGE_SCOPE, CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.changes import Kind
from contract.wire.decoding import encode
from contract.wire.knowledge_today import AskedCard, EntryNews, KnowledgeToday, NewsKind
from tests.support.seats.seat import StoppedClock
from tests.support.waiting import until

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
CARDS = tuple(
    ServiceCard(id=CardId(name), title=f"Scheda {name}", topic_id=TopicId("t"), say="")
    for name in ("cie", "imu", "mensa", "tari")
)
GONE = msgspec.structs.replace(CARDS[1], withdrawn="Errata")
OFFICE = Office(id=OfficeId("o1"), name="Anagrafe Ostiense")


def news(entry_id: str, kind: EntryKind = EntryKind.CARD) -> EntryNews:
    return EntryNews(entry_kind=kind, entry_id=entry_id, what=NewsKind.CHANGED, at=NOW)


TOLD = KnowledgeToday(
    at=NOW,
    since=NOW.date(),
    asked=(AskedCard(card_id=CardId("tari"), times=30), AskedCard(card_id=CardId("imu"), times=9)),
    news=(news("not-here-yet"), news("imu"), news("o1", EntryKind.OFFICE)),
)


class Seat:
    """A replica with four cards, and a server that answers while it is there."""

    def __init__(self, database: LocalDatabase, feed: ChangeFeed, scope: TaskScope) -> None:
        self.database, self.scope = database, scope
        self.feed = feed
        self.is_online = False
        self.has_answer = True
        self.asked = 0
        self.clock = StoppedClock(NOW)
        self.read = ReadToday(database=database, clock=self.clock)
        self.keep = KeepToday(
            database=database,
            ask=self.answer,
            is_online=lambda: self.is_online,
            feed=feed,
            every_s=0.01,
        )

    async def answer(self) -> KnowledgeToday:
        self.asked += 1
        if not self.has_answer:
            raise ServerUnreachable
        return TOLD

    def turn(self, *, online: bool) -> None:
        self.is_online = online
        self.feed.publish(frozenset({Topic.CONNECTION}))


@asynccontextmanager
async def a_seat(folder: Path) -> AsyncIterator[Seat]:
    feed = ChangeFeed()
    database = LocalDatabase(folder / "replica.db", "0" * 64, feed)
    await database.open()

    def fill(connection: Connection) -> None:
        for card in (CARDS[0], GONE, *CARDS[2:]):
            body = encode(card).decode()
            put_row(connection, KNOWLEDGE_SCOPE, Kind.CARD, card.id, 1, body)
        body = encode(OFFICE).decode()
        put_row(connection, KNOWLEDGE_SCOPE, Kind.OFFICE, OFFICE.id, 1, body)

    await database.write(fill, changes=frozenset())
    crashes: list[BaseException] = []
    scope = TaskScope(on_crash=lambda _, error: crashes.append(error))
    try:
        yield Seat(database, feed, scope)
    finally:
        await scope.close()
        await database.close()
    assert crashes == []


async def test_it_is_asked_again_and_again_while_the_server_is_there_and_not_before(
    tmp_path: Path,
) -> None:
    async with a_seat(tmp_path) as seat:
        seat.scope.start("today", seat.keep.follow())
        seat.turn(online=False)
        await seat.database.read(lambda c: None)
        assert seat.asked == 0
        seat.turn(online=True)
        await until(lambda: seat.asked >= 3)
        seat.turn(online=False)
        before = seat.asked
        for _ in range(20):
            await seat.database.read(lambda c: None)
        assert seat.asked <= before + 1, "one may have been on its way"


async def test_what_was_told_stays_when_the_server_says_no_more(tmp_path: Path) -> None:
    async with a_seat(tmp_path) as seat:
        assert (await seat.read()).at is None
        assert await seat.keep.ask()
        seat.has_answer = False
        assert not await seat.keep.ask()
        today = await seat.read()
        assert (today.at, today.has_figures) == (NOW, True)
        titles = [(one.hit.kind, one.hit.title) for one in today.news]
        assert titles == [("card", "Scheda imu"), ("office", "Anagrafe Ostiense")]


async def test_news_of_last_week_are_none(tmp_path: Path) -> None:
    async with a_seat(tmp_path) as seat:
        await seat.keep.ask()
        seat.clock.advance((SHOWN_FOR + timedelta(seconds=1)).total_seconds())
        today = await seat.read()
        assert (today.at, today.news) == (NOW, ())


async def test_a_fact_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    async with a_seat(tmp_path) as seat:
        await seat.database.write(lambda c: set_fact(c, "today", "{}"), changes=frozenset())
        assert (await seat.read()).at is None


async def test_a_store_that_is_closed_keeps_nothing_and_hurts_nobody(tmp_path: Path) -> None:
    async with a_seat(tmp_path) as seat:
        await seat.keep.ask()
        told: list[int] = []
        seat.feed.subscribe(frozenset({Topic.TODAY}), lambda: told.append(1))
        closed = LocalDatabase(tmp_path / "other.db", "0" * 64, seat.feed)
        keep = KeepToday(database=closed, ask=seat.answer, is_online=lambda: True, feed=seat.feed)
        assert not await keep.ask()
        assert (await ReadToday(database=closed, clock=seat.clock)()).at is None
        assert told == []


async def test_the_city_says_what_is_asked_most_and_the_operator_only_until_then(
    tmp_path: Path,
) -> None:
    async with a_seat(tmp_path) as seat:
        search = KnowledgeSearch()
        refresh = RefreshSearch(database=seat.database, search=search)
        try:
            await refresh()
            assert [hit.id for hit in await search.most_asked()] == ["cie", "mensa", "tari"]
            await seat.keep.ask()
            await refresh.rank()
            first = [hit.id for hit in await search.most_asked()]
            assert first == ["tari", "cie", "mensa"], "what was withdrawn is not offered"
        finally:
            await search.close()
