"""Of the callback in hand: the calls made for it, and its lease."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from console.errors import LocalStoreBroken, ServerUnreachable
from console.runtime.task_scope import TaskScope
from contract.domain.callback import HEARTBEAT_S, LEASE_S, AttemptOutcome, Callback
from contract.domain.ids import CallbackId
from contract.wire.phone_socket import Call


class CallbackCall:
    """Which calls were made for it, and which outcome each proposes.

    key: of the last one, "" for none. proposed: the outcome chosen by a call, not by the operator.
    """

    def __init__(self, callback: Callback | None = None) -> None:
        """None: nothing is in hand, and no call is its."""
        self._of = callback
        self.key = ""
        self.talk_s = 0.0
        self.proposed: AttemptOutcome | None = None

    def of(self, callback: Callback) -> "CallbackCall":
        """Return itself for the one in hand taken up once more, else what begins anew."""
        is_same = self._of is not None and self._of.id == callback.id
        return self if is_same else CallbackCall(callback)

    def spoken(self, call: Call) -> AttemptOutcome | None:
        """Voice went both ways for long enough to be a talk."""
        if not self._is_its(call):
            return None
        self.key = call.call_key or call.sip_id
        return AttemptOutcome.SOLVED

    def ended(self, call: Call) -> AttemptOutcome | None:
        """Note the call's name and how long both talked; nobody answering proposes so."""
        if not self._is_its(call):
            return None
        self.key = call.call_key or call.sip_id
        if call.answered_mono_s is None:
            return AttemptOutcome.NO_ANSWER
        if call.ended_mono_s is not None:
            self.talk_s += call.ended_mono_s - call.answered_mono_s
        return None

    def _is_its(self, call: Call) -> bool:
        """A call that outlived its callback says nothing of the next one."""
        phone = self._of.caller.phone if self._of is not None else ""
        return bool(phone) and not call.is_incoming and call.peer == phone


class Leases(Protocol):
    """keep() returns False when the lease is known to be lost."""

    async def keep(self, callback_id: CallbackId) -> bool: ...
    async def release(self, callback_id: CallbackId) -> None: ...


class HeldLease:
    """Asked for again as long as the callback is in hand.

    until_at: as last heard; None: no lease, or one that nobody has set an end to.
    """

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
