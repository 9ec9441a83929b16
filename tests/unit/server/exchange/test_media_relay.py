"""The relay's control port: lost datagrams, silence, nonsense; never a second announcement."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from server.exchange.bencode import Encodable, NotBencoded, decode, encode
from server.exchange.media_relay import MediaRelays, RelayRefused, RelaySilent, relays_of
from server.settings import ExchangeSettings

OK = encode({"result": "ok", "duration": 2500})
Answer = Callable[[bytes], list[bytes]]  # datagram -> what comes back


class Relay(asyncio.DatagramProtocol):
    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.heard: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport)
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.heard.append(data)
        for body in self._answer(data):
            self._transport.sendto(body, addr)


@asynccontextmanager
async def relay(answer: Answer) -> AsyncIterator[tuple[MediaRelays, Relay]]:
    loop = asyncio.get_running_loop()
    transport, peer = await loop.create_datagram_endpoint(
        lambda: Relay(answer), local_addr=("127.0.0.1", 0)
    )
    relays = MediaRelays({("a", "1"): transport.get_extra_info("sockname")})
    try:
        yield relays, peer
    finally:
        relays.close()
        transport.close()
        await asyncio.sleep(0)


def with_cookie(body: bytes) -> Answer:
    return lambda data: [data.partition(b" ")[0] + b" " + body]


async def test_announcement_is_asked_for_by_call_and_party_and_its_length_is_told() -> None:
    async with relay(with_cookie(OK)) as (relays, peer):
        assert await relays.play("call-1", "tag-1", "/x.wav", times=3) == 2.5
    asked = decode(peer.heard[0].partition(b" ")[2])
    assert asked == {
        "command": "play media",
        "call-id": "call-1",
        "from-tag": "tag-1",
        "file": "/x.wav",
        "repeat-times": 3,
    }


async def test_absurd_length_of_an_announcement_is_an_unknown_one() -> None:
    answer = b"d8:durationi" + b"9" * 400 + b"e6:result2:oke"
    async with relay(with_cookie(answer)) as (relays, _):
        assert await relays.play("call-1", "tag-1", "/x.wav") == -1.0


async def test_lost_datagram_is_sent_once_more_with_the_same_cookie() -> None:
    def answer(data: bytes) -> list[bytes]:
        return with_cookie(OK)(data) if len(peer.heard) == 2 else []

    async with relay(answer) as (relays, peer):
        await relays.stop("call-1", "tag-1")
    assert peer.heard[0] == peer.heard[1]


async def test_silent_relay_is_told_and_so_is_one_that_is_not_there() -> None:
    async with relay(lambda _: []) as (relays, peer):
        with pytest.raises(RelaySilent):
            await relays.stop("call-1", "tag-1")
        assert len(peer.heard) == 2
        with pytest.raises(RelaySilent):
            await relays.stop("call-1", "tag-1", "2")


async def test_refusal_carries_the_relays_reason() -> None:
    refusal = encode({"result": "error", "error-reason": "Unknown call-id"})
    async with relay(with_cookie(refusal)) as (relays, _):
        with pytest.raises(RelayRefused, match="Unknown call-id"):
            await relays.mask("call-1")


@pytest.mark.parametrize("body", [b"", b"d", b"i1", b"le", b"9:short", b"i1ei2e", b"\xff\xfe"])
async def test_answer_nobody_understands_is_a_refusal(body: bytes) -> None:
    async with relay(with_cookie(body)) as (relays, _):
        with pytest.raises(RelayRefused):
            await relays.ping()


async def test_answers_to_other_questions_are_passed_over() -> None:
    async with relay(lambda data: [b"other " + OK, b"\x00", *with_cookie(OK)(data)]) as (relays, _):
        await relays.start_recording("call-1", note="queue tributi")


async def test_many_questions_at_once_each_get_their_own_answer() -> None:
    def answer(data: bytes) -> list[bytes]:
        asked = decode(data.partition(b" ")[2])
        assert isinstance(asked, dict)
        length = int(str(asked["call-id"])) * 1000
        return with_cookie(encode({"result": "ok", "duration": length}))(data)

    async with relay(answer) as (relays, _):
        lengths = await asyncio.gather(*(relays.play(str(n), "t", "f") for n in range(1, 50)))
    assert lengths == [float(n) for n in range(1, 50)]


def test_what_was_bencoded_comes_back_the_same() -> None:
    value: dict[str, Encodable] = {"a": [1, -5, "è", ["x", {}]], "b": {"c": "", "d": 0}}
    assert decode(encode(value)) == value


@pytest.mark.parametrize(
    "data", [b"i--1e", b"-1:", b"d1:ae", b"l" * 100_000, b"999999999999:x", b"d" * 30 + b"e" * 30]
)
def test_bytes_that_are_no_value_are_refused(data: bytes) -> None:
    with pytest.raises(NotBencoded):
        decode(data)


def test_relays_are_two_for_each_exchange_in_order() -> None:
    settings = ExchangeSettings(
        wss_urls=("wss://a/sip", "wss://b/sip"),
        realm="r",
        rpc_url="http://127.0.0.1:1/RPC",
        names=("a", "b"),
        relays=(("h", 1), ("h", 2), ("i", 1), ("i", 2)),
    )
    assert relays_of(settings) == {
        ("a", "1"): ("h", 1),
        ("a", "2"): ("h", 2),
        ("b", "1"): ("i", 1),
        ("b", "2"): ("i", 2),
    }
