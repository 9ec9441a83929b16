"""How the computing of vectors is joined to the database, and kept out of the way."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from server.gateways.sentences import SentenceProcess
from server.store.faults import StoreFault
from server.store.server_database import ServerDatabase
from server.usecases.bug_place import place_of
from server.usecases.keep_vectors import KeepVectors

log = logging.getLogger(__name__)

FIRST_AFTER_S = 10.0  # the start belongs to the seats that come back
EVERY_S = 5.0


@asynccontextmanager
async def keeping_vectors(
    database: ServerDatabase, clock: Callable[[], datetime], *, first_after_s: float = FIRST_AFTER_S
) -> AsyncIterator[None]:
    """Compute in the background what is missing; stop at the end, half a piece of work lost."""
    process = SentenceProcess()
    keep = KeepVectors(database=database, compute=process.compute, close=process.close, clock=clock)
    task = asyncio.create_task(_run(keep, first_after_s), name="server.vectors")
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        await process.close()


async def _run(keep: KeepVectors, first_after_s: float) -> None:
    await asyncio.sleep(first_after_s)
    while True:
        try:
            await keep()
        except StoreFault as fault:
            log.warning("job server.vectors waits: %s", type(fault).__name__)
        except Exception as error:  # noqa: BLE001 - whatever it is, the job is needed next time
            log.error("bug in job server.vectors: %s", place_of(error))
        await asyncio.sleep(EVERY_S)
