"""Counts how often the window's loop stood still long enough to be felt."""

import asyncio

BEAT_S = 0.05
STALL_S = 0.1


class StallMeter:
    """Run it on the loop it watches; count only rises."""

    def __init__(self) -> None:
        self.count = 0

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            began_s = loop.time()
            await asyncio.sleep(BEAT_S)
            self.note(loop.time() - began_s)

    def note(self, waited_s: float) -> None:
        """Take how long a sleep of BEAT_S took."""
        if waited_s - BEAT_S >= STALL_S:
            self.count += 1
