"""An answer on its way: each part of it that has come puts off the end of its time."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx

# Less does not put it off: by a byte now and then a server would hold a seat for ever.
PART_BYTES = 64 * 1024


class ArrivingBody(httpx.AsyncByteStream):
    """came is called with the size of each piece, as it comes from the network."""

    def __init__(self, body: httpx.AsyncByteStream, came: Callable[[int], None]) -> None:
        self._body = body
        self._came = came

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._body:
            self._came(len(piece))
            yield piece

    async def aclose(self) -> None:
        await self._body.aclose()


@asynccontextmanager
async def time_for_parts(
    limit_s: float, part_bytes: int | None
) -> AsyncIterator[Callable[[int], None]]:
    """Raise TimeoutError after limit_s, counted anew from each part; None: it is for the whole."""
    loop, waits_for = asyncio.get_running_loop(), part_bytes or 0
    async with asyncio.timeout(limit_s) as limit:

        def came(size: int) -> None:
            nonlocal waits_for
            waits_for -= size
            if part_bytes is not None and waits_for <= 0:
                waits_for = part_bytes
                limit.reschedule(loop.time() + limit_s)

        yield came
