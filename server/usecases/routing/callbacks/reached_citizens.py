"""Citizens an operator has called and reached: who was to call them needs to do so no more."""

from collections.abc import Awaitable, Callable, Collection, Iterable
from datetime import datetime

from contract.wire.duty import SeatCall
from contract.wire.exchange import ExchangeCall
from contract.wire.phone_socket import CallState
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.usecases.exchange.all_exchanges import Listed
from server.usecases.routing.callbacks.settled_abandoned import (
    CALLED,
    settle_abandoned,
    waits_abandoned,
)
from server.usecases.routing.known_queues import comparable

type ListCalls = Callable[[], Awaitable[Listed]]

_TALKING = (CallState.ACTIVE, CallState.HELD)


def reached(calls: Iterable[SeatCall]) -> tuple[SeatCall, ...]:
    """Return the calls in which a seat has called somebody and talks; a mailbox is nobody."""
    return tuple(
        call
        for call in calls
        if call.state in _TALKING
        and not call.is_incoming
        and call.peer
        and call.has_talked is not False
    )


def numbers_of(talks: Iterable[SeatCall]) -> tuple[str, ...]:
    return tuple(sorted({call.peer for call in talks}))


class SettleReached:
    """Closes what others were to call a citizen back for, where the exchange confirms the call.

    A seat can name any call and any number. An exchange that is silent is asked again with the
    next report; until then, and where none can be asked, the citizen stays to be called.
    """

    def __init__(self, database: ServerDatabase, list_calls: ListCalls | None) -> None:
        self._database = database
        self._list_calls = list_calls

    async def __call__(
        self, account_id: str, seat: str, talks: Collection[SeatCall], now: datetime
    ) -> None:
        """Raise StoreFault."""
        # Reports come every few seconds: the exchange is asked only where it matters.
        awaited = await self._database.read(lambda c: waits_abandoned(c, numbers_of(talks)))
        if not awaited or self._list_calls is None:
            return
        listed = await self._list_calls()
        carried = [call for calls in listed.values() for call in calls]
        confirmed = [talk for talk in talks if _is_carried(talk, seat, carried)]
        if confirmed:
            await self._database.write(lambda c: _settle(c, account_id, confirmed, now))


def _settle(
    connection: Connection, account_id: str, talks: Collection[SeatCall], now: datetime
) -> None:
    for number in numbers_of(talks):
        settle_abandoned(connection, number, CALLED, now, account_id=account_id)


def _is_carried(talk: SeatCall, seat: str, carried: Iterable[ExchangeCall]) -> bool:
    return any(
        (call.sip, call.placed_by, comparable(call.dialled))
        == (talk.sip_id, seat, comparable(talk.peer))
        and call.is_answered
        for call in carried
    )
