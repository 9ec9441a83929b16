"""A console below its view-models: replica, sync loop and use cases, joined to a server process."""

import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx

from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import Clock, ServerClock
from console.runtime.paths import device_id
from console.runtime.task_scope import TaskScope
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import waiting_count
from console.store.session.seat_vault import SeatVault
from console.store.session.session_record import save_renewed
from console.sync.connection_state import ConnectionState
from console.sync.server_link import ServerLink
from console.sync.signed_answers import SignedAnswers
from console.sync.sync_engine import SyncEngine
from console.sync.tls import context_for
from console.usecases.contact.stored_drafts import StoredDrafts
from console.usecases.session.offline_limit import OfflineLimit
from console.usecases.session.sign_in import SignIn
from contract.wire.session import SessionReply


class WindowlessSeat:
    """crashes: what no part of the product expected. Signed in by sign_in(login, password)."""

    def __init__(
        self,
        *,
        folder: Path,
        client: httpx.AsyncClient,
        device: str,
        jitter: Callable[[], float],
        seat_secret: Callable[[], Awaitable[bytes]],
        wall_clock: Clock,
    ) -> None:
        self._device = device
        self.crashes: list[tuple[str, BaseException]] = []
        self.feed, self.clock = ChangeFeed(), ServerClock(wall_clock)
        self.database = LocalDatabase(None, "", self.feed)
        self.client = client
        self.link = ServerLink(
            client,
            device_id=device,
            clock=self.clock,
            store_session=self._store_session,
            check_answer=SignedAnswers(self.database),
        )
        self.connection = ConnectionState(feed=self.feed, clock=self.clock)
        self.engine = SyncEngine(
            database=self.database,
            link=self.link,
            state=self.connection,
            on_bug=self._on_crash,
            jitter=jitter,
        )
        self.vault = SeatVault(data_dir=folder, seat_secret=seat_secret)
        self.sign_in = SignIn(
            database=self.database,
            vault=self.vault,
            server=self.link,
            device_id=device,
            offline=OfflineLimit(self.clock),
        )
        self.drafts = StoredDrafts(database=self.database, clock=self.clock)
        self._scope: TaskScope | None = None

    @property
    def is_back(self) -> bool:
        """Return whether the server answers and its hints arrive."""
        return self.connection.current.online and self.engine.stream.is_live

    async def waiting(self) -> int:
        return await self.database.read(waiting_count)

    def start_sync(self) -> None:
        self._scope = TaskScope(self._on_crash)
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

    def _on_crash(self, name: str, error: BaseException) -> None:
        self.crashes.append((name, error))

    async def _store_session(self, reply: SessionReply) -> None:
        await self.database.write(
            lambda connection: save_renewed(connection, reply, self._device),
            changes=frozenset({Topic.SESSION}),
        )


async def same_secret() -> bytes:
    """Stand in for the keyring where no other process opens the replica."""
    return b"\x17" * 32


@asynccontextmanager
async def windowless_seat(
    folder: Path,
    url: str,
    certificate: Path,
    *,
    seed: int = 1,
    seat_secret: Callable[[], Awaitable[bytes]] = same_secret,
    wall_clock: Clock = lambda: datetime.now(UTC),
) -> AsyncIterator[WindowlessSeat]:
    """Yield a seat with nobody signed in; folder is its own, for replica and vault."""
    folder.mkdir(exist_ok=True)
    seat = WindowlessSeat(
        folder=folder,
        client=httpx.AsyncClient(base_url=url, verify=context_for(certificate), trust_env=False),
        device=device_id(folder),
        jitter=random.Random(f"{seed}-{folder.name}").random,
        seat_secret=seat_secret,
        wall_clock=wall_clock,
    )
    await seat.database.open()
    try:
        yield seat
    finally:
        await seat.close()
