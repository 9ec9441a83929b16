"""What the clock decides for calls that wait: end of a direct ring, last offer, giving up."""

from collections.abc import Collection
from functools import partial

from msgspec.structs import replace

from contract.wire.exchange import Reject
from server.store.calls.queue_calls import CallStage, QueueCall, save_call
from server.usecases.routing.call_steps import (
    CLOSED,
    DIRECT,
    LAST_OFFER,
    MAX_WAIT,
    UNAVAILABLE,
    finish,
    queue_of,
)
from server.usecases.routing.routing_work import RoutingWork
from server.usecases.routing.waiting.closed_queue import OFFER_MS, give_up, offer_last


def keep_time_limits(work: RoutingWork, room: Collection[str]) -> None:
    """Move on every call of the room whose time is up."""
    work.each(
        {
            f"limits {call.id}": partial(_keep, work, call)
            for call in work.calls_in(CallStage.WAITING)
            # A call whose exchange does not listen could hear no goodbye.
            if call.id in room and call.id not in work.effects.answers
        }
    )


def _keep(work: RoutingWork, call: QueueCall) -> None:
    if call.cause == DIRECT:
        if work.now >= call.wanted_until_at:
            _seat_did_not_answer(work, call)
        return
    if call.from_seat:
        return
    if call.cause == CLOSED:
        if work.now >= call.queued_at + OFFER_MS:
            give_up(work, call, CLOSED, "closed")
        return
    limit = queue_of(work, call).max_wait_s * 1000
    if not limit or work.now < call.arrived_at + limit:
        return
    if call.cause != LAST_OFFER:
        offer_last(work, call)
    # Carriers cut what nobody answers after 60 to 180 s: the goodbye must come before (handbook,
    # 5).
    elif work.now >= call.arrived_at + limit + OFFER_MS:
        give_up(work, call, MAX_WAIT, "nobody-free")


def _seat_did_not_answer(work: RoutingWork, call: QueueCall) -> None:
    """A colleague hears it at once; a citizen goes to the head of the queue he came from."""
    # The seat dialled one colleague: a queue would give it somebody else.
    if call.from_seat:
        finish(work, call, CallStage.REJECTED, "nobody")
        work.effects.answers[call.id] = Reject(code=UNAVAILABLE)
        return
    save_call(work.connection, replace(call, cause="", wanted_account_id=None, queued_at=work.now))
