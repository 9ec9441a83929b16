"""The first request for a call: which queue it belongs to, and whether it may wait."""

from dataclasses import dataclass

from contract.domain.agents.agent import DutyState
from contract.domain.queue import Queue
from contract.wire.exchange import Reject, RouteRequest
from server.store.calls.blocked_numbers import is_blocked
from server.store.calls.call_transfers import CallTransfer
from server.store.calls.queue_calls import CallStage, QueueCall, call_by_id, insert_call
from server.usecases.routing.call_steps import (
    BLOCKED,
    CLOSED,
    DECLINED,
    DIRECT,
    UNAVAILABLE,
    finish,
    say_goodbye,
)
from server.usecases.routing.known_queues import (
    comparable,
    entry,
    general_queue,
    is_queue_number,
    queue_of_number,
    seat_in,
)
from server.usecases.routing.routing_work import RoutingWork, is_open
from server.usecases.routing.transfers.followed_transfer import followed_transfer, taken_by_call
from server.usecases.routing.waiting.closed_queue import greet_closed

LONGEST_WAIT_MS = 4 * 3600 * 1000  # an exchange that claims more has a wrong clock
DIRECT_WAIT_MS = 20_000  # for the one seat a call is meant for
REMEMBERED_MS = 30 * 24 * 3600 * 1000  # who spoke with a citizen last
ON_DUTY = (DutyState.READY, DutyState.RESERVED, DutyState.ON_CALL, DutyState.WRAP_UP)
UNKNOWN_NUMBER = "404"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    queue: Queue
    language: str
    wanted_account_id: str | None = None
    wanted_until_at: int = 0
    cause: str = ""


def first_ask(work: RoutingWork, request: RouteRequest) -> QueueCall:
    """Write the call and decide what needs no operator; else it waits."""
    transfer = followed_transfer(work, request)
    place = _place(work, request, transfer)
    # Waited while the server was away: the call keeps its time, but no clock is believed blindly.
    waited = min(max(0, request.waited_ms), LONGEST_WAIT_MS)
    general = general_queue(work.queues)
    queue = place.queue if place else general
    call = insert_call(
        work.connection,
        QueueCall(
            id=request.call or request.sip,
            exchange=request.exchange,
            boot=request.boot,
            sip=request.sip,
            from_tag=request.from_tag,
            relay=request.relay,
            caller=request.caller if request.from_seat else comparable(request.caller),
            dialled=request.dialled,
            language=place.language if place else "it",
            queue_id=queue.id,
            first_queue_id=queue.id,
            priority=queue.priority,
            from_seat=int(request.from_seat),
            arrived_at=work.now - waited,
            queued_at=work.now - waited,
            asked_at=work.now,
            tries=1,
            transfer_id=transfer.id if transfer else None,
            wanted_account_id=place.wanted_account_id if place else None,
            wanted_until_at=place.wanted_until_at if place else 0,
            cause=place.cause if place else "",
            # A citizen passed on has waited once already.
            is_first=int(transfer is not None),
        ),
    )
    if transfer is not None:
        taken_by_call(work, transfer, call.id)
    if place is None:
        return _turn_away(work, call, UNKNOWN_NUMBER)
    return _welcomed(work, call, place)


def _welcomed(work: RoutingWork, call: QueueCall, place: _Place) -> QueueCall:
    # A transferred citizen has spoken with a colleague: a block is about calls that come in.
    is_fresh = not call.from_seat and call.transfer_id is None
    if is_fresh and is_blocked(work.connection, call.caller, work.now):
        turned_away = finish(work, call, CallStage.REJECTED, BLOCKED)
        # 603, not 480: what gets 480 is diverted by the carrier (handbook, telephony 6).
        say_goodbye(work, turned_away, "blocked", Reject(code=DECLINED))
        return turned_away
    # A transfer to a closed line was allowed when it was announced, with its reason.
    if call.transfer_id is None and not is_open(place.queue, place.language, work.at):
        return _turn_away(work, call, UNAVAILABLE) if call.from_seat else greet_closed(work, call)
    return call


def _turn_away(work: RoutingWork, call: QueueCall, code: str) -> QueueCall:
    work.effects.answers[call.id] = Reject(code=code)
    return finish(work, call, CallStage.REJECTED, CLOSED if code == UNAVAILABLE else "unknown")


def _place(
    work: RoutingWork, request: RouteRequest, transfer: CallTransfer | None
) -> _Place | None:
    """Return where a call goes; None: a seat dialled what is no queue and no seat."""
    target = transfer.target if transfer is not None else request.dialled
    # A citizen who dials a seat's number is not led to it: only who was sent there.
    is_sent = request.from_seat or transfer is not None or bool(request.referred_by)
    if is_sent and (seat := seat_in(target)):
        return _direct(work, seat, transfer)
    if is_queue_number(target):
        queue = queue_of_number(work.queues, target)
        if queue is None:
            # A seat hears that it dialled wrong; a citizen is never turned away for our numbers.
            return None if request.from_seat else _general(work)
        return _Place(queue=queue, language=_language(work, transfer))
    if request.from_seat:
        return None
    queue, language = entry(work.queues, request.dialled)
    wanted = _last_operator(work, queue, comparable(request.caller))
    until = work.now + queue.last_operator_s * 1000 if wanted else 0
    return _Place(queue=queue, language=language, wanted_account_id=wanted, wanted_until_at=until)


def _direct(work: RoutingWork, seat: str, transfer: CallTransfer | None) -> _Place:
    row = work.connection.one("SELECT account_id FROM seat WHERE seat = :seat", {"seat": seat})
    came_from = call_by_id(work.connection, transfer.call_id) if transfer else None
    queue = work.queues.get((came_from.queue_id if came_from else None) or "")
    return _Place(
        queue=queue or general_queue(work.queues),
        language=_language(work, transfer),
        wanted_account_id=row["account_id"] if row else None,
        # Then the call is anybody's: a colleague who does not answer must not cost the caller the
        # place.
        wanted_until_at=work.now + DIRECT_WAIT_MS if row and row["account_id"] else 0,
        cause=DIRECT,
    )


def _general(work: RoutingWork) -> _Place:
    return _Place(queue=general_queue(work.queues), language="it")


def _language(work: RoutingWork, transfer: CallTransfer | None) -> str:
    came_from = call_by_id(work.connection, transfer.call_id) if transfer else None
    return came_from.language if came_from else "it"


def _last_operator(work: RoutingWork, queue: Queue, caller: str) -> str | None:
    """Return who spoke with the caller last, if she is on duty and the queue waits for her."""
    if not queue.last_operator_s or not caller:
        return None
    row = work.connection.one(
        "SELECT account_id FROM queue_call WHERE caller = :caller AND arrived_at >= :since"
        # Calls out do not count: the citizen did not choose that operator.
        " AND answered_at IS NOT NULL AND account_id IS NOT NULL AND from_seat = 0"
        " ORDER BY arrived_at DESC LIMIT 1",
        {"caller": caller, "since": work.now - REMEMBERED_MS},
    )
    if row is None:
        return None
    duty = work.connection.one(
        "SELECT state FROM duty WHERE account_id = :id", {"id": row["account_id"]}
    )
    # Nobody is waited for who has gone home or on a break.
    return row["account_id"] if duty is not None and duty["state"] in ON_DUTY else None
