"""Measures queue, exchange and phones under a crowd of citizens. One JSON line.

  .venv/bin/python tools/benches/bench_exchange.py --calls 500 --seats 30

Three seats are real phone processes, the rest plain SIP users; citizens are SIPp with voice. What
became of each citizen is taken from SIPp's log and from the seats, never from the server alone.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from server.usecases.routing.call_account import CallAccount
from tools.benches.measured import percentiles
from tools.call_centre.accounting import (
    accounted,
    offers_at_s,
    processor_s,
    since_ms,
    sums_equal,
    waits_ms,
)
from tools.call_centre.crowd import Caller, Crowd, Group
from tools.call_centre.desk_seats import DeskSeats
from tools.call_centre.house import House, open_house
from tools.call_centre.phone_seats import PhoneSeats

REAL_PHONES = 3
TALK_S = 5.0
IMPATIENT = 0.06  # of the citizens give up after PATIENCE_S
PATIENCE_S = 0.25  # while the seat rings: some are answered in the same moment
MISSED = 0.01  # of the calls at a plain phone are left ringing
SETTLE_S = 6.0


def groups(calls: int, seats: int) -> list[Group]:
    """Return a crowd that keeps the seats about nine tenths busy; some give up soon."""
    rate = max(1.0, 0.9 * seats / (TALK_S + 1.5))
    impatient = round(calls * IMPATIENT)
    return [
        Group(calls=calls - impatient, rate=rate, talk_s=TALK_S),
        Group(calls=impatient, rate=max(1.0, rate * IMPATIENT), patience_s=PATIENCE_S),
    ]


async def measure(house: House, calls: int) -> dict[str, Any]:
    times = np.arange(8000) / 8000
    voice = (np.sin(times * 2 * np.pi * 700) * 8000).astype("<i2")
    phones = PhoneSeats(house, house.seats[:REAL_PHONES])
    desks = DeskSeats(house, house.seats[REAL_PHONES:], voice=voice, missed=MISSED)
    try:
        await phones.open()
        await desks.open()
        await asyncio.sleep(2)
        began = processor_s(house, phones.pid(house.seats[0]))
        started = asyncio.get_running_loop().time()
        crowd = Crowd(house, house.folder / "crowd", groups(calls, len(house.seats)))
        await crowd.start()
        await crowd.finish(60 + calls)
        wall_s = asyncio.get_running_loop().time() - started
        ended = processor_s(house, phones.pid(house.seats[0]))
        await asyncio.sleep(SETTLE_S)
        callers = list(crowd.callers().values())
        faults = phones.faults + desks.faults
        return {
            **outcome(house, callers, phones, desks),
            "wall_s": round(wall_s, 1),
            "cpu": {name: round((ended[name] - began[name]) / wall_s, 3) for name in began},
            "faults": faults,
        }
    finally:
        await desks.close()
        await phones.close()


def outcome(
    house: House, callers: list[Caller], phones: PhoneSeats, desks: DeskSeats
) -> dict[str, Any]:
    account = accounted(house)
    answered = [caller for caller in callers if caller.answered_s is not None]
    abandoned = [caller for caller in callers if caller.abandoned_s is not None]
    deliveries = Counter(
        [call.call_key for call in phones.answered] + [taken.call_key for taken in desks.taken]
    )
    offers = offers_at_s(house)
    rang = [(call.offer, call.rang_at_s) for call in phones.answered]
    rang_plain = [(taken.offer, taken.rang_at_s) for taken in desks.taken]
    return {
        "offered": len(callers),
        "answered": len(answered),
        "abandoned": len(abandoned),
        "abandoned_reported": account.told_abandoned,
        "refused": sum(caller.refused_s is not None for caller in callers),
        "dropped_in_talk": sum(caller.dropped_s is not None for caller in callers),
        "lost": sum(caller.is_lost for caller in callers),
        "double_delivered": sum(count > 1 for count in deliveries.values()),
        "delivered": len(deliveries),
        "rona": house.server.rows("SELECT count(*) FROM queue_offer WHERE outcome='rona'")[0][0],
        "left_ringing": desks.left_ringing,
        "account": {name: getattr(account, name) for name in CallAccount.__slots__},
        "sums_equal": sums_equal(account, callers, len(answered), len(abandoned)),
        "wait_ms": percentiles(waits_ms(answered), 1),
        "ring_event_ms": percentiles(since_ms(offers, rang), 1),
        "ring_event_plain_ms": percentiles(since_ms(offers, rang_plain), 1),
        "answer_ms": percentiles(
            ((call.answered_at_s - call.answer_at_s) * 1000 for call in phones.answered), 1
        ),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=500)
    parser.add_argument("--seats", type=int, default=30)
    parser.add_argument("--keep", type=Path, help="folder to keep logs in")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cr-") as folder:
        kept = given.keep or Path(folder)
        with open_house(kept, given.seats) as house:
            line = asyncio.run(measure(house, given.calls))
    print(json.dumps({"calls": given.calls, "seats": given.seats} | line))
    is_clean = line["lost"] == line["double_delivered"] == 0 and line["sums_equal"]
    return 0 if is_clean and not line["faults"] else 1


if __name__ == "__main__":
    sys.exit(main())
