"""Citizens whose call was lost: each is given to one operator, who calls back at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from msgspec.structs import replace

from contract.domain.agents.agent import DutyState
from contract.domain.callback import Callback, CallbackState
from contract.domain.case import Case, CaseState
from contract.domain.contact import Contact, Direction
from contract.domain.ids import desk_scope
from server.store.calls.queue_calls import QueueCall, save_call
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find, values_in
from server.usecases.contacts.keep_case import write_case
from server.usecases.duty.available import available
from server.usecases.routing.call_steps import LOST_WITH_SEAT
from server.usecases.routing.callbacks.first_turns import (
    GIVEN,
    HAD_HER_TURN,
    TAKEN,
    TURN,
    give_turn,
    pass_on,
)
from server.usecases.routing.callbacks.queue_callback import REACHED, REACHED_AT_TURN, time_of_day
from server.usecases.routing.matching import assign
from server.usecases.routing.offer_calls import as_waiting, calling_back
from server.usecases.routing.routing_work import RoutingWork
from server.usecases.sync.command_work import CommandWork

# By arrival, for the index: a call that was lost now may have come hours ago.
LOOK_BACK_MS = 4 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class _Held:
    """is_lost: the citizen's call was lost; else the citizen asked for it while waiting."""

    callback: Callback
    is_lost: bool


def give_first_callbacks(work: RoutingWork) -> int:
    """Give what can be given now; return how many are not called back yet."""
    # First, so that a turn that has just ended is given again in this very decision.
    waiting = pass_on(work)
    given = work.each({f"first {one.id}": partial(_give_one, work, one) for one in _pending(work)})
    # One that cannot be given waits itself: it is tried again.
    return waiting + sum(is_waiting is not False for is_waiting in given.values())


def _give_one(work: RoutingWork, call: QueueCall) -> bool:
    """Give the callback of a lost call to who is free; return whether it is not called back yet."""
    callback = find(work.connection, Callback, call.callback_id or "", lock=True)
    # A clerk of the desk has claimed it meanwhile.
    if callback is None or callback.state is not CallbackState.OPEN:
        save_call(work.connection, replace(call, is_first=0))
        return False
    receiver = _receiver(work, call)
    if receiver is not None:
        _give(work, call, callback, receiver)
    return True


def settle_first_callback(work: CommandWork, contact: Contact) -> None:
    """Close the callback given to an operator when her contact of the call back is recorded."""
    if contact.direction is Direction.OUTBOUND and contact.caller.phone:
        for held in _held(work.connection, work.account.id, contact.caller.phone):
            who, answer = work.account.id, contact.description
            _close(work.connection, work.edit, held.callback, answer, work.now, who)


def settle_reached(
    connection: Connection, account_id: str, numbers: Sequence[str], now: datetime
) -> None:
    """Close the callbacks an operator was given of those she has called and reached.

    The operator's contact is that of the lost call, which goes on; it does not name the callback.
    """
    edit = FeedEdit(connection, now=now)
    for number in numbers:
        for held in _held(connection, account_id, number):
            answer = REACHED if held.is_lost else REACHED_AT_TURN
            told = answer.format(time=time_of_day(now))
            _close(connection, edit, held.callback, told, now, account_id)
    edit.finish()


def _close(
    connection: Connection,
    edit: FeedEdit,
    callback: Callback,
    answer: str,
    now: datetime,
    account_id: str,
) -> None:
    done = replace(callback, state=CallbackState.DONE, lease_until_at=None)
    edit.put(
        desk_scope(callback.desk_id),
        replace(done, attempts=callback.attempts + 1, fence=callback.fence + 1),
    )
    case = find(connection, Case, callback.case_id, lock=True)
    if case is not None and case.may_become(CaseState.CLOSED):
        closed = replace(case, state=CaseState.CLOSED, closed_at=now, answer=answer)
        write_case(connection, edit, closed, now, account_id=account_id)


def _pending(work: RoutingWork) -> list[QueueCall]:
    rows = work.connection.execute(
        "SELECT * FROM queue_call WHERE arrived_at >= :since AND is_first = 1"
        " AND cause = :lost AND callback_id IS NOT NULL ORDER BY ended_at, id",
        {"since": work.now - LOOK_BACK_MS, "lost": LOST_WITH_SEAT},
    )
    return work.readable(rows)


def _receiver(work: RoutingWork, call: QueueCall) -> str | None:
    """Return who calls back: the same operator while her time lasts, else a free one."""
    # Only the operator's phone died: she knows what was said, and is back in a minute or not at
    # all.
    if call.wanted_account_id and work.now < call.wanted_until_at:
        duty = work.connection.one(
            "SELECT state FROM duty WHERE account_id = :id", {"id": call.wanted_account_id}
        )
        if duty is not None and duty["state"] != DutyState.OFF:
            return call.wanted_account_id
    busy = calling_back(work)
    free = [agent for agent in available(work.connection, work.at) if agent.account_id not in busy]
    # The operator neither dialled nor refused in her turn: the next one is asked.
    had_it = call.wanted_account_id if call.wanted_until_at == HAD_HER_TURN else None
    agents = [agent for agent in free if agent.account_id != had_it]
    pairs = assign([as_waiting(work, replace(call, wanted_until_at=0), {})], agents, work.now)
    return pairs[0].account_id if pairs else None


def _give(work: RoutingWork, call: QueueCall, callback: Callback, account_id: str) -> None:
    given = replace(call, is_first=0, wanted_account_id=account_id, wanted_until_at=0)
    save_call(work.connection, given)
    give_turn(work, given, callback, account_id, TURN)


def _held(connection: Connection, account_id: str, phone: str) -> list[_Held]:
    """Return the operator's callbacks of this number, locked: the turn may be ending."""
    # The turn may end at this moment; only the callbacks, for the calls are the routing's.
    locked = f"{connection.for_update} OF c" if connection.for_update else ""
    rows = connection.execute(
        "SELECT c.*, q.cause AS call_cause FROM callback c JOIN queue_call q"
        " ON q.callback_id = c.id"
        " WHERE c.state = :claimed AND c.holder_id = :holder AND c.caller_phone = :phone"
        " AND c.deleted = 0 AND (q.cause = :lost"
        " OR q.cause IN (:given, :taken) AND q.wanted_account_id = :holder)"
        f" ORDER BY c.id{locked}",
        {
            "claimed": str(CallbackState.CLAIMED),
            "holder": account_id,
            "phone": phone,
            "lost": LOST_WITH_SEAT,
            "given": GIVEN,
            "taken": TAKEN,
        },
    )
    lost = {row["id"] for row in rows if row["call_cause"] == LOST_WITH_SEAT}
    found = values_in(connection, Callback, rows)
    return [_Held(one, one.id in lost) for one in found.values()]
