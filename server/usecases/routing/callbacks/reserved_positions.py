"""Citizens who asked to be called back while they waited: each is given at its turn in the queue.

They keep their place among the calls that wait. Whoever would be rung for such a call is given the
citizen's number instead: she takes it within the queue's ring time, else the next one is asked, as
after a missed call. Once somebody has dialled, or after its window, a callback is its desk's.
"""

from datetime import timedelta
from functools import partial
from uuid import NAMESPACE_OID, uuid5

import msgspec
from msgspec.structs import replace

from contract.domain.callback import AttemptOutcome, Callback, CallbackAttempt, CallbackState
from contract.domain.ids import AccountId, AttemptId, desk_scope, new_id
from server.store.calls.queue_calls import CallStage, QueueCall, save_call
from server.store.contacts.callback_queue import callback_of
from server.store.engine.connection import Row
from server.store.sync.feed_edit import FeedEdit
from server.usecases.contacts.callback_lease import opened
from server.usecases.duty.available import available
from server.usecases.duty.call_effects import offer_closed, reserve
from server.usecases.routing.call_steps import CLOSED, queue_of
from server.usecases.routing.callbacks.first_turns import GIVEN, REFUSED, TAKEN, give_turn
from server.usecases.routing.routing_work import RoutingWork, is_open

LOOK_BACK_MS = 4 * 3600 * 1000  # longer than any window
SETTLED = "callback_settled"  # no operator's turn any more: done, or its desk's

_ASKED = (
    "SELECT q.*, c.holder_id, c.attempts FROM queue_call q"
    " JOIN callback c ON c.id = q.callback_id AND c.deleted = 0"
    f" WHERE q.state = '{CallStage.CALLBACK}' AND q.queued_at > :since"
)


def due_at_turn(work: RoutingWork) -> dict[str, QueueCall]:
    """Return the callbacks to be given as soon as somebody is free for them, by call."""
    rows = work.connection.execute(
        f"{_ASKED} AND q.cause NOT IN (:closed, :settled, :given, :taken, :refused)"
        " AND c.state = :open AND c.attempts = 0 AND c.caller_phone <> ''"
        " AND c.window_end_at > :now ORDER BY q.arrived_at, q.id",
        {
            **_parameters(work),
            "closed": CLOSED,
            "settled": SETTLED,
            "open": str(CallbackState.OPEN),
            "now": work.now,
        },
    )
    calls = {call.id: call for call in work.readable(rows)}
    told = work.each({f"kept {one}": partial(_is_for_operators, work, calls[one]) for one in calls})
    return {one: call for one, call in calls.items() if told.get(f"kept {one}")}


def give_at_turn(work: RoutingWork, call: QueueCall, account_id: str) -> None:
    """Give a callback to the operator whose turn it is; one taken by its desk meanwhile is not."""
    callback = callback_of(work.connection, call.callback_id or "")
    # A clerk of the desk may take one earlier; then no operator gets it.
    if callback is None or callback.state is not CallbackState.OPEN:
        return
    given = replace(call, cause=GIVEN, wanted_account_id=account_id, wanted_until_at=0)
    save_call(work.connection, given)
    give_turn(work, given, callback, account_id, timedelta(seconds=queue_of(work, call).ring_s))


def pass_on_at_turn(work: RoutingWork) -> int:
    """End the turns that are over; return how many callbacks still wait for an operator."""
    rows = work.connection.execute(
        f"{_ASKED} AND q.cause IN (:given, :taken, :refused) ORDER BY q.arrived_at, q.id",
        _parameters(work),
    )
    held = work.each({f"turn {row['id']}": partial(_is_held, work, row) for row in rows})
    return sum(one is not False for one in held.values()) + len(due_at_turn(work))


def _is_held(work: RoutingWork, row: Row) -> bool:
    """Return whether it is still somebody's turn; end it when it is not."""
    call = msgspec.convert(row, QueueCall)
    callback = callback_of(work.connection, call.callback_id or "")
    holder = call.wanted_account_id or ""
    is_claimed = callback is not None and callback.state is CallbackState.CLAIMED
    if (
        callback is None
        or callback.attempts
        or not (
            callback.state is CallbackState.OPEN or (is_claimed and callback.holder_id == holder)
        )
    ):
        # The desk has dialled, or somebody else holds it: no operator's turn any more.
        save_call(work.connection, replace(call, cause=SETTLED))
        return False
    if is_claimed and not callback.is_claimable(work.at):
        return True
    # The lease ran out after dialling: nobody answered, and the citizen is not rung again at once.
    if call.cause == TAKEN:
        _leave_to_desk(work, call, callback, AccountId(holder))
    else:
        _give_back(work, call, callback, holder)
    return False


def _leave_to_desk(
    work: RoutingWork, call: QueueCall, callback: Callback, account_id: AccountId
) -> None:
    """The operator dialled and reached nobody: the desk tries again in another part of the day."""
    attempt = CallbackAttempt(
        id=AttemptId(str(uuid5(NAMESPACE_OID, f"{callback.id}/{callback.fence}"))),
        callback_id=callback.id,
        desk_id=callback.desk_id,
        author_id=account_id,
        outcome=AttemptOutcome.NO_ANSWER,
        at=work.at,
    )
    edit = FeedEdit(work.connection, now=work.at)
    edit.put(desk_scope(callback.desk_id), attempt)
    # A new fence: a result still sent for the former claim comes too late.
    after = replace(callback.after(attempt), fence=callback.fence + 1)
    edit.put(desk_scope(callback.desk_id), after)
    edit.finish()
    save_call(work.connection, replace(call, cause=SETTLED))


def _give_back(work: RoutingWork, call: QueueCall, callback: Callback, account_id: str) -> None:
    """The operator let it pass: the next one is asked; it counts as a missed call."""
    if callback.state is not CallbackState.OPEN:
        edit = FeedEdit(work.connection, now=work.at)
        edit.put(desk_scope(callback.desk_id), replace(opened(callback), fence=callback.fence + 1))
        edit.finish()
    save_call(work.connection, replace(call, cause="", wanted_account_id=None))
    _miss(work, call, account_id, "declined" if call.cause == REFUSED else "rona")


def _miss(work: RoutingWork, call: QueueCall, account_id: str, outcome: str) -> None:
    for agent in available(work.connection, work.at):
        if agent.account_id == account_id:
            offer, queue = f"o-{new_id()}", queue_of(work, call)
            if reserve(
                work.connection,
                account_id,
                seat=agent.seat,
                offer=offer,
                call_key=call.id,
                queue=queue.id,
                now=work.at,
            ):
                # As for a missed ring: the operator must say ready before the next one.
                offer_closed(work.connection, account_id, offer, outcome, work.at)
            return


def _is_for_operators(work: RoutingWork, call: QueueCall) -> bool:
    queue = queue_of(work, call)
    # After closing time no operator calls for the queue: it is the desk's from then on.
    return not queue.callback_by_desk and is_open(queue, call.language, work.at)


def _parameters(work: RoutingWork) -> dict[str, str | int]:
    return {
        "since": work.now - LOOK_BACK_MS,
        "given": GIVEN,
        "taken": TAKEN,
        "refused": REFUSED,
    }
