"""A seat without windows: replica, link, sync loop and use cases over a server's transport."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import httpx

from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import ServerClock
from console.runtime.task_scope import TaskScope
from console.store.replica.local_database import LocalDatabase
from console.store.session.seat_vault import SeatVault
from console.store.session.session_record import save_renewed
from console.sync.connection_state import ConnectionState
from console.sync.server_link import ServerLink
from console.sync.signed_answers import signed_answers
from console.sync.sync_engine import SyncEngine
from console.usecases.callbacks.callback_leases import CallbackLeases
from console.usecases.callbacks.case_records import CaseRecords
from console.usecases.contact.stored_drafts import StoredDrafts
from console.usecases.session.sign_in import SignIn
from console.usecases.session.sign_out import SignOut
from console.usecases.session.unlock import Unlock
from contract.wire.session import SessionReply
from tests.support.servers.real_server import BASE_URL, PASSWORD, utc_now
from tests.support.waiting import PATIENCE_S

SEAT_SECRET = b"\7" * 32


class ConsoleSeat:
    """Everything below the view-models. start_sync() runs the loop; sync() does one pass."""

    def __init__(
        self,
        folder: Path,
        transport: httpx.AsyncBaseTransport,
        device_id: str = "device-1",
        wall_clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._device_id = device_id
        self.crashes: list[tuple[str, BaseException]] = []
        self.feed = ChangeFeed()
        self.clock = ServerClock(wall_clock)
        self.database = LocalDatabase(None, "", self.feed)
        self.client = httpx.AsyncClient(transport=transport, base_url=BASE_URL)
        self.link = ServerLink(
            self.client,
            device_id=device_id,
            clock=self.clock,
            store_session=self._store_session,
            check_answer=signed_answers(self.database),
        )
        self.state = ConnectionState(feed=self.feed, clock=self.clock)
        self.engine = SyncEngine(
            database=self.database,
            link=self.link,
            state=self.state,
            on_bug=lambda name, error: self.crashes.append((name, error)),
            jitter=lambda: 0.0,
        )
        self.vault = SeatVault(data_dir=folder, seat_secret=self._seat_secret)
        self._scope: TaskScope | None = None
        self._join_use_cases()

    def _join_use_cases(self) -> None:
        database, link, clock = self.database, self.link, self.clock
        self.sign_in = SignIn(
            database=database, vault=self.vault, server=link, device_id=self._device_id
        )
        self.sign_out = SignOut(database=database, vault=self.vault, server=link)
        self.unlock = Unlock(
            database=database,
            vault=self.vault,
            server=link,
            device_id=self._device_id,
            seat="",
        )
        self.drafts = StoredDrafts(database=database, clock=clock)
        self.leases = CallbackLeases(database=database, server=link, clock=clock)
        self.cases = CaseRecords(database=database, clock=clock)

    async def sync(self) -> None:
        await self.engine.sync_once()

    def start_sync(self) -> None:
        self._scope = TaskScope(on_crash=lambda name, error: self.crashes.append((name, error)))
        self._scope.start("sync.engine", self.engine.run())
        self._scope.start("sync.stream", self.engine.stream.run())

    async def stop_sync(self) -> None:
        if self._scope is not None:
            await self._scope.close()
            self._scope = None

    async def close(self) -> None:
        await self.stop_sync()
        await self.database.close()
        await self.client.aclose()
        assert self.crashes == []

    async def _store_session(self, reply: SessionReply) -> None:
        await self.database.write(
            lambda c: save_renewed(c, reply), changes=frozenset({Topic.SESSION})
        )

    async def _seat_secret(self) -> bytes:
        return SEAT_SECRET


@asynccontextmanager
async def a_seat(
    folder: Path,
    transport: httpx.AsyncBaseTransport,
    login: str | None = "anna",
    *,
    password: str = PASSWORD,
    device_id: str = "device-1",
) -> AsyncIterator[ConsoleSeat]:
    """Yield a seat, signed in unless login is None."""
    seat = ConsoleSeat(folder, transport, device_id)
    await seat.database.open()
    try:
        if login is not None:
            await seat.sign_in(login, password)
        yield seat
    finally:
        async with asyncio.timeout(PATIENCE_S):
            await seat.close()
