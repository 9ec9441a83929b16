"""All exchanges asked at once; one that is silent takes nothing from what the others say."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence

from contract.wire.exchange import ExchangeCall
from server.exchange.exchange_rpc import ExchangeFault, ExchangeRpc
from server.store.calls.queue_calls import LIVE, CallStage, calls_in
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase

type Listed = Mapping[str, Sequence[ExchangeCall]]  # by exchange; a silent one is not in it


async def listed_calls(rpcs: Sequence[ExchangeRpc]) -> Listed:
    found = await asyncio.gather(*(_or_none(rpc.dlg_list) for rpc in rpcs))
    return {rpc.name: calls for rpc, calls in zip(rpcs, found, strict=True) if calls is not None}


async def carried_calls(
    rpcs: Sequence[ExchangeRpc], database: ServerDatabase
) -> tuple[ExchangeCall, ...] | None:
    """Return the calls of all exchanges; of a silent one those it is believed to carry still.

    None: all are silent. Raise StoreFault.
    """
    listed = await listed_calls(rpcs)
    # Nothing is known: an empty list would end every call.
    if not listed:
        return None
    told = tuple(call for calls in listed.values() for call in calls)
    if len(listed) == len(rpcs):
        return told
    # Calls at a silent exchange are believed to go on (decision 0016).
    return told + await database.read(lambda c: calls_elsewhere(c, listed))


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


async def registered_seats(rpcs: Sequence[ExchangeRpc]) -> frozenset[str] | None:
    """Return the seats that can be rung now; None: all exchanges are silent.

    Seats register at every exchange: one that no living exchange knows has no line.
    """
    found = await asyncio.gather(*(_or_none(rpc.registered_seats) for rpc in rpcs))
    told = [seats for seats in found if seats is not None]
    return frozenset(seat for seats in told for seat in seats) if told else None


async def _or_none[T](ask: Callable[[], Awaitable[T]]) -> T | None:
    try:
        return await ask()
    except ExchangeFault:
        return None
