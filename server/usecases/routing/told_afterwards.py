"""Citizens' calls that ended while nobody took their events: one event, told again, says it all."""

from copy import copy
from datetime import timedelta
from functools import partial

from msgspec.structs import replace

from contract.wire.exchange import ExchangeEvent
from server.store.calls.call_transfers import CallTransfer
from server.store.calls.exchange_events import note_event
from server.store.calls.queue_calls import LIVE, CallStage, QueueCall, insert_call, save_call
from server.store.calls.queue_offers import Offer, close_offer, offer_by_id
from server.store.engine.connection import instant
from server.usecases.duty.call_effects import call_ended, offer_closed
from server.usecases.routing.call_steps import GONE, close_open_offer
from server.usecases.routing.callbacks.abandoned_callback import WITHIN, give_up
from server.usecases.routing.callbacks.queue_callback import dialable_number
from server.usecases.routing.callbacks.settled_abandoned import ANSWERED, settle_abandoned
from server.usecases.routing.known_queues import comparable, entry, seat_in
from server.usecases.routing.routing_work import RoutingWork

LONGEST_KEPT = timedelta(days=7)  # an exchange that claims more has a wrong clock


def is_told_afterwards(call: QueueCall | None, event: ExchangeEvent) -> bool:
    """Return whether the event says what another one would have said that never came."""
    if not event.since or event.ev not in ("ended", "abandoned"):
        return False
    missed_answer = bool(event.answered) and call is not None and call.answered_at is None
    return bool(event.again) or call is None or missed_answer


def follow_afterwards(work: RoutingWork, call: QueueCall | None, event: ExchangeEvent) -> None:
    """Give the call its row, or complete it; nobody is rung, recorded or put on a call for it."""
    if call is None:
        call = insert_call(work.connection, new_row(work, event))
    # What was only guessed, because the exchange did not know the call any more, is set right.
    elif call.state not in LIVE and call.cause != GONE:
        return
    answered_at = call.answered_at
    if answered_at is None and event.answered:
        answered_at = in_time(work, event.answered)
    ended_at = max(in_time(work, event.t), answered_at or call.arrived_at)
    if answered_at is None:
        _abandoned(work, call, event, ended_at)
    else:
        _talked(work, call, event, answered_at, ended_at)


def new_row(
    work: RoutingWork, event: ExchangeEvent, transfer: CallTransfer | None = None
) -> QueueCall:
    """Return the call as nobody has asked for it: what the event says of it, and no more."""
    queue, language = entry(work.queues, event.dialled)
    arrived_at = in_time(work, event.since)
    return QueueCall(
        id=event.call or event.sip,
        exchange=event.exchange,
        boot=event.boot,
        sip=event.sip,
        caller=comparable(event.caller or (transfer.caller_phone if transfer else "")),
        dialled=event.dialled,
        language=language,
        queue_id=queue.id,
        first_queue_id=queue.id,
        state=CallStage.FALLBACK,
        replaces=event.replaces,
        transfer_id=transfer.id if transfer else None,
        arrived_at=arrived_at,
        queued_at=arrived_at,
    )


def in_time(work: RoutingWork, seconds: str) -> int:
    """Return the instant an exchange names, as near as it can be true; "": now."""
    try:
        told = round(float(seconds) * 1000)
    except (ValueError, OverflowError):
        return work.now
    oldest = work.now - LONGEST_KEPT // timedelta(milliseconds=1)
    return min(max(told, oldest), work.now)


def _abandoned(work: RoutingWork, call: QueueCall, event: ExchangeEvent, ended_at: int) -> None:
    then = copy(work)
    then.at, then.now = instant(ended_at), ended_at
    if call.state in LIVE and work.at - then.at < WITHIN:
        give_up(then, call, event.why)
        return
    # Work of another day for the desk: counted, but nobody waits for that call any more.
    close_open_offer(work, call, "abandoned")
    cause = call.cause if call.cause not in ("", GONE) else event.why
    ended = replace(call, state=CallStage.ABANDONED, cause=cause, ended_at=ended_at)
    save_call(work.connection, ended)


def _talked(
    work: RoutingWork, call: QueueCall, event: ExchangeEvent, answered_at: int, ended_at: int
) -> None:
    offer = _answered_offer(work, call, event, answered_at)
    seat = call.seat if call.state == CallStage.ANSWERED else seat_in(event.seat)
    # Whom a contact of the seat is believed by.
    note_event(work.connection, replace(event, ev="answered"), answered_at, work.now)
    save_call(
        work.connection,
        replace(
            call,
            state=CallStage.ENDED,
            cause=event.why,
            answered_at=answered_at,
            ended_at=ended_at,
            offer_id=offer.id if offer else call.offer_id,
            seat=seat or None,
            account_id=offer.account_id if offer else call.account_id,
        ),
    )
    if seat:
        call_ended(work.connection, seat=seat, call_key=call.id, now=work.at)
    number, at = dialable_number(call.caller), instant(answered_at)
    settle = partial(settle_abandoned, work.connection, number, ANSWERED, at)
    work.each({f"settle {call.id}": settle})


def _answered_offer(
    work: RoutingWork, call: QueueCall, event: ExchangeEvent, answered_at: int
) -> Offer | None:
    """Close what rang, and free whom it was kept for; return the offer that was answered."""
    if call.state == CallStage.OFFERED and call.offer_id != event.offer:
        close_open_offer(work, call, "abandoned")
    offer = offer_by_id(work.connection, event.offer) if event.offer else None
    closed = close_offer(work.connection, event.offer, "answered", answered_at) if offer else None
    if closed is not None and closed.account_id:
        offer_closed(work.connection, closed.account_id, closed.id, "abandoned", work.at)
    return offer
