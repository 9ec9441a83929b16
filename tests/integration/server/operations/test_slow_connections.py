"""Whoever asks slowly, reads nothing or connects again and again takes nothing from the others."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import h11
import pytest
import uvicorn

from server.api import bounded_connection
from server.api.bounded_connection import HEAD_LIMIT, BoundedConnection, OneEnd
from server.cli.operations import http_servers
from server.cli.operations.http_servers import ServerLoop
from server.cli.operations.listeners import BoundedListener, listen
from tests.support.servers.real_server import ServerProcess
from tests.support.waiting import PATIENCE_S, comes, until

OF_ONE_ADDRESS = 8
USUAL_OF_ONE_ADDRESS = 64
STRANGER = "127.0.0.9"
SHORT_S = 0.2
WHOLE = b"GET / HTTP/1.1\r\nHost: h\r\n\r\n"
HALF_HEAD = b"GET / HTTP/1.1\r\nHost: h\r\nX-Slow: "
HALF_BODY = b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 900\r\n\r\nhalf"


async def _application(scope: Any, receive: Any, send: Any) -> None:
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        more = message.get("more_body", False)
    body = b"x" * 30_000_000 if scope["path"] == "/long" else b"answer"
    length = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": length})
    await send({"type": "http.response.body", "body": body})


class _Server(uvicorn.Server):
    port = 0

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        yield


@contextlib.asynccontextmanager
async def serving() -> AsyncIterator[_Server]:
    listener = listen("127.0.0.1", 0, OF_ONE_ADDRESS)
    config = uvicorn.Config(
        _application, http=BoundedConnection, ws="none", lifespan="off", log_config=None
    )
    server = _Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    await until(lambda: server.started)
    try:
        server.port = listener.getsockname()[1]
        yield server
    finally:
        server.should_exit = True
        await running
        listener.close()


async def connected(port: int, address: str = STRANGER) -> tuple[Any, Any]:
    return await asyncio.open_connection("127.0.0.1", port, local_addr=(address, 0))


async def is_cut(reader: asyncio.StreamReader) -> bool:
    """Read until the server ends the connection."""
    async with asyncio.timeout(PATIENCE_S):
        try:
            while await reader.read(65_536):
                pass
        except ConnectionError:
            pass
    return True


async def is_let_in(port: int) -> bool:
    reader, writer = await connected(port)
    try:
        writer.write(WHOLE)
        return bool(await reader.read(100))
    except ConnectionError:
        return False
    finally:
        writer.close()


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HEAD_WITHIN_S", "BODY_WITHIN_S", "TAKEN_WITHIN_S"):
        monkeypatch.setattr(bounded_connection, name, SHORT_S)


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize(
    ("before", "begun"),
    [(b"", b""), (b"", HALF_HEAD), (b"", HALF_BODY), (WHOLE, HALF_HEAD), (WHOLE, HALF_BODY)],
    ids=["nothing", "a head", "a body", "a head after an answer", "a body after an answer"],
)
async def test_a_request_that_does_not_become_whole_is_cut_off(before: bytes, begun: bytes) -> None:
    async with serving() as server:
        reader, writer = await connected(server.port)
        writer.write(before)
        if before:
            assert (await reader.readuntil(b"answer")).startswith(b"HTTP/1.1 200")
        writer.write(begun)
        assert await is_cut(reader)
        writer.close()


@pytest.mark.usefixtures("short")
async def test_the_log_hears_of_who_was_cut_off_and_is_not_filled(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with serving() as server:
        for begun in (HALF_HEAD, HALF_BODY, HALF_BODY):
            reader, writer = await connected(server.port)
            writer.write(begun)
            assert await is_cut(reader)
            writer.close()
    told = [one.getMessage() for one in caplog.records if "cut off" in one.getMessage()]
    assert told == ["requests cut off: 1, the last one at its head"]


@pytest.mark.parametrize(
    "ends",
    [
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
    ],
)
async def test_a_request_with_two_ends_is_refused_with_what_is_hidden_behind(ends: str) -> None:
    async with serving() as server:
        reader, writer = await connected(server.port)
        writer.write(f"POST / HTTP/1.1\r\nHost: h\r\n{ends}\r\n\r\n0\r\n\r\n".encode() + WHOLE)
        said = b""
        async with asyncio.timeout(PATIENCE_S):
            while data := await reader.read(65_536):
                said += data
        writer.close()
    assert said.startswith(b"HTTP/1.1 400")
    assert b"answer" not in said


def test_a_head_that_comes_in_one_piece_is_measured_too() -> None:
    for size, is_taken in ((HEAD_LIMIT - 1000, True), (HEAD_LIMIT + 1, False)):
        connection = OneEnd(h11.SERVER, HEAD_LIMIT)
        connection.receive_data(b"GET / HTTP/1.1\r\nHost: h\r\nX: " + b"a" * size + b"\r\n\r\n")
        if is_taken:
            assert isinstance(connection.next_event(), h11.Request)
            continue
        with pytest.raises(h11.RemoteProtocolError):
            connection.next_event()


@pytest.mark.usefixtures("short")
async def test_whoever_does_not_read_the_answer_is_cut_off() -> None:
    async with serving() as server:
        _, writer = await connected(server.port)
        writer.write(b"GET /long HTTP/1.1\r\nHost: h\r\n\r\n")
        # What the reader has no room for stays in the network, and then at the server.
        await until(lambda: server.server_state.total_requests or server.server_state.tasks)
        await until(lambda: not server.server_state.connections)
        writer.transport.abort()


async def test_an_address_that_fills_its_connections_leaves_the_others_theirs() -> None:
    async with serving() as server:
        lines = [await connected(server.port) for _ in range(OF_ONE_ADDRESS)]
        for reader, writer in lines:
            writer.write(WHOLE)
            await reader.readuntil(b"answer")
        one_too_many, refused = await connected(server.port)
        assert await is_cut(one_too_many)
        refused.close()
        reader, writer = await connected(server.port, "127.0.0.10")
        writer.write(WHOLE)
        assert await reader.readuntil(b"answer")
        writer.close()
        lines.pop()[1].close()
        assert await comes(lambda: is_let_in(server.port))
        for _, writer in lines:
            writer.close()


def test_tls_that_is_never_agreed_on_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_servers, "HANDSHAKE_WITHIN_S", SHORT_S)

    async def silent() -> bool:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            asyncio.Protocol, sock=listen("127.0.0.1", 0, OF_ONE_ADDRESS), ssl=context
        )
        reader, writer = await connected(server.sockets[0].getsockname()[1])
        was_cut = await is_cut(reader)
        writer.close()
        server.close()
        return was_cut

    with asyncio.Runner(loop_factory=ServerLoop) as runner:
        assert runner.run(silent())


async def test_a_seat_works_while_an_address_holds_all_the_server_gives_it(tmp_path: Path) -> None:
    """The process itself, with TLS: a stranger connects two hundred times and says nothing."""
    with ServerProcess(tmp_path) as server:
        await server.start()
        lines = [await connected(server.port) for _ in range(200)]
        refused = [asyncio.create_task(is_cut(reader)) for reader, _ in lines]
        await until(lambda: sum(task.done() for task in refused) >= 200 - USUAL_OF_ONE_ADDRESS)
        async with server.client() as client:
            assert (await client.get("/hello")).status_code == 200
        await asyncio.gather(*refused)  # the others when their time to agree on TLS is over
        for _, writer in lines:
            writer.transport.abort()


async def test_whoever_goes_in_the_middle_of_a_body_is_no_bug_in_the_log(tmp_path: Path) -> None:
    with ServerProcess(tmp_path) as server:
        await server.start()
        trust = ssl.create_default_context(cafile=server.certificate)
        _, writer = await asyncio.open_connection("127.0.0.1", server.port, ssl=trust)
        writer.write(HALF_BODY.replace(b"POST /", b"POST /api/v1/auth/login"))
        await writer.drain()
        writer.transport.abort()
        async with server.client() as client:
            metrics = await comes(
                lambda: client.get("/metrics"), lambda found: '"5xx"' in found.text
            )
            assert metrics.status_code == 200
        assert "bug" not in server.log_text


def test_however_many_addresses_are_refused_the_log_says_it_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Each is another name of the same stranger, who has as many as they like."""
    plain = socket.create_server(("127.0.0.1", 0))
    with BoundedListener(plain, OF_ONE_ADDRESS, 1) as listener, contextlib.ExitStack() as opened:
        for number in range(2, 12):
            opened.enter_context(
                socket.create_connection(
                    listener.getsockname(), PATIENCE_S, source_address=(f"127.0.0.{number}", 0)
                )
            )
        first, _ = listener.accept()
        for _ in range(9):
            with pytest.raises(ConnectionAbortedError):
                listener.accept()
        assert caplog.text.count("connections refused") == 1
        first.close()
