"""Text and voicemail through the whole server: exchange, gateway, windows, work of a desk."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import msgspec
import numpy as np

from contract.domain.account import Role
from contract.domain.ids import BASE_SCOPE, DeskId, QueueId
from contract.domain.queue import Queue
from contract.wire.exchange import EXCHANGE_PREFIX
from contract.wire.session import SessionReply
from contract.wire.text import POLL_S, TextFeed, TextNews, TextPlace, TextTaken
from server.gateways.voice.g711 import RATE
from server.settings import EXCHANGE_KEY_FILE, ExchangeSettings
from server.store.calls.queue_calls import CallStage, QueueCall, insert_call
from server.store.engine.connection import millis
from tests.support.servers.asgi_transport import AsgiTransport, Weather
from tests.support.servers.real_server import RealServer
from tests.support.waiting import comes, until
from tools.citizens.text_peer import TextPeer
from tools.citizens.town import Town
from tools.services.exchange_files import free_ports

TEXT_HOST, CITIZENS, VOICE_HOST = "127.0.0.91", "127.0.0.92", "127.0.0.93"
CITIZEN = "+390612345678"


def settings(**more: Any) -> ExchangeSettings:
    return ExchangeSettings(
        wss_urls=("wss://exchange.test/sip",),
        realm="sede.test",
        rpc_url="http://127.0.0.1:9/RPC",  # nobody is there
        text_host=TEXT_HOST,
        **more,
    )


@asynccontextmanager
async def a_server(**more: Any) -> AsyncIterator[RealServer]:
    server = await RealServer.start(exchange=settings(**more))
    try:
        yield server
    finally:
        await server.stop()


@asynccontextmanager
async def exchange_of(server: RealServer) -> AsyncIterator[httpx.AsyncClient]:
    transport = AsgiTransport(server.running.exchange_app, Weather())
    assert server._folder is not None
    key = (server._folder / EXCHANGE_KEY_FILE).read_text().strip()
    async with httpx.AsyncClient(
        transport=transport,
        base_url=f"http://127.0.0.1{EXCHANGE_PREFIX}",
        headers={"Authorization": f"Bearer {key}"},
    ) as client:
        yield client
    await transport.close_all()


async def answered_call(server: RealServer, account_id: str | None, call: str = "k1") -> None:
    """Note a call as routing does; account_id None: it waits still."""
    at = millis(server.clock())
    row = QueueCall(
        id=call,
        sip=f"sip-{call}",
        caller=CITIZEN,
        queue_id="tributi",
        state=CallStage.WAITING if account_id is None else CallStage.ANSWERED,
        arrived_at=at,
        queued_at=at,
        answered_at=None if account_id is None else at,
        account_id=account_id,
    )
    await server.database.write(lambda c: insert_call(c, row))


async def placed(exchange: httpx.AsyncClient, citizen: TextPeer, call: str = "k1") -> TextPlace:
    sdp = f"v=0\r\nc=IN IP4 {CITIZENS}\r\nt=0 0\r\n{citizen.sdp_section()}"
    answer = await exchange.post("/text", json={"call": call, "sip": f"sip-{call}", "sdp": sdp})
    assert answer.status_code == 200, answer.text
    place = msgspec.json.decode(answer.content, type=TextPlace)
    assert place.address == TEXT_HOST
    citizen.start((place.address, place.port))
    return place


async def read(client: httpx.AsyncClient, after: int = 0) -> TextFeed:
    answer = await client.get(
        "/text/k1", params={"after": after, "wait_s": POLL_S}, timeout=3 * POLL_S
    )
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=TextFeed)


async def write(client: httpx.AsyncClient, number: int, characters: str) -> TextTaken:
    typed = {"stream": "p", "number": number, "characters": characters}
    answer = await client.post("/text/k1", json=typed)
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=TextTaken)


@contextlib.asynccontextmanager
async def a_peer() -> AsyncIterator[TextPeer]:
    peer = TextPeer(CITIZENS)
    try:
        yield peer
    finally:
        await peer.stop()


class News:
    """What the stream of one window tells of text."""

    def __init__(self, server: RealServer, session: SessionReply) -> None:
        self._server, self._session = server, session
        self.heard: list[TextNews] = []

    async def __aenter__(self) -> "News":
        self._task = asyncio.create_task(self._listen())
        await until(lambda: len(self._server.running.hub) > 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _listen(self) -> None:
        async with (
            self._server.client(self._session, timeout=None) as client,
            client.stream("GET", "/events") as answer,
        ):
            event = ""
            async for line in answer.aiter_lines():
                if line.startswith("event: "):
                    event = line.removeprefix("event: ")
                elif line.startswith("data: ") and event == "text":
                    data = line.removeprefix("data: ")
                    self.heard.append(msgspec.json.decode(data, type=TextNews))


async def test_an_operator_reads_and_types_and_her_window_is_told() -> None:
    async with a_server() as server, exchange_of(server) as exchange, a_peer() as citizen:
        anna = await server.add_account("anna")
        session = await server.sign_in("anna")
        await placed(exchange, citizen)
        citizen.press("Sono sorda")
        await answered_call(server, anna.id)
        async with News(server, session) as news, server.client(session) as client:
            await until(lambda: news.heard, what="the window is told of the text")
            assert news.heard[0].call_key == "k1"
            feed = await read(client)
            assert "".join(piece.characters for piece in feed.pieces) == "Sono sorda"
            assert (await write(client, 1, "La leggo")).taken == 1
            assert (await write(client, 1, "La leggo")).taken == 1
            await until(lambda: citizen.text == "La leggo")
            ended = await exchange.post(
                "/events", json={"ev": "ended", "sip": "sip-k1", "call": "k1", "exchange": "a"}
            )
            assert ended.status_code == 200
            await until(lambda: not news.heard[-1].is_open)
            assert not (await read(client)).is_open
            assert (await write(client, 2, "x")).refused == "ended"


async def test_a_citizen_who_is_called_back_is_read_by_whoever_calls() -> None:
    async with a_server() as server, exchange_of(server) as exchange, a_peer() as citizen:
        await server.add_account("anna")
        session = await server.sign_in("anna", seat="1001")
        out = await exchange.post("/text/out", json={"call": "x1", "sip": "k1"})
        place = msgspec.json.decode(out.content, type=TextPlace)
        told = {"sip": "k1", "call": "x1", "seat": "1001", "exchange": "a"}
        async with News(server, session) as news, server.client(session) as client:
            call = {"call_key": "k1", "sip_id": "k1", "state": "active", "is_incoming": False}
            report = {"seat": "1001", "boot": "b", "registered": True, "calls": [call]}
            assert (await client.post("/duty/report", json=report)).status_code == 200
            await exchange.post("/events", json={"ev": "answered", **told})
            assert (await client.get("/text/k1")).status_code == 404  # not answered yet
            sdp = f"v=0\r\nc=IN IP4 {CITIZENS}\r\nt=0 0\r\n{citizen.sdp_section()}"
            answer = await exchange.post("/text/answer", json={"sip": "k1", "sdp": sdp})
            assert answer.json()["sip"] == "k1"
            assert answer.json()["media"] == place.media
            await until(lambda: news.heard, what="the window is told of the text")
            citizen.start((place.address, place.port))
            citizen.press("Sono sorda")
            feed = await read(client)
            assert "".join(piece.characters for piece in feed.pieces) == "Sono sorda"
            assert (await write(client, 1, "La leggo")).taken == 1
            await until(lambda: citizen.text == "La leggo")
            await exchange.post("/events", json={"ev": "ended", **told})
            await until(lambda: not news.heard[-1].is_open)


async def test_from_the_citizens_key_to_the_operators_answer_within_half_a_second() -> None:
    async with a_server() as server, exchange_of(server) as exchange, a_peer() as citizen:
        anna = await server.add_account("anna")
        session = await server.sign_in("anna")
        await answered_call(server, anna.id)
        await placed(exchange, citizen)
        delays, last = [], 0
        async with server.client(session) as client:
            for character in "testo":
                reading = asyncio.create_task(read(client, last))
                await asyncio.sleep(0)
                pressed = time.monotonic()
                citizen.press(character)
                last = (await reading).last
                delays.append(time.monotonic() - pressed)
        assert min(delays) < 0.5, delays  # a busy computer makes one or the other late


async def test_only_whoever_has_the_call_may_read_or_type() -> None:
    async with a_server() as server, exchange_of(server) as exchange, a_peer() as citizen:
        anna, _ = await server.add_account("anna"), await server.add_account("bea", Role.TEAM_LEAD)
        await placed(exchange, citizen)
        await answered_call(server, anna.id)
        for login, status in (("anna", 200), ("bea", 404)):
            async with server.client(await server.sign_in(login)) as client:
                assert (await client.get("/text/k1")).status_code == status
                typed = {"stream": "p", "number": 1, "characters": "a"}
                assert (await client.post("/text/k1", json=typed)).status_code == status
                assert (await client.get("/text/other")).status_code == 404


async def test_nobody_reads_a_call_that_still_waits() -> None:
    async with a_server() as server, exchange_of(server) as exchange, a_peer() as citizen:
        await server.add_account("anna")
        await placed(exchange, citizen)
        await answered_call(server, None)
        async with server.client(await server.sign_in("anna")) as client:
            assert (await client.get("/text/k1")).status_code == 404


async def test_what_is_no_typing_and_no_offer_is_refused_in_words() -> None:
    async with a_server() as server, exchange_of(server) as exchange, a_peer() as citizen:
        anna = await server.add_account("anna")
        await answered_call(server, anna.id)
        await placed(exchange, citizen)
        async with server.client(await server.sign_in("anna")) as client:
            for typed in (
                {"stream": "", "number": 1, "characters": "a"},
                {"stream": "p", "number": 0, "characters": "a"},
                {"stream": "p", "number": 1, "characters": "a" * 257},
                {"stream": "p", "number": 1},
            ):
                answer = await client.post("/text/k1", json=typed)
                assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
            assert (await client.get("/text/k1", params={"wait_s": 900})).status_code == 400
        for offer in ({"call": "", "sip": "s", "sdp": ""}, {"call": "k", "sip": "s"}):
            assert (await exchange.post("/text", json=offer)).status_code == 400
        assert (await exchange.post("/text/out", json={"call": "", "sip": "s"})).status_code == 400
        assert (await exchange.post("/text/answer", json={"sip": "s"})).status_code == 400
        late = await exchange.post("/text/answer", json={"sip": "unknown", "sdp": "v=0\r\n"})
        assert late.json()["media"].startswith("m=text 0 ")
        large = {"call": "k", "sip": "s", "sdp": "x" * 20_000}
        assert (await exchange.post("/text", json=large)).status_code == 400
        nothing = await exchange.post("/text", json={"call": "k", "sip": "s", "sdp": "v=0\r\n"})
        assert nothing.json()["media"].startswith("m=text 0 ")
        ended = await exchange.post("/text/ended", json={"call": "k1"})
        assert ended.status_code == 204


async def test_a_message_becomes_a_callback_and_its_desk_listens(tmp_path: Path) -> None:
    (port,) = free_ports(VOICE_HOST, 1)
    (trunk,) = free_ports(CITIZENS, 1)
    voice = {"voice_host": VOICE_HOST, "voice_port": port, "sip_hosts": (CITIZENS,)}
    tone = (9_000 * np.sin(np.arange(16_000) * 0.5)).astype(np.int16)
    async with a_server(**voice) as server:
        await server.add_desk("tributi", "tari")
        queue = Queue(id=QueueId("tributi"), name="Tributi", desk_id=DeskId("tributi"))
        await server.put(BASE_SCOPE, queue)
        await server.add_account("clara", Role.LEVEL_TWO, desks=["tributi"])
        session = await server.sign_in("clara")
        town = Town(
            address=CITIZENS,
            port=trunk,
            exchange=(VOICE_HOST, port),
            realm=VOICE_HOST,
            voice_of=lambda _: tone,
        )
        await town.open()
        call = town.place_call(CITIZEN, "voicemail")
        at = millis(server.clock())
        row = QueueCall(
            id="k9",
            sip=call.call_id,
            caller=CITIZEN,
            queue_id="tributi",
            state=CallStage.VOICEMAIL,
            arrived_at=at,
            queued_at=at,
        )
        await server.database.write(lambda c: insert_call(c, row))
        await until(call.answered.is_set)
        await until(lambda: len(call.media.heard()) >= 0.9 * RATE, what="the tone is over")
        said = call.media.sent
        await until(lambda: call.media.sent > said + 100, what="two seconds are said")
        call.hang_up()
        await town.close()
        read = partial(server.database.read, lambda c: c.execute("SELECT * FROM voicemail"))
        (kept,) = await comes(read)
        assert kept["callback_id"]
        assert kept["caller"] == CITIZEN
        async with server.client(session) as client:
            answer = await client.get(f"/voicemail/{kept['id']}")
            assert answer.status_code == 200
            assert answer.headers["content-type"] == "audio/wav"
            assert answer.content[:4] == b"RIFF"
            assert (await client.get("/voicemail/unknown")).status_code == 404
            server_folder = server._folder
            assert server_folder is not None
            (server_folder / "voicemail" / str(kept["file"])).unlink()
            assert (await client.get(f"/voicemail/{kept['id']}")).status_code == 404
