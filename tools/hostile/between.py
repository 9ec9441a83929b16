"""Stands between exchange and server: some questions get a wrong answer, the rest pass."""

import asyncio
import contextlib
import json
from collections.abc import Callable
from typing import Any

Question = dict[str, Any]
# Takes a question of the exchange; returns the bytes of an HTTP answer, or None to let it pass.
Decide = Callable[[Question], bytes | None]
HEAD_LIMIT = 65_536


class Between:
    """Listens at port of loopback, passes on to server_port."""

    def __init__(self, port: int, server_port: int, decide: Decide = lambda _: None) -> None:
        self._port, self._server_port = port, server_port
        self.decide = decide
        self.questions: list[Question] = []
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self._port)

    async def stop(self) -> None:
        if self._server is None:
            return
        # A connection accepted in this very turn of the loop would belong to nobody.
        loop = asyncio.get_running_loop()
        for listening in self._server.sockets:
            loop.remove_reader(listening.fileno())
        for _ in range(3):
            await asyncio.sleep(0)
        self._server.close()
        self._server.abort_clients()  # also those whose last words nobody reads
        open_now = tuple(self._open)
        for task in open_now:
            task.cancel()
        await asyncio.gather(*open_now, return_exceptions=True)
        await asyncio.sleep(0.05)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                body = await reader.readexactly(_length_of(head))
                answer = self._own_answer(head, body)
                if answer is None:
                    await self._pass_on(head + body, reader, writer)
                    continue
                writer.write(answer)
                await writer.drain()
                return  # what follows a wrong answer is another connection
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError):
            return
        finally:
            writer.close()

    def _own_answer(self, head: bytes, body: bytes) -> bytes | None:
        if not head.split(b" ", 2)[1].endswith(b"/route"):
            return None
        question: Question = json.loads(body)
        self.questions.append(question)
        return self.decide(question)

    async def _pass_on(
        self, request: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Return when it is answered. Raise ConnectionError when one of the two leaves."""
        there, to_server = await asyncio.open_connection("127.0.0.1", self._server_port)
        answering = asyncio.create_task(_answer(there))
        leaving = asyncio.create_task(_until_gone(reader))
        try:
            to_server.write(request)
            await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not answering.done():
                raise ConnectionResetError
            writer.write(answering.result())
            await writer.drain()
        finally:
            for task in (answering, leaving):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, Exception):
                    await task
            to_server.transport.abort()


async def _answer(there: asyncio.StreamReader) -> bytes:
    head = await there.readuntil(b"\r\n\r\n")
    return head + await there.readexactly(_length_of(head))


async def _until_gone(reader: asyncio.StreamReader) -> None:
    """An exchange asks nothing more before it is answered: what comes is the end."""
    while not reader.at_eof():
        await asyncio.sleep(0.2)


def _length_of(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    return 0
