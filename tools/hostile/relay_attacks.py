"""A media relay gone mad: garbage in answer to every question of the server's client."""

import asyncio
import random
from collections import Counter
from typing import Any

from server.exchange.bencode import encode
from server.exchange.media_relay import MediaRelays, RelayRefused, RelaySilent

RELAY = ("a", "1")
GARBAGE = (
    b"", b"d", b"i1e", b"le", b"d6:resulti1ee", b"l" * 3000, b"99999999:x", b"-1:x", b"d1:ai-e1:b",
    b"i" + b"9" * 5000 + b"e", b"d6:result2:ok", b"d6:result2:ok8:duration3:abce",
    b"d6:result2:ok8:durationi" + b"9" * 400 + b"ee", b"d5:callsi7e6:result2:oke",
    encode({"result": "error", "error-reason": "\u202e" * 500}),
)  # fmt: skip


class _MadRelay(asyncio.DatagramProtocol):
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: Any) -> None:
        cookie = data.split(b" ")[0]
        chance = self._chance
        garbage = chance.choice((*GARBAGE, chance.randbytes(chance.randint(1, 1200))))
        assert self._transport is not None
        self._transport.sendto(
            chance.choice((cookie, cookie, cookie, b"other")) + b" " + garbage, addr
        )
        self._transport.sendto(chance.randbytes(50), addr)


async def mad_relay(address: str, count: int, seed: int) -> dict[str, Any]:
    """Ask a relay that answers garbage; only the client's own two faults may come of it."""
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(
        lambda: _MadRelay(random.Random(seed)), local_addr=(address, 0)
    )
    relays = MediaRelays({RELAY: transport.get_extra_info("sockname")})
    told: Counter[str] = Counter()

    async def ask(number: int) -> None:
        try:
            match number % 3:
                case 0:
                    await relays.play(f"s{number}", "t", "x.wav")
                case 1:
                    await relays.calls()
                case _:
                    await relays.ping()
            told["taken"] += 1
        except (RelayRefused, RelaySilent) as fault:
            told[type(fault).__name__] += 1

    done = await asyncio.gather(*(ask(number) for number in range(count)), return_exceptions=True)
    wrong = [repr(fault)[:100] for fault in done if fault is not None]
    relays.close()
    transport.close()
    return {"asked": count, "told": dict(told), "faults": wrong[:5]}
