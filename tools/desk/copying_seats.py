"""A process of seats that copy all they may see at once, each time that a line of input comes.

It prints a line once all are signed in, and one with pages, bytes and seconds at its end.
"""

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path

from tools.desk.raw_seat import RawSeat


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int)
    parser.add_argument("--certificate", type=Path)
    parser.add_argument("--password")
    parser.add_argument("--first", type=int)
    parser.add_argument("--seats", type=int)
    print(json.dumps(asyncio.run(_copy(parser.parse_args()))), flush=True)


async def _copy(options: argparse.Namespace) -> dict[str, float]:
    numbers = range(options.first, options.first + options.seats)
    seats = [
        RawSeat(options.port, options.certificate, number, takes_changes=True) for number in numbers
    ]
    for number, seat in zip(numbers, seats, strict=True):
        await seat.sign_in(f"clerk{number}", options.password)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    started = time.monotonic()
    await asyncio.gather(*(seat.copy_all() for seat in seats))
    return {
        "pages": sum(seat.pages for seat in seats),
        "bytes": sum(seat.page_bytes for seat in seats),
        "seconds": round(time.monotonic() - started, 1),
    }


if __name__ == "__main__":
    main()
