"""Control of the media relays: announcements into a waiting call, recording and its mask.

One datagram asks, one answers. A relay answers a repeated question as it answered the first, so
that an answer that was lost costs one repetition and never a second announcement.
"""

import asyncio
import logging
import secrets
from collections.abc import Mapping
from contextlib import suppress

from server.exchange.bencode import Bencoded, Encodable, NotBencoded, decode, encode
from server.exchange.silence import silence
from server.settings import Address, ExchangeSettings

log = logging.getLogger(__name__)

ANSWER_S = (0.4, 0.8)  # to the first question, and to its repetition
RELAYS_OF_AN_EXCHANGE = 2
MOST_CALLS = 2000
LONGEST_MS = 86_400_000  # of an announcement
Place = tuple[str, str]  # (exchange, relay): ("a", "1")


class RelayFault(Exception):
    """Ancestor: the relay did not do it."""


class RelaySilent(RelayFault):
    """The relay does not answer, or there is no such relay."""


class RelayRefused(RelayFault):
    """The relay answered that it cannot; str() is its reason, such as "Unknown call-id"."""


def relays_of(exchange: ExchangeSettings) -> dict[Place, Address]:
    """Return the control address of each relay the settings name."""
    places = [
        (name, str(number))
        for name in exchange.names
        for number in range(1, RELAYS_OF_AN_EXCHANGE + 1)
    ]
    return dict(zip(places, exchange.relays, strict=False))


class MediaRelays:
    """All relays of all exchanges. Loop's thread only; every method raises RelayFault.

    sip is the Call-ID, from_tag the tag of the party that hears the announcement.
    """

    def __init__(self, relays: Mapping[Place, Address]) -> None:
        self._addresses = dict(relays)
        self._lines: dict[Address, _Line] = {}
        self._opening = asyncio.Lock()

    async def play(
        self,
        sip: str,
        from_tag: str,
        file: str,
        relay: str = "1",
        *,
        exchange: str = "a",
        times: int = 1,
    ) -> float:
        """Play a WAV file of the relay's computer; return its length in s, -1.0 if unknown.

        It takes the place of what is being played, the music too.
        """
        words: dict[str, Encodable] = {"call-id": sip, "from-tag": from_tag}
        words |= {"file": file, "repeat-times": times}
        answer = await self._ask((exchange, relay), "play media", words)
        duration = answer.get("duration", -1)
        # A length nobody can mean would hold a recording's notice for ever: it counts as unknown.
        if not isinstance(duration, int) or not 0 <= duration < LONGEST_MS:
            return -1.0
        return duration / 1000

    async def stop(self, sip: str, from_tag: str, relay: str = "1", *, exchange: str = "a") -> None:
        """End the announcement or music."""
        words = {"call-id": sip, "from-tag": from_tag}
        await self._ask((exchange, relay), "stop media", words)

    async def start_recording(
        self, sip: str, relay: str = "1", *, exchange: str = "a", note: str = ""
    ) -> None:
        """Record both sides. note is written beside the recording."""
        words = {"call-id": sip} | ({"metadata": note} if note else {})
        await self._ask((exchange, relay), "start recording", words)

    async def stop_recording(self, sip: str, relay: str = "1", *, exchange: str = "a") -> None:
        await self._ask((exchange, relay), "stop recording", {"call-id": sip})

    async def mask(self, sip: str, relay: str = "1", *, exchange: str = "a") -> None:
        """Leave out of the recording what is said from now on.

        The part so far is closed: "pause recording" is answered with ok and goes on writing where
        the relay writes pcap files (rtpengine 12.5).
        """
        await self.stop_recording(sip, relay, exchange=exchange)

    async def forget(self, sip: str, relay: str = "1", *, exchange: str = "a") -> None:
        """End all streams of a call; one the relay does not know is no fault."""
        # The relay forgets calls by itself, too.
        with suppress(RelayRefused):
            await self._ask((exchange, relay), "delete", {"call-id": sip})

    async def ping(self, relay: str = "1", *, exchange: str = "a") -> None:
        await self._ask((exchange, relay), "ping", {}, good=("pong",))

    async def calls(self, relay: str = "1", *, exchange: str = "a") -> tuple[str, ...]:
        """Return the Call-IDs of the calls the relay carries, MOST_CALLS at most."""
        answer = await self._ask((exchange, relay), "list", {"limit": MOST_CALLS})
        found = answer.get("calls", [])
        return tuple(str(call) for call in found) if isinstance(found, list) else ()

    def close(self) -> None:
        for line in self._lines.values():
            line.close()
        self._lines.clear()

    async def _ask(
        self,
        place: Place,
        command: str,
        words: Mapping[str, Encodable],
        good: tuple[str, ...] = ("ok",),
    ) -> dict[str, Bencoded]:
        address = self._addresses.get(place)
        if address is None:
            raise RelaySilent(f"no relay {place[1]} of exchange {place[0]} in the settings")
        answer = await (await self._line(address)).ask({"command": command, **words})
        if answer.get("result") not in good:
            raise RelayRefused(str(answer.get("error-reason", "refused"))[:100])
        return answer

    async def _line(self, address: Address) -> "_Line":
        # Two questions at once would open two sockets: one would never be closed.
        async with self._opening:
            line = self._lines.get(address)
            # A relay that was away closes the socket: opened anew, or it stays silent for ever.
            if line is None or line.is_closed:
                line = self._lines[address] = await _Line.open(address)
            return line


class _Line(asyncio.DatagramProtocol):
    """A socket to one relay. Questions carry a cookie, the answer repeats it."""

    def __init__(self) -> None:
        self.is_closed = False
        self._transport: asyncio.DatagramTransport | None = None
        self._waiting: dict[bytes, asyncio.Future[bytes]] = {}

    @classmethod
    async def open(cls, address: Address) -> "_Line":
        loop = asyncio.get_running_loop()
        try:
            transport, line = await loop.create_datagram_endpoint(cls, remote_addr=address)
        except OSError as error:
            raise RelaySilent(silence(error)) from None
        line._transport = transport
        return line

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    async def ask(self, question: Mapping[str, Encodable]) -> dict[str, Bencoded]:
        """Raise RelaySilent when both the question and its repetition stay without answer."""
        # Not to be guessed: answers come by UDP, from whoever sends them.
        cookie = secrets.token_hex(8).encode()
        data = cookie + b" " + encode(question)
        answered: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._waiting[cookie] = answered
        try:
            return _read(await self._sent(data, answered))
        finally:
            del self._waiting[cookie]

    async def _sent(self, data: bytes, answered: asyncio.Future[bytes]) -> bytes:
        for patience_s in ANSWER_S:
            if self._transport is None or self._transport.is_closing():
                break
            self._transport.sendto(data)
            await asyncio.wait({answered}, timeout=patience_s)
            if answered.done():
                return answered.result()
        raise RelaySilent("no answer")

    def datagram_received(self, data: bytes, addr: object) -> None:
        cookie, _, body = data.partition(b" ")
        answered = self._waiting.get(cookie)
        # The repetition is answered too: the first answer counts.
        if answered is not None and not answered.done():
            answered.set_result(body)

    def error_received(self, exc: Exception) -> None:
        """ICMP: nobody listens there; the request's time limit reports it."""

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_closed = True


def _read(body: bytes) -> dict[str, Bencoded]:
    try:
        answer = decode(body)
    except NotBencoded as error:
        raise RelayRefused(f"an answer nobody understands ({error})") from None
    if not isinstance(answer, dict):
        raise RelayRefused("an answer nobody understands")
    return answer
