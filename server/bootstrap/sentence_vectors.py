"""How the computing of vectors is joined to the database, and kept out of the way."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from server.bootstrap.server_part import in_background
from server.gateways.sentences import SentenceProcess, SentenceProcessDied
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase
from server.usecases.knowledge.keep_vectors import KeepVectors
from server.usecases.operations.error_location import place_of

log = logging.getLogger(__name__)

FIRST_AFTER_S = 10.0  # the start belongs to the seats that come back
EVERY_S, LONGEST_S = 5.0, 300.0


@asynccontextmanager
async def keeping_vectors(
    database: ServerDatabase, clock: Callable[[], datetime], *, first_after_s: float = FIRST_AFTER_S
) -> AsyncIterator[None]:
    """Compute in the background what is missing; stop at the end, half a piece of work lost."""
    process = SentenceProcess()
    keep = KeepVectors(database=database, compute=process.compute, close=process.close, clock=clock)
    try:
        async with in_background(keep_on(keep, first_after_s), "server.vectors"):
            yield
    finally:
        await process.close()


async def keep_on(keep: Callable[[], Awaitable[None]], first_after_s: float) -> None:
    """Call keep for ever, ever less often while it fails: each try costs a start and its CPU."""
    await asyncio.sleep(first_after_s)
    failures = 0
    while True:
        failures = 0 if await _is_kept(keep, pause_s(failures + 1)) else failures + 1
        await asyncio.sleep(pause_s(failures))


def pause_s(failures: int) -> float:
    """Return seconds until the next call after so many failures in a row."""
    return min(LONGEST_S, EVERY_S * 2.0 ** min(failures, 16))


async def _is_kept(keep: Callable[[], Awaitable[None]], again_s: float) -> bool:
    """Return False where the next call should wait longer. again_s: how long, for the log."""
    try:
        await keep()
    except StoreFault as fault:
        log.warning("job server.vectors waits: %s", type(fault).__name__)
    except SentenceProcessDied as death:
        told = "the process that reads texts died, %s: again in %.0f s, till then found by words"
        log.warning(told, death, again_s)
        return False
    except Exception as error:  # noqa: BLE001 - whatever it is, the job is needed next time
        log.error("bug in job server.vectors, again in %.0f s: %s", again_s, place_of(error))
        return False
    return True
