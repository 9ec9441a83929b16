"""The busiest hour of a year, minute after minute: nobody is lost, and all sums are equal."""

import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from tools.benches.measured import percentiles
from tools.call_centre.accounting import (
    accounted,
    all_told,
    as_fields,
    family,
    offers_at_s,
    processor_s,
    since_ms,
    unexplained,
    waits_ms,
)
from tools.call_centre.crowd import Caller, Crowd, Group
from tools.call_centre.desk_seats import DeskSeats
from tools.call_centre.house import House, open_house

IMPATIENT = 0.05  # of the citizens give up after PATIENCE_S
PATIENCE_S = 0.25  # while the seat rings: some are answered in the same moment
MISSED = 0.01  # of the calls at a phone are left ringing
SETTLE_S = 6.0
MEBIBYTE = 1 << 20


async def prove(
    *, minutes: float = 5.0, calls_an_hour: int = 3000, seats: int = 40, talk_s: float = 25.0
) -> Any:
    """Let citizens come for minutes at an even rate; count what became of each."""
    with (
        tempfile.TemporaryDirectory(prefix="cr-", ignore_cleanup_errors=True) as name,
        open_house(Path(name), seats) as house,
    ):
        return await _the_hour(house, round(calls_an_hour * minutes / 60), calls_an_hour, talk_s)


async def _the_hour(house: House, calls: int, calls_an_hour: int, talk_s: float) -> dict[str, Any]:
    times = np.arange(8000) / 8000
    voice = (np.sin(times * 2 * np.pi * 700) * 8000).astype("<i2")
    desks = DeskSeats(house, house.seats, voice=voice, missed=MISSED)
    crowd = Crowd(house, house.folder / "crowd", groups(calls, calls_an_hour / 3600, talk_s))
    try:
        await desks.open()
        began, memory = processor_s(house), memory_of(house)
        started_s = time.monotonic()
        await crowd.start()
        await crowd.finish(calls / calls_an_hour * 3600 + 2 * talk_s + 240)
        wall_s = time.monotonic() - started_s
        ended, memory_after = processor_s(house), memory_of(house)
        callers = list(crowd.callers().values())
        await all_told(house, callers, SETTLE_S)
        return {
            **outcome(house, callers, desks),
            "wall_s": round(wall_s, 1),
            "cpu": {name: round((ended[name] - began[name]) / wall_s, 3) for name in began},
            "memory_mib": {name: (memory[name], memory_after[name]) for name in memory},
        }
    finally:
        await crowd.stop()
        await desks.close()


def groups(calls: int, rate: float, talk_s: float) -> list[Group]:
    """Return an even stream of citizens, a few of whom give up soon."""
    impatient = round(calls * IMPATIENT)
    return [
        Group(calls=calls - impatient, rate=rate * (1 - IMPATIENT), talk_s=talk_s),
        Group(calls=impatient, rate=rate * IMPATIENT, talk_s=talk_s, patience_s=PATIENCE_S),
    ]


def outcome(house: House, callers: list[Caller], desks: DeskSeats) -> dict[str, Any]:
    account = accounted(house)
    answered = [caller for caller in callers if caller.answered_s is not None]
    deliveries = Counter(taken.call_key for taken in desks.taken)
    rang = [(taken.offer, taken.rang_at_s) for taken in desks.taken]
    wrong = unexplained(account, callers)
    return {
        "offered": len(callers),
        "answered": len(answered),
        "abandoned": sum(caller.abandoned_s is not None for caller in callers),
        "refused_callers": sum(caller.refused_s is not None for caller in callers),
        "dropped": sum(caller.dropped_s is not None for caller in callers),
        "lost": sum(caller.is_lost for caller in callers),
        "double_delivered": sum(count > 1 for count in deliveries.values()),
        "rona": house.server.rows("SELECT count(*) FROM queue_offer WHERE outcome='rona'")[0][0],
        "left_ringing": desks.left_ringing,
        "wait_ms": percentiles(waits_ms(answered), 0),
        "ring_event_ms": percentiles(since_ms(offers_at_s(house), rang), 1),
        "account": as_fields(account),
        "faults": [*desks.faults, *([f"sums differ: {wrong}"] if wrong else [])],
    }


def memory_of(house: House) -> dict[str, int]:
    """Return the memory in MiB that each would free by ending, children included (PSS)."""
    exchange = house.exchange
    return {
        "kamailio": sum(map(_memory_mib, family(exchange.pid("kamailio")))),
        "rtpengine": sum(_memory_mib(exchange.pid(f"rtpengine{n}")) for n in (1, 2)),
        "server": _memory_mib(house.server.pid),
    }


def _memory_mib(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except PermissionError:  # the server's memory is closed to its own account
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    pss = next(line for line in lines if line.startswith(("Pss:", "VmRSS:")))
    return int(pss.split()[1]) * 1024 // MEBIBYTE
