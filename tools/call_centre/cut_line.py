"""A line in front of the exchange's WebSocket port that can be cut: silently, or with a reset."""

import asyncio
from contextlib import suppress
from enum import StrEnum

CHUNK = 65_536


class Cut(StrEnum):
    """How a line fails: packets vanish and nobody is told, or both ends hear of it."""

    SILENT = "silent"
    RESET = "reset"


class CutLine:
    """open() listens on (address, port) and carries everything to the exchange's port."""

    def __init__(self, address: str, port: int, exchange_port: int) -> None:
        self._address, self._port, self._exchange_port = address, port, exchange_port
        self._server: asyncio.Server | None = None
        self._flows = asyncio.Event()
        self._flows.set()
        self._carrying: set[asyncio.Task[None]] = set()
        self.is_cut = False

    async def open(self) -> "CutLine":
        self._server = await asyncio.start_server(self._connected, self._address, self._port)
        return self

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
        await self._drop()

    async def cut(self, how: Cut) -> None:
        """Let nothing through from now on; new connections get no answer."""
        self.is_cut = True
        self._flows.clear()
        if how is Cut.RESET:
            await self._drop()

    async def mend(self) -> None:
        """A line that was silent for long has lost its connections: both ends hear it now."""
        self.is_cut = False
        await self._drop()
        self._flows.set()

    async def _drop(self) -> None:
        for task in tuple(self._carrying):
            task.cancel()
        await asyncio.gather(*self._carrying, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._carrying.add(task)
        try:
            await self._flows.wait()
            out_reader, out_writer = await asyncio.open_connection(
                self._address, self._exchange_port
            )
            try:
                await asyncio.gather(
                    self._carry(reader, out_writer), self._carry(out_reader, writer)
                )
            finally:
                out_writer.transport.abort()
        except (OSError, asyncio.CancelledError):
            pass  # the line was cut, or one end has gone
        finally:
            writer.transport.abort()
            self._carrying.discard(task)

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while data := await source.read(CHUNK):
            await self._flows.wait()
            target.write(data)
            with suppress(ConnectionError):
                await target.drain()
        raise ConnectionResetError
