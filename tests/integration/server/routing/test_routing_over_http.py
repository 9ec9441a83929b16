"""The whole way over HTTP: an exchange asks, seats report and look, leads decide."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import httpx
import msgspec
import pytest

from contract.domain.account import Role
from contract.domain.ids import BASE_SCOPE
from contract.wire.duty import CallContext, DutyReport, DutyStep
from contract.wire.exchange import EXCHANGE_PREFIX
from contract.wire.queues import AllFigures, BlockedNumbers
from contract.wire.session import SessionReply
from server.settings import EXCHANGE_KEY_FILE, ExchangeSettings
from tests.support.phones.call_centre import GENERAL, TAXES
from tests.support.servers.asgi_transport import AsgiTransport, Weather
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until

EXCHANGE = ExchangeSettings(
    wss_urls=("wss://exchange.test/sip",), realm="sede.test", rpc_url="http://127.0.0.1:9/RPC"
)
CALL = {
    "exchange": "a",
    "boot": "b1",
    "call": "srid-1",
    "sip": "sip-1",
    "from": "+390651230001",
    "to": "060606",
    "from_tag": "t1",
    "try": 0,
    "last": "",
    "waited_ms": 0,
    "colour": "unknown fields are ignored",
}


class House:
    """A server, and an exchange that shows its key."""

    def __init__(self, server: RealServer) -> None:
        self.server = server
        app = server.running.exchange_app
        assert app is not None
        self.transport = AsgiTransport(app, Weather())
        assert server._folder is not None
        self._key = (server._folder / EXCHANGE_KEY_FILE).read_text().strip()

    def exchange(self, key: str | None = None) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=self.transport,
            base_url=f"http://server.test{EXCHANGE_PREFIX}",
            headers={"Authorization": f"Bearer {key or self._key}"},
        )

    async def ready(self, login: str, seat: str, role: Role = Role.OPERATOR) -> SessionReply:
        """Have somebody sign in at a seat and say that she is ready."""
        await self.server.add_account(login, role)
        session = await self.server.sign_in(login, seat=seat)
        step = DutyStep(number=1, wish="ready", at=datetime.now(UTC))
        report = DutyReport(seat=seat, boot=f"boot-{login}", registered=True, steps=(step,))
        async with self.server.client(session) as client:
            answer = await client.post("/duty/report", content=msgspec.json.encode(report))
            assert answer.status_code == 200, answer.text
        return session


@asynccontextmanager
async def house() -> AsyncIterator[House]:
    async with await RealServer.start(exchange=EXCHANGE) as server:
        await server.put(BASE_SCOPE, GENERAL, TAXES)
        yield House(server)


async def test_an_exchange_asks_a_seat_is_rung_and_its_window_knows_who_it_is() -> None:
    async with house() as home, home.exchange() as exchange:
        session = await home.ready("anna", "1001")
        answer = await exchange.post("/route", json=CALL)
        ring = answer.json()
        assert (ring["do"], ring["seat"], ring["queue"]) == ("ring", "1001", "generale")
        assert all(isinstance(value, str) for value in ring.values())
        async with home.server.client(session) as client:
            known = await client.get("/calls/srid-1")
            context = msgspec.json.decode(known.content, type=CallContext)
            assert context.caller_phone == "+390651230001"
            assert (await client.get("/calls/srid-2")).status_code == 404
        told = {"ev": "answered", "exchange": "a", "call": "srid-1", "sip": "sip-1", "t": "1.5"}
        told |= {"seat": "1001", "offer": ring["offer"]}
        assert (await exchange.post("/events", json=told)).status_code == 200
        taken = (await exchange.post("/events", json=told)).json()
        assert taken == {"sip": "sip-1", "ev": "answered"}, "a repeat is taken too"


async def test_an_operator_who_becomes_ready_wakes_the_call_that_waits() -> None:
    async with house() as home, home.exchange() as exchange:
        asking = asyncio.create_task(exchange.post("/route", json=CALL))
        await until(lambda: home.server.dispatcher.waiting == 1)
        await home.ready("anna", "1001")
        assert (await asking).json()["seat"] == "1001"


async def test_an_exchange_that_hangs_up_while_asking_gets_no_operator_reserved() -> None:
    async with house() as home, home.exchange() as exchange:
        asking = asyncio.create_task(exchange.post("/route", json=CALL))
        dispatcher = home.server.dispatcher
        await until(lambda: dispatcher.waiting == 1)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        await until(lambda: dispatcher.waiting == 0)
        await home.ready("anna", "1001")
        rows = await home.server.database.read(lambda c: c.execute("SELECT id FROM queue_offer"))
        assert rows == []


async def test_while_a_question_is_held_open_the_server_is_seen_to_be_alive() -> None:
    async with house() as home, home.exchange() as exchange:
        asking = asyncio.create_task(exchange.post("/route", json=CALL))
        await until(lambda: home.server.dispatcher.waiting == 1)
        assert (await exchange.post("/alive", json={})).status_code == 204
        assert not asking.done()
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)


async def test_only_who_knows_the_key_may_ask() -> None:
    async with house() as home, home.exchange("wrong") as stranger:
        for path in ("/route", "/events", "/digits", "/alive"):
            assert (await stranger.post(path, json=CALL)).status_code == 401


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/route", b"{"),
        ("/route", b"[]"),
        ("/route", b"\xff\xfe"),
        ("/route", json.dumps({"exchange": "a"}).encode()),
        ("/route", json.dumps(CALL | {"call": "", "sip": ""}).encode()),
        ("/route", json.dumps(CALL | {"waited_ms": "soon"}).encode()),
        ("/route", json.dumps(CALL | {"from": "9" * 300}).encode()),
        ("/route", json.dumps(CALL | {"sip": "a\0b"}).encode()),
        ("/events", json.dumps({"ev": "answered"}).encode()),
        ("/events", b"null"),
        ("/digits", json.dumps({"sip": "x"}).encode()),
    ],
)
async def test_what_is_no_message_is_refused_and_changes_nothing(path: str, body: bytes) -> None:
    async with house() as home, home.exchange() as exchange:
        assert (await exchange.post(path, content=body)).status_code == 400
        calls = await home.server.database.read(lambda c: c.execute("SELECT id FROM queue_call"))
        assert calls == []


@pytest.mark.parametrize(
    "odd",
    [
        {"waited_ms": -5},
        {"waited_ms": 10**15},
        {"try": -1},
        {"last": "nonsense"},
        {"from": "'; DROP TABLE queue_call; --"},
        {"to": "q-"},
        {"to": "\u202e060606"},
        {"referred_by": "sip:<<<>>>"},
        {"from_tag": "%s%n"},
        {"boot": ""},
    ],
)
async def test_odd_values_are_taken_and_the_call_is_rung(odd: dict[str, Any]) -> None:
    async with house() as home, home.exchange() as exchange:
        await home.ready("anna", "1001")
        answer = await exchange.post("/route", json=CALL | odd)
        assert answer.json()["do"] == "ring"


async def test_a_server_that_stops_sends_every_question_back() -> None:
    async with house() as home, home.exchange() as exchange:
        asking = asyncio.create_task(exchange.post("/route", json=CALL))
        dispatcher = home.server.dispatcher
        await until(lambda: dispatcher.waiting == 1)
        dispatcher.close()
        assert (await asking).json() == {"do": "wait"}


async def test_a_lead_sees_the_queues_and_sets_the_emergency_text() -> None:
    async with house() as home, home.exchange() as exchange:
        asking = asyncio.create_task(exchange.post("/route", json=CALL))
        await until(lambda: home.server.dispatcher.waiting == 1)
        await home.server.add_account("lia", Role.TEAM_LEAD)
        session = await home.server.sign_in("lia")
        async with home.server.client(session) as client:
            answer = await client.get("/queues/figures")
            figures = msgspec.json.decode(answer.content, type=AllFigures).figures
            general = next(f for f in figures if f.queue_id == "generale")
            assert (general.waiting, general.ready, general.is_open) == (1, 0, True)
            set_to = await client.post("/queues/generale/emergency", json={"name": "neve"})
            assert set_to.json()["emergency_text"] == "neve"
            bad = await client.post("/queues/generale/emergency", json={"name": "../etc"})
            assert bad.status_code == 400
            unknown = await client.post("/queues/nessuna/emergency", json={"name": ""})
            assert unknown.json()["code"] == "unknown_queue"
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)


async def test_a_number_is_blocked_by_two_people_and_never_by_one() -> None:
    async with house() as home:
        await home.server.add_account("anna")
        await home.server.add_account("lia", Role.TEAM_LEAD)
        await home.server.add_account("mia", Role.TEAM_LEAD)
        wish = {"phone": "06 5123 0066", "reason": "insulti ripetuti"}
        decision = {"phone": "+390651230066", "approved": True}
        async with home.server.client(await home.server.sign_in("lia")) as lia:
            assert (await lia.post("/blocked-numbers", json=wish)).status_code == 200
            alone = await lia.post("/blocked-numbers/decide", json=decision)
            assert alone.status_code == 403
            (own,) = (await lia.get("/blocked-numbers")).json()["numbers"]
            assert own["is_own"], "her window does not offer her to decide"
        async with home.server.client(await home.server.sign_in("mia")) as mia:
            agreed = await mia.post("/blocked-numbers/decide", json=decision)
            (row,) = msgspec.json.decode(agreed.content, type=BlockedNumbers).numbers
            assert not row.is_own
            assert (row.phone, row.asked_by, row.approved_by) == ("+390651230066", "Lia", "Mia")
            lifted = await mia.post("/blocked-numbers/decide", json=decision | {"approved": False})
            assert lifted.json() == {"numbers": []}
            never = await mia.post("/blocked-numbers/decide", json=decision)
            assert never.status_code == 400
        async with home.server.client(await home.server.sign_in("anna")) as anna:
            assert (await anna.post("/blocked-numbers", json=wish)).status_code == 200
            assert (await anna.get("/blocked-numbers")).status_code == 403
            nobody = await anna.post("/blocked-numbers", json=wish | {"phone": "chissà"})
            assert nobody.status_code == 400


async def test_how_a_call_sounded_is_kept_with_its_headset() -> None:
    quality = {
        "mos_mean": 4.2,
        "mos_min": 3.9,
        "lost_pct": 0.1,
        "jitter_ms": 4.0,
        "rtt_ms": 12.0,
        "device": "Cuffia",
        "stalls": 1,
        "talk_s": 61.5,
    }
    async with house() as home:
        await home.server.add_account("anna")
        session = await home.server.sign_in("anna", seat="1001")
        async with home.server.client(session) as client:
            for _ in range(2):
                kept = await client.post("/calls/srid-1/quality", json=quality)
                assert kept.status_code == 204
            wrong = await client.post("/calls/srid-1/quality", json=quality | {"mos_mean": -1})
            assert wrong.status_code == 400
        (row,) = await home.server.database.read(lambda c: c.execute("SELECT * FROM call_quality"))
        assert (row["seat"], row["device"], row["mos_mean"]) == ("1001", "Cuffia", 4.2)
