"""Who gives up waiting is to be called back: one item for a number and a queue, with an age.

The call stays abandoned in every account; that somebody is called back changes no figure.
"""

from datetime import timedelta
from uuid import NAMESPACE_OID, uuid5

from msgspec.structs import replace

from contract.domain.callback import Callback, CallbackState
from contract.domain.callback_hours import window_from
from contract.domain.case import ActivityKind, CaseActivity
from contract.domain.ids import AccountId, ActivityId, desk_scope
from contract.wire.exchange import POLL_S
from server.store.calls.blocked_numbers import is_blocked
from server.store.calls.queue_calls import CallStage, QueueCall, save_call
from server.store.engine.connection import instant
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import value_of
from server.usecases.routing.call_steps import CLOSED, GONE, finish, queue_of
from server.usecases.routing.callbacks.queue_callback import (
    dialable_number,
    may_be_called_back,
    time_of_day,
    write_callback,
)
from server.usecases.routing.routing_work import RoutingWork, opens_at

WITHIN = timedelta(hours=4)  # of the desk's day
POLL_MS = round(POLL_S * 1000)
QUESTION = "Ha rinunciato dopo {wait} di attesa nella coda «{queue}»: aspettava dalle {time}."
AGAIN = "Ha chiamato di nuovo alle {time} e ha rinunciato dopo {wait}."


def give_up(work: RoutingWork, call: QueueCall, cause: str) -> QueueCall:
    """End a call whose citizen hung up; who waited longer than the queue says is work then."""
    # Kept: the figures of a day must tell who was let down from who was told when to call.
    is_closed = call.cause == CLOSED
    ended = finish(work, call, CallStage.ABANDONED, CLOSED if is_closed else cause)
    waited_s = _waited_s(work, ended)
    # Outside the hours the caller heard when to call and has not waited for anybody.
    if is_closed or not _is_work(work, ended, waited_s):
        return ended
    known = _known(work, ended)
    if known is None:
        known = _first_time(work, ended, waited_s)
    else:
        _once_more(work, ended, known, waited_s)
    return save_call(work.connection, replace(ended, callback_id=known and known.id))


def _is_work(work: RoutingWork, call: QueueCall, waited_s: int) -> bool:
    """callback_id: a call that was out of sight for a while is not abandoned twice."""
    limit_s = queue_of(work, call).abandoned_callback_s
    return (
        # Who hangs up soon has dialled the wrong number or thought better of it.
        0 < limit_s < waited_s
        and call.callback_id is None
        and may_be_called_back(work, call)
        # A blocked caller would make work for the desk by every call.
        and not is_blocked(work.connection, call.caller, work.now)
    )


def _waited_s(work: RoutingWork, call: QueueCall) -> int:
    """Return how long the citizen waited; a forgotten call counts until its last poll ended."""
    until = work.now
    if call.cause == GONE:
        # An exchange that forgot a call reports no end: the caller was there for one poll more.
        until = min(until, (call.asked_at or call.arrived_at) + POLL_MS)
    return (until - call.arrived_at) // 1000


def _known(work: RoutingWork, call: QueueCall) -> Callback | None:
    """Return and lock the callback this citizen waits for already."""
    row = work.connection.one(
        "SELECT * FROM callback WHERE caller_phone = :phone AND state IN (:open, :claimed)"
        f" AND queue_id = :queue AND deleted = 0 ORDER BY id LIMIT 1{work.connection.for_update}",
        {
            "phone": dialable_number(call.caller),
            "queue": queue_of(work, call).id,
            "open": str(CallbackState.OPEN),
            "claimed": str(CallbackState.CLAIMED),
        },
    )
    return None if row is None else value_of(work.connection, Callback, row)


def _first_time(work: RoutingWork, call: QueueCall, waited_s: int) -> Callback | None:
    queue = queue_of(work, call)
    opens = opens_at(queue, call.language, work.at) or work.at
    question = QUESTION.format(
        wait=_spoken(waited_s), queue=queue.name, time=time_of_day(instant(call.arrived_at))
    )
    # The queue may be open when nobody is at the desk: a late promise from its first minute.
    window = window_from(opens, WITHIN)
    return write_callback(work, call, question, *window, abandoned_s=waited_s)


def _once_more(work: RoutingWork, call: QueueCall, known: Callback, waited_s: int) -> None:
    """Count one more abandoned call, keeping age and window; a promised callback is unchanged."""
    text = AGAIN.format(time=time_of_day(instant(call.arrived_at)), wait=_spoken(waited_s))
    edit = FeedEdit(work.connection, now=work.at)
    if known.abandoned_calls:
        # The first time stays: the item's age is that of the citizen's first try.
        longest_s = max(known.abandoned_s, waited_s)
        calls = known.abandoned_calls + 1
        edit.put(
            desk_scope(known.desk_id),
            replace(known, abandoned_calls=calls, abandoned_s=longest_s),
        )
    line = CaseActivity(
        # From the call's id: an event told twice writes the same line.
        id=ActivityId(str(uuid5(NAMESPACE_OID, f"{call.id}/abandoned-again"))),
        case_id=known.case_id,
        desk_id=known.desk_id,
        kind=ActivityKind.NOTE,
        at=work.at,
        author_id=AccountId(""),
        text=text,
    )
    edit.put(desk_scope(known.desk_id), line)
    edit.finish()


def _spoken(seconds: int) -> str:
    return f"{seconds // 60} min" if seconds >= 60 else f"{seconds} s"
