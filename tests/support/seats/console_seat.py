"""A seat without windows: replica, link, sync loop and use cases over a server's transport."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import httpx

from console.usecases.callbacks.callback_leases import CallbackLeases
from console.usecases.callbacks.case_records import CaseRecords
from console.usecases.session.offline_limit import OfflineLimit
from console.usecases.session.sign_out import SignOut
from console.usecases.session.unlock import Unlock
from tests.support.servers.real_server import BASE_URL, PASSWORD, utc_now
from tests.support.waiting import PATIENCE_S
from tools.services.windowless_seat import WindowlessSeat, same_secret


class ConsoleSeat(WindowlessSeat):
    """Over a transport of a server's. start_sync() runs the loop; sync() does one pass."""

    def __init__(
        self,
        folder: Path,
        transport: httpx.AsyncBaseTransport,
        device_id: str = "device-1",
        wall_clock: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(
            folder=folder,
            client=httpx.AsyncClient(transport=transport, base_url=BASE_URL),
            device=device_id,
            jitter=lambda: 0.0,
            seat_secret=same_secret,
            wall_clock=wall_clock,
        )
        database, link, clock = self.database, self.link, self.clock
        self.unlock = Unlock(
            database=database,
            vault=self.vault,
            server=link,
            device_id=device_id,
            seat="",
            offline=OfflineLimit(clock),
        )
        self.leases = CallbackLeases(database=database, server=link, clock=clock)
        self.sign_out = SignOut(
            database=database, vault=self.vault, server=link, release=self.leases.release_all
        )
        self.cases = CaseRecords(database=database, clock=clock)

    async def sync(self) -> None:
        await self.engine.sync_once()

    async def close(self) -> None:
        await super().close()
        assert self.crashes == []


@asynccontextmanager
async def a_seat(
    folder: Path,
    transport: httpx.AsyncBaseTransport,
    login: str | None = "anna",
    *,
    password: str = PASSWORD,
    device_id: str = "device-1",
    wall_clock: Callable[[], datetime] = utc_now,
) -> AsyncIterator[ConsoleSeat]:
    """Yield a seat, signed in unless login is None."""
    seat = ConsoleSeat(folder, transport, device_id, wall_clock)
    await seat.database.open()
    try:
        if login is not None:
            await seat.sign_in(login, password)
        yield seat
    finally:
        async with asyncio.timeout(PATIENCE_S):
            await seat.close()
