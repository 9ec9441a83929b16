"""Who hears whom in a proof, judged by the tunes that came through, from now on."""

import asyncio
from pathlib import Path

import msgspec
import numpy as np

from tools.citizens.citizen_call import CitizenCall
from tools.services.tone_pattern import Pcm, share_of_frames_holding, share_of_frames_matching

TAP_LIMIT_S = 20.0
SETTLES_S = 1.2  # what was under way, and a tap that is written twice a second
LISTEN_S = 1.8


def digits_of(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit())


async def tap_of(folder: Path, digits: str) -> Path:
    """Return a phone's recording of the call with them now; it begins a little after the answer.

    Raise TimeoutError.
    """
    async with asyncio.timeout(TAP_LIMIT_S):
        while True:
            for note in folder.glob("*.json"):
                told = msgspec.json.decode(note.read_bytes())
                if told["end_mono_s"] is None and digits_of(told["peer"]) == digits:
                    return note.with_suffix(".raw")
            await asyncio.sleep(0.05)


async def citizen_and_seat_hear(
    call: CitizenCall, tap: Path, *, seat_tune: str, seat_heard: str
) -> tuple[float, float]:
    """Return the share of frames with the tunes expected: at the citizen, at the seat."""
    citizen, seat = await _heard(call, tap)
    return (
        share_of_frames_matching(citizen, seat_tune),
        share_of_frames_matching(seat, seat_heard),
    )


async def mixtures(
    call: CitizenCall, tap: Path, *, at_citizen: tuple[str, ...], at_seat: tuple[str, ...]
) -> tuple[float, float]:
    """Return the lowest share of any tune of the mixtures: at the citizen, at the seat."""
    citizen, seat = await _heard(call, tap)
    return _lowest(citizen, at_citizen), _lowest(seat, at_seat)


async def tap_hears(tap: Path, tune: str) -> float:
    start = await _settled(tap)
    await asyncio.sleep(LISTEN_S)
    return share_of_frames_matching(_read(tap, start), tune)


def _lowest(heard: Pcm, tunes: tuple[str, ...]) -> float:
    return min(share_of_frames_holding(heard, tune, voices=len(tunes)) for tune in tunes)


async def _heard(call: CitizenCall, tap: Path) -> tuple[Pcm, Pcm]:
    at = await _settled(tap)
    start = len(call.media.heard())
    await asyncio.sleep(LISTEN_S)
    return call.media.heard()[start:], _read(tap, at)


async def _settled(tap: Path) -> int:
    await asyncio.sleep(SETTLES_S)
    return tap.stat().st_size // 2 * 2


def _read(tap: Path, start: int) -> Pcm:
    return np.fromfile(tap, dtype="<i2", offset=start)
