"""The seat's telephone secret: told to the exchange as a hash, never in the way of signing in."""

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from contract.domain.account import Role
from server.settings import ExchangeSettings
from server.usecases.mint_line_secret import ExchangeSilent, LineSecrets, call_exchange
from tests.support.real_server import RealServer


class RecordedExchange:
    """Speaks JSON-RPC as the exchange does and keeps what it was told."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, list[str]]] = []
        self.answer: bytes | None = None  # instead of the right one
        outer = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                call = json.loads(self.rfile.read(length))
                outer.calls.append((call["method"], call["params"]))
                body = outer.answer or b'{"jsonrpc":"2.0","result":"","id":1}'
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

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
    async with await RealServer.start(exchange=exchange.settings(ca_file)) as server:
        await server.add_account("anna")
        first = await server.sign_in("anna", seat="1001")
        second = await server.sign_in("anna", seat="1001")
    assert first.line is not None
    assert second.line is not None
    assert first.line.secret != second.line.secret
    assert first.line.wss_urls == ("wss://exchange.test:8443/ws",)
    assert first.line.ca_pem == "a certificate"
    for call, line in zip(exchange.calls, (first.line, second.line), strict=False):
        digest = hashlib.md5(f"1001:exchange.test:{line.secret}".encode()).hexdigest()
        assert call == ("htable.sets", ["ha1", "1001", digest])


async def test_who_has_no_seat_or_no_phone_gets_no_line(exchange: RecordedExchange) -> None:
    async with await RealServer.start(exchange=exchange.settings()) as server:
        await server.add_account("anna")
        await server.add_account("ines", Role.IT)
        assert (await server.sign_in("anna")).line is None
        assert (await server.sign_in("ines", seat="1001")).line is None
    assert exchange.calls == []


async def test_signing_out_makes_the_secret_useless(exchange: RecordedExchange) -> None:
    async with await RealServer.start(exchange=exchange.settings()) as server:
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
    async with await RealServer.start(exchange=exchange.settings()) as server:
        await server.add_account("anna")
        bea = await server.add_account("bea")
        early = await server.sign_in("anna", seat="1001")
        await server.sign_in("bea", seat="1001", device="d2")
        async with server.client(early) as client:
            await client.post("/auth/logout")
        rows = await server.database.read(lambda c: c.execute("SELECT account_id FROM seat"))
    assert [method for method, _ in exchange.calls] == ["htable.sets", "htable.sets"]
    assert rows == [{"account_id": bea.id}]


@pytest.mark.parametrize(
    "answer", [b'{"jsonrpc":"2.0","error":{"code":-32601},"id":1}', b"not json", b"[]"]
)
async def test_an_exchange_that_refuses_leaves_the_seat_without_line_and_signed_in(
    exchange: RecordedExchange, answer: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    exchange.answer = answer
    async with await RealServer.start(exchange=exchange.settings()) as server:
        await server.add_account("anna")
        assert (await server.sign_in("anna", seat="1001")).line is None
    assert "seat 1001 gets no line" in caplog.text


async def test_a_silent_exchange_costs_two_seconds_at_most(exchange: RecordedExchange) -> None:
    settings = exchange.settings()
    exchange.close()
    try:
        lines = LineSecrets(settings)
        assert await lines.mint("1001") is None
        await lines.remind()
        await lines.forget("1001")
        with pytest.raises(ExchangeSilent):
            call_exchange(settings, "core.version")
    finally:
        exchange.__init__()  # type: ignore[misc] # for the fixture to close


async def test_an_exchange_that_restarted_is_told_the_hashes_again(
    exchange: RecordedExchange,
) -> None:
    lines = LineSecrets(exchange.settings())
    await lines.mint("1001")
    await lines.mint("1002")
    told = list(exchange.calls)
    await lines.remind()
    assert exchange.calls == told * 2
