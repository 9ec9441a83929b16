"""Two real exchanges, one server: one dies and comes back, and nobody is rung twice for it."""

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from console.errors import PhoneRefused
from contract.domain.agents.agent import DutyState
from contract.wire.phone_socket import CallState, Line
from tests.support.waiting import patience, until
from tools.call_centre.accounting import accounted
from tools.call_centre.house import House, open_house
from tools.call_centre.phone_seats import PhoneSeat, PhoneSeats
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.town import Town
from tools.services.tone_pattern import samples, share_of_frames_matching

pytestmark = pytest.mark.exchange

FIRST, SECOND, THIRD, FOURTH, FIFTH = (f"+39061234567{n}" for n in range(5))
HEARD = 0.8
PATIENT_S = 90.0  # for what takes some seconds on an idle machine
RINGS_ONCE_S = 1.5


@dataclass
class Scene:
    house: House
    seat: PhoneSeat
    towns: tuple[Town, Town]
    lines: list[Line]

    def rows(self, query: str) -> list[tuple[object, ...]]:
        return self.house.server.rows(query)

    def state_of(self, call: CitizenCall) -> object:
        [(state,)] = self.rows(f"SELECT state FROM queue_call WHERE sip = '{call.call_id}'")
        return state


@asynccontextmanager
async def at_work(house: House) -> AsyncIterator[Scene]:
    phones = PhoneSeats(house, house.seats, flags=("--test-tones",))
    towns = [
        await house.town(lambda n: samples(f"citizen:{n.lstrip('+')}", 1.6), place).open()
        for place in (0, 1)
    ]
    try:
        await phones.open()
        [seat] = phones.seats
        lines: list[Line] = []
        told = seat.on_line

        def on_line(line: Line) -> None:
            lines.append(line)
            told(line)

        seat.on_line = on_line  # type: ignore[method-assign]
        yield Scene(house, seat, (towns[0], towns[1]), lines)
    finally:
        for town in towns:
            await town.close()
        await phones.close()
    assert phones.faults == []


async def hears_the_seat(citizen: CitizenCall) -> None:
    shares: list[float] = []
    is_patient = patience()
    while not shares or shares[-1] < HEARD:  # a busy machine may tear holes into one recording
        assert is_patient(), shares
        start = citizen.media.arrived + 1600
        await until(lambda: citizen.media.arrived > start + 8000, what="voice")  # noqa: B023
        heard = citizen.media.heard()[start:]
        shares.append(share_of_frames_matching(heard, f"seat:{citizen.number.lstrip('+')}"))


def offers_that_overlap(scene: Scene) -> list[object]:
    """A seat is offered on one exchange at a time."""
    return scene.rows(
        "SELECT a.id FROM queue_offer a JOIN queue_offer b ON a.seat = b.seat AND a.id < b.id"
        " AND a.offered_at < COALESCE(b.closed_at, 9e15)"
        " AND b.offered_at < COALESCE(a.closed_at, 9e15)"
    )  # type: ignore[return-value]


def test_the_second_exchange_serves_when_the_first_dies_and_both_when_it_is_back() -> None:
    with (
        tempfile.TemporaryDirectory(prefix="cr-", ignore_cleanup_errors=True) as name,
        open_house(Path(name), 1, exchanges=2) as house,
    ):
        asyncio.run(story(house))


async def story(house: House) -> None:
    async with at_work(house) as scene:
        phone, duty = scene.seat.phone, scene.seat.duty
        await until(lambda: duty.view and duty.view.state is DutyState.READY, PATIENT_S, "ready")
        await both_know(scene)
        # On a busy machine the first may answer too late: the seat comes back to it by itself.
        first = house.exchange.wss_url
        await until(lambda: phone.snapshot.line.server == first, PATIENT_S, "at the first")
        talking, waiting = await first_dies(scene)
        diverted = await second_serves(scene)
        assert scene.state_of(waiting) == "waiting"  # nobody knows better yet
        await first_is_back(scene, waiting)
        await again_at_the_first(scene, diverted)
        await until(lambda: scene.state_of(talking) == "ended", PATIENT_S, "accounted for")
        await until(lambda: duty.view and duty.view.state is DutyState.READY, PATIENT_S, "ready")
        waiting.cancel()
        assert all(line.registered for line in scene.lines)
        servers = [line.server for line in scene.lines]
        assert servers == [one.wss_url for one in reversed(house.exchanges)]  # no flapping
        assert len(scene.seat.calls) == 3  # each call of a citizen rang once
        assert offers_that_overlap(scene) == []
        await until(lambda: told(house) == (True, 4, 3, 1), PATIENT_S, "account")


def told(house: House) -> tuple[bool, int, int, int]:
    account = accounted(house)
    return account.is_balanced, account.offered, account.answered, account.lost


async def first_dies(scene: Scene) -> tuple[CitizenCall, CitizenCall]:
    """One citizen talks there and one waits: the voice goes on without its exchange."""
    first, second = scene.house.exchanges
    talking = scene.towns[0].place_call(FIRST)
    await asyncio.wait_for(talking.answered.wait(), 45)
    waiting = scene.towns[0].place_call(SECOND)
    await music(waiting)
    scene.lines.clear()
    os.killpg(first.pid("kamailio"), signal.SIGKILL)
    await asyncio.to_thread(first.stop_kamailio, kill=True)
    await until(lambda: scene.lines, PATIENT_S, "moved")
    assert scene.lines == [Line(registered=True, server=second.wss_url)]
    phone = scene.seat.phone
    with pytest.raises(PhoneRefused, match="no_line"):  # the living exchange does not know it
        await phone.hold(phone.snapshot.calls[0].call)
    await hears_the_seat(talking)
    return talking, waiting


async def second_serves(scene: Scene) -> CitizenCall:
    """The carrier diverts: she talks at the dead exchange and the other one knows it."""
    phone = scene.seat.phone
    diverted = scene.towns[1].place_call(THIRD)
    await music(diverted)
    await asyncio.sleep(RINGS_ONCE_S)
    assert scene.state_of(diverted) == "waiting"
    await phone.hang_up(phone.snapshot.calls[0].call)
    await asyncio.wait_for(diverted.answered.wait(), 45)
    await hears_the_seat(diverted)
    await consults_outside(scene)
    await hears_the_seat(diverted)
    return diverted


async def consults_outside(scene: Scene) -> None:
    """Hold, a call out and resume go through the exchange that lives."""
    phone = scene.seat.phone
    [call] = phone.snapshot.calls
    outside = await phone.dial(FIFTH)
    called = await asyncio.wait_for(scene.towns[1].taken.get(), 45)
    assert called.number == FIFTH
    await phone.hang_up(outside)
    await until(lambda: len(phone.snapshot.calls) == 1, what="one call again")
    await phone.resume(call.call)


async def first_is_back(scene: Scene, waiting: CitizenCall) -> None:
    await asyncio.to_thread(scene.house.exchange.start_kamailio)
    await both_know(scene)
    await until(lambda: scene.state_of(waiting) == "ended", PATIENT_S, "accounted for")


async def again_at_the_first(scene: Scene, diverted: CitizenCall) -> None:
    """Who talks at the second exchange is not rung by the first one."""
    again = scene.towns[0].place_call(FOURTH)
    await music(again)
    await asyncio.sleep(RINGS_ONCE_S)
    assert [call.state for call in scene.seat.phone.snapshot.calls] == [CallState.ACTIVE]
    await hears_the_seat(diverted)
    diverted.hang_up()
    await asyncio.wait_for(again.answered.wait(), 45)
    await hears_the_seat(again)
    again.hang_up()


async def both_know(scene: Scene) -> None:
    """The seat is registered at both exchanges."""
    since_s = time.monotonic()
    for exchange in scene.house.exchanges:
        while not await asyncio.to_thread(exchange.registered, "1001"):
            assert time.monotonic() < since_s + PATIENT_S, f"not at {exchange.settings.name}"
            await asyncio.sleep(0.1)


async def music(citizen: CitizenCall) -> None:
    await until(lambda: len(citizen.media.early) > 25, what="music")
