"""A crowd waits with music while the server dies twice: nobody is lost, the order is kept."""

import asyncio
import csv
import shutil
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tools.benches.measured import percentiles
from tools.call_centre.accounting import (
    accounted,
    all_told,
    as_fields,
    out_of_order,
    unexplained,
    waits_ms,
)
from tools.call_centre.crowd import Caller, Crowd, Group
from tools.call_centre.desk_seats import DeskSeats
from tools.call_centre.house import House, open_house
from tools.citizens.citizen_call import CitizenCall
from tools.demo.central_server import CITY
from tools.demo.citizens import MAIN_NUMBER, demo_number
from tools.proofs.kills.call_kills import longest_gap_s

TALKING = 2  # seats that talk all the time; the only ones registered while the server is away
LISTENING = 6  # at most, of those who wait are heard for their music
IMPATIENT = 0.1  # of the crowd gives up in the middle of the wait
RESTART_S = 3.0  # of the first death; the second is longer than the exchange waits for a server
TALK_S = 3.0
RATE = 20.0
MUSIC_GAP_LIMIT_S = 1.0  # an announcement takes the music's place for a moment
QUIET = 200  # of 32,767
ORDER_S = 1.5  # arrivals are told in whole seconds
SETTLE_S = 6.0


@dataclass(slots=True)
class Tally:
    patience: float = 1.0
    restarts: int = 0
    dropped: int = 0  # ended while they waited, without having given up
    music_gap_s: float = 0.0
    outages: list[tuple[float, float]] = field(default_factory=list)  # since 1970
    faults: list[str] = field(default_factory=list)


async def prove(
    *,
    citizens: int = 180,
    minutes: float = 2.0,
    seats: int = 30,
    outage_s: float = 20.0,
    talk_s: float = TALK_S,
    patience: float = 1.0,
) -> Any:
    """Let citizens wait for minutes; then all seats become ready and serve them.

    outage_s: how long the server is away the second time. patience: how many times longer than they
    may be pauses in the music, and the time within which no order is kept, on a busy machine.
    """
    with tempfile.TemporaryDirectory(prefix="cr-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with open_house(folder, seats + TALKING, queues=_patient_city(folder / "city")) as house:
            tally = Tally(patience)
            return await _wait_and_serve(house, citizens, minutes * 60, outage_s, talk_s, tally)


def _patient_city(folder: Path) -> Path:
    """Write the city, but none of its queues sends anybody away after a time."""
    shutil.copytree(CITY, folder)
    file = folder / "queues.csv"
    with file.open(encoding="utf-8", newline="") as rows_in:
        rows = [{**row, "max_wait_s": "0"} for row in csv.DictReader(rows_in)]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


async def _wait_and_serve(
    house: House, citizens: int, wait_s: float, outage_s: float, talk_s: float, tally: Tally
) -> dict[str, Any]:
    listening = min(LISTENING, citizens // 4)
    times = np.arange(8000) / 8000
    voice = (np.sin(times * 2 * np.pi * 700) * 8000).astype("<i2")
    talkers = DeskSeats(house, house.seats[:TALKING], voice=voice)
    seats = DeskSeats(house, house.seats[TALKING:], voice=voice)
    crowd = Crowd(house, house.folder / "crowd", _groups(citizens - listening, wait_s, talk_s))
    town = await house.town(lambda _: voice).open()
    try:
        await talkers.open()
        await seats.sign_in()
        talks = await _begin_talks(house, town.place_call)
        started_s = time.monotonic()
        await crowd.start()
        listeners = [town.place_call(demo_number(10 + n), MAIN_NUMBER) for n in range(listening)]
        await _wait_through_restarts(house, started_s, wait_s, outage_s, tally)
        _judge_wait(crowd, listeners, talks, started_s, tally)
        served_s = time.monotonic()
        await seats.make_ready()
        await asyncio.gather(*(_serve(call, talk_s) for call in listeners))
        await crowd.finish(240 + citizens)
        cleared_s = time.monotonic() - served_s
        for call in talks:
            call.hang_up()
        callers = [*crowd.callers().values(), *map(_as_caller, [*listeners, *talks])]
        await all_told(house, callers, SETTLE_S, tally.outages)
        tally.faults += talkers.faults + seats.faults
        return _result(house, callers, [talkers, seats], tally) | {"cleared_s": round(cleared_s, 1)}
    finally:
        await crowd.stop()
        await town.close()
        await seats.close()
        await talkers.close()


def _groups(citizens: int, wait_s: float, talk_s: float) -> list[Group]:
    impatient = round(citizens * IMPATIENT)
    return [
        Group(calls=citizens - impatient, rate=RATE, talk_s=talk_s),
        Group(calls=impatient, rate=max(1.0, RATE * IMPATIENT), patience_s=wait_s * 0.6),
    ]


async def _begin_talks(house: House, place_call: Any) -> list[CitizenCall]:
    talks = [place_call(demo_number(n), MAIN_NUMBER) for n in range(TALKING)]
    async with asyncio.timeout(90):
        await asyncio.gather(*(call.answered.wait() for call in talks))
    return talks


async def _wait_through_restarts(
    house: House, started_s: float, wait_s: float, outage_s: float, tally: Tally
) -> None:
    for share, down_s in ((0.2, RESTART_S), (0.4, outage_s)):
        await asyncio.sleep(max(0.0, started_s + share * wait_s - time.monotonic()))
        since = time.time()
        house.server.kill()
        await asyncio.sleep(down_s)
        await asyncio.to_thread(house.server.start)
        tally.outages.append((since - 3.0, time.time() + 3.0))
        tally.restarts += 1
    await asyncio.sleep(max(0.0, started_s + wait_s - time.monotonic()))


def _judge_wait(
    crowd: Crowd,
    listeners: list[CitizenCall],
    talks: list[CitizenCall],
    started_s: float,
    tally: Tally,
) -> None:
    """Nobody may be gone but who gave up; the music must have gone on all the time."""
    waiting = crowd.callers().values()
    tally.dropped += sum(caller.refused_s is not None for caller in waiting)
    tally.dropped += sum(call.ended.is_set() for call in [*listeners, *talks])
    for call in listeners:
        arrivals = [at for at, _, _ in call.media.early]
        now_s = time.monotonic()
        gap_s = longest_gap_s([*arrivals, now_s], started_s, now_s) if arrivals else now_s
        tally.music_gap_s = max(tally.music_gap_s, gap_s)
        heard = call.media.heard_early()[-8000 * 20 :]
        if not len(heard) or int(np.abs(heard).max()) < QUIET:
            tally.faults.append("a citizen waits in silence")
    if tally.music_gap_s > MUSIC_GAP_LIMIT_S * tally.patience:
        tally.faults.append(f"no music for {tally.music_gap_s:.2f} s")


async def _serve(call: CitizenCall, talk_s: float) -> None:
    await call.answered.wait()
    await asyncio.sleep(talk_s)
    call.hang_up()


def _as_caller(call: CitizenCall) -> Caller:
    """Return a call of the town as the crowd tells of its own; times are seconds since 1970."""
    shift = time.time() - time.monotonic()
    record = call.record
    answered_s = record.answered_s + shift if record.answered_s is not None else None
    return Caller(
        call.call_id,
        offered_s=record.invited_s + shift,
        answered_s=answered_s,
        refused_s=None if answered_s else (record.ended_s or 0.0) + shift,
        dropped_s=(record.ended_s or 0.0) + shift if record.ended_by == "seat" else None,
    )


def _result(
    house: House, callers: list[Caller], seats: list[DeskSeats], tally: Tally
) -> dict[str, Any]:
    account = accounted(house)
    answered = [caller for caller in callers if caller.answered_s is not None]
    deliveries = Counter(taken.call_key for desk in seats for taken in desk.taken)
    served_s = _first_offers(house)
    arrived_s = {caller.call_id: caller.offered_s or 0.0 for caller in callers}
    wrong = unexplained(account, callers, tally.outages)
    if wrong:
        tally.faults.append(f"sums differ: {wrong}")
    return {
        "restarts": tally.restarts,
        "dropped": tally.dropped + sum(caller.dropped_s is not None for caller in callers),
        "music_gap_s_max": round(tally.music_gap_s, 3),
        "offered": len(callers),
        "answered": len(answered),
        "abandoned": sum(caller.abandoned_s is not None for caller in callers),
        "lost": sum(caller.is_lost for caller in callers),
        "double_delivered": sum(count > 1 for count in deliveries.values()),
        "out_of_order": out_of_order(arrived_s, served_s, ORDER_S * tally.patience),
        "ordered": len(served_s),
        "wait_ms": percentiles(waits_ms(answered), 0),
        "account": as_fields(account),
        "faults": tally.faults,
    }


def _first_offers(house: House) -> dict[str, float]:
    """Return when each call was first offered to a seat, by Call-ID."""
    rows = house.server.rows(
        "SELECT q.sip, min(o.offered_at) FROM queue_offer o JOIN queue_call q ON q.id = o.call_id"
        " GROUP BY q.sip"
    )
    return {sip: at / 1000 for sip, at in rows}
