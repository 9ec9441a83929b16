"""Where the waiting calls stand, and how long each will still wait."""

from collections import Counter
from dataclasses import dataclass

from contract.domain.queue import Queue
from server.store.calls.queue_calls import CallStage, QueueCall
from server.usecases.routing.call_steps import CLOSED, DIRECT, queue_of
from server.usecases.routing.callbacks.reserved_positions import due_at_turn
from server.usecases.routing.matching import rank
from server.usecases.routing.offer_calls import as_waiting
from server.usecases.routing.routing_work import RoutingWork
from server.usecases.routing.waiting.announcements import Standing

LOOK_BACK_MS = 15 * 60_000
ENOUGH_ANSWERS = 3  # fewer in LOOK_BACK_MS promise nothing


@dataclass(frozen=True, slots=True)
class QueuePosition:
    call: QueueCall
    queue: Queue
    standing: Standing


def queue_positions(work: RoutingWork) -> list[QueuePosition]:
    """Return each citizen's call with its place among those of its queue.

    The expected wait is the place divided by the pace at which the queue's calls were answered in
    the last LOOK_BACK_MS: it needs no guess about talk time, staff or shared skills.
    """
    waiting = [
        call
        for call in work.calls_in(CallStage.WAITING)
        # Calls nobody is rung for in their turn would put everybody behind them one place further.
        if not call.from_seat and call.cause not in (CLOSED, DIRECT)
    ]
    kept = due_at_turn(work)  # who will be called back stands in the queue as well
    waiting += kept.values()
    waiting.sort(key=lambda call: rank(as_waiting(work, call, {}), work.now))
    paces = _answers_by_queue(work)
    places: Counter[str] = Counter()
    found = []
    for call in waiting:
        queue_id = call.queue_id or ""
        places[queue_id] += 1
        if call.id in kept:
            continue
        answers = paces.get(queue_id, 0)
        expected = None
        # A pace made of one or two answers would promise anything.
        if answers >= ENOUGH_ANSWERS:
            expected = round(places[queue_id] * LOOK_BACK_MS / answers / 1000)
        waited = max(0, work.now - call.arrived_at)
        standing = Standing(position=places[queue_id], expected_s=expected, waited_ms=waited)
        found.append(QueuePosition(call, queue_of(work, call), standing))
    return found


def _answers_by_queue(work: RoutingWork) -> dict[str, int]:
    rows = work.connection.execute(
        "SELECT queue_id, count(*) AS answers FROM queue_call"
        # By arrival first, for the index; nobody answered within the last quarter waited four of
        # them.
        " WHERE arrived_at >= :early AND answered_at >= :since GROUP BY queue_id",
        {"since": work.now - LOOK_BACK_MS, "early": work.now - 4 * LOOK_BACK_MS},
    )
    return {row["queue_id"]: row["answers"] for row in rows}
