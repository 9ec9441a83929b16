"""A process of seats that copy all they may see at once, each time that a line of input comes.

It prints a line once all are signed in, and one with pages, bytes and seconds at its end. With
--holds the seats have copied everything before.
"""

import argparse
import asyncio
import json
import sys
import time

from tools.desk.held_rows import HeldRows
from tools.desk.seat_processes import READY, seat_arguments, signed_in


def main() -> None:
    parser = seat_arguments()
    parser.add_argument("--holds", action="store_true")
    print(json.dumps(asyncio.run(_copy(parser.parse_args()))), flush=True)


async def _copy(options: argparse.Namespace) -> dict[str, float]:
    seats = await signed_in(options, takes_changes=True)
    held = HeldRows()
    if options.holds:
        await seats[0].fill(held)
    print(READY, flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    started = time.monotonic()
    await asyncio.gather(*(seat.copy_all(held) for seat in seats))
    return {
        "pages": sum(seat.pages for seat in seats),
        "bytes": sum(seat.page_bytes for seat in seats),
        "seconds": round(time.monotonic() - started, 1),
    }


if __name__ == "__main__":
    main()
