"""Keeps Python's cycle collector on the Qt thread.

The collector runs on whichever thread allocates; there it may destroy a QObject that lives on the
Qt thread, which is undefined behaviour ("Timers cannot be stopped from another thread").
"""

import asyncio
import gc

PERIOD_S = 5.0


async def collect_on_this_thread(period_s: float = PERIOD_S) -> None:
    """Turn automatic collection off and collect here, every period_s, until cancelled.

    Generation 1 only, each time: a full collection of a loaded console takes longer than a frame.
    """
    gc.disable()
    gc.freeze()
    try:
        while True:
            await asyncio.sleep(period_s)
            gc.collect(1)
    finally:
        gc.enable()
