"""What an exchange kept of a call does not bring back the number of a citizen erased meanwhile."""

from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from contract.wire.exchange import ExchangeEvent
from server.usecases.citizens.erased_marks import ErasedMarks, number_subject
from server.usecases.routing.known_queues import comparable

type Follow = Callable[[ExchangeEvent], Awaitable[None]]


def without_erased(follow: Follow, marks: ErasedMarks) -> Follow:
    """Return what follows an event without the number of somebody erased since that call came.

    It raises MarksUnreadable: the exchange keeps the event until it is known who was erased.
    """

    async def follow_the_rest(event: ExchangeEvent) -> None:
        await follow(replace(event, caller="") if _is_erased(event, marks) else event)

    return follow_the_rest


def _is_erased(event: ExchangeEvent, marks: ErasedMarks) -> bool:
    if not event.since or not event.caller:
        return False
    erased_at = marks.erased_at([number_subject(comparable(event.caller))])
    try:
        return erased_at is not None and float(event.since) <= erased_at.timestamp()
    except ValueError:
        return True
