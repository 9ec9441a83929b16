"""A process of seats that listen to one desk; it prints a line once they do and one at its end.

A line of its input says how many changes were made: it ends when all seats have seen all of them.
"""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Iterable

from tools.desk.raw_seat import RawSeat
from tools.desk.seat_processes import READY, seat_arguments, signed_in

ARRIVED_WITHIN_S = 60.0  # also on a computer that others use


def main() -> None:
    parser = seat_arguments()
    parser.add_argument("--hints", action="store_true")
    print(json.dumps(asyncio.run(_listen(parser.parse_args()))), flush=True)


async def _listen(options: argparse.Namespace) -> dict[str, object]:
    seats = await signed_in(options, takes_changes=not options.hints)
    following = [asyncio.create_task(seat.listen()) for seat in seats]
    working = asyncio.create_task(_until_the_last(seats))
    done, _ = await asyncio.wait([working, *following], return_when=asyncio.FIRST_COMPLETED)
    for task in done & set(following):
        task.result()  # a seat that lost its line measures nothing
    for task in following:
        task.cancel()
    return {"pulls": sum(seat.pulls for seat in seats), "seen": [seat.seen for seat in seats]}


async def _until_the_last(seats: Iterable[RawSeat]) -> None:
    """Say that all listen; return once each has seen all changes, or it is too late for them."""
    for seat in seats:
        await seat.listens.wait()
    print(READY, flush=True)
    changes = int(await asyncio.to_thread(sys.stdin.readline))
    deadline = time.monotonic() + ARRIVED_WITHIN_S
    while any(len(seat.seen) < changes for seat in seats) and time.monotonic() < deadline:
        await asyncio.sleep(0.05)


if __name__ == "__main__":
    main()
