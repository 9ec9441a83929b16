"""A mail server of a few lines that does what a test says: refuses, breaks off, takes."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Thread
from typing import Any

BREAK_OFF = "break off"
ANSWERS_WITHIN_S = 60.0


@dataclass
class ScriptedMailServer:
    """answers: what it says to a word ("RCPT", "DATA", "." for the end of a text), once each."""

    port: int = 0
    answers: dict[str, list[str]] = field(default_factory=dict)
    taken: list[bytes] = field(default_factory=list)
    when_taken: Callable[[], object] | None = None  # called before it says yes

    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=default) for raw in self.taken]  # type: ignore[misc]

    def says(self, word: str, *answers: str) -> None:
        self.answers.setdefault(word, []).extend(answers)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            writer.write(b"220 here\r\n")
            while line := await reader.readline():
                if not await self._answer(line, reader, writer):
                    break
        finally:
            writer.close()

    async def _answer(
        self, line: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        word = line.split()[0].decode().upper() if line.split() else ""
        said = self._scripted(word)
        if said is None and word == "DATA":
            writer.write(b"354 go on\r\n")
            text = await reader.readuntil(b"\r\n.\r\n")
            if self.when_taken is not None:
                self.when_taken()
            said = self._scripted(".")
            if said is None or said == BREAK_OFF:
                self.taken.append(text.removesuffix(b".\r\n"))
        if said == BREAK_OFF:
            return False
        usual = {"QUIT": "221 bye"}.get(word, "250 yes")
        writer.write(f"{said or usual}\r\n".encode())
        await writer.drain()
        return word != "QUIT"

    def _scripted(self, word: str) -> str | None:
        waiting = self.answers.get(word)
        return waiting.pop(0) if waiting else None


@contextmanager
def scripted_mail_server() -> Iterator[ScriptedMailServer]:
    """Serve on a loop and a thread of its own, as another computer would."""
    mail = ScriptedMailServer()
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def call[T](work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, loop).result(ANSWERS_WITHIN_S)

    server = call(asyncio.start_server(mail.serve, "127.0.0.1", 0))
    mail.port = server.sockets[0].getsockname()[1]
    try:
        yield mail
    finally:
        call(_closed(server))
        loop.call_soon_threadsafe(loop.stop)
        thread.join(ANSWERS_WITHIN_S)
        loop.close()


async def _closed(server: asyncio.Server) -> None:
    server.close()
    server.close_clients()
    await server.wait_closed()
