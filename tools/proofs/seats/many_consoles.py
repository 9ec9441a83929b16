"""Consoles without windows at one server, each signed in with its sync loop running."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from tools.proofs.judges.server_under_proof import PASSWORD, ServerUnderProof
from tools.services.windowless_seat import WindowlessSeat, windowless_seat

SIGN_IN_LIMIT_S = 120.0


class ManyConsoles:
    """seats by login; crashes of consoles that were closed meanwhile are kept too."""

    def __init__(self, proof: ServerUnderProof, folder: Path, seed: int) -> None:
        self.seats: dict[str, WindowlessSeat] = {}
        self.crashes: list[tuple[str, BaseException]] = []
        self._proof = proof
        self._folder = folder
        self._seed = seed
        self._opened: dict[str, AsyncExitStack] = {}

    async def open(self, login: str) -> bool:
        """Start a console and sign in; return whether that happened without the server."""
        stack = self._opened[login] = AsyncExitStack()
        server = self._proof.server
        folder = self._folder / login
        seat = await stack.enter_async_context(
            windowless_seat(folder, server.url, server.certificate, seed=self._seed)
        )
        self.seats[login] = seat
        signed_in = await seat.sign_in(login, PASSWORD)
        seat.start_sync()
        return signed_in.is_offline

    async def close(self, login: str) -> None:
        self.crashes += self.seats.pop(login).crashes
        await self._opened.pop(login).aclose()

    async def until_all(
        self, holds: Callable[[WindowlessSeat], bool], limit_s: float
    ) -> list[float]:
        """Return after how many seconds it held at each seat. Raise TimeoutError."""

        async def asked(seat: WindowlessSeat) -> bool:
            return holds(seat)

        return await self._until(asked, limit_s)

    async def until_all_sent(self, limit_s: float) -> list[float]:
        """Wait until the store of each seat has nothing left to send, and return as until_all.

        What the connection shows is counted by the next pass: what was closed a moment before is
        not in it yet.
        """

        async def sent(seat: WindowlessSeat) -> bool:
            return seat.is_back and not await seat.waiting()

        return await self._until(sent, limit_s)

    async def _until(
        self, holds: Callable[[WindowlessSeat], Awaitable[bool]], limit_s: float
    ) -> list[float]:
        started = time.monotonic()

        async def until(seat: WindowlessSeat) -> float:
            while not await holds(seat):
                await asyncio.sleep(0.02)
            return time.monotonic() - started

        async with asyncio.timeout(limit_s):
            return await asyncio.gather(*map(until, self.seats.values()))


@asynccontextmanager
async def many_consoles(
    proof: ServerUnderProof, folder: Path, logins: Sequence[str], seed: int
) -> AsyncIterator[ManyConsoles]:
    """Yield consoles that have met the running server and hear its hints."""
    consoles = ManyConsoles(proof, folder, seed)
    try:
        async with asyncio.timeout(SIGN_IN_LIMIT_S):
            for login in logins:
                await consoles.open(login)
        await consoles.until_all(lambda seat: seat.is_back, SIGN_IN_LIMIT_S)
        yield consoles
    finally:
        for login in list(consoles.seats):
            await consoles.close(login)
