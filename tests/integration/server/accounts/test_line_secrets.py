"""The seat's telephone secret: told to the exchange as a hash, never in the way of signing in."""

import asyncio
import dataclasses
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from contract.domain.account import Role
from contract.wire.exchange import ExchangeEvent
from contract.wire.session import SessionReply
from server.settings import EXCHANGE_KEY_FILE, ExchangeSettings
from server.usecases.accounts.mint_line_secret import LineSecrets
from tests.support.servers.asgi_transport import AsgiTransport, Weather
from tests.support.servers.real_server import RealServer, utc_now
from tests.support.waiting import PATIENCE_S, until


class RecordedExchange:
    """Speaks JSON-RPC as the exchange does and keeps what it was told of secrets."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, list[str]]] = []
        self.registered: set[str] = set()  # seats
        self.talking: list[dict[str, object]] = []  # as dlg.list tells of calls
        self.answer: bytes | None = None  # instead of the right one
        self.pass_on: Callable[..., object] = lambda *_: None  # to a real one, before the answer
        outer = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                call = json.loads(self.rfile.read(length))
                if call["method"] in ("htable.sets", "htable.delete"):  # the rest asks, but ul.rm
                    outer.calls.append((call["method"], call["params"]))
                    outer.pass_on(call["method"], *call["params"])
                answer = {"jsonrpc": "2.0", "result": outer.result(**call), "id": 1}
                body = outer.answer or json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def result(self, *, method: str, params: list[str], **_: object) -> object:
        match method:
            case "htable.dump":
                return [{"slot": [{"name": k, "value": v}]} for k, v in self.known.items()]
            case "ul.dump":
                return [{"Info": {"AoR": seat}} for seat in sorted(self.registered)]
            case "dlg.list":
                return self.talking
            case "ul.rm":
                self.registered.remove(params[1].removesuffix("@exchange.test"))
        return ""

    @property
    def known(self) -> dict[str, str]:
        """The digest of each seat, as the calls left it. A server also tells all unasked."""
        found = dict[str, str]()
        for method, (_, seat, *digest) in self.calls:
            found.pop(seat, None)
            found |= {seat: digest[0]} if method == "htable.sets" else {}
        return found

    def settings(self, ca_file: Path | None = None) -> ExchangeSettings:
        return ExchangeSettings(
            wss_urls=("wss://exchange.test:8443/ws",),
            realm="exchange.test",
            rpc_url=f"http://127.0.0.1:{self._server.server_port}/RPC",
            ca_file=ca_file,
        )

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


async def a_server(
    exchange: ExchangeSettings, clock: Callable[[], datetime] = utc_now
) -> RealServer:
    """Return one whose first round over the exchanges is over: the next is a test's own."""
    server = await RealServer.start(exchange=exchange, clock=clock)
    await server.turn("server.exchange")
    return server


async def two_sign_in(server: RealServer) -> SessionReply:
    """Return the session of the second."""
    await server.add_account("anna")
    await server.sign_in("anna", seat="1001")
    await server.add_account("bea")
    return await server.sign_in("bea", seat="1002")


@pytest.fixture
def exchange() -> Iterator[RecordedExchange]:
    running = RecordedExchange()
    yield running
    running.close()


async def test_signing_in_at_a_seat_mints_a_secret_that_the_exchange_knows_as_hash(
    exchange: RecordedExchange, tmp_path: Path
) -> None:
    ca_file = tmp_path / "ca.pem"
    ca_file.write_text("a certificate")
    async with await a_server(exchange.settings(ca_file)) as server:
        await server.add_account("anna")
        first = await server.sign_in("anna", seat="1001")
        second = await server.sign_in("anna", seat="1001")
    assert first.line is not None
    assert second.line is not None
    assert first.line.secret != second.line.secret
    assert first.line.wss_urls == ("wss://exchange.test:8443/ws",)
    assert first.line.ca_pem == "a certificate"
    digests = [
        hashlib.md5(f"1001:exchange.test:{line.secret}".encode()).hexdigest()
        for line in (first.line, second.line)
    ]
    told = dict.fromkeys((method, *params) for method, params in exchange.calls)  # some twice
    assert list(told) == [("htable.sets", "ha1", "1001", digest) for digest in digests]


async def test_who_has_no_seat_or_no_phone_gets_no_line(exchange: RecordedExchange) -> None:
    async with await a_server(exchange.settings()) as server:
        await server.add_account("anna")
        await server.add_account("ines", Role.IT)
        assert (await server.sign_in("anna")).line is None
        assert (await server.sign_in("ines", seat="1001")).line is None
    assert exchange.calls == []


async def test_signing_out_makes_the_secret_useless(exchange: RecordedExchange) -> None:
    async with await a_server(exchange.settings()) as server:
        await server.add_account("anna")
        session = await server.sign_in("anna", seat="1001")
        async with server.client(session) as client:
            await client.post("/auth/logout")
        rows = await server.database.read(lambda c: c.execute("SELECT account_id FROM seat"))
    assert exchange.calls[-1] == ("htable.delete", ["ha1", "1001"])
    assert rows == [{"account_id": None}]


async def test_signing_out_late_leaves_the_seat_to_who_took_it_over(
    exchange: RecordedExchange,
) -> None:
    async with await a_server(exchange.settings()) as server:
        await server.add_account("anna")
        bea = await server.add_account("bea", Role.TEAM_LEAD)
        early = await server.sign_in("anna", seat="1001")
        await server.sign_in("bea", seat="1001", device="d2")
        async with server.client(early) as client:
            await client.post("/auth/logout")
        rows = await server.database.read(lambda c: c.execute("SELECT account_id FROM seat"))
    assert {method for method, _ in exchange.calls} == {"htable.sets"}
    assert rows == [{"account_id": bea.id}]


@pytest.mark.parametrize(("login", "seat"), [("bea", "1001"), ("anna", "1002")])
async def test_what_comes_late_of_whoever_had_the_seat_before_leaves_the_line_of_the_newer_sign_in(
    exchange: RecordedExchange, login: str, seat: str
) -> None:
    """A sign-in and a sign-out take several steps: another sign-in may come in between."""
    settings = exchange.settings()
    async with await a_server(settings) as server:
        await server.add_account("anna")
        await server.add_account("bea", Role.TEAM_LEAD)
        await server.sign_in("anna", seat="1001")
        (row,) = await server.database.read(lambda c: c.execute("SELECT id FROM session"))
        await server.sign_in(login, seat=seat, device="d2")
        known = exchange.known
        lines = LineSecrets(settings, server.database, server.clock)
        assert await lines.mint("1001", row["id"]) is None
        await lines.forget("1001")
        await lines.remind()
    assert known.keys() == {seat}
    assert exchange.known == known


@pytest.mark.parametrize(
    "answer", [b'{"jsonrpc":"2.0","error":{"code":-32601},"id":1}', b"not json", b"[]"]
)
async def test_an_exchange_that_refuses_leaves_the_seat_without_line_and_signed_in(
    exchange: RecordedExchange, answer: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    exchange.answer = answer
    async with await a_server(exchange.settings()) as server:
        await server.add_account("anna")
        assert (await server.sign_in("anna", seat="1001")).line is None
    assert "seat 1001 gets no line" in caplog.text


async def test_a_silent_exchange_costs_two_seconds_at_most(exchange: RecordedExchange) -> None:
    settings = exchange.settings()
    exchange.close()
    try:
        async with await a_server(settings) as server:
            await server.add_account("anna")
            session = await server.sign_in("anna", seat="1001")
            assert session.line is None
            await LineSecrets(settings, server.database, server.clock).remind()
            async with server.client(session) as client:
                assert (await client.post("/auth/logout")).is_success
    finally:
        exchange.__init__()  # type: ignore[misc] # for the fixture to close


async def test_an_exchange_that_restarted_is_told_the_hashes_again_also_by_a_new_server(
    exchange: RecordedExchange,
) -> None:
    settings = exchange.settings()
    async with await a_server(settings) as server:
        await two_sign_in(server)
        known = exchange.known
        exchange.calls.clear()
        await LineSecrets(settings, server.database, server.clock).remind()
    assert known.keys() == {"1001", "1002"}
    assert exchange.known == known


@pytest.mark.parametrize("is_back", [False, True])
async def test_who_signs_out_or_in_while_all_are_told_is_told_as_she_is_now(
    exchange: RecordedExchange, is_back: bool
) -> None:
    settings = exchange.settings()
    async with await a_server(settings) as server:
        session, loop = await two_sign_in(server), asyncio.get_running_loop()
        exchange.calls.clear()

        async def meanwhile() -> None:
            if is_back:
                await server.sign_in("bea", seat="1002")
                return
            async with server.client(session) as client:
                await client.post("/auth/logout")

        def signs_meanwhile(*_: object) -> None:
            exchange.pass_on = lambda *_: None
            asyncio.run_coroutine_threadsafe(meanwhile(), loop).result(PATIENCE_S)

        exchange.pass_on = signs_meanwhile
        await LineSecrets(settings, server.database, server.clock).remind()
        rows = await server.database.read(lambda c: c.execute("SELECT seat, line_digest FROM seat"))
    now = {row["seat"]: row["line_digest"] for row in rows if row["line_digest"]}
    assert now.keys() == ({"1001", "1002"} if is_back else {"1001"})
    assert exchange.known == now


async def test_every_exchange_is_told_and_one_that_answers_is_enough(
    exchange: RecordedExchange,
) -> None:
    silent = RecordedExchange()
    urls = (silent.settings().rpc_url, exchange.settings().rpc_url)
    silent.close()
    both = dataclasses.replace(
        exchange.settings(),
        rpc_url=urls[0],
        more_rpc_urls=urls[1:],
        names=("a", "b"),
        wss_urls=("wss://a.test/sip", "wss://b.test/sip"),
    )
    async with await a_server(both) as server:
        await server.add_account("anna")
        session = await server.sign_in("anna", seat="1001")
    assert session.line is not None
    assert session.line.wss_urls == both.wss_urls
    assert ("htable.sets", "1001") in [(method, params[1]) for method, params in exchange.calls]


async def test_an_exchange_that_says_it_has_started_is_told_at_once(
    exchange: RecordedExchange,
) -> None:
    async with await a_server(exchange.settings()) as server:
        await server.add_account("anna")
        await server.sign_in("anna", seat="1001")
        exchange.calls.clear()
        assert server._folder is not None
        key = (server._folder / EXCHANGE_KEY_FILE).read_text().strip()
        transport = AsgiTransport(server.running.exchange_app, Weather())
        async with httpx.AsyncClient(
            transport=transport,
            base_url="http://127.0.0.1/exchange/v1",
            headers={"Authorization": f"Bearer {key}"},
        ) as client:
            started = {"ev": "started", "exchange": "a", "boot": "b1"}
            assert (await client.post("/events", json=started)).is_success
            await until(lambda: exchange.calls)
            client.headers["Authorization"] = "Bearer another"
            assert (await client.post("/events", json=started)).status_code == 401
    assert exchange.calls[0][0] == "htable.sets"


async def test_an_exchange_that_starts_while_all_are_told_is_told_after_that(
    exchange: RecordedExchange,
) -> None:
    """It may have been passed by: a line it does not know is refused for half a minute."""
    settings = exchange.settings()
    async with await a_server(settings) as server:
        await two_sign_in(server)
        known = exchange.known
        exchange.calls.clear()
        lines, loop = (
            LineSecrets(settings, server.database, server.clock),
            asyncio.get_running_loop(),
        )
        started = ExchangeEvent(ev="started", exchange="a", boot="b2")
        is_heard = threading.Event()

        def hear() -> None:
            lines.on_event(started)
            is_heard.set()

        def starts_meanwhile(*_: object) -> None:
            if not is_heard.is_set():
                exchange.calls.clear()  # what it was just told it has lost
                loop.call_soon_threadsafe(hear)
                is_heard.wait(PATIENCE_S)

        exchange.pass_on = starts_meanwhile
        lines.on_event(started)
        await until(lambda: exchange.known == known, what="both seats, the first told twice")
        await lines.finish()
