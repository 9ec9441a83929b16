"""Announcements go to the media relay of the call, and the music comes back after them."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import msgspec

from contract.domain.ids import BASE_SCOPE, QueueId
from contract.domain.queue import Entry, MenuKey, Queue
from contract.wire.exchange import ExchangeEvent, RouteRequest
from server.bootstrap.wiring.routing import dispatching
from server.settings import ExchangeSettings
from server.store.calls.queue_calls import call_by_id
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.feed_edit import FeedEdit
from server.usecases.routing.dispatcher import Dispatcher
from tests.support.phones.call_centre import CITY
from tests.support.servers.scripted_relay import ScriptedRelay
from tests.support.waiting import PATIENCE_S, comes, until
from tools.services.exchange import free_ports

QUEUE = Queue(
    id=QueueId("generale"),
    name="Informazioni",
    entries=(Entry(number=CITY),),
    tells_position=True,
    menu=(MenuKey(key="3", language="en"),),
)


class Relay(ScriptedRelay):
    """Notes what it was asked to play."""

    def __init__(self) -> None:
        super().__init__()
        self.played: list[tuple[str, str]] = []  # file, from-tag
        self.missing = ""  # a file that is not there
        self.ended: list[str] = []  # Call-IDs of the calls whose streams were ended

    def reply(self, command: str, asked: dict[str, Any]) -> dict[str, Any]:
        if command == "play media":
            self.played.append((str(asked["file"]), str(asked["from-tag"])))
        if command == "delete":
            self.ended.append(str(asked["call-id"]))
        if str(asked.get("file")) == self.missing:
            return {"result": "error", "error-reason": "Failed to start media playback"}
        return {"result": "ok", "duration": 10}


def at_work() -> list[str]:
    return [
        task for task in map(str, asyncio.all_tasks()) if re.search(r"\.(press|_decided)\(", task)
    ]


@asynccontextmanager
async def house(url: str) -> AsyncIterator[tuple[Dispatcher, ServerDatabase, Relay, int]]:
    """A dispatcher joined to two relays and a port for keys, as the server joins it."""
    digits, database = free_ports("127.0.0.1", 1)[0], ServerDatabase.open(url)

    def work(connection: Connection) -> None:
        edit = FeedEdit(connection, now=datetime.now(UTC))
        edit.put(BASE_SCOPE, QUEUE)
        edit.finish()

    async with Relay.open() as relay:
        exchange = ExchangeSettings(
            wss_urls=("wss://exchange.test/sip",),
            realm="sede.test",
            rpc_url="http://127.0.0.1:9/RPC",
            relays=(relay.address, relay.address),
            sounds_dir="/sounds",
            digits_port=digits,
        )
        try:
            await database.write(work)
            async with dispatching(database, exchange, lambda: datetime.now(UTC)) as dispatcher:
                yield dispatcher, database, relay, digits
            assert not at_work(), "something is decided without the server"
        finally:
            await asyncio.to_thread(database.close)


def a_call() -> RouteRequest:
    return RouteRequest(
        exchange="a", boot="b1", call="c1", sip="s1", from_tag="t1", dialled=CITY, relay="2"
    )


async def test_a_waiting_caller_hears_the_place_and_then_the_music_again(database_url: str) -> None:
    async with house(database_url) as (dispatcher, _, relay, _):
        asking = asyncio.create_task(dispatcher.route(a_call()))
        await until(lambda: len(relay.played) >= 2, what="an announcement and the music")
        assert relay.played[:2] == [
            ("/sounds/it/position-1.wav", "t1"),
            ("/sounds/music.wav", "t1"),
        ]
        dispatcher.close()
        await asking


async def test_an_announcement_that_is_missing_leaves_nobody_in_silence(database_url: str) -> None:
    async with house(database_url) as (dispatcher, _, relay, _):
        relay.missing = "/sounds/it/position-1.wav"
        asking = asyncio.create_task(dispatcher.route(a_call()))
        await until(lambda: len(relay.played) >= 2, what="the music that had been ended")
        assert relay.played[1] == ("/sounds/music.wav", "t1")
        dispatcher.close()
        await asking


async def test_the_music_of_calls_that_died_with_their_exchange_is_ended(database_url: str) -> None:
    async with house(database_url) as (dispatcher, database, relay, _):
        asking = asyncio.create_task(dispatcher.route(a_call()))
        await comes(lambda: database.read(lambda c: call_by_id(c, "c1")))  # it waits first
        await dispatcher.on_event(ExchangeEvent(ev="started", exchange="a", boot="b2"))
        await until(lambda: relay.ended == ["s1"], what="the streams ended")
        await asking


REPORT = msgspec.json.encode({"callid": "s1", "source_tag": "t1", "event": 3, "type": "DTMF"})


@asynccontextmanager
async def relay_that_hears_keys(port: int) -> AsyncIterator[asyncio.DatagramTransport]:
    loop = asyncio.get_running_loop()
    sender, _ = await loop.create_datagram_endpoint(
        asyncio.DatagramProtocol, remote_addr=("127.0.0.1", port)
    )
    yield sender
    sender.close()


async def language_of_call(database: ServerDatabase) -> str:
    row = await database.read(lambda c: call_by_id(c, "c1"))
    return row.language if row else ""


async def test_a_key_reported_by_the_relay_reaches_the_call(database_url: str) -> None:
    async with house(database_url) as (dispatcher, database, _, digits):
        asking = asyncio.create_task(dispatcher.route(a_call()))
        await until(lambda: dispatcher.waiting == 1)
        async with relay_that_hears_keys(digits) as sender:
            async with asyncio.timeout(PATIENCE_S):
                while await language_of_call(database) != "en":
                    sender.sendto(REPORT)
                    await asyncio.sleep(0.01)
        dispatcher.close()
        await asking


async def test_a_key_pressed_as_the_server_ends_is_followed_to_its_end(database_url: str) -> None:
    async with house(database_url) as (dispatcher, _, _, digits):
        asking = asyncio.create_task(dispatcher.route(a_call()))
        await until(lambda: dispatcher.waiting == 1)
        async with relay_that_hears_keys(digits) as sender:
            while not at_work():
                sender.sendto(REPORT)
                await asyncio.sleep(0)
    await asking
