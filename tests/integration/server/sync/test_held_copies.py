"""After a new epoch a seat fetches only what it does not hold to the last byte."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import httpx
import msgspec
import pytest

from console.store.replica.cipher import Connection
from console.store.replica.sync_cursor import cursors, mismatches
from contract.domain.ids import KNOWLEDGE_SCOPE, OfficeId
from contract.domain.knowledge_entries.knowledge import Office
from contract.domain.knowledge_entries.text_vector import TextVector, vector_id
from contract.wire.changes import COPY_ROWS, CopyOutline, Kind
from server.store.engine.connection import Connection as ServerConnection
from server.store.sync.feed_edit import FeedEdit
from server.usecases.operations.installation import renew_epoch
from server.usecases.sync.read_changes import read_snapshot
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.servers.real_server import RealServer
from tests.support.servers.server_records import an_account

OFFICES = 3 * COPY_ROWS
PARTS, PAGES = "parts", "pages"


def offices(numbers: Iterable[int], note: str = "") -> list[Office]:
    ids = (f"o{number:05}" for number in numbers)
    return [Office(id=OfficeId(one), name=one, note=note) for one in ids]


def vectors(numbers: Iterable[int]) -> list[TextVector]:
    ids = (vector_id("office", f"o{number:05}") for number in numbers)
    return [TextVector(id=one, model="m", digest="d", numbers="AA==") for one in ids]


async def a_city(url: str = "") -> RealServer:
    server = await (RealServer.start(url) if url else RealServer.start())
    await server.add_account("anna")
    await server.add_knowledge(*offices(range(OFFICES)))
    await server.add_knowledge(*vectors(range(OFFICES)))
    return server


def asked(server: RealServer) -> Counter[str]:
    """Return how often outlines and pages of the knowledge base were asked for."""
    paths = [path for _, path in server.requests if f"/snapshot/{KNOWLEDGE_SCOPE}" in path]
    outlines = sum(path.partition("?")[0].endswith("/parts") for path in paths)
    return Counter({PARTS: outlines, PAGES: len(paths) - outlines})


async def copied_anew(server: RealServer, seat: ConsoleSeat) -> Counter[str]:
    """Begin a new epoch, let the seat copy, and return what it asked for."""
    before = asked(server)
    await server.database.write(renew_epoch)
    await seat.sync()
    assert KNOWLEDGE_SCOPE in await seat.database.read(cursors), "copied whole"
    await seat.sync()  # what came meanwhile
    assert await seat.database.read(mismatches) == 0
    assert await held(seat) == await told(server)
    return asked(server) - before


async def held(seat: ConsoleSeat) -> list[tuple[str, str, int, str]]:
    def rows(connection: Connection) -> list[tuple[str, str, int, str]]:
        sql = "SELECT kind, id, version, body FROM server_row WHERE scope = ? ORDER BY kind, id"
        return connection.execute(sql, (KNOWLEDGE_SCOPE,)).fetchall()

    return await seat.database.read(rows)


async def told(server: RealServer) -> list[tuple[str, str, int, str]]:
    """Return the rows of the server as a seat of before would copy them."""
    account = an_account()
    found, after, begins = [], None, True
    while begins or after is not None:
        key = after
        page = await server.database.read(
            lambda c, key=key: read_snapshot(c, account, KNOWLEDGE_SCOPE, key)  # type: ignore[misc]
        )
        found += [(row.kind, row.id, row.version, bytes(row.body).decode()) for row in page.rows]
        after, begins = page.next_after, False
    return sorted(found)


async def test_a_seat_that_holds_all_of_it_fetches_none_of_it_again(
    tmp_path: Path, database_url: str
) -> None:
    async with await a_city(database_url) as server, a_seat(tmp_path, server.transport()) as seat:
        await seat.sync()
        assert asked(server)[PAGES] >= 2 * OFFICES // COPY_ROWS
        assert asked(server)[PARTS] == 0, "a seat with nothing has nothing to compare"
        assert await copied_anew(server, seat) == {PARTS: 1}


async def test_only_pages_with_other_rows_come_again_and_those_behind_them_soon_agree(
    tmp_path: Path,
) -> None:
    async with await a_city() as server, a_seat(tmp_path, server.transport()) as seat:
        await seat.sync()
        await server.add_knowledge(*offices([17], note="changed"))
        whole = asked(server)[PAGES]

        def remove(connection: ServerConnection) -> None:
            edit = FeedEdit(connection, now=server.clock())
            edit.remove(Kind.OFFICE, "o00030")
            edit.remove(Kind.VECTOR, vector_id("office", f"o{OFFICES - 1:05}"))
            edit.finish()

        await server.database.write(remove)
        found = await copied_anew(server, seat)
        assert 0 < found[PAGES] < whole


async def test_a_row_that_is_not_the_servers_to_the_last_byte_comes_again(tmp_path: Path) -> None:
    async with await a_city() as server, a_seat(tmp_path, server.transport()) as seat:
        await seat.sync()
        sql = "UPDATE replica_row SET body = replace(body, 'o00017', 'o00018') WHERE id = 'o00017'"
        await seat.database.write(lambda c: c.execute(sql).rowcount, changes=frozenset())
        assert (await copied_anew(server, seat))[PAGES] == 1


async def test_what_changes_while_a_seat_looks_at_what_it_holds_comes_by_the_feed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await a_city() as server, a_seat(tmp_path, server.transport()) as seat:
        await seat.sync()
        await server.add_knowledge(*offices([17], note="changed"))
        outline = seat.link.outline

        async def changed_meanwhile(scope: str, after: str | None) -> CopyOutline | None:
            found = await outline(scope, after)
            await server.add_knowledge(*offices([18, OFFICES + 1], note="changed meanwhile"))
            return found

        monkeypatch.setattr(seat.link, "outline", changed_meanwhile)
        assert (await copied_anew(server, seat))[PAGES] >= 1


async def test_a_server_of_before_gives_all_pages(tmp_path: Path) -> None:
    async with await a_city() as server:
        of_before = _OfBefore(server.transport())
        async with a_seat(tmp_path, of_before) as seat:
            await seat.sync()
            whole = asked(server)[PAGES]
            assert await copied_anew(server, seat) == {PAGES: whole}


class _OfBefore(httpx.AsyncBaseTransport):
    """The way to a server that knows no outlines."""

    def __init__(self, way: httpx.AsyncBaseTransport) -> None:
        self._way = way

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/parts"):
            body = msgspec.json.encode({"code": "not_found"})
            return httpx.Response(404, content=body, request=request)
        return await self._way.handle_async_request(request)
