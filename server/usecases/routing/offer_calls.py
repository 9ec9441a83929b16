"""Give waiting calls to free operators: reserved, offered and written in one transaction."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from msgspec.structs import replace

from contract.domain.agents.agent import DutyState
from contract.domain.callback import CallbackState
from contract.domain.ids import new_id
from contract.domain.queue import Queue
from contract.wire.exchange import Ring
from server.store.calls.queue_calls import CallStage, QueueCall, save_call
from server.store.calls.queue_offers import Offer, insert_offer, unreached_since
from server.store.calls.trunks import is_cut_off
from server.store.contacts.lease_beats import LEASE_END
from server.usecases.duty.available import available
from server.usecases.duty.call_effects import reserve
from server.usecases.routing.call_steps import CLOSED, DIRECT, queue_of
from server.usecases.routing.callbacks.first_turns import GIVEN, TAKEN
from server.usecases.routing.callbacks.reserved_positions import due_at_turn, give_at_turn
from server.usecases.routing.matching import Ready, Waiting, assign
from server.usecases.routing.routing_work import RoutingWork, is_open

PASS_OVER_MS = 10_000  # a phone that could not be rung is not tried again for so long
AT_ONCE_MS = 60_000  # length of the window of a callback that cannot wait
OPERATOR_CODE = "operator-{seat}"


def offer_calls(work: RoutingWork, room: Collection[str]) -> None:
    """Offer the calls in the waiting room, whose exchange is polling now, to free operators."""
    calls = {
        call.id: call
        for call in work.calls_in(CallStage.WAITING)
        # A call whose exchange does not listen now could be told to nobody.
        if call.id in room and call.cause != CLOSED
    }
    agents = available(work.connection, work.at)
    if agents:
        _match(work, calls, agents)
    work.each(
        {
            f"ring {call.id}": partial(_ring_though_not_ready, work, call)
            for call in calls.values()
            if call.cause == DIRECT and work.now < call.wanted_until_at
        }
    )


def _match(work: RoutingWork, calls: dict[str, QueueCall], agents: Sequence[Ready]) -> None:
    """Offer calls, and give callbacks whose turn it is among them; what is offered leaves calls."""
    # No line leads outside: given a citizen now, an operator could only fail to reach him.
    kept = {} if is_cut_off(work.connection) else due_at_turn(work)
    unreached = unreached_since(work.connection, calls, work.now - PASS_OVER_MS) if calls else {}
    told = work.each(
        {
            f"offer {call.id}": partial(as_waiting, work, call, unreached)
            for call in (*calls.values(), *kept.values())
        }
    )
    waiting = [one for one in told.values() if one is not None]
    if not waiting:
        return
    # A ring between F4 and the dialled number would take her from a citizen who waits for her call.
    busy = calling_back(work)
    free = [agent for agent in agents if agent.account_id not in busy]
    given: dict[str, Callable[[], None]] = {}
    for pair in assign(waiting, free, work.now):
        if pair.call_id in kept:
            # In one assignment with the calls: served after earlier callers and before later ones.
            give = partial(give_at_turn, work, kept[pair.call_id], pair.account_id)
        else:
            give = partial(_offer, work, calls.pop(pair.call_id), pair.account_id, pair.seat)
        given[f"offer {pair.call_id}"] = give
    work.each(given)


def calling_back(work: RoutingWork) -> set[str]:
    """Return who was asked just now to call somebody back: no ring may come between."""
    rows = work.connection.execute(
        "SELECT c.holder_id FROM callback c LEFT JOIN queue_call q"
        " ON q.callback_id = c.id AND q.cause IN (:given, :taken)"
        " AND q.wanted_account_id = c.holder_id"
        f" WHERE c.state = :claimed AND {LEASE_END} > :now"
        " AND (c.window_end_at - c.window_start_at = :at_once OR q.id IS NOT NULL)",
        {
            "claimed": str(CallbackState.CLAIMED),
            "now": work.now,
            "at_once": AT_ONCE_MS,
            "given": GIVEN,
            "taken": TAKEN,
        },
    )
    return {row["holder_id"] for row in rows}


def as_waiting(work: RoutingWork, call: QueueCall, unreached: dict[str, frozenset[str]]) -> Waiting:
    queue = queue_of(work, call)
    return Waiting(
        call_id=call.id,
        queue=queue,
        overflow=_overflow(work, queue, call.language),
        language=call.language,
        priority=call.priority,
        arrived_at=call.arrived_at,
        queued_at=call.queued_at,
        is_first=bool(call.is_first),
        wanted_account_id=call.wanted_account_id,
        wanted_until_at=call.wanted_until_at,
        passed_over=unreached.get(call.id, frozenset()),
    )


def _overflow(work: RoutingWork, queue: Queue, language: str) -> Queue | None:
    other = work.queues.get(queue.overflow_to or "") if queue.overflow_after_s else None
    # Operators of a closed queue have gone home.
    return other if other is not None and is_open(other, language, work.at) else None


def _offer(work: RoutingWork, call: QueueCall, account_id: str, seat: str) -> None:
    offer_id = f"o-{new_id()}"
    # Reserved and offered in one transaction: no operator gets two calls.
    if reserve(
        work.connection,
        account_id,
        seat=seat,
        offer=offer_id,
        call_key=call.id,
        queue=queue_of(work, call).id,
        now=work.at,
    ):
        _ring(work, call, account_id, seat, offer_id)


def _ring_though_not_ready(work: RoutingWork, call: QueueCall) -> None:
    """Ring a colleague who was asked for by name and does something else than calls."""
    duty = work.connection.one(
        "SELECT seat, state, registered FROM duty WHERE account_id = :id",
        {"id": call.wanted_account_id},
    )
    # Asked for by name: a colleague's pause yields, but a call in progress does not.
    if duty is None or duty["state"] != DutyState.NOT_READY or not duty["registered"]:
        return
    if duty["seat"]:
        _ring(work, call, call.wanted_account_id or "", duty["seat"], f"o-{new_id()}")


def _ring(work: RoutingWork, call: QueueCall, account_id: str, seat: str, offer_id: str) -> None:
    queue = queue_of(work, call)
    insert_offer(
        work.connection,
        Offer(
            id=offer_id,
            call_id=call.id,
            seat=seat,
            account_id=account_id,
            queue_id=queue.id,
            offered_at=work.now,
        ),
    )
    offered = replace(
        call, state=CallStage.OFFERED, offer_id=offer_id, seat=seat, account_id=account_id
    )
    save_call(work.connection, offered)
    if queue.tells_operator_code and not call.from_seat:
        work.effects.plays.append((offered, OPERATOR_CODE.format(seat=seat)))
    work.effects.answers[call.id] = Ring(
        seat=seat,
        ring_s=str(queue.ring_s),
        offer=offer_id,
        queue=queue.id,
        language=call.language,
        waited_s=str(max(0, work.now - call.arrived_at) // 1000),
        auto_answer_ms=str(queue.auto_answer_ms),
    )
