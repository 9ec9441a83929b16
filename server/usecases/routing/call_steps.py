"""The steps of a call from one state to the next; each is written at once."""

from msgspec.structs import replace

from contract.domain.queue import Queue
from contract.wire.exchange import AnyRouteReply, Reject
from server.store.calls.queue_calls import CallStage, QueueCall, save_call
from server.store.calls.queue_offers import close_offer
from server.usecases.duty.call_effects import offer_closed
from server.usecases.routing.known_queues import general_queue
from server.usecases.routing.routing_work import QueueWork, RoutingWork

DIRECT = "direct"  # cause of a call that waits for one seat
CLOSED = "closed"  # … that may only ask to be called back
LAST_OFFER = "last_offer"  # … that has waited as long as it may
MAX_WAIT = "max_wait"  # … and was turned away then
BLOCKED = "blocked"
LOST_WITH_EXCHANGE = "exchange_lost"
LOST_WITH_SEAT = "seat_lost"
GONE = "gone"  # the exchange does not know it any more
CANCELLED = "487"
UNAVAILABLE = "480"
DECLINED = "603"


def queue_of(work: QueueWork, call: QueueCall) -> Queue:
    """Return the call's queue; one withdrawn meanwhile is the general one."""
    # An import may take a queue away while somebody waits in it.
    return work.queues.get(call.queue_id or "") or general_queue(work.queues)


def back_to_waiting(work: RoutingWork, call: QueueCall, outcome: str) -> QueueCall:
    """Close the open offer, if any, and put the call at the head of its queue."""
    closed = close_open_offer(work, call, outcome)
    return save_call(
        work.connection,
        replace(
            closed,
            state=CallStage.WAITING,
            offer_id=None,
            seat=None,
            account_id=None,
            # A ring in vain is not the citizen's fault: the call goes back to the head, not to the
            # end.
            is_first=1,
            # The one it was kept for has just not answered: it is free for everybody now.
            wanted_until_at=0
            if call.account_id == call.wanted_account_id
            else call.wanted_until_at,
        ),
    )


def close_open_offer(work: RoutingWork, call: QueueCall, outcome: str) -> QueueCall:
    """Report the end of the ring to the operator's duty; a call that rings nowhere is unchanged."""
    if call.state != CallStage.OFFERED or call.offer_id is None:
        return call
    offer = close_offer(work.connection, call.offer_id, outcome, work.now)
    if offer is not None and offer.account_id:
        offer_closed(work.connection, offer.account_id, offer.id, outcome, work.at)
    return call


def finish(
    work: RoutingWork, call: QueueCall, state: CallStage, cause: str, *, outcome: str = "abandoned"
) -> QueueCall:
    """End a call that was not answered; its open offer is closed with outcome."""
    close_open_offer(work, call, outcome)
    return save_call(work.connection, replace(call, state=state, cause=cause, ended_at=work.now))


def say_goodbye(
    work: RoutingWork, call: QueueCall, announcement: str, reply: AnyRouteReply | None = None
) -> None:
    """Play the announcement, then answer the exchange with what becomes of the call."""
    work.effects.plays.append((call, announcement))
    # After the announcement: the exchange would end the call before the goodbye is heard.
    work.effects.later[call.id] = reply or Reject(code=UNAVAILABLE)
