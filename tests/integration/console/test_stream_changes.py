"""What others do reaches a seat through the stream alone; a server or seat of before gets hints."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import httpx

from console.store.knowledge.knowledge_repository import topics
from console.store.replica.outbox import awaits_effects
from console.store.replica.replica_rows import server_version
from contract.domain.ids import TopicId
from contract.wire.changes import HEADER_CHANGES, Kind
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.seats.seat import a_draft
from tests.support.servers.real_server import RealServer
from tests.support.waiting import comes, until

TRIES = 10


class Road(httpx.AsyncBaseTransport):
    """The way to a server, with the questions counted that went over it."""

    def __init__(self, way: httpx.AsyncBaseTransport, *, is_of_before: bool = False) -> None:
        self._way = way
        self._is_of_before = is_of_before
        self.pulls = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.pulls += request.url.path.endswith("/pull")
        if self._is_of_before:
            request.headers.pop(HEADER_CHANGES, None)
        return await self._way.handle_async_request(request)


@asynccontextmanager
async def listening(tmp_path: Path, road: Road) -> AsyncIterator[ConsoleSeat]:
    async with a_seat(tmp_path, road) as seat:
        seat.start_sync()
        await until(lambda: seat.is_back)
        yield seat


async def pulled_for(server: RealServer, seat: ConsoleSeat, road: Road, name: str) -> int:
    """Return how many pulls a topic took that somebody else has added."""
    before = road.pulls
    await server.add_topic(name, "tributi")
    await comes(partial(seat.database.read, topics), lambda told: name in {t.id for t in told})
    return road.pulls - before


async def test_what_another_adds_appears_without_a_pull(tmp_path: Path) -> None:
    async with await RealServer.start() as server:
        await server.add_desk("tributi", "tari")
        await server.add_account("anna")
        road = Road(server.transport())
        async with listening(tmp_path, road) as seat:
            # Some may come with the pulls of a line that has just come up, or once a minute.
            took = [await pulled_for(server, seat, road, f"t{number}") for number in range(TRIES)]
            assert 0 in took, "at each hint there would be a pull for each"
            assert sum(took) < TRIES


async def pulled_for_own(seat: ConsoleSeat, road: Road, number: int) -> int:
    """Return how many pulls a contact of the seat itself took until its row was there."""
    before, closed = road.pulls, a_draft(number, topic_id=TopicId("tari"))
    await seat.drafts.close(closed)
    await comes(
        partial(seat.database.read, lambda c: server_version(c, Kind.CONTACT, closed.contact_id)),
        lambda version: version,
    )
    await comes(partial(seat.database.read, awaits_effects), lambda awaits: not awaits)
    return road.pulls - before


async def test_what_a_seat_does_itself_comes_back_to_it_without_a_pull(tmp_path: Path) -> None:
    async with await RealServer.start() as server:
        await server.add_desk("tributi", "tari")
        await server.add_account("anna")
        road = Road(server.transport())
        async with listening(tmp_path, road) as seat:
            took = [await pulled_for_own(seat, road, number) for number in range(TRIES)]
            assert 0 in took, "each push would be followed by a pull"
            assert sum(took) < TRIES


async def test_a_seat_of_before_still_pulls_at_each_hint(tmp_path: Path) -> None:
    async with await RealServer.start() as server:
        await server.add_desk("tributi", "tari")
        await server.add_account("anna")
        road = Road(server.transport(), is_of_before=True)
        async with listening(tmp_path, road) as seat:
            assert await pulled_for(server, seat, road, "t1") > 0
