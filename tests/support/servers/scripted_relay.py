"""A media relay of the tests: it speaks the control protocol, and each test decides its replies."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self

from server.exchange.bencode import decode, encode


class ScriptedRelay(asyncio.DatagramProtocol):
    """reply() says what a question is answered with; None leaves it unanswered."""

    address: tuple[str, int]

    def __init__(self) -> None:
        self._transport: Any = None
        self._answered: dict[bytes, bytes] = {}  # a repeated question gets the same answer

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[Self]:
        loop = asyncio.get_running_loop()
        transport, relay = await loop.create_datagram_endpoint(cls, ("127.0.0.1", 0))
        relay.address = transport.get_extra_info("sockname")
        try:
            yield relay
        finally:
            transport.close()

    def reply(self, command: str, asked: dict[str, Any]) -> dict[str, Any] | None:
        raise NotImplementedError

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: Any) -> None:
        cookie, _, body = data.partition(b" ")
        if cookie not in self._answered:
            asked = decode(body)
            assert isinstance(asked, dict)
            reply = self.reply(str(asked["command"]), asked)
            if reply is None:
                return
            self._answered[cookie] = cookie + b" " + encode(reply)
        self._transport.sendto(self._answered[cookie], addr)
