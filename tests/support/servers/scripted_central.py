"""A central server of a few lines: answers an exchange as a test tells it, keeps what it heard.

It shares no code with the product's routes, so that an agreement of both is worth something.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

Message = dict[str, Any]
# Takes a question, returns what to answer: a message, or (status, body) as they go on the wire.
Decide = Callable[[Message], Awaitable[Message | tuple[int, bytes]]]

FOREVER_S = 600.0
LAST_ANSWER_S = 0.05  # until whoever was answered has followed it
READ_S = 10.0  # until whoever was answered has read it, on a busy machine


async def never(_: Message) -> Message:
    """Hold the question for as long as the test lasts."""
    await asyncio.sleep(FOREVER_S)
    return {"do": "wait"}


def ring(seat: str, offer: str = "o1", **more: str) -> Message:
    return {"do": "ring", "seat": seat, "ring_s": "10", "offer": offer, "queue": "tributi", **more}


@dataclass
class ScriptedCentral:
    """Listens at port while it runs; stop() refuses and cuts, start() is back."""

    port: int
    decide: Decide = never
    place_text: Callable[[Message], Awaitable[Message]] | None = None  # answers /text
    text_out: Callable[[str, Message], Awaitable[Message]] | None = None  # /text/out, answer, ended
    takes_events: bool = True
    stands_still: bool = False  # takes connections and answers nothing
    unanswered: list[Message] = field(default_factory=list)  # while it stood still
    questions: list[Message] = field(default_factory=list)
    events: list[Message] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    _server: asyncio.Server | None = None
    _connections: set[asyncio.Task[None]] = field(default_factory=set)
    _reading: set[asyncio.Transport] = field(default_factory=set)

    async def start(self) -> None:
        self._server = await asyncio.start_server(
            self._accept, "127.0.0.1", self.port, backlog=1024
        )

    async def stop(self) -> None:
        if self._server is None:
            return
        # A connection accepted in this very turn of the loop would belong to nobody: none is any
        # more, and those that were become the server's before it closes.
        loop = asyncio.get_running_loop()
        for listening in self._server.sockets:
            loop.remove_reader(listening.fileno())
        for _ in range(3):
            await asyncio.sleep(0)
        # A cut that comes together with an answer is missed by the exchange's HTTP client (6.0.1).
        for reading in self._reading:
            reading.pause_reading()
        deadline = loop.time() + READ_S
        while _is_unread(self.port) and loop.time() < deadline:
            await asyncio.sleep(0.01)
        await asyncio.sleep(LAST_ANSWER_S)
        self._server.close()
        self._server.abort_clients()
        for task in tuple(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        self._reading.clear()
        self._server = None

    def heard(self, ev: str, sip: str = "") -> list[Message]:
        """Return the events of this name; with sip, of that call only."""
        found = [event for event in self.events if event["ev"] == ev]
        return [event for event in found if event.get("sip") == sip] if sip else found

    def names(self, sip: str) -> list[str]:
        """Return the events of one call in the order in which they came."""
        return [event["ev"] for event in self.events if event.get("sip") == sip]

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reading.add(cast("asyncio.Transport", writer.transport))
        task = asyncio.get_running_loop().create_task(self._converse(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await self._answer_one(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self._reading.discard(cast("asyncio.Transport", writer.transport))
            writer.transport.abort()

    async def _answer_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        first, *lines = head.split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)
        }
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        self.keys.add(headers.get("authorization", ""))
        status, content = await self._answer(first.split()[1], json.loads(body))
        writer.write(
            f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(content)}\r\n\r\n".encode()
            + content
        )
        await writer.drain()

    async def _answer(self, path: str, message: Message) -> tuple[int, bytes]:
        if self.stands_still:
            self.unanswered.append(message)
            await asyncio.sleep(FOREVER_S)
        if path == "/exchange/v1/alive":
            return 204, b""
        if path == "/exchange/v1/events":
            self.events.append(message)
            if not self.takes_events:
                return 507, b"{}"
            return 200, json.dumps({name: message.get(name, "") for name in ("sip", "ev")}).encode()
        if path == "/exchange/v1/text":
            if self.place_text is None:
                return 404, b"{}"
            return 200, json.dumps(await self.place_text(message)).encode()
        if path.startswith("/exchange/v1/text/"):
            if self.text_out is None:
                return 404, b"{}"
            reply = await self.text_out(path.rpartition("/")[2], message)
            return 200, json.dumps(reply).encode()
        assert path == "/exchange/v1/route", path
        self.questions.append(message)
        answer = await self.decide(message)
        return answer if isinstance(answer, tuple) else (200, json.dumps(answer).encode())


def _is_unread(port: int) -> bool:
    """Return whether some client of that port has not read all that was sent to it."""
    server = f"0100007F:{port:04X}"
    lines = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    ends = (line.split() for line in lines)  # number, own address, the other, state, queues
    return any(end[2] == server and not end[4].endswith(":00000000") for end in ends)


@asynccontextmanager
async def central_at(url: str, decide: Decide = never) -> AsyncIterator[ScriptedCentral]:
    """A server that is up at the address the exchange asks."""
    running = ScriptedCentral(urlsplit(url).port or 0, decide)
    await running.start()
    try:
        yield running
    finally:
        await running.stop()
