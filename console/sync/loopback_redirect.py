"""Where a browser comes back to from the identity provider: one page on 127.0.0.1 (RFC 8252)."""

import asyncio
import html
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import parse_qs, urlsplit

from contract.wire.session import REDIRECT_PATH

LONGEST = 16_384  # bytes of a request
HEAD_LIMIT_S = 10.0  # for a request: a browser opens connections that it never uses
_HEADERS = (
    "Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n"
    "Content-Security-Policy: default-src 'none'\r\nReferrer-Policy: no-referrer\r\n"
    "X-Content-Type-Options: nosniff\r\nConnection: close\r\n"
)


class LoopbackRedirect:
    """Takes one answer: that of the state which the server has made. words: what the page says."""

    def __init__(self, port: int, words: str) -> None:
        self.uri = f"http://127.0.0.1:{port}{REDIRECT_PATH}"
        self._words = words
        self._state = ""  # nothing is taken before it is known
        self._answer: asyncio.Future[dict[str, str]] = asyncio.get_running_loop().create_future()

    async def answer(self, state: str) -> dict[str, str]:
        """Return what the browser brought with this state; nothing of one that was left."""
        self._state = state
        return await self._answer

    def leave(self) -> None:
        if not self._answer.done():
            self._answer.set_result({})

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A browser that has gone, or somebody else who knows no HTTP, has nothing to be told.
        with suppress(
            OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError
        ):
            async with asyncio.timeout(HEAD_LIMIT_S):
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(self._reply(head.split(b"\r\n", 1)[0].decode("latin-1")))
                await writer.drain()
        writer.close()

    def _reply(self, line: str) -> bytes:
        if not self._takes(line):
            return f"HTTP/1.1 404 Not Found\r\n{_HEADERS}Content-Length: 0\r\n\r\n".encode()
        page = (
            f"<!DOCTYPE html><meta charset=utf-8><title>ChiamaRoma</title>"
            f"<h1>ChiamaRoma</h1><p dir=auto>{html.escape(self._words)}</p>"
        ).encode()
        return f"HTTP/1.1 200 OK\r\n{_HEADERS}Content-Length: {len(page)}\r\n\r\n".encode() + page

    def _takes(self, line: str) -> bool:
        """Return whether a request is the browser's; the first one that is counts."""
        method, _, rest = line.partition(" ")
        try:
            parts = urlsplit(rest.partition(" ")[0])
            found = parse_qs(parts.query, keep_blank_values=True, max_num_fields=50)
        except ValueError:
            return False
        is_ours = (method, parts.path) == ("GET", REDIRECT_PATH) and bool(self._state)
        # Each word once: of two states, or two codes, nobody knows which one is meant.
        if not is_ours or any(len(values) != 1 for values in found.values()):
            return False
        said = {name: values[0] for name, values in found.items()}
        if said.get("state") != self._state or not ("code" in said or "error" in said):
            return False
        if not self._answer.done():
            self._answer.set_result(said)
        return True


@asynccontextmanager
async def loopback_redirect(words: str) -> AsyncIterator[LoopbackRedirect]:
    """Listen on a free port of 127.0.0.1, for one sign-in."""
    waiting: list[LoopbackRedirect] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await waiting[0].serve(reader, writer)

    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=LONGEST)
    waiting.append(LoopbackRedirect(server.sockets[0].getsockname()[1], words))
    try:
        yield waiting[0]
    finally:
        server.close()
