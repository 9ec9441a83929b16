"""Events of the exchange about its calls. Any may be lost, late, repeated or overtaken."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from contract.wire.duty import PASSED_ON, CallNews
from contract.wire.exchange import ExchangeEvent, Reject
from server.store.calls.call_transfers import CallTransfer, transfer_by_id, transfers_since
from server.store.calls.exchange_events import note_event
from server.store.calls.queue_calls import (
    UNANSWERED,
    CallStage,
    QueueCall,
    call_by_id,
    call_by_sip,
    insert_call,
    save_call,
)
from server.store.calls.queue_offers import close_offer, offer_by_id
from server.usecases.duty.call_effects import call_answered, call_ended
from server.usecases.routing.call_steps import (
    CANCELLED,
    UNAVAILABLE,
    back_to_waiting,
    close_open_offer,
    queue_of,
)
from server.usecases.routing.callbacks.abandoned_callback import give_up
from server.usecases.routing.callbacks.queue_callback import dialable_number
from server.usecases.routing.callbacks.settled_abandoned import ANSWERED, settle_abandoned
from server.usecases.routing.known_queues import seat_in
from server.usecases.routing.route_call import note_boot
from server.usecases.routing.routing_work import RoutingWork
from server.usecases.routing.told_afterwards import (
    follow_afterwards,
    in_time,
    is_told_afterwards,
    new_row,
)
from server.usecases.routing.transfers.followed_transfer import WITHIN_MS, note_taker, taken_by_call
from server.usecases.routing.waiting.announcements import recording_notice

HUNG_UP = "bye"
Step = Callable[[RoutingWork, QueueCall, ExchangeEvent], object]


def on_exchange_event(work: RoutingWork, event: ExchangeEvent) -> None:
    """Follow an event once; of a call nobody knows only what the event says itself is kept."""
    # An exchange that missed our answer tells an event again.
    if not note_event(work.connection, event, _told_at(work, event), work.now):
        return
    # Who waited at it is lost: its new process does not know them.
    if event.ev == "started":
        note_boot(work, event.exchange, event.boot)
        return
    step = _STEPS.get(event.ev)
    if step is None:
        return
    told = f"{event.ev} {event.call or event.sip} {event.offer} {event.t}"
    # Noted, though it may fail: refused, the exchange would tell it again for ever.
    work.each({told: partial(_follow, work, event, step)})


def _follow(work: RoutingWork, event: ExchangeEvent, step: Step) -> None:
    known = known_call(work, event)
    if is_told_afterwards(known, event):
        follow_afterwards(work, known, event)
        return
    # Answered by the fallback group while this server was away: it belongs to the day's account.
    call = known or _told_of(work, event)
    if call is not None:
        step(work, call, event)


def known_call(work: RoutingWork, event: ExchangeEvent) -> QueueCall | None:
    found = call_by_id(work.connection, event.call) if event.call else None
    if found is None and event.sip:
        # After a restart of the exchange its own name of a call is gone; the Call-ID stays.
        found = call_by_sip(work.connection, event.sip)
    return found


def _told_of(work: RoutingWork, event: ExchangeEvent) -> QueueCall | None:
    """Write a citizen's call nobody asked about: answered while this server was away, or put
    through by the exchange itself to the seat that a colleague named."""
    transfer = None
    if event.ev == "transferred":
        transfer = put_through(work, event)
    elif event.ev not in ("answered", "abandoned") or not _is_of_citizen(event):
        return None
    return insert_call(work.connection, new_row(work, event, transfer))


def _is_of_citizen(event: ExchangeEvent) -> bool:
    return bool(event.caller or event.since) and not event.from_seat


def _answered(work: RoutingWork, call: QueueCall, event: ExchangeEvent) -> None:
    """The exchange's word is truth: whatever else rang for this call does so no longer."""
    # Abandoned too: an answer that crosses the caller's hanging up counts.
    if call.state not in (*UNANSWERED, CallStage.ABANDONED):
        return
    # Another seat was faster: whoever is reserved for this call must be freed.
    if call.offer_id != event.offer:
        close_open_offer(work, call, "abandoned")
    answered = answer(work, call, event.seat, event.offer)
    if event.again:  # the talk goes on
        at = in_time(work, event.answered)
        save_call(work.connection, replace(answered, answered_at=max(at, call.arrived_at)))


def answer(work: RoutingWork, call: QueueCall, seat: str, offer_id: str) -> QueueCall:
    """Store that a seat talks with the citizen, and update the operator's duty."""
    close_offer(work.connection, offer_id, "answered", work.now)
    # By the offer, for the seat may have somebody else by now.
    offer = offer_by_id(work.connection, offer_id)
    answered = save_call(
        work.connection,
        replace(
            call,
            state=CallStage.ANSWERED,
            cause="",
            answered_at=work.now,
            ended_at=None,
            offer_id=offer_id or None,
            seat=seat or None,
            account_id=offer.account_id if offer else account_at(work, seat),
        ),
    )
    if seat:
        call_answered(
            work.connection,
            seat=seat,
            call_key=call.id,
            offer=offer_id,
            queue=queue_of(work, answered).id,
            now=work.at,
        )
    _record(work, answered)
    taken = note_taker(work, answered)
    if taken is not None and not call.from_seat:  # else the sender made this call herself
        news = CallNews(kind=PASSED_ON, call_key=taken.call_id)
        work.effects.news.append((taken.from_account_id, news))
    if not call.from_seat:
        number = dialable_number(call.caller)
        # Apart: the citizen was answered, whatever becomes of what was promised before.
        settle = partial(settle_abandoned, work.connection, number, ANSWERED, work.at)
        work.each({f"settle {call.id}": settle})
    return answered


def _record(work: RoutingWork, answered: QueueCall) -> None:
    """Record a citizen's call where its queue says so and the notice can be played."""
    notice = recording_notice(queue_of(work, answered))
    if notice is not None and answered.from_tag and not answered.from_seat:
        work.effects.recordings.append((answered, notice))


def account_at(work: RoutingWork, seat: str) -> str | None:
    row = work.connection.one("SELECT account_id FROM seat WHERE seat = :seat", {"seat": seat})
    return row["account_id"] if row else None


def _not_answered(work: RoutingWork, call: QueueCall, event: ExchangeEvent) -> None:
    # The end of an older ring may come late: it must not stop the present one.
    if call.state == CallStage.OFFERED and call.offer_id == event.offer:
        back_to_waiting(work, call, event.why or "abandoned")


def _abandoned(work: RoutingWork, call: QueueCall, event: ExchangeEvent) -> None:
    # Told late, of a call that is answered or over: it changes nothing.
    if call.state not in UNANSWERED:
        return
    if call.account_id and call.state == CallStage.OFFERED:
        news = CallNews(kind="abandoned", call_key=call.id)
        work.effects.news.append((call.account_id, news))
    give_up(work, call, event.why)
    # Its question may be held open still: nobody is to be rung for it.
    work.effects.answers[call.id] = Reject(code=CANCELLED)


def _ended(work: RoutingWork, call: QueueCall, event: ExchangeEvent) -> None:
    """A dialogue ends with "bye" once it was answered; the seat is named in any case."""
    # The answer was overtaken by the end, or lost: the call was answered all the same.
    if call.state in UNANSWERED and event.why == HUNG_UP and seat_in(event.seat):
        call = answer(work, call, event.seat, event.offer or call.offer_id or "")
    if call.state in UNANSWERED:
        give_up(work, call, event.why or "ended")
        work.effects.answers[call.id] = Reject(code=CANCELLED)
    elif call.state == CallStage.ANSWERED:
        end_talk(work, call, event.why)
        work.effects.answers[call.id] = Reject(code=UNAVAILABLE)
    # Callback, voicemail and refusal stay what they are: only the end was missing.
    elif call.ended_at is None:
        save_call(work.connection, replace(call, ended_at=work.now))


def end_talk(work: RoutingWork, call: QueueCall, cause: str) -> QueueCall:
    ended = replace(call, state=CallStage.ENDED, cause=cause, ended_at=work.now)
    save_call(work.connection, ended)
    if call.seat:
        call_ended(work.connection, seat=call.seat, call_key=call.id, now=work.at)
    return ended


def _transferred(work: RoutingWork, call: QueueCall, event: ExchangeEvent) -> None:
    """The call is on its way to a seat, or takes the place of a consultation there."""
    transfer = transfer_by_id(work.connection, call.transfer_id) if call.transfer_id else None
    came_from = call_by_id(work.connection, transfer.call_id) if transfer else None
    seat = seat_in(event.seat)
    linked = replace(call, replaces=event.replaces)
    if came_from is not None:
        linked = replace(linked, queue_id=came_from.queue_id, language=came_from.language)
    # The exchange puts it through by itself: nobody else may be rung for it.
    if linked.state in UNANSWERED:
        close_open_offer(work, linked, "abandoned")
        linked = replace(
            linked,
            state=CallStage.OFFERED,
            offer_id=None,
            seat=seat or None,
            account_id=account_at(work, seat),
        )
    save_call(work.connection, linked)


def put_through(work: RoutingWork, event: ExchangeEvent) -> CallTransfer | None:
    """Return what the colleague has announced: with the consultation this call takes over, or
    for the seat it goes to."""
    if event.replaces:
        consulted = call_by_sip(work.connection, event.replaces)
        if consulted is not None and consulted.transfer_id:
            return transfer_by_id(work.connection, consulted.transfer_id)
    sender, seat = seat_in(event.why), seat_in(event.seat)
    for transfer in transfers_since(work.connection, work.now - WITHIN_MS):
        if transfer.target == seat and sender in ("", transfer.from_seat):
            return taken_by_call(work, transfer, event.call or event.sip)
    return None


def _told_at(work: RoutingWork, event: ExchangeEvent) -> int:
    try:
        return round(float(event.t) * 1000)
    # An unreadable time stamp must not lose the event: it counts as of now.
    except (ValueError, OverflowError):
        return work.now


_STEPS: dict[str, Step] = {
    "answered": _answered,
    "not_answered": _not_answered,
    "abandoned": _abandoned,
    "ended": _ended,
    "transferred": _transferred,
}
