"""All exchanges asked at once; one that is silent takes nothing from what the others say."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence

from contract.wire.exchange import ExchangeCall
from server.exchange.exchange_rpc import ExchangeFault, ExchangeRpc, rpcs_of
from server.settings import ExchangeSettings
from server.store.calls.queue_calls import LIVE, CallStage, QueueCall, calls_in
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase

type Listed = Mapping[str, Sequence[ExchangeCall]]  # by exchange; a silent one is not in it


class Exchanges:
    """All exchanges of the settings."""

    def __init__(self, rpcs: Sequence[ExchangeRpc], database: ServerDatabase) -> None:
        self._rpcs = rpcs
        self._database = database

    @classmethod
    def of(cls, settings: ExchangeSettings | None, database: ServerDatabase) -> "Exchanges | None":
        """Return them; None where none can be asked."""
        rpcs = rpcs_of(settings) if settings else ()
        return cls(rpcs, database) if rpcs else None

    async def listed_calls(self) -> Listed:
        found = await asyncio.gather(*(_or_none(rpc.dlg_list) for rpc in self._rpcs))
        pairs = zip(self._rpcs, found, strict=True)
        return {rpc.name: calls for rpc, calls in pairs if calls is not None}

    async def carried_calls(self) -> tuple[ExchangeCall, ...] | None:
        """Return the calls of all exchanges; of a silent one those it is believed to carry still.

        None: all are silent. Raise StoreFault.
        """
        listed = await self.listed_calls()
        # Nothing is known: an empty list would end every call.
        if not listed:
            return None
        told = tuple(call for calls in listed.values() for call in calls)
        if len(listed) == len(self._rpcs):
            return told
        # Calls at a silent exchange are believed to go on (decision 0016).
        return told + await self._database.read(lambda c: calls_elsewhere(c, listed))

    async def registered_seats(self) -> frozenset[str] | None:
        """Return the seats that can be rung now; None: all exchanges are silent.

        Seats register at every exchange: one that no living exchange knows has no line.
        """
        found = await asyncio.gather(*(_or_none(rpc.registered_seats) for rpc in self._rpcs))
        told = [seats for seats in found if seats is not None]
        return frozenset(seat for seats in told for seat in seats) if told else None

    async def hang_up(self, call: QueueCall) -> None:
        """End an answered call at the exchange that carries it. Raise ExchangeFault."""
        carrying = (rpc for rpc in self._rpcs if rpc.name == call.exchange)
        await next(carrying, self._rpcs[0]).terminate(call.sip)


def calls_elsewhere(connection: Connection, asked: Collection[str]) -> tuple[ExchangeCall, ...]:
    """Return the live calls at exchanges that could not be asked."""
    return tuple(
        ExchangeCall(
            sip=call.sip,
            seat=call.seat or "",
            offer=call.offer_id or "",
            is_answered=call.state == CallStage.ANSWERED,
        )
        for call in calls_in(connection, *LIVE)
        if call.exchange not in asked
    )


async def _or_none[T](ask: Callable[[], Awaitable[T]]) -> T | None:
    try:
        return await ask()
    except ExchangeFault:
        return None
