"""An httpx transport that is the server itself: streams as a socket would, and fails on demand."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx


@dataclass
class Weather:
    """What happens on the way. Tests change it at any moment, open streams included."""

    online: bool = True  # False: refused, and what was open breaks
    silent: bool = False  # True: nothing comes back, as behind a dead router
    lose_replies: int = 0  # so many answers are lost after the server did its work
    slow_s: float = 0.0  # before each request reaches the server


class AsgiTransport(httpx.AsyncBaseTransport):
    """app: any ASGI application. Honours connect and read time-outs of the client."""

    def __init__(self, app: Any, weather: Weather) -> None:
        self._app = app
        self._weather = weather
        self._open: set[_Exchange] = set()
        self.requests: list[tuple[str, str]] = []  # (method, path) in order of arrival

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not self._weather.online:
            raise httpx.ConnectError("the server is away", request=request)
        read_s = request.extensions.get("timeout", {}).get("read")
        await asyncio.sleep(self._weather.slow_s)
        if self._weather.silent:
            await self._hang(read_s, request)
        self.requests.append((request.method, request.url.path))
        exchange = _Exchange(self._app, request, await request.aread(), self._weather, read_s)
        self._open.add(exchange)
        try:
            status, headers = await exchange.start()
            if self._weather.lose_replies and not exchange.is_stream(headers):
                self._weather.lose_replies -= 1
                await exchange.finish()
                raise httpx.ReadError("the answer was lost", request=request)
        except BaseException:
            self._open.discard(exchange)
            await exchange.aclose()
            raise
        return httpx.Response(status, headers=headers, stream=_Body(exchange, self._open))

    def cut(self) -> None:
        """Break what is open, as a pulled cable does."""
        for exchange in list(self._open):
            exchange.cut()

    async def aclose(self) -> None:
        """Clients share the transport: it stays. RealServer.stop() closes what is open."""

    async def close_all(self) -> None:
        for exchange in list(self._open):
            await exchange.aclose()
        self._open.clear()

    async def _hang(self, read_s: float | None, request: httpx.Request) -> None:
        try:
            async with asyncio.timeout(read_s):
                while self._weather.silent:
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise httpx.ReadTimeout("no answer", request=request) from None


class _Exchange:
    """One request and its answer."""

    def __init__(
        self,
        app: Any,
        request: httpx.Request,
        body: bytes,
        weather: Weather,
        read_s: float | None,
    ) -> None:
        self._request = request
        self._body: bytes | None = body
        self._weather = weather
        self._read_s = read_s
        self._messages: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self._gone = asyncio.Event()
        self._cut = False
        scope = _scope(request)
        self._task = asyncio.create_task(app(scope, self._receive, self._send))
        self._task.add_done_callback(lambda _: self._messages.put_nowait(None))

    async def start(self) -> tuple[int, list[tuple[bytes, bytes]]]:
        message = await self._next()
        assert message is not None
        assert message["type"] == "http.response.start", message
        return message["status"], list(message["headers"])

    async def chunks(self) -> AsyncIterator[bytes]:
        more = True
        while more:
            message = await self._next()
            if message is None:
                return
            yield message.get("body", b"")
            more = message.get("more_body", False)

    async def finish(self) -> None:
        async for _ in self.chunks():
            pass

    def cut(self) -> None:
        self._cut = True
        self._messages.put_nowait(None)

    async def aclose(self) -> None:
        self._gone.set()
        if not self._task.done():
            await asyncio.wait({self._task}, timeout=5.0)
        if not self._task.done():
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    @staticmethod
    def is_stream(headers: list[tuple[bytes, bytes]]) -> bool:
        return any(value.startswith(b"text/event-stream") for _, value in headers)

    async def _next(self) -> dict[str, Any] | None:
        """Return the next message of the server; None when it said all. Raise like a socket."""
        try:
            async with asyncio.timeout(self._read_s):
                message = await self._messages.get()
                while self._weather.silent and not self._cut:
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise httpx.ReadTimeout("no answer", request=self._request) from None
        if self._cut:
            raise httpx.ReadError("the line was cut", request=self._request)
        if message is None and self._task.done() and not self._task.cancelled():
            self._task.result()
        return message

    async def _receive(self) -> dict[str, Any]:
        if self._body is not None:
            body, self._body = self._body, None
            return {"type": "http.request", "body": body, "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        if not self._gone.is_set():
            self._messages.put_nowait(message)
        await asyncio.sleep(0)


class _Body(httpx.AsyncByteStream):
    def __init__(self, exchange: _Exchange, opened: set[_Exchange]) -> None:
        self._exchange = exchange
        self._opened = opened

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._exchange.chunks():
            yield chunk

    async def aclose(self) -> None:
        self._opened.discard(self._exchange)
        await self._exchange.aclose()


def _scope(request: httpx.Request) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": request.url.raw_path.split(b"?")[0],
        "query_string": request.url.query,
        "server": (request.url.host, request.url.port or 443),
        "client": ("127.0.0.1", 40_000),
        "root_path": "",
    }
