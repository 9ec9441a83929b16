"""Measures real-time text both ways over UDP with packets lost. One JSON line.

  .venv/bin/python tools/benches/bench_text.py --characters 1000 --calls 4 --lost 2 [--out]

--out: calls that seats place, where the gateway offers the text and the device answers.
The citizen's side is tools/citizens/text_peer.py, written from RFC 4103 apart from the gateway.
A delay counts from the key to the character at the other side: buffering and repair included.
"""

import argparse
import asyncio
import itertools
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from contract.wire.text import TextAnswer, TextCallOut, TextOffer, TextPlace, TextSide, TypedText
from server.gateways.text.text_gateway import TextGateway, TextPortRange
from server.usecases.calls.text_conversation import TextConversation
from tools.benches.measured import Stopwatch, percentiles
from tools.citizens.text_peer import TextPeer

ALPHABET = "abcdefghilmnopqrstuvz àèéìòù ابتثج €🙂\n"
SETTLE_S = 3.0  # after the last key: two repetitions and what comes late
LATEST_S = 30.0  # on a machine that does other work too


@dataclass(slots=True)
class _Side:
    """What one side pressed, and what came out at the other."""

    pressed: list[tuple[float, str]] = field(default_factory=list)
    heard: list[tuple[float, str]] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--characters", type=int, default=1000, help="typed by each side of a call")
    parser.add_argument("--calls", type=int, default=4, help="at the same time")
    parser.add_argument("--lost", type=float, default=2.0, help="per cent of all packets")
    parser.add_argument("--rate", type=float, default=12.0, help="characters a second")
    parser.add_argument("--out", action="store_true", help="calls that seats place")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    way = "out" if options.out else "in"
    line = {"bench": "text", "way": way, "characters": options.characters, "calls": options.calls}
    print(json.dumps(line | asyncio.run(_measure(options))))


async def _measure(options: argparse.Namespace) -> dict[str, object]:
    watch = Stopwatch()
    seeds = range(options.seed, options.seed + options.calls)
    calls = await asyncio.gather(*(_call(options, seed) for seed in seeds))
    peers = [peer for peer, _, _ in calls]
    ways = {
        "citizen_to_operator": [up for _, up, _ in calls],
        "operator_to_citizen": [down for _, _, down in calls],
    }
    sent = sum(peer.packets_sent + peer.packets_heard for peer in peers)
    return {
        "packets": sent,
        "packets_lost": sum(peer.packets_lost for peer in peers),
        **{way: _judged(sides) for way, sides in ways.items()},
        "cpu_s": round(watch.cpu_s, 2),
        "wall_s": round(watch.wall_s, 1),
    }


async def _call(options: argparse.Namespace, seed: int) -> tuple[TextPeer, _Side, _Side]:
    peer = TextPeer("127.0.0.1", lost=options.lost / 100, seed=seed)
    first_port = 46_000 + seed % 400 * 40
    places = TextPortRange(address="127.0.0.1", first_port=first_port, last_port=first_port + 38)
    up, down = _Side(), _Side()
    read = itertools.count(1)
    heard_to = [0]

    def tell(conversation: TextConversation) -> None:
        feed = conversation.feed(heard_to[0])
        heard_to[0] = feed.last
        now = time.monotonic()
        for piece in feed.pieces:
            if piece.side is TextSide.CITIZEN:
                up.heard += [(now, character) for character in piece.characters]

    gateway = TextGateway(places=places, clock=lambda: datetime.now(UTC), tell=tell)
    place = await _placed(gateway, peer, f"c{seed}", out=options.out)
    peer.start((place.address, place.port))

    def type_one(character: str) -> None:
        text = TypedText(stream="bench", number=next(read), characters=character)
        assert gateway.type(f"c{seed}", text).refused == ""

    await asyncio.gather(
        _type(_keys(options.characters, seed), options.rate, seed, up, peer.press),
        _type(_keys(options.characters, seed + 1000), options.rate, seed + 1, down, type_one),
    )
    await asyncio.sleep(SETTLE_S)
    await _all_heard(up, down, peer)
    gateway.close()
    await peer.stop()
    down.heard = [(at, c.replace("\u2028", "\n")) for at, c in peer.heard if c != "\ufeff"]
    return peer, up, down


async def _all_heard(up: _Side, down: _Side, peer: TextPeer) -> None:
    """Wait until as much came out as was pressed, or nothing more can come."""
    deadline = time.monotonic() + LATEST_S
    while time.monotonic() < deadline:
        if len(up.heard) >= len(up.pressed) and len(peer.text) >= len(down.pressed):
            return
        await asyncio.sleep(0.05)


async def _placed(gateway: TextGateway, peer: TextPeer, call: str, *, out: bool) -> TextPlace:
    """Agree on text as exchange and server do in a call of that direction."""
    sdp = f"v=0\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n{peer.sdp_section()}"
    if not out:
        return await gateway.place(TextOffer(call=call, sip=call, sdp=sdp))
    offered = gateway.offer(TextCallOut(call=f"x{call}", sip=call))
    answered = await gateway.hear_answer(TextAnswer(sip=call, sdp=sdp))
    assert (answered.address, answered.port) == (offered.address, offered.port)
    return answered


async def _type(keys: Iterator[str], rate: float, seed: int, side: _Side, press: object) -> None:
    """Press keys as a person does: about so many a second, never evenly."""
    chance = random.Random(seed)
    assert callable(press)
    for character in keys:
        side.pressed.append((time.monotonic(), character))
        press(character)
        await asyncio.sleep(chance.uniform(0.3, 1.7) / rate)


def _keys(count: int, seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    return (chance.choice(ALPHABET) for _ in range(count))


def _judged(sides: list[_Side]) -> dict[str, object]:
    """Compare character by character; a difference counts as lost from there on."""
    delays, lost, extra = [], 0, 0
    for side in sides:
        pairs = list(zip(side.pressed, side.heard, strict=False))
        right = list(itertools.takewhile(lambda pair: pair[0][1] == pair[1][1], pairs))
        delays += [(heard - pressed) * 1000 for (pressed, _), (heard, _) in right]
        lost += len(side.pressed) - len(right)
        extra += max(0, len(side.heard) - len(side.pressed))
    return {"lost": lost, "extra": extra, "delay_ms": percentiles(delays, digits=0)}


if __name__ == "__main__":
    main()
