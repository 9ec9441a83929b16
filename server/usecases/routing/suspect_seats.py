"""Seats that fell silent while somebody talked there: is the line gone, or only the window?

A window may be frozen or gone while its phone goes on. The exchange still has the phone then, and
nobody must end that call.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from msgspec.structs import replace

from contract.wire.duty import CallNews
from server.store.calls.queue_calls import CallStage, QueueCall, calls_at_seat, save_call
from server.store.engine.connection import Connection
from server.usecases.routing.call_steps import LOST_WITH_SEAT, back_to_waiting
from server.usecases.routing.callbacks.queue_callback import call_back_at_once
from server.usecases.routing.on_exchange_event import end_talk
from server.usecases.routing.routing_work import RoutingWork

RegisteredSeats = Callable[[], Awaitable[Collection[str] | None]]
CALL_LOST, NO_NUMBER = "call_lost", "no_number"
SAME_OPERATOR_MS = 60_000  # so long nobody else is asked to call back


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


def stop_ringing(work: RoutingWork, seat: str) -> None:
    """Ring the next seat for whoever rings at this one."""
    for call in calls_at_seat(work.connection, seat):
        if call.state == CallStage.OFFERED and call.offer_id is not None:
            back_to_waiting(work, call, "unavailable")


def lose_seat(
    work: RoutingWork, seat: str, account_id: str, call_key: str, *, same_operator: bool
) -> None:
    """Keep every citizen of the seat; a proxy can only end the leg of one who was talked with."""
    stop_ringing(work, seat)
    for call in calls_at_seat(work.connection, seat):
        # One call named: the phone lost this one and may talk in another.
        if call.state == CallStage.ANSWERED and call_key in ("", call.id):
            _end_and_call_back(work, call, account_id if same_operator else "")


def _end_and_call_back(work: RoutingWork, call: QueueCall, account_id: str) -> None:
    # The citizen's leg is alive: without this it stays in silence until the citizen hangs up.
    work.effects.hang_ups.append(call)
    ended = end_talk(work, call, LOST_WITH_SEAT)
    # A call between seats has no citizen in it.
    if call.from_seat:
        return
    callback = call_back_at_once(work, ended)
    # The operator who calls back gets the callback; any other must learn what became of the
    # citizen.
    if call.account_id and not (account_id and callback):
        text = "" if callback else NO_NUMBER
        news = CallNews(kind=CALL_LOST, call_key=call.id, phone=call.caller, text=text)
        work.effects.news.append((call.account_id, news))
    if callback is None:
        return
    save_call(
        work.connection,
        replace(
            ended,
            callback_id=callback.id,
            is_first=1,  # until somebody was asked to call
            wanted_account_id=account_id or None,
            wanted_until_at=work.now + SAME_OPERATOR_MS if account_id else 0,
        ),
    )
