"""A process that keeps a desk busy: forwards with a case and a callback, at a steady rate.

  python -m tools.benches.event_source URL CERTIFICATE LOGIN PASSWORD TOPIC DESK PER_S SECONDS

Prints one JSON line: how many changes it made in the desk's feed, and for how long it wrote.
"""

import asyncio
import json
import sys
import time

from contract.domain.ids import DeskId, TopicId
from contract.wire.commands import Status
from tools.proofs.callback_races import forwarded_contact
from tools.proofs.seats.simulated_seat import SimulatedSeat

CHANGES_PER_FORWARD = 2  # in the desk's feed: the case and its callback
BATCH_S = 0.1


async def keep_busy(
    seat: SimulatedSeat, topic: TopicId, desk: DeskId, events_per_s: float, seconds: float
) -> dict[str, float]:
    """Write until the time is over; what the server could not take in time is left out."""
    per_batch = max(1, round(events_per_s * BATCH_S / CHANGES_PER_FORWARD))
    started, applied = time.monotonic(), 0
    for number in range(round(seconds / BATCH_S)):
        ahead_s = started + number * BATCH_S - time.monotonic()
        if ahead_s < -seconds / 2:
            break
        await asyncio.sleep(max(0.0, ahead_s))
        commands = [forwarded_contact(seat, topic, desk)[0] for _ in range(per_batch)]
        verdicts = await seat.post_commands(commands)
        applied += sum(verdict.status is Status.APPLIED for verdict in verdicts.values())
    return {
        "changes": applied * CHANGES_PER_FORWARD,
        "wrote_s": round(time.monotonic() - started, 2),
    }


async def main(words: list[str]) -> None:
    url, certificate, login, password, topic, desk, events_per_s, seconds = words
    seat = SimulatedSeat(url=url, certificate=certificate, login=login, password=password, seed=1)
    try:
        await seat.sign_in()
        done = await keep_busy(
            seat, TopicId(topic), DeskId(desk), float(events_per_s), float(seconds)
        )
    finally:
        await seat.close()
    print(json.dumps(done), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
