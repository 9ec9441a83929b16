"""Waiting for something to become true, without fixed sleeps."""

import asyncio
import time
from collections.abc import Awaitable, Callable

PATIENCE_S = 60.0  # for what takes a second on an idle machine and half a minute on a starved one


def patience() -> Callable[[], bool]:
    """Return what says whether there is still time to try again."""
    until_s = time.monotonic() + PATIENCE_S
    return lambda: time.monotonic() < until_s


async def until(
    condition: Callable[[], object],
    timeout_s: float = PATIENCE_S,
    what: str | Callable[[], object] = "",
) -> None:
    """Give the loop time until condition holds; fail after timeout_s of real time.

    what: said where it fails; asked then, it tells what is there instead.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + timeout_s
    while not condition():
        if loop.time() > deadline:
            said = what() if callable(what) else what
            raise AssertionError(f"did not happen within {timeout_s} s: {said or condition}")
        await asyncio.sleep(0.005)


async def comes[T](read: Callable[[], Awaitable[T]], wanted: Callable[[T], object] = bool) -> T:
    """Read until what comes is wanted, and return it."""
    async with asyncio.timeout(PATIENCE_S):
        while not wanted(found := await read()):
            await asyncio.sleep(0.01)
    return found
