"""Who hears whom: sentences about calls, judged by the tunes that came through."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import numpy as np

from contract.wire.phone_socket import Call, CallState, Quality
from tests.integration.phone.seat import Seat
from tests.support.waiting import PATIENCE_S, patience, until
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.town import Town
from tools.services.tone_pattern import Pcm, share_of_frames_holding, share_of_frames_matching

SILENCE = 200  # of 32,767
CLEAR = 0.8  # share of frames that match; another tune comes to less than 0.4
STRETCH = 12_800  # samples: once round a tune
QUIET_TRIES = 30
MIXED = 0.7  # the same in a mixture, with holes where the machine is busy; an absent one: < 0.65


def digits_of(number: str) -> str:
    return number.lstrip("+")


async def talk(here: Seat, citizen: CitizenCall) -> Call:
    """The seat answers; returns when both ends know."""
    call = await here.answers()
    await asyncio.wait_for(citizen.answered.wait(), 45)
    return call


async def talking(here: Seat, town: Town) -> tuple[CitizenCall, Call]:
    """A citizen calls, and the seat answers."""
    citizen = town.place_call()
    return citizen, await talk(here, citizen)


async def citizen_hears(citizen: CitizenCall, seconds: float = 1.5) -> Pcm:
    """What the citizen hears from now on, the part that was under way left out."""
    start = citizen.media.arrived + 3200
    await until(
        lambda: citizen.media.arrived >= start + seconds * 8000,
        seconds + PATIENCE_S,
        "audio there",
    )
    return citizen.media.heard()[start:]


async def seat_hears(here: Seat, call: Call, seconds: float = 1.6) -> Pcm:
    """What the seat hears in call from now on: the tap gives eighths of seconds."""
    start = here.recorded(call) + 1024 + 3200
    await until(
        lambda: here.recorded(call) >= start + seconds * 8000,
        seconds + PATIENCE_S,
        "audio here",
    )
    return here.recording(call)[start:]


def lacks_s(citizen: CitizenCall) -> float:
    """Return how much of the voice never came to the citizen since it began, however late."""
    return citizen.media.missing_s(0.0, float("inf"))


def assert_voice_went_on(citizen: CitizenCall, *, since_s: float) -> None:
    """Whatever was away since then, in monotonic seconds, the voice was not.

    A busy machine loses a little by itself, and takes longer for the rest as well.
    """
    allowed_s = max(0.3, (time.monotonic() - since_s) / 4)
    assert lacks_s(citizen) < allowed_s, (lacks_s(citizen), allowed_s)


async def citizen_hears_seat(citizen: CitizenCall, peer: str = "") -> None:
    """peer: whom the seat believes to speak to; its tune is made of that."""
    await _comes_through(
        lambda: citizen_hears(citizen), f"seat:{digits_of(peer or citizen.number)}"
    )


async def seat_hears_citizen(here: Seat, call: Call, citizen: CitizenCall) -> None:
    await _comes_through(lambda: seat_hears(here, call), f"citizen:{digits_of(citizen.number)}")


async def both_hear(here: Seat, call: Call, citizen: CitizenCall) -> None:
    """At the same time."""
    await asyncio.gather(citizen_hears_seat(citizen), seat_hears_citizen(here, call, citizen))


async def seat_hears_seat(here: Seat, call: Call, peer: str) -> None:
    """The other seat's tune is made of this seat's number."""
    await _comes_through(lambda: seat_hears(here, call), f"seat:{peer}")


async def _comes_through(hear: Callable[[], Awaitable[Pcm]], key: str) -> None:
    async def listen() -> float:
        return share_of_frames_matching(await hear(), key)

    await comes_through(listen, CLEAR)


async def citizen_hears_nothing(citizen: CitizenCall, seconds: float = 1.0) -> None:
    await _is_silent(citizen.media.heard, 0.5, seconds)


async def seat_hears_nothing(here: Seat, call: Call, seconds: float = 1.0) -> None:
    await _is_silent(lambda: here.recording(call), 0.6, seconds)


async def _is_silent(heard: Callable[[], Pcm], under_way_s: float, seconds: float) -> None:
    async def listen() -> Pcm:
        await asyncio.sleep(under_way_s)
        before = len(heard())
        await asyncio.sleep(seconds)
        return heard()[before:]

    await falls_silent(listen)


async def nothing_comes(count: Callable[[], int]) -> None:
    """Wait until a third of a second passes without more than a few packets of fifteen."""
    for _ in range(QUIET_TRIES):
        before = count()
        await asyncio.sleep(0.3)
        if count() <= before + 5:
            return
    raise AssertionError(f"packets go on coming: {count()}")


async def falls_silent(listen: Callable[[], Awaitable[Pcm]]) -> None:
    """Listen until nothing is heard: on a busy machine more than usual is under way."""
    peaks: list[int] = []
    is_patient = patience()
    while not peaks or peaks[-1] >= SILENCE:
        assert is_patient(), peaks
        heard = await listen()
        peaks.append(int(np.abs(heard.astype(int)).max()) if len(heard) else 0)


async def comes_to(
    here: Seat, number: int, state: CallState, timeout_s: float = PATIENCE_S
) -> Call:
    """Wait until the call of that number was told in that state."""

    def last() -> Call | None:
        told = [call for call in here.heard.calls if call.call == number]
        return told[-1] if told and told[-1].state is state else None

    await until(last, timeout_s, f"call {number} {state}")
    call = last()
    assert call is not None
    return call


def is_good(quality: Quality) -> bool:
    """Whether a call is heard well: on a busy machine not at every moment."""
    return quality.mos > 4 and quality.lost_pct < 5 and quality.rx_level > 0.05


async def has_rung(here: Seat) -> Call:
    """Return the first call that was told as ringing, also one that rings no more."""

    def rang() -> list[Call]:
        return [call for call in here.heard.calls if call.state is CallState.INCOMING]

    await until(rang, what="a ring")
    return rang()[0]


async def ringing(here: Seat, *, beside: int = 0, timeout_s: float = PATIENCE_S) -> Call:
    """Wait for a call that rings beside the one named."""

    def found() -> Call | None:
        calls = here.phone.snapshot.calls
        return next((c for c in calls if c.state is CallState.INCOMING and c.call != beside), None)

    await until(found, timeout_s, "second ring")
    call = found()
    assert call is not None
    return call


async def citizen_hears_all(citizen: CitizenCall, *keys: str) -> None:
    """All of those tunes at once."""

    async def listen() -> float:
        return least_of(await citizen_hears(citizen, 3.2), *keys)

    await comes_through(listen, MIXED)


async def seat_hears_all(here: Seat, call: Call, *keys: str) -> None:
    async def listen() -> float:
        return least_of(await seat_hears(here, call, 3.2), *keys)

    await comes_through(listen, MIXED)


def least_of(heard: Pcm, *keys: str) -> float:
    """The share of the tune which is heard least, in the best stretch.

    A hole shifts all that follows it.
    """
    stretches = np.split(heard, range(STRETCH, len(heard) - STRETCH + 1, STRETCH))
    return max(
        min(share_of_frames_holding(stretch, key, voices=len(keys)) for key in keys)
        for stretch in stretches
    )


async def comes_through(listen: Callable[[], Awaitable[float]], enough: float) -> None:
    """Listen until the share is enough: a busy machine may tear holes into one recording."""
    shares: list[float] = []
    is_patient = patience()
    while not shares or shares[-1] < enough:
        assert is_patient(), shares
        shares.append(await listen())


async def citizen_hears_another(citizen: CitizenCall, number: str) -> None:
    """Through the seat, and nobody else."""
    await _comes_through(lambda: citizen_hears(citizen), f"citizen:{digits_of(number)}")
