"""An httpx transport that is the server itself: streams as a socket would, and fails on demand."""

import asyncio
import contextlib
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


LEAVES_S = 20.0  # for the server to notice that its client has gone
LOOK_S = 0.25  # how late a change of the weather may be noticed by who waits for an answer


class AsgiTransport(httpx.AsyncBaseTransport):
    """app: any ASGI application. The client's read time-out runs while the weather is silent.

    A server that is slow because the computer is busy is waited for: it is no dead line.
    """

    def __init__(self, app: Any, weather: Weather) -> None:
        self._app = app
        self._weather = weather
        self._open: set[_Exchange] = set()
        self.requests: list[tuple[str, str]] = []  # (method, path) in order of arrival

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self._refuse_offline(request)
        read_s = request.extensions.get("timeout", {}).get("read")
        await asyncio.sleep(self._weather.slow_s)
        self._refuse_offline(request)  # it may have gone meanwhile: nothing passes after that
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

    def _refuse_offline(self, request: httpx.Request) -> None:
        if not self._weather.online:
            raise httpx.ConnectError("the server is away", request=request)

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
        self._told = asyncio.Event()
        self._gone = asyncio.Event()
        self._cut = False
        scope = _scope(request)
        self._task = asyncio.create_task(app(scope, self._receive, self._send))
        self._task.add_done_callback(lambda _: self._note(None))

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
        self._told.set()

    async def aclose(self) -> None:
        self._gone.set()
        if not self._task.done():
            await asyncio.wait({self._task}, timeout=LEAVES_S)
        if not self._task.done():
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    @staticmethod
    def is_stream(headers: list[tuple[bytes, bytes]]) -> bool:
        return any(value.startswith(b"text/event-stream") for _, value in headers)

    async def _next(self) -> dict[str, Any] | None:
        """Return the next message of the server; None when it said all. Raise like a socket."""
        await self._line_speaks()
        if self._cut:
            raise httpx.ReadError("the line was cut", request=self._request)
        message = self._messages.get_nowait()
        if message is None and self._task.done() and not self._task.cancelled():
            self._task.result()
        return message

    async def _line_speaks(self) -> None:
        """Return once there is a message and it may pass, or the line is cut. Raise ReadTimeout."""
        loop = asyncio.get_running_loop()
        silent_after = None if self._read_s is None else loop.time() + self._read_s
        while not self._cut and (self._weather.silent or self._messages.empty()):
            if not self._weather.silent:
                await self._message_or(LOOK_S)
            elif silent_after is not None and loop.time() >= silent_after:
                raise httpx.ReadTimeout("no answer", request=self._request)
            else:
                await asyncio.sleep(0.01)

    async def _message_or(self, seconds: float) -> None:
        """Return when a message is there or the line is cut, at last after seconds."""
        self._told.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._told.wait()

    def _note(self, message: dict[str, Any] | None) -> None:
        self._messages.put_nowait(message)
        self._told.set()

    async def _receive(self) -> dict[str, Any]:
        if self._body is not None:
            body, self._body = self._body, None
            return {"type": "http.request", "body": body, "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        if not self._gone.is_set():
            self._note(message)
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
