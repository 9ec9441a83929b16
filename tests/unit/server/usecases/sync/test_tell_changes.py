"""What changed goes out in the stream itself, made once for all who listen; else as a hint."""

import asyncio
from collections.abc import Callable

import msgspec
import pytest

from contract.domain.ids import BASE_SCOPE, KNOWLEDGE_SCOPE, DeskId, OfficeId
from contract.domain.knowledge_entries.knowledge import Desk, Office
from contract.wire.answer_signature import NEWS, signed_text
from contract.wire.changes import EVENT_CHANGES, ScopeNews
from server.api.event_hub import CHANGES_LIMIT, EventHub, Listener
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.feed_edit import FeedEdit
from server.usecases.sync.answer_signature import AnswerSigner
from server.usecases.sync.leave_out_unreadable import LeaveOutUnreadable
from server.usecases.sync.read_changes import NEWS_BYTES, NEWS_CHANGES
from server.usecases.sync.tell_changes import TellChanges
from tests.support.servers.server_records import NOW
from tests.support.waiting import PATIENCE_S


class City:
    """A server's feed, and the streams that listen to it."""

    def __init__(self, database: ServerDatabase) -> None:
        self.database = database
        self.hub = EventHub()
        self.signer = AnswerSigner(bytes(32))
        self.hub.on_grown = TellChanges(
            database=LeaveOutUnreadable(database=database, clock=lambda: NOW),
            listeners=self.hub,
            signer=self.signer,
        )

    async def put(self, *names: str, note: str = "") -> None:
        def work(connection: Connection) -> dict[str, int]:
            edit = FeedEdit(connection, now=NOW)
            for name in names:
                edit.put(KNOWLEDGE_SCOPE, Office(id=OfficeId(name), name=name, note=note))
            return edit.finish()

        self.hub.publish(await self.database.write(work))


@pytest.fixture
def city(server_database: ServerDatabase) -> City:
    return City(server_database)


async def woken(listener: Listener, is_there: Callable[[Listener], object]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not is_there(listener):
            await listener.woken.wait()
            listener.woken.clear()


async def news_for(listener: Listener) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    await woken(listener, lambda one: found.extend(one.take_news()) or found)
    return found


def read(body: bytes) -> tuple[str, ScopeNews]:
    header, _, told = body.decode().partition("\ndata: ")
    return header, msgspec.json.decode(told, type=ScopeNews)


async def test_a_change_is_read_and_signed_once_for_all_who_take_it(city: City) -> None:
    with (
        city.hub.listening([KNOWLEDGE_SCOPE], takes_changes=True) as one,
        city.hub.listening([KNOWLEDGE_SCOPE], takes_changes=True) as other,
        city.hub.listening(["desk:other"], takes_changes=True) as elsewhere,
    ):
        await city.put("anagrafe")
        ((name, body),), ((_, same),) = await news_for(one), await news_for(other)
        assert name == EVENT_CHANGES
        assert body is same
        header, news = read(body)
        assert (news.after, news.head, [change.id for change in news.changes]) == (
            0,
            1,
            ["anagrafe"],
        )
        told = body.partition(b"\ndata: ")[2]
        assert header == city.signer.header(NEWS, b"", told)
        assert signed_text(NEWS, b"", told) != signed_text(b"/pull", b"", told)
        assert one.pending == elsewhere.pending == {}
        assert elsewhere.take_news() == []


async def test_a_window_that_takes_none_gets_the_hint_it_knows(city: City) -> None:
    with (
        city.hub.listening([KNOWLEDGE_SCOPE]) as old,
        city.hub.listening([KNOWLEDGE_SCOPE], takes_changes=True) as new,
    ):
        await city.put("anagrafe")
        assert old.take() == {KNOWLEDGE_SCOPE: 1}
        assert await news_for(new)
        assert old.take_news() == []


async def test_what_follows_what_is_told_one_after_the_other_without_a_hole(city: City) -> None:
    reached = 0
    with city.hub.listening([KNOWLEDGE_SCOPE], takes_changes=True) as listener:
        for number in range(8):
            await city.put(f"o{number}")
            if number % 3 == 0:
                for _, body in await news_for(listener):
                    _, news = read(body)
                    assert news.after == reached
                    assert [change.seq for change in news.changes] == [
                        *range(reached + 1, news.head + 1)
                    ]
                    reached = news.head
    assert reached


@pytest.mark.parametrize("many", [True, False])
async def test_what_is_too_much_for_everybody_is_fetched_by_whoever_wants_it(
    city: City, many: bool
) -> None:
    with city.hub.listening([KNOWLEDGE_SCOPE], takes_changes=True) as listener:
        if many:
            await city.put(*(f"o{number}" for number in range(NEWS_CHANGES + 1)))
        else:
            await city.put("long", note="x" * NEWS_BYTES)
        await woken(listener, lambda one: one.pending)
        assert listener.take_news() == []


async def test_a_row_that_cannot_be_read_keeps_no_scope_from_being_told(city: City) -> None:
    """The scopes of one moment are told one after the other."""

    def change(connection: Connection) -> dict[str, int]:
        edit = FeedEdit(connection, now=NOW)
        edit.put(BASE_SCOPE, Desk(id=DeskId("tributi"), name="Tributi"))
        edit.put(KNOWLEDGE_SCOPE, Office(id=OfficeId("anagrafe"), name="Anagrafe"))
        heads = edit.finish()
        connection.execute("UPDATE desk SET topic_ids = '{half'")
        return heads

    with (
        city.hub.listening([BASE_SCOPE], takes_changes=True) as spoilt,
        city.hub.listening([KNOWLEDGE_SCOPE], takes_changes=True) as other,
    ):
        city.hub.publish(await city.database.write(change))
        assert await news_for(other)
        (told,) = await news_for(spoilt)
        _, news = read(told[1])
        # Put, then gone again: two numbers, and the sum of a scope without rows.
        assert [change.op for change in news.changes] == ["gone", "gone"]
        assert (news.head, news.checksum) == (2, 0)


async def test_a_window_that_reads_nothing_costs_bounded_memory(city: City) -> None:
    with city.hub.listening([KNOWLEDGE_SCOPE], takes_changes=True) as listener:
        for number in range(CHANGES_LIMIT + 5):
            city.hub.tell_changes(KNOWLEDGE_SCOPE, number, b"%d" % number)
        assert [body for _, body in listener.take_news()] == [
            b"%d" % number for number in range(5, CHANGES_LIMIT + 5)
        ]
