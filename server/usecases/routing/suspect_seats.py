"""Seats that fell silent while somebody talked there: is the line gone, or only the window?

A window may be frozen or gone while its phone goes on. The exchange still has the phone then, and
nobody must end that call.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from server.store.engine.connection import Connection

RegisteredSeats = Callable[[], Awaitable[Collection[str] | None]]


@dataclass(frozen=True, slots=True)
class Suspect:
    seat: str
    account_id: str
    call_key: str


class SuspectSeats:
    """registered_seats returns None when the exchange is silent; nothing is concluded then."""

    def __init__(self, registered_seats: RegisteredSeats) -> None:
        self._registered_seats = registered_seats
        self._suspects: dict[str, Suspect] = {}

    def __len__(self) -> int:
        return len(self._suspects)

    def add(self, suspect: Suspect) -> None:
        # A new object each time: clear() tells by it whether the seat fell silent again meanwhile.
        self._suspects[suspect.seat] = suspect

    def all(self) -> tuple[Suspect, ...]:
        return tuple(self._suspects.values())

    def clear(self, suspect: Suspect) -> None:
        """A seat that fell silent once more since stays suspect."""
        if self._suspects.get(suspect.seat) is suspect:
            del self._suspects[suspect.seat]

    async def gone(self) -> list[Suspect]:
        """Return and forget those whose phones the exchange has lost too."""
        registered = await self._registered_seats()
        # A silent exchange proves nothing.
        if registered is None:
            return []
        gone = [s for s in self._suspects.values() if s.seat not in registered]
        for suspect in gone:
            self.clear(suspect)
        return gone


def still_suspect(connection: Connection, seat: str) -> bool:
    """Return whether a call is up at the seat and its window is still unheard of."""
    row = connection.one(
        "SELECT 1 AS found FROM queue_call q LEFT JOIN duty d ON d.account_id = q.account_id"
        " WHERE q.seat = :seat AND q.state = 'answered' AND COALESCE(d.lost, 1) = 1",
        {"seat": seat},
    )
    return row is not None
