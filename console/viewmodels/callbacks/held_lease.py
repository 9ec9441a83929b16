"""The lease of the callback in hand, asked for again as long as it is."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from console.errors import LocalStoreBroken, ServerUnreachable
from console.runtime.task_scope import TaskScope
from contract.domain.callback import HEARTBEAT_S, LEASE_S
from contract.domain.ids import CallbackId


class Leases(Protocol):
    """keep() returns False when the lease is known to be lost."""

    async def keep(self, callback_id: CallbackId) -> bool: ...
    async def release(self, callback_id: CallbackId) -> None: ...


class HeldLease:
    """until_at: as last heard; None: no lease, or one that nobody has set an end to."""

    def __init__(
        self,
        leases: Leases,
        scope: TaskScope,
        now: Callable[[], datetime],
        heartbeat_s: float = HEARTBEAT_S,
    ) -> None:
        self._leases = leases
        self._scope = scope
        self._now = now
        self._heartbeat_s = heartbeat_s
        self._callback_id: CallbackId | None = None
        self.until_at: datetime | None = None

    @property
    def is_in_doubt(self) -> bool:
        """Return whether it ran out by the clock, as at a seat that slept or was started anew."""
        return self.until_at is not None and self.until_at <= self._now()

    def hold(self, callback_id: CallbackId, until_at: datetime | None) -> None:
        self._callback_id, self.until_at = callback_id, until_at
        self._scope.start("case-work.lease", self._kept(callback_id), replaces=True)

    def let_go(self) -> None:
        self._callback_id = self.until_at = None

    async def beat(self, callback_id: CallbackId) -> bool:
        """Return False when the lease is known to be lost; the server judges results by fence."""
        try:
            held = await self._leases.keep(callback_id)
        except (ServerUnreachable, LocalStoreBroken):
            return True  # the lease outlives short cuts, of the line and of the store
        if self._callback_id == callback_id:
            self.until_at = self._now() + timedelta(seconds=LEASE_S if held else 0)
        return held

    async def _kept(self, callback_id: CallbackId) -> None:
        # At once where a seat was away longer than the lease: it may be a colleague's by now.
        wait_s = 0.0 if self.is_in_doubt else self._heartbeat_s
        while True:
            await asyncio.sleep(wait_s)
            wait_s = self._heartbeat_s
            if self._callback_id != callback_id or not await self.beat(callback_id):
                return
