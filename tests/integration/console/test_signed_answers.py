"""A box between seat and server changes, swaps or cuts what is copied: the old copy stays."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from msgspec import structs

from console.errors import AnswerForged
from console.model.duty.seat_state import FORGED
from console.store.knowledge.knowledge_repository import card, topics
from contract.domain.ids import KNOWLEDGE_SCOPE, CardId, TopicId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.wire.answer_signature import HEADER_SIGNATURE
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.usecases.operations.server_keys import fresh_key, keys_file, write_keys
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.servers.real_server import RealServer, utc_now
from tests.support.waiting import until

Change = Callable[[httpx.Request, httpx.Response], httpx.Response]
SAID = "Ha diritto al rimborso."


class Box(httpx.AsyncBaseTransport):
    """Stands between seat and server; change None: it only looks."""

    def __init__(self, way: httpx.AsyncBaseTransport) -> None:
        self._way = way
        self.change: Change | None = None
        self.seen: list[httpx.Response] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._way.handle_async_request(request)
        if not request.url.path.endswith(("/pull", "/snapshot/kb")):
            return response
        await response.aread()
        self.seen.append(response)
        return response if self.change is None else self.change(request, response)


def _with(response: httpx.Response, content: bytes, **headers: str) -> httpx.Response:
    kept = {name: response.headers[name] for name in ("content-type", HEADER_SIGNATURE)}
    return httpx.Response(response.status_code, headers=kept | headers, content=content)


def _lie(_: httpx.Request, response: httpx.Response) -> httpx.Response:
    told = response.content.replace(SAID.encode(), b"Non ha diritto a nulla.")
    return _with(response, told)


def _half(_: httpx.Request, response: httpx.Response) -> httpx.Response:
    reply = json.loads(response.content)
    for part in reply.get("scopes", {}).values():
        part["changes"] = []
    return _with(response, json.dumps(reply).encode())


def _unsigned(_: httpx.Request, response: httpx.Response) -> httpx.Response:
    return httpx.Response(response.status_code, content=response.content)


def _garbled(_: httpx.Request, response: httpx.Response) -> httpx.Response:
    kept = response.headers[HEADER_SIGNATURE][:-8].encode()
    headers = {HEADER_SIGNATURE.encode(): b"\xe0" + kept + b"\xe0"}
    return httpx.Response(response.status_code, headers=headers, content=response.content)


def _put_card(connection: Connection, say: str) -> None:
    edit = FeedEdit(connection, now=utc_now())
    edit.put(
        KNOWLEDGE_SCOPE,
        ServiceCard(id=CardId("tari"), title="TARI", topic_id=TopicId("tari"), say=say),
    )
    edit.finish()


async def _said(seat: ConsoleSeat) -> str:
    found = await seat.database.read(lambda c: card(c, CardId("tari")))
    return found.say if found else ""


@asynccontextmanager
async def _seat_behind_box(folder: Path) -> AsyncIterator[tuple[RealServer, Box, ConsoleSeat]]:
    async with await RealServer.start() as server:
        await server.add_desk("tributi", "tari")
        await server.add_account("anna")
        box = Box(server.transport())
        async with a_seat(folder, box) as seat:
            await server.database.write(lambda c: _put_card(c, "Prima."))
            await seat.sync()
            assert await _said(seat) == "Prima."
            await server.database.write(lambda c: _put_card(c, SAID))
            yield server, box, seat


@pytest.mark.parametrize("change", [_lie, _half, _unsigned, _garbled])
async def test_what_was_changed_on_the_way_is_not_taken(tmp_path: Path, change: Change) -> None:
    async with _seat_behind_box(tmp_path) as (_, box, seat):
        box.change = change
        with pytest.raises(AnswerForged):
            await seat.sync()
        assert await _said(seat) == "Prima."
        box.change = None
        await seat.sync()
        assert await _said(seat) == SAID


async def test_an_answer_to_another_question_is_not_taken(tmp_path: Path) -> None:
    async with _seat_behind_box(tmp_path) as (_, box, seat):
        old = box.seen[0]
        box.change = lambda *_: _with(old, old.content)
        with pytest.raises(AnswerForged):
            await seat.sync()
        assert await _said(seat) == "Prima."


async def test_a_forged_snapshot_leaves_the_copy_that_is_shown(tmp_path: Path) -> None:
    async with _seat_behind_box(tmp_path) as (server, box, seat):
        await server.database.write(
            lambda c: c.execute("UPDATE scope_head SET floor = head WHERE scope = 'kb'", {})
        )
        box.change = lambda q, a: _lie(q, a) if q.url.path.endswith("/kb") else a
        with pytest.raises(AnswerForged):
            await seat.sync()
        assert await _said(seat) == "Prima."


async def test_a_server_with_another_key_is_not_the_one_this_seat_knows(tmp_path: Path) -> None:
    async with _seat_behind_box(tmp_path) as (server, _, seat):
        await server.database.write(lambda c: c.execute("DELETE FROM meta WHERE name = 'keys'", {}))
        keys = structs.replace(server.running.keys, answers=fresh_key())
        write_keys(keys_file(server.data_dir), keys)
        await server.restart()
        with pytest.raises(AnswerForged):
            await seat.sync()
        assert [topic.id for topic in await seat.database.read(topics)] == ["tari"]


async def test_the_operator_reads_that_the_copy_of_before_is_in_use(tmp_path: Path) -> None:
    async with _seat_behind_box(tmp_path) as (_, box, seat):
        box.change = _lie
        seat.start_sync()
        await until(lambda: seat.connection.current.trouble == FORGED)
        assert not seat.connection.current.online
