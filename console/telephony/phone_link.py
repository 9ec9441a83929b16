"""One connection to the phone process: lines out, lines in, replies matched to their requests."""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

from console.errors import PhoneRefused, PhoneUnavailable
from contract.wire.decoding import MalformedMessage, decode, encode
from contract.wire.phone_socket import AnyEvent, Attach, Event, Reply, Request, token_path

ATTACH_S = 2.0
REPLY_S = 9.0  # a little more than the phone itself waits for its page
# A snapshot of many devices may be longer than the 64 KiB that asyncio allows a line.
_LINE_LIMIT = 1 << 20


class PhoneLink:
    """Open with attach(); then run() hands events to on_event until the phone is gone."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, token: str
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._token = token
        self._asked = 0
        self._waiting: dict[int, asyncio.Future[Reply]] = {}

    @classmethod
    async def attach(cls, socket: Path) -> "PhoneLink":
        """Connect and authenticate. Raise PhoneUnavailable when the phone refuses."""
        try:
            async with asyncio.timeout(ATTACH_S):
                # Read at each try: a phone started anew has written another one.
                token = _token_of(socket)
                reader, writer = await asyncio.open_unix_connection(socket, limit=_LINE_LIMIT)
        except (OSError, TimeoutError) as error:
            raise PhoneUnavailable(str(error)) from error
        link = cls(reader, writer, token)
        try:
            await link._authenticate()
        # Also when cancelled: nobody else would ever close this connection.
        except BaseException:
            link.close()
            raise
        return link

    async def run(self, on_event: Callable[[Event], None]) -> None:
        """Return when the phone closed the connection; open requests fail then."""
        try:
            while line := await self._reader.readline():
                self._on_line(line, on_event)
        except (OSError, ValueError):  # ValueError: a line beyond any limit of the protocol
            pass
        finally:
            self.close()

    async def ask(self, request: Callable[[int], Request]) -> Reply:
        """Send request(id) and return the reply. Raise PhoneUnavailable or PhoneRefused."""
        self._asked += 1
        number = self._asked
        answer: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        # Before it is written: the answer may come in the very next turn of the loop.
        self._waiting[number] = answer
        try:
            self._writer.write(encode(request(number)) + b"\n")
            async with asyncio.timeout(REPLY_S):
                reply = await answer
        except (OSError, TimeoutError) as error:
            raise PhoneUnavailable(str(error)) from error
        finally:
            # Whatever happened: an answer that comes too late finds nobody and is passed over.
            self._waiting.pop(number, None)
        if not reply.ok:
            raise PhoneRefused(reply.error)
        return reply

    def say(self, request: Callable[[int], Request]) -> None:
        """Send request(id); nobody waits for its reply."""
        self._asked += 1
        with contextlib.suppress(OSError, RuntimeError):
            self._writer.write(encode(request(self._asked)) + b"\n")

    def close(self) -> None:
        for answer in self._waiting.values():
            if not answer.done():
                # Who waits for a phone that has died hears it now, not after REPLY_S.
                answer.set_exception(OSError("the phone is gone"))
        self._waiting.clear()
        with contextlib.suppress(OSError, RuntimeError):
            self._writer.close()

    async def _authenticate(self) -> None:
        try:
            async with asyncio.timeout(ATTACH_S):
                self._writer.write(encode(Attach(id=0, token=self._token)) + b"\n")
                reply = decode(await self._reader.readline(), Reply)
        except (OSError, ValueError, TimeoutError, MalformedMessage) as error:
            raise PhoneUnavailable(str(error)) from error
        if not reply.ok:
            raise PhoneUnavailable(reply.error)

    def _on_line(self, line: bytes, on_event: Callable[[Event], None]) -> None:
        # Replies first: what is none is an event, and of those a newer phone may have unknown ones.
        with contextlib.suppress(MalformedMessage):
            reply = decode(line, Reply)
            answer = self._waiting.pop(reply.re, None)
            if answer is not None and not answer.done():
                answer.set_result(reply)
            return
        with contextlib.suppress(MalformedMessage):  # an event of a newer phone
            event: Event = decode(line, AnyEvent)  # type: ignore[arg-type]  # a union is no class
            on_event(event)


def _token_of(socket: Path) -> str:
    return Path(token_path(str(socket))).read_text(encoding="ascii")
