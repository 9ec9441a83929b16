"""Compare what the server believes of its calls with what the exchanges carry, and repair."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from contract.domain.agents.agent import SEAT_LOST_S
from contract.wire.exchange import ExchangeCall
from server.store.calls.queue_calls import LIVE, UNANSWERED, CallStage, QueueCall
from server.store.calls.queue_offers import offer_by_id
from server.store.duty.duties import find_duty
from server.store.engine.connection import millis
from server.usecases.exchange.all_exchanges import Listed
from server.usecases.routing.call_steps import GONE, back_to_waiting, queue_of
from server.usecases.routing.callbacks.abandoned_callback import give_up
from server.usecases.routing.known_queues import seat_in
from server.usecases.routing.on_exchange_event import answer, end_talk
from server.usecases.routing.routing_work import RoutingWork

GRACE_MS = 15_000  # since the last sign of life: its events may be on their way
STUCK_MS = 20_000  # beyond the longest ring
OUT_OF_SIGHT_MS = 2 * 60_000  # of a call whose exchange is silent; one that asks again waits again
LONGEST_TALK_MS = 6 * 3600_000


@dataclass(slots=True)
class Repairs:
    """How many of each kind were repaired."""

    ended: int = 0
    abandoned: int = 0
    answered: int = 0
    offers: int = 0

    @property
    def any(self) -> bool:
        return bool(self.ended or self.abandoned or self.answered or self.offers)


def reconcile(work: RoutingWork, listed: Listed, room: Collection[str]) -> Repairs:
    """Repair all live calls; those of the room were asked about just now, so they live."""
    repairs = Repairs()
    carried = {name: {call.sip: call for call in calls} for name, calls in listed.items()}

    def look(call: QueueCall) -> None:
        # A silent exchange is not in the list and proves nothing.
        if call.exchange in carried and call.id not in room:
            # Its events may be on their way: what has just begun is left alone.
            if _is_quiet(work, call):
                _compare(work, call, carried[call.exchange].get(call.sip), repairs)
        elif call.state == CallStage.OFFERED:
            _free_stuck_offer(work, call, repairs)
        elif call.id not in room:
            _forget(work, call, repairs)

    work.each({f"repair {call.id}": partial(look, call) for call in work.calls_in(*LIVE)})
    return repairs


def _forget(work: RoutingWork, call: QueueCall, repairs: Repairs) -> None:
    """Give up a call where no exchange can be asked: its seat says that it is over, or nobody
    has heard of it for very long."""
    if call.state == CallStage.ANSWERED:
        # Talks go on without their exchange's word (decision 0016): the seat alone ends them.
        since = call.answered_at or 0
        if work.now >= since + LONGEST_TALK_MS or _is_over_at_seat(work, call, since):
            end_talk(work, call, GONE)
            repairs.ended += 1
    elif work.now >= (call.asked_at or call.arrived_at) + OUT_OF_SIGHT_MS:
        give_up(work, call, GONE)
        repairs.abandoned += 1


def _is_over_at_seat(work: RoutingWork, call: QueueCall, since: int) -> bool:
    known = find_duty(work.connection, call.account_id) if call.account_id else None
    if known is None or known.heard.reported_at is None or call.id in known.heard.calls:
        return False
    reported = millis(known.heard.reported_at)
    # The seat must be reporting now: a silent one's last report says nothing about the call.
    return reported >= max(since + GRACE_MS, work.now - round(SEAT_LOST_S * 1000))


def _compare(
    work: RoutingWork, call: QueueCall, carried: ExchangeCall | None, repairs: Repairs
) -> None:
    if carried is None:
        if call.state == CallStage.ANSWERED:
            end_talk(work, call, GONE)
            repairs.ended += 1
        else:
            give_up(work, call, GONE)
            repairs.abandoned += 1
    elif carried.is_answered and call.state in UNANSWERED and seat_in(carried.seat):
        # The event of the answer was lost: routing believes that it still rings.
        answer(work, call, carried.seat, carried.offer or call.offer_id or "")
        repairs.answered += 1
    elif call.state == CallStage.OFFERED:
        _free_stuck_offer(work, call, repairs)


def _free_stuck_offer(work: RoutingWork, call: QueueCall, repairs: Repairs) -> None:
    offer = offer_by_id(work.connection, call.offer_id or "")
    # Beyond any ring: an offer that never ends would keep its operator reserved for ever.
    longest = queue_of(work, call).ring_s * 1000 + STUCK_MS
    if offer is None or work.now >= offer.offered_at + longest:
        back_to_waiting(work, call, "abandoned")
        repairs.offers += 1


def _is_quiet(work: RoutingWork, call: QueueCall) -> bool:
    offer = offer_by_id(work.connection, call.offer_id) if call.offer_id else None
    signs = (call.arrived_at, call.asked_at, call.answered_at, offer.offered_at if offer else None)
    return work.now >= max(sign for sign in signs if sign is not None) + GRACE_MS
