"""A peer that answers as Asterisk's REST interface documents it, with events over a WebSocket."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from litestar import Litestar, Request, Response, WebSocket, route, websocket
from litestar.params import FromPath

Json = dict[str, Any]


class ReplayedAsterisk:
    """found answers GETs by path; each originate ends as results say, "up" answers it."""

    def __init__(self, *results: str) -> None:
        self._results = list(results)
        self.asked: list[str] = []  # "POST /channels/x?app=…"
        self.bodies: list[Json] = []
        self.found: dict[str, Json] = {"/applications/chiamaroma": {"channel_ids": []}}
        self.seat_legs: list[str] = []
        self.joins = asyncio.Event()  # two legs are joined as long as it is set
        self.joins.set()
        self._events: asyncio.Queue[str] = asyncio.Queue()
        self.authorization = ""
        self.is_connected = False

    @asynccontextmanager
    async def served(self) -> AsyncIterator[str]:
        config = uvicorn.Config(
            self._app(), port=0, log_level="error", ws="websockets-sansio", lifespan="off"
        )
        server = uvicorn.Server(config)
        server.capture_signals = _NoSignals  # type: ignore[assignment,method-assign]
        running = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0)
        port = server.servers[0].sockets[0].getsockname()[1]
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            self._events.put_nowait("")
            self.joins.set()
            server.should_exit = True
            await running

    def tell(self, kind: str, channel: str, **fields: Any) -> None:
        event = {"type": kind, "application": "chiamaroma", "channel": {"id": channel}, **fields}
        self._events.put_nowait(json.dumps(event))

    def citizen(self, channel: str) -> None:
        self._events.put_nowait(json.dumps({"type": "StasisStart", "args": [], **_call(channel)}))

    def knows_waiting(self, channel: str) -> None:
        self.found["/applications/chiamaroma"] = {"channel_ids": [channel, "talking-1"]}
        self.found["/applications/chiamaroma"]["bridge_ids"] = ["bridge-1"]
        self.found["/bridges/bridge-1"] = {"channels": ["talking-1"]}
        self.found[f"/channels/{channel}"] = _call(channel)["channel"]

    def garbage(self, text: str) -> None:
        self._events.put_nowait(text)

    def _app(self) -> Litestar:
        @route("/ari/{path:path}", http_method=["GET", "POST", "DELETE"])
        async def rest(
            request: Request[Any, Any, Any], path: FromPath[str]
        ) -> Response[Json | None]:
            query = f"?{request.url.query}" if request.url.query else ""
            self.asked.append(f"{request.method} {path}{query}")
            body = await request.body()
            if body:
                self.bodies.append(json.loads(body))
            if request.method == "GET":
                return Response(self.found.get(path), status_code=200)
            if path.endswith("/addChannel"):
                await self.joins.wait()
            self._on_originate(path, query)
            return Response(None, status_code=204)

        @websocket("/ari/events")
        async def events(socket: WebSocket[Any, Any, Any]) -> None:
            await socket.accept()
            self.authorization = socket.headers.get("authorization", "")
            self.is_connected = True
            while text := await self._events.get():
                await socket.send_text(text)
            self.is_connected = False
            await socket.close()

        return Litestar([rest, events], openapi_config=None, logging_config=None)

    def _on_originate(self, path: str, query: str) -> None:
        if "endpoint=" not in query or "redirect" in path:
            return
        leg = path.removeprefix("/channels/")
        self.seat_legs.append(leg)
        result = self._results.pop(0) if self._results else ""
        if result == "up":
            self.tell("StasisStart", leg, args=["seat"])
        elif result:
            self.tell("ChannelDestroyed", leg, cause=int(result))


class _NoSignals:
    def __enter__(self) -> None: ...
    def __exit__(self, *_: object) -> None: ...


def _call(channel: str) -> Json:
    return {
        "channel": {
            "id": channel,
            "name": "PJSIP/trunk-00000001",
            "state": "Ring",
            "caller": {"name": "", "number": "+39065551234"},
            "dialplan": {"context": "citta", "exten": "060606", "priority": 1},
        }
    }
