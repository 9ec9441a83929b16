"""A seat dialled what the exchange does not put through: a line of the audit for each."""

from collections.abc import Callable
from datetime import datetime

from contract.wire.exchange import ExchangeEvent
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.usecases.misuse.dial_audit import note_refused_dial
from server.usecases.routing.known_queues import seat_in

EVENT = "refused"


class NoteRefusedDials:
    """Call it with what an exchange reports."""

    def __init__(self, *, database: ServerDatabase, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, event: ExchangeEvent) -> None:
        """Raise StoreFault."""
        if event.ev == EVENT and seat_in(event.seat):
            now = self._clock()
            await self._database.write(lambda c: _note(c, event, now))


def _note(connection: Connection, event: ExchangeEvent, now: datetime) -> None:
    seat = seat_in(event.seat)
    row = connection.one("SELECT account_id FROM seat WHERE seat = :seat", {"seat": seat})
    account_id = row["account_id"] if row else None
    note_refused_dial(connection, account_id, seat, event.why, now)
