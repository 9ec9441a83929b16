"""What is said to a citizen once more is answered as before: a busy machine repeats itself."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import numpy as np

from tests.support.waiting import until
from tools.citizens.sip_message import SipMessage, compose
from tools.citizens.town import Town
from tools.services.tone_pattern import samples

HOST = "127.0.0.1"
CITIZEN, OTHER = "+390612345678", "+390687654321"
SDP = "v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 9 RTP/AVP 8\r\n"
WITH_TEXT = SDP + "m=text 9 RTP/AVP 98\r\n"


class Exchange:
    """The other end: sends what a test says, keeps what it hears."""

    def __init__(self, line: socket.socket, town: Town) -> None:
        self._line, self._town = line, town
        self.heard: list[SipMessage] = []

    def ask(self, method: str, branch: str, *headers: str, body: str = "") -> None:
        port = self._line.getsockname()[1]
        lines = [
            f"Via: SIP/2.0/UDP {HOST}:{port};branch={branch}",
            f"From: <sip:1001@{HOST}>;tag=a",
            f"To: <sip:{CITIZEN}@{HOST}>",
            "Call-ID: c1",
            f"CSeq: 1 {method}",
            f"Contact: <sip:1001@{HOST}:{port}>",
            *headers,
        ]
        start = f"{method} sip:{CITIZEN}@{HOST} SIP/2.0"
        self.send(compose(start, lines, body, "application/sdp"))

    def accept(self, invite: SipMessage) -> None:
        lines = [*invite.answer_headers(), f"To: {invite.get('to')};tag=b"]
        self.send(compose("SIP/2.0 200 OK", lines, SDP, "application/sdp"))

    def send(self, data: bytes) -> None:
        self._line.sendto(data, (HOST, self._town.port))

    async def hears(self, times: int) -> list[SipMessage]:
        """Return the first so many messages."""

        def listen() -> bool:
            while len(self.heard) < times:
                try:
                    message = SipMessage.parse(*self._line.recvfrom(65536))
                except BlockingIOError:
                    return False
                if message is not None:
                    self.heard.append(message)
            return True

        await until(listen, what=str([message.start for message in self.heard]))
        return self.heard

    async def answers(self, times: int) -> list[int]:
        return [message.status for message in await self.hears(times)]


@asynccontextmanager
async def a_town() -> AsyncIterator[tuple[Exchange, Town]]:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe,
    ):
        line.bind((HOST, 0))
        line.setblocking(False)
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
        probe.close()
        town = Town(
            address=HOST,
            port=port,
            exchange=line.getsockname(),
            realm=HOST,
            voice_of=lambda number: np.asarray(samples(f"citizen:{number}", 0.2)),
        )
        town.answer_after_s = None
        await town.open()
        try:
            yield Exchange(line, town), town
        finally:
            await town.close()


async def test_a_call_that_is_told_twice_rings_on_and_is_the_same_one() -> None:
    async with a_town() as (exchange, town):
        for _ in range(2):
            exchange.ask("INVITE", "z9hG4bK1", body=SDP)
        assert await exchange.answers(2) == [180, 180]
        assert town.taken.qsize() == 1
        assert not town.taken.get_nowait().answered.is_set()


async def test_a_transfer_that_is_asked_for_twice_is_followed_once() -> None:
    async with a_town() as (exchange, town):
        exchange.ask("INVITE", "z9hG4bK1", body=SDP)
        (await asyncio.wait_for(town.taken.get(), 20)).accept()
        for _ in range(2):
            exchange.ask("REFER", "z9hG4bK2", f"Refer-To: <sip:1002@{HOST}>", "Referred-By: x")
        heard = await exchange.hears(6)
        answers = [message.status for message in heard if message.is_response]
        assert answers == [180, 200, 202, 202]
        assert [m.method for m in heard if not m.is_response] == ["NOTIFY", "INVITE"]


async def test_a_refusal_of_text_that_is_told_twice_counts_once() -> None:
    async with a_town() as (exchange, town):
        town.refuses_text = "488 Not Acceptable Here"
        for _ in range(2):
            exchange.ask("INVITE", "z9hG4bK1", body=WITH_TEXT)
        assert await exchange.answers(2) == [488, 488]
        assert len(town.refused_text) == 1


async def test_an_answer_that_is_told_twice_is_acknowledged_twice_and_heard_once() -> None:
    async with a_town() as (exchange, town):
        citizen = town.place_call(OTHER, "060606")
        [invite] = await exchange.hears(1)
        for _ in range(2):
            exchange.accept(invite)
        acks = (await exchange.hears(3))[1:]
        assert [(ack.method, ack.number) for ack in acks] == [("ACK", invite.number)] * 2
        assert len(citizen.heard_sdp) == 1
        citizen.hold()
        exchange.accept(invite)  # later still: this is no answer to the hold
        steps = citizen.record.steps
        await until(lambda: sum(step.endswith("INVITE 200") for step in steps) == 3)
        assert citizen.reinvite_status == 0
