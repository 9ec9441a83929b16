"""A phone process as a client sees it, whose every word the test decides."""

import asyncio
import contextlib
import json
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from contract.wire.decoding import encode
from contract.wire.phone_socket import Event, Snapshot, SnapshotEvent, token_path

TOKEN = "a-token"
Reply = Callable[[dict[str, Any]], dict[str, Any] | None]


def agree(request: dict[str, Any]) -> dict[str, Any]:
    return {"re": request["id"], "ok": True}


class ScriptedPhone:
    """reply decides what a request is answered with; None leaves it unanswered.

    requests has all but "alive", which comes each second: how many is the machine's matter.
    """

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "phone.sock"
        self.snapshot = Snapshot()
        self.reply: Reply = agree
        self.requests: list[dict[str, Any]] = []
        self.said_alive = 0
        self.attached = 0
        self._server: asyncio.Server | None = None
        self._writers: list[asyncio.StreamWriter] = []

    async def start(self, token: str = TOKEN) -> None:
        Path(token_path(str(self.socket))).write_text(token)
        self._server = await asyncio.start_unix_server(self._serve, self.socket)

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            self.cut()
            await self._server.wait_closed()
            self._server = None

    def cut(self) -> None:
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    def tell(self, *events: Event | bytes) -> None:
        for writer in self._writers:
            for event in events:
                writer.write((event if isinstance(event, bytes) else encode(event)) + b"\n")

    def answer(self, request: dict[str, Any]) -> None:
        """Agree to a request that was left unanswered."""
        for writer in self._writers:
            writer.write(encode(agree(request)) + b"\n")

    def done(self) -> list[str]:
        return [request["do"] for request in self.requests]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            attach = json.loads(await reader.readline())
            if attach["token"] != TOKEN:
                writer.transport.abort()
                return
            self.attached += 1
            self._writers.append(writer)
            writer.write(encode(agree(attach)) + b"\n")
            event = SnapshotEvent(seq=self.snapshot.seq, snapshot=self.snapshot)
            writer.write(encode(event) + b"\n")
            while line := await reader.readline():
                request = json.loads(line)
                if request["do"] == "alive":
                    self.said_alive += 1
                    continue
                self.requests.append(request)
                answer = self.reply(request)
                if answer is not None:
                    writer.write(encode(answer) + b"\n")
        writer.close()


@contextlib.asynccontextmanager
async def scripted_phone(*, is_up: bool = True) -> AsyncIterator[ScriptedPhone]:
    with tempfile.TemporaryDirectory(prefix="ph-") as folder:
        phone = ScriptedPhone(Path(folder))
        if is_up:
            await phone.start()
        try:
            yield phone
        finally:
            await phone.stop()
