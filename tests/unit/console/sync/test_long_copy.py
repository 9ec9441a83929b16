"""A copy of many pages says how far it is, so that nobody takes a long start for a fault."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import httpx
import msgspec
import pytest

from console.errors import ServerUnreachable
from console.model.duty.seat_state import Copying
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import ServerClock
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.sync.connection_state import ConnectionState
from console.sync.pull import Pull
from console.sync.server_link import ServerLink
from contract.domain.ids import BASE_SCOPE, KNOWLEDGE_SCOPE
from contract.wire.changes import PAGE_LIMIT, PullReply, ScopeChanges, SnapshotPage, SnapshotRow
from tests.support.async_fixtures import async_fixture

PAGE, TOTAL = 2, 5


class _City:
    """A knowledge base of five rows in pages of two; it can go away behind a page."""

    def __init__(self) -> None:
        self.pages_left = 99
        self.page, self.total = PAGE, TOTAL
        self.tells_total = True

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/pull"):
            scopes = {
                one: ScopeChanges(head=7, reset=True) for one in (BASE_SCOPE, KNOWLEDGE_SCOPE)
            }
            return _answer(PullReply(epoch="e1", scopes=scopes))
        if self.pages_left == 0:
            raise httpx.ConnectError("away")
        self.pages_left -= 1
        if request.url.path.endswith(BASE_SCOPE):
            return _answer(SnapshotPage(epoch="e1", head=7, rows=(), total=0))
        begin = int(request.url.params.get("after", 0))
        ids = range(begin, min(begin + self.page, self.total))
        rows = [
            SnapshotRow(kind="thesaurus", id=str(at), version=1, body=msgspec.Raw(b"{}"))
            for at in ids
        ]
        ends = begin + self.page >= self.total
        return _answer(
            SnapshotPage(
                epoch="e1",
                head=7,
                rows=tuple(rows),
                next_after=None if ends else str(begin + self.page),
                total=self.total if self.tells_total and not begin else 0,
            )
        )


def _answer(value: msgspec.Struct) -> httpx.Response:
    return httpx.Response(200, content=msgspec.json.encode(value))


@pytest.fixture
def city() -> _City:
    return _City()


@pytest.fixture
def state() -> ConnectionState:
    return ConnectionState(feed=ChangeFeed(), clock=ServerClock())


@pytest.fixture
def heard(state: ConnectionState) -> Iterator[list[Copying | None]]:
    told: list[Copying | None] = []
    with_end = state.feed.subscribe(
        frozenset({Topic.CONNECTION}), lambda: told.append(state.current.copying)
    )
    yield told
    with_end()


@async_fixture
async def pull(database: LocalDatabase, city: _City, state: ConnectionState) -> AsyncIterator[Pull]:
    client = httpx.AsyncClient(transport=httpx.MockTransport(city), base_url="https://server.test")

    async def store(_: object) -> None: ...

    link = ServerLink(client, device_id="d", clock=state.clock, store_session=store)
    link.begin("token", "refresh")
    yield Pull(database=database, link=link, clock=state.clock, on_copying=state.copying)
    await client.aclose()


def so_far(rows: int, total: int = TOTAL) -> Copying:
    return Copying(scope=KNOWLEDGE_SCOPE, rows=rows, total=total)


async def test_each_page_tells_how_many_rows_of_how_many_are_here_and_the_last_one_ends_it(
    pull: Pull, heard: list[Copying | None]
) -> None:
    await pull()
    assert heard == [so_far(2), so_far(4), None]


async def test_a_copy_that_goes_on_after_a_break_counts_what_is_here_already(
    pull: Pull, city: _City, heard: list[Copying | None]
) -> None:
    city.pages_left = 2  # the base, and the first page of the knowledge base
    with pytest.raises(ServerUnreachable):
        await pull()
    assert heard == [so_far(2), None], "nothing is copied while the server is away"
    city.pages_left = 99
    heard.clear()
    await pull()
    assert heard == [so_far(4, total=0), None], "how many there are is told on a first page only"


async def test_an_older_server_says_how_many_rows_are_here_but_not_of_how_many(
    pull: Pull, city: _City, heard: list[Copying | None]
) -> None:
    city.tells_total = False
    await pull()
    assert heard == [so_far(2, total=0), so_far(4, total=0), None]


async def test_between_two_portions_of_a_large_page_others_write(
    pull: Pull, city: _City, database: LocalDatabase
) -> None:
    city.page, city.total = 3 * PAGE_LIMIT, 5 * PAGE_LIMIT

    def staged(connection: Connection) -> int:
        sql = "SELECT count(*) FROM replica_row WHERE scope = ?"
        counted: int = connection.execute(sql, (KNOWLEDGE_SCOPE,)).fetchone()[0]
        return counted

    copying, seen = asyncio.create_task(pull()), set()
    while not copying.done():
        seen.add(await database.write(staged, changes=frozenset()))
    await copying
    assert {number * PAGE_LIMIT for number in (1, 2, 4)} <= seen
