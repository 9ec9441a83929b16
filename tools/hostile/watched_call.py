"""One call that is up meanwhile: who hears whom, how well, and since when."""

import asyncio
import itertools
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from contract.wire.phone_socket import CallState
from tools.call_centre.house import House
from tools.call_centre.phone_seats import PhoneSeat, PhoneSeats
from tools.citizens.a_law import decode
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.town import Town
from tools.services.tone_pattern import Pcm, samples, share_of_frames_matching

CITIZEN = "+390612345678"
CITY = "060606"
SETTLE_S = 1.0
NOTHING_S = 9999.0  # the gap where not two packets came


@dataclass(frozen=True, slots=True)
class Heard:
    """Shares of frames that hold the other's tune; the longest pause between two packets."""

    here: float
    there: float
    gap_s: float
    lost: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment of the call."""

    arrivals: int
    recorded: int


class WatchedCall:
    """The citizen's side lives in this process, the seat is a real phone."""

    def __init__(self, house: House, taps: Path) -> None:
        self._taps = taps
        self.phones = PhoneSeats(
            house, house.seats[:1], flags=("--test-tones", "--tap-dir", str(taps))
        )
        settings = house.exchange.settings
        self.town = Town(
            address=settings.trunk_address,
            port=settings.trunk_port,
            exchange=house.exchange.sip_address,
            realm=settings.realm,
            voice_of=lambda number: samples(f"citizen:{number.lstrip('+')}", 1.6),
        )
        self.citizen: CitizenCall
        self._begin = Mark(0, 0)

    @property
    def seat(self) -> PhoneSeat:
        return self.phones.seats[0]

    async def open(self) -> None:
        """Return when both hear each other. Raise TimeoutError."""
        self._taps.mkdir(exist_ok=True)
        await self.phones.open()
        await self.town.open()
        async with asyncio.timeout(90):
            while not (self.seat.duty.view and self.seat.phone.snapshot.line.registered):
                await asyncio.sleep(0.05)
            self.citizen = self.town.place_call(CITIZEN, CITY)
            await self.citizen.answered.wait()
        await asyncio.sleep(2 * SETTLE_S)
        self._begin = self.mark()

    async def close(self) -> None:
        await self.phones.close()
        await self.town.close()

    @property
    def is_up(self) -> bool:
        states = [call.state for call in self.seat.phone.snapshot.calls]
        return not self.citizen.ended.is_set() and CallState.ACTIVE in states

    def mark(self) -> Mark:
        file = self._file()
        recorded = file.stat().st_size // 2 if file is not None and file.exists() else 0
        return Mark(len(self.citizen.media.arrivals), recorded)

    def heard(self, since: Mark | None = None, until: Mark | None = None) -> Heard:
        """Judge a part of the call. It takes long, and the citizen is silent meanwhile."""
        since, until = since or self._begin, until or self.mark()
        packets = self.citizen.media.arrivals[since.arrivals : until.arrivals]
        numbers = {number for _, number, _ in packets}
        ordered = sorted(packets, key=lambda arrival: arrival[1])
        there = decode(b"".join(payload for _, _, payload in ordered))
        times = [at for at, _, _ in packets]
        digits = CITIZEN.lstrip("+")
        return Heard(
            here=_share(self._recording()[since.recorded : until.recorded], f"citizen:{digits}"),
            there=_share(there, f"seat:{digits}"),
            gap_s=max((b - a for a, b in itertools.pairwise(times)), default=NOTHING_S),
            lost=max(numbers) - min(numbers) + 1 - len(numbers) if numbers else 0,
        )

    def _recording(self) -> Pcm:
        file = self._file()
        return np.zeros(0, np.int16) if file is None else np.fromfile(file, "<i2")

    def _file(self) -> Path | None:
        for note in self._taps.glob("*.json"):
            own = [call.sip_id for call in self.seat.phone.snapshot.calls]
            if json.loads(note.read_bytes())["sip_id"] in own:
                return note.with_suffix(".raw")
        return None


def _share(heard: Pcm, key: str) -> float:
    return round(share_of_frames_matching(heard, key), 4)
