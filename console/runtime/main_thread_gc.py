"""Keeps Python's cycle collector on the Qt thread.

The collector runs on whichever thread allocates; there it may destroy a QObject that lives on the
Qt thread, which is undefined behaviour ("Timers cannot be stopped from another thread").
"""

import asyncio
import gc
import itertools
from collections.abc import Iterator
from contextlib import contextmanager

PERIOD_S = 2.0
FULL_EVERY = 30  # periods
# So many new objects are data that was loaded (the search index, a copied scope): it lives on, and
# walking it would take longer than a frame.
LOADED_IN_BULK = 20_000


@contextmanager
def collection_only_when_asked() -> Iterator[None]:
    """Keep Python from collecting by itself: for as long as there are windows and threads."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


async def collect_on_this_thread(period_s: float = PERIOD_S) -> None:
    """Collect here, every period_s, until cancelled; nothing is collected elsewhere meanwhile.

    The young objects each time, all of them now and then: what was there at the start, and what
    was loaded in bulk, is set aside for good, so that no collection takes longer than a frame.
    """
    with collection_only_when_asked():
        gc.freeze()
        try:
            for turn in itertools.count(1):
                await asyncio.sleep(period_s)
                collect_once(everything=turn % FULL_EVERY == 0)
        finally:
            gc.unfreeze()


def collect_once(*, everything: bool = False) -> None:
    """Collect what has become garbage, or set aside what was just loaded in bulk."""
    # gc.get_count() alone may be 0: what is freed meanwhile counts backwards there. An index that
    # came while the one before it went was walked, for 90 ms.
    young = gc.get_count()[0]
    # Counted in one step of the interpreter: while the list of all stands, a tuple that another
    # thread is building has a second holder, and its tuple() fails with a SystemError.
    if young > LOADED_IN_BULK or next(map(len, map(gc.get_objects, (0,)))) > LOADED_IN_BULK:
        gc.freeze()
    else:
        gc.collect(2 if everything else 1)
