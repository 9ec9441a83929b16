"""Kamailio and the relays are killed with calls up: the voice goes on, the seats come back."""

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from contract.domain.agents.agent import DutyState
from server.exchange.media_relay import MediaRelays, RelayFault
from server.usecases.routing.call_account import CallAccount
from tools.call_centre.accounting import accounted, as_fields
from tools.call_centre.desk_seats import DeskSeats
from tools.call_centre.house import House, open_house
from tools.call_centre.phone_seats import PhoneSeat, PhoneSeats
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.town import Town
from tools.demo.citizens import MAIN_NUMBER, demo_number, voice_of
from tools.proofs.judges.figures import highest
from tools.proofs.kills.call_kills import longest_gap_s
from tools.services.tone_pattern import share_of_frames_matching

PHONES, DESKS, WAITING = 2, 2, 2
DOWN_S = 0.5
REGISTERED_LIMIT_S = 10.0
GAP_LIMIT_S = 0.2
ENDED_LIMIT_S = 6.0
READY_LIMIT_S = 40.0
BACK_LIMIT_S = 10.0  # until the citizen hears the seat over the other relay
HEARD_SHARE = 0.9
LISTEN_S = 2.0
LISTENINGS = 4  # at most, until it is heard clearly
SETTLE_LIMIT_S = 60.0


class SceneFault(Exception):
    """What was to be seen did not come; the text says what."""


@dataclass(slots=True)
class Tally:
    """Times are seconds; patience multiplies their limits."""

    patience: float = 1.0
    kills: int = 0
    relay_kills: int = 0
    dropped: int = 0
    too_late: int = 0
    calls_up: int = 0  # during a kill, in all
    waiting: int = 0  # who waited at a kill: their calls die with the exchange
    gap_s: list[float] = field(default_factory=list)
    quiet_gap_s: list[float] = field(default_factory=list)  # of the same calls before the kill
    registered_s: list[float] = field(default_factory=list)  # since the exchange answers again
    ended_s: list[float] = field(default_factory=list)
    ready_s: list[float] = field(default_factory=list)
    back_s: list[float] = field(default_factory=list)  # voice over the other relay
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Scene:
    house: House
    phones: PhoneSeats
    desks: DeskSeats
    town: Town
    tally: Tally
    numbers: int = 0

    def call(self) -> CitizenCall:
        self.numbers += 1
        return self.town.place_call(demo_number(self.numbers), MAIN_NUMBER)


async def prove(*, kills: int = 10, relay_kills: int = 3, patience: float = 1.0) -> Any:
    """Kill Kamailio so often with calls up and calls waiting, then a media relay so often.

    patience: how many times longer than it may take, on a machine that does other work too.
    """
    tally = Tally(patience)
    accounts = [await _in_house(tally, DESKS, kills, _kill_exchange)]
    if relay_kills:  # desk phones mend no call
        accounts.append(await _in_house(tally, 0, relay_kills, _kill_relay))
    return _result(accounts, tally)


async def _in_house(
    tally: Tally, desk_phones: int, times: int, kill: Callable[[Scene], Awaitable[None]]
) -> CallAccount:
    """Kill so often in a house of its own; return its account."""
    with (
        tempfile.TemporaryDirectory(prefix="cr-", ignore_cleanup_errors=True) as name,
        open_house(Path(name), PHONES + desk_phones) as house,
    ):
        seconds = np.arange(8000) / 8000
        voice = (np.sin(seconds * 2 * np.pi * 700) * 8000).astype("<i2")
        phones = PhoneSeats(house, house.seats[:PHONES], flags=("--test-tones",))
        desks = DeskSeats(house, house.seats[PHONES:], voice=voice, register_again_s=2.0)
        town = await house.town(voice_of).open()
        scene = Scene(house, phones, desks, town, tally)
        try:
            await phones.open()
            await desks.open()
            for _ in range(times):
                await kill(scene)
            await _look_for_leftovers(house, tally)
        except SceneFault as fault:
            tally.faults.append(str(fault))
        finally:
            await town.close()
            await desks.close()
            await phones.close()
        tally.faults += phones.faults + desks.faults
        return await _final_account(house, tally.waiting)


async def _final_account(house: House, lost: int) -> CallAccount:
    """Return the account once it says what it should, or what it says after all."""
    deadline_s = time.monotonic() + SETTLE_LIMIT_S
    while True:
        account = accounted(house)
        is_right = account.is_balanced and account.lost in (0, lost)
        if is_right or time.monotonic() > deadline_s:
            return account
        await asyncio.sleep(0.5)


async def _kill_exchange(scene: Scene) -> None:
    tally, exchange = scene.tally, scene.house.exchange
    calls = await _all_seats_talk(scene)
    waiting = [scene.call() for _ in range(WAITING)]
    await until(lambda: all(len(call.media.early) > 25 for call in waiting), 60, "music")
    await asyncio.sleep(1.0)
    at_phones = _sip_ids_at(scene.phones)
    killed_s = time.monotonic()
    os.killpg(exchange.pid("kamailio"), signal.SIGKILL)
    await asyncio.to_thread(exchange.stop_kamailio, kill=True)
    tally.kills += 1
    tally.calls_up += len(calls)
    tally.waiting += len(waiting)
    await asyncio.sleep(DOWN_S)
    await asyncio.to_thread(exchange.start_kamailio)
    up_s = time.monotonic()
    for call in waiting:
        call.cancel()
    await _registered_again(scene, up_s)
    await asyncio.sleep(LISTEN_S)
    for call in calls:
        tally.dropped += call.ended.is_set()
        if call.call_id in at_phones:
            _measure_gap(call, killed_s, tally)
    await _hang_up_all(scene, calls)
    for call in waiting:
        await call.stop_media()
    await _all_ready(scene)


def _sip_ids_at(phones: PhoneSeats) -> set[str]:
    """Return which calls are with real phones; the desks' voices come from this busy process."""
    return {call.sip_id for seat in phones.seats for call in seat.phone.snapshot.calls}


def _measure_gap(call: CitizenCall, killed_s: float, tally: Tally) -> None:
    arrivals = [at for at, _, _ in call.media.arrivals]
    now_s = time.monotonic()
    tally.gap_s.append(longest_gap_s([*arrivals, now_s], killed_s - 0.3, now_s))
    tally.quiet_gap_s.append(longest_gap_s(arrivals, arrivals[0], killed_s - 0.3))


async def _all_seats_talk(scene: Scene) -> list[CitizenCall]:
    calls = [scene.call() for _ in range(PHONES + DESKS)]
    await until(lambda: all(call.answered.is_set() for call in calls), 60, "all seats talking")
    await until(lambda: all(len(call.media.arrivals) > 25 for call in calls), 60, "voice")
    return calls


async def _registered_again(scene: Scene, up_s: float) -> None:
    exchange = scene.house.exchange
    missing = list(scene.house.seats)
    while missing and time.monotonic() < up_s + 6 * REGISTERED_LIMIT_S:
        for seat in list(missing):
            if await asyncio.to_thread(exchange.registered, seat):
                missing.remove(seat)
                scene.tally.registered_s.append(time.monotonic() - up_s)
        await asyncio.sleep(0.1)
    if missing:
        raise SceneFault(f"not registered again: {', '.join(missing)}")


async def _hang_up_all(scene: Scene, calls: Sequence[CitizenCall]) -> None:
    """One phone and one desk hang up, the citizens of the others: everybody must hear of it."""
    asked_s = time.monotonic()
    seat = scene.phones.seats[0]
    [call] = seat.phone.snapshot.calls
    await seat.phone.hang_up(call.call)
    for up in scene.desks.calls_up[:1]:
        up.hang_up()
    await until(
        lambda: sum(call.record.ended_by == "seat" for call in calls) == 2,
        4 * ENDED_LIMIT_S,
        "citizens hearing of two seats that hung up",
    )
    for other in calls:
        other.hang_up()  # no effect where the seat's own has come
    await until(
        lambda: (
            not any(_has_call(seat) for seat in scene.phones.seats) and not scene.desks.calls_up
        ),
        4 * ENDED_LIMIT_S,
        "seat hearing of the end",
    )
    scene.tally.ended_s.append(time.monotonic() - asked_s)
    for other in calls:
        await other.stop_media()


def _has_call(seat: PhoneSeat) -> bool:
    return bool(seat.phone.snapshot.calls)


async def _all_ready(scene: Scene) -> None:
    since_s = time.monotonic()
    duties = [seat.duty for seat in scene.phones.seats] + list(scene.desks.seats.values())
    await until(
        lambda: all(d.view is not None and d.view.state is DutyState.READY for d in duties),
        2 * READY_LIMIT_S,
        "ready seats",
    )
    scene.tally.ready_s.append(time.monotonic() - since_s)


async def _kill_relay(scene: Scene) -> None:
    """Kill the relay of a call at a phone; the other relay must carry the voice both ways."""
    house, tally = scene.house, scene.tally
    call = scene.call()
    await until(call.answered.is_set, 60, "answer")
    await until(lambda: len(call.media.arrivals) > 50, 60, "voice")
    relay = int(house.server.rows(f"SELECT relay FROM queue_call WHERE sip='{call.call_id}'")[0][0])
    killed_s = time.monotonic()
    await asyncio.to_thread(house.exchange.kill_relay, relay)
    tally.relay_kills += 1
    before = len(call.media.arrivals)
    await asyncio.sleep(0.3)
    await until(lambda: len(call.media.arrivals) > before + 50, 4 * BACK_LIMIT_S, "voice again")
    arrivals = [at for at, _, _ in call.media.arrivals]
    tally.back_s.append(longest_gap_s(arrivals, killed_s - 0.5, arrivals[-1]))
    share = await share_heard(call, LISTEN_S)
    if share < HEARD_SHARE:
        tally.faults.append(f"relay {relay}: {share:.2f} of the seat is heard")
    tally.dropped += call.ended.is_set()
    call.hang_up()
    await asyncio.sleep(1.0)
    await call.stop_media()
    await asyncio.to_thread(house.exchange.start_relay, relay)
    await _all_ready(scene)


async def share_heard(call: CitizenCall, seconds: float) -> float:
    """Return how much of the seat is heard: the best of some listenings, on a busy machine."""
    best = 0.0
    for _ in range(LISTENINGS):
        start = len(call.media.heard())
        await asyncio.sleep(seconds)
        heard = call.media.heard()[start:]
        best = max(best, share_of_frames_matching(heard, f"seat:{call.number.removeprefix('+')}"))
        if best >= HEARD_SHARE:
            break
    return best


async def until(is_so: Callable[[], bool], limit_s: float, what: str) -> None:
    deadline_s = time.monotonic() + limit_s
    while not is_so():
        if time.monotonic() > deadline_s:
            raise SceneFault(f"no {what} within {limit_s:.0f} s")
        await asyncio.sleep(0.02)


async def _left_at_relays(house: House) -> int:
    """Return how many calls the relays still carry, though all have ended."""
    address = house.exchange.settings.address
    ports = house.exchange.settings.relay_ports
    relays = MediaRelays({("a", str(n + 1)): (address, port) for n, port in enumerate(ports)})
    try:
        return sum([len(await relays.calls(relay)) for relay in ("1", "2")])
    finally:
        relays.close()


async def _look_for_leftovers(house: House, tally: Tally) -> None:
    deadline_s = time.monotonic() + SETTLE_LIMIT_S
    try:
        while left := await _left_at_relays(house):
            if time.monotonic() > deadline_s:
                tally.faults.append(f"{left} calls are left at the relays")
                return
            await asyncio.sleep(0.2)
    except RelayFault as fault:
        tally.faults.append(f"a relay does not answer: {fault}")


def _result(accounts: Sequence[CallAccount], tally: Tally) -> dict[str, Any]:
    lost = sum(account.lost for account in accounts)
    if lost != tally.waiting:
        tally.faults.append(f"{lost} told as lost with the exchange, not {tally.waiting}")
    if not all(account.is_balanced for account in accounts):
        tally.faults.append("the account of the day is not balanced")
    longer = tally.patience
    late = [s for s in tally.registered_s if s > REGISTERED_LIMIT_S * longer]
    late += [s for s in tally.ended_s if s > ENDED_LIMIT_S * longer]
    late += [s for s in tally.back_s if s > BACK_LIMIT_S * longer]
    late += [
        s for s in tally.gap_s if s > GAP_LIMIT_S * longer
    ]  # a loaded machine has some before, too
    return {
        "kills": tally.kills,
        "relay_kills": tally.relay_kills,
        "calls_up": tally.calls_up,
        "dropped": tally.dropped,
        "too_late": len(late),
        "gap_ms_max": highest(tally.gap_s, digits=1, times=1000),
        "gap_ms_max_before": highest(tally.quiet_gap_s, digits=1, times=1000),
        "registered_s_max": highest(tally.registered_s),
        "ended_s_max": highest(tally.ended_s),
        "ready_s_max": highest(tally.ready_s),
        "other_relay_s": [round(seconds, 2) for seconds in tally.back_s],
        "waiting_at_kills": tally.waiting,
        "lost_told": lost,
        "accounts": [as_fields(account) for account in accounts],
        "faults": tally.faults,
    }
