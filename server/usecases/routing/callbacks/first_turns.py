"""Which operator calls a citizen back first: she dials, refuses, or her time is up.

The lease of the callback is her turn. Dialling renews it; over, the next operator is asked. The
citizen of a lost call is first, until he has waited so long that the desk calls him among its
others. One who asked for it while waiting keeps the place, see reserved_positions; an operator
takes the callback before dialling, so that no two dial.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

import msgspec
from msgspec.structs import replace

from contract.domain.callback import Callback, CallbackState
from contract.domain.ids import AccountId, CaseId, desk_scope
from contract.wire.duty import CallNews, FirstCallback, SeatCall
from contract.wire.phone_socket import CallState
from server.store.calls.queue_calls import QueueCall, one_at_a_time, save_call
from server.store.contacts.callback_queue import callback_of
from server.store.contacts.lease_beats import LEASE_END, end_beat
from server.store.engine.connection import Connection, Row, instant, millis
from server.store.engine.readable_rows import readable
from server.store.sync.feed_edit import FeedEdit
from server.usecases.contacts.callback_lease import opened
from server.usecases.routing.call_steps import LOST_WITH_SEAT
from server.usecases.routing.routing_work import RoutingWork
from server.usecases.routing.transfers.call_context import name_of

TURN = timedelta(seconds=60)  # to dial
DIALLED = timedelta(minutes=2)  # after the last sign of her call: to try once more
FIRST_FOR_MS = 15 * 60 * 1000  # of the loss; afterwards the desk calls him as it calls others
LONGEST_CALL_MS = 12 * 3600 * 1000  # with its wait: older ones need not be looked through
HAD_HER_TURN = -1  # wanted_until_at of a call whose last operator did not call back
CALLBACK_FIRST = "callback_first"
# Causes of a call that became a callback and was given to an operator, wanted_account_id.
GIVEN = "callback_given"
TAKEN = "callback_taken"  # she dials: nobody else is asked
REFUSED = "callback_refused"
TAKEN_FOR = timedelta(seconds=30)  # after she took it, and after each sign of her call

_LOST = (
    f"SELECT q.*, c.caller_phone, {LEASE_END} AS lease_until_at, c.case_id FROM queue_call q"
    " JOIN callback c ON c.id = q.callback_id AND c.deleted = 0"
    " WHERE q.arrived_at > :earliest AND q.cause = :lost AND q.ended_at > :since"
    # Once somebody has dialled it is a callback like any other of the desk.
    " AND q.is_first = 0 AND c.attempts = 0"
)
_HERS = (
    f"SELECT q.*, c.caller_phone, {LEASE_END} AS lease_until_at, c.case_id, w.name AS queue_name"
    " FROM queue_call q JOIN callback c ON c.id = q.callback_id AND c.deleted = 0"
    " LEFT JOIN queue w ON w.id = q.queue_id"
    f" WHERE c.state = :claimed AND c.holder_id = :holder AND {LEASE_END} > :now"
    " AND c.attempts = 0 AND (q.cause = :lost AND q.ended_at > :since AND q.is_first = 0"
    " OR q.cause IN (:given, :taken) AND q.wanted_account_id = :holder)"
    " ORDER BY CASE WHEN q.cause = :lost THEN 0 ELSE 1 END, q.ended_at, q.id"
)


def first_callbacks_of(
    connection: Connection, account_id: str, now: datetime
) -> tuple[FirstCallback, ...]:
    """Return whom an operator calls back before anything else; who waits longest first."""
    rows = connection.execute(
        _HERS,
        {
            **_parameters(now),
            "holder": account_id,
            "now": millis(now),
            "given": GIVEN,
            "taken": TAKEN,
        },
    )
    return tuple(readable("callback", "id", rows, lambda row: _first(row, account_id, now)))


def _first(row: Row, account_id: str, now: datetime) -> FirstCallback:
    keeps_place = row["cause"] in (GIVEN, TAKEN)
    return FirstCallback(
        call_key=row["id"],
        phone=row["caller_phone"],
        case_id=CaseId(row["case_id"]),
        is_hers=not keeps_place and row["account_id"] == account_id,
        until_at=instant(row["lease_until_at"]),
        keeps_place=keeps_place,
        is_taken=row["cause"] == TAKEN,
        queue_name=(row["queue_name"] or "") if keeps_place else "",
        language=row["language"] if keeps_place else "",
        waited_s=max(0, millis(now) - row["arrived_at"]) // 1000 if keeps_place else 0,
    )


def dialled_numbers(calls: Iterable[SeatCall]) -> tuple[str, ...]:
    """Return whom a seat calls now, reached or not."""
    numbers = {c.peer for c in calls if not c.is_incoming and c.state != CallState.ENDED}
    return tuple(sorted(numbers - {""}))


def keep_turns(
    connection: Connection, account_id: str, numbers: Sequence[str], now: datetime
) -> None:
    """Extend the turns of an operator for the numbers she dials now."""
    for first in first_callbacks_of(connection, account_id, now):
        turn = TAKEN_FOR if first.keeps_place else DIALLED
        # Not with each report: every lease that is written wakes all seats of the desk.
        if first.phone in numbers and first.until_at < now + turn / 2:
            _set_lease(connection, account_id, first, now + turn, now, TAKEN)


def take_turns(
    connection: Connection, account_id: str, call_keys: Sequence[str], now: datetime
) -> None:
    """Mark callbacks an operator is about to dial as taken, if the turn is still hers."""
    for first in first_callbacks_of(connection, account_id, now):
        if first.call_key in call_keys and first.keeps_place and not first.is_taken:
            _set_lease(connection, account_id, first, now + TAKEN_FOR, now, TAKEN)


def end_turns(
    connection: Connection, account_id: str, call_keys: Sequence[str], now: datetime
) -> None:
    """End the turns an operator refuses: the next operator is asked at once."""
    for first in first_callbacks_of(connection, account_id, now):
        # Taken back after she dialled, the citizen would be called by two.
        if first.call_key in call_keys and not first.is_taken:
            _set_lease(connection, account_id, first, now, now, REFUSED)


def give_turn(
    work: RoutingWork, call: QueueCall, callback: Callback, account_id: str, length: timedelta
) -> None:
    """Give the callback to an operator for so long, and notify her window."""
    name = name_of(work.connection, account_id)
    # A claim like a clerk's, so that desk and operator never have the same citizen.
    claimed = callback.claimed_by(AccountId(account_id), name, work.at)
    _put(work.connection, replace(claimed, lease_until_at=work.at + length), work.at)
    news = CallNews(
        kind=CALLBACK_FIRST,
        call_key=call.id,
        phone=callback.caller.phone,
        account_id=AccountId(account_id),
        text="hers" if call.account_id == account_id else "",
    )
    work.effects.news.append((account_id, news))


def pass_on(work: RoutingWork) -> int:
    """Put those first again whose turn is over; return how many turns go on."""
    rows = work.connection.execute(
        f"{_LOST} AND (c.state = :claimed OR c.state = :open AND q.wanted_account_id IS NOT NULL)",
        {**_parameters(work.at), "open": str(CallbackState.OPEN)},
    )
    held = work.each({f"turn {row['id']}": partial(_is_held, work, row) for row in rows})
    return sum(one is not False for one in held.values())


def _is_held(work: RoutingWork, row: Row) -> bool:
    """Return whether the turn goes on; put the citizen first again when it does not."""
    if (row["lease_until_at"] or 0) > work.now:
        return True
    callback = callback_of(work.connection, row["callback_id"])
    if callback is None or not callback.is_claimable(work.at):
        return True
    if callback.state is not CallbackState.OPEN:
        _put(work.connection, opened(callback), work.at)
    call = msgspec.convert(row, QueueCall)
    save_call(work.connection, replace(call, is_first=1, wanted_until_at=HAD_HER_TURN))
    return False


def _set_lease(
    connection: Connection,
    account_id: str,
    first: FirstCallback,
    until: datetime,
    now: datetime,
    cause: str,
) -> None:
    """Set the end of an operator's turn, if it is still hers. cause: for one with a place."""
    one_at_a_time(connection)  # the row of the call is the routing's too
    row = connection.one(
        "SELECT callback_id FROM queue_call WHERE id = :id", {"id": first.call_key}
    )
    callback = callback_of(connection, row["callback_id"]) if row else None
    # Too late: the turn has passed on, and the next operator may be dialling already.
    if callback is None or callback.holder_id != account_id or callback.is_claimable(now):
        return
    _put(connection, replace(callback, lease_until_at=until), now)
    # It may end earlier than the beats would have it.
    end_beat(connection, callback)
    if first.keeps_place:
        connection.execute(
            "UPDATE queue_call SET cause = :cause WHERE id = :id",
            {"cause": cause, "id": first.call_key},
        )


def _put(connection: Connection, callback: Callback, now: datetime) -> None:
    edit = FeedEdit(connection, now=now)
    edit.put(desk_scope(callback.desk_id), callback)
    edit.finish()


def _parameters(now: datetime) -> dict[str, str | int]:
    return {
        "lost": LOST_WITH_SEAT,
        "since": millis(now) - FIRST_FOR_MS,
        "earliest": millis(now) - LONGEST_CALL_MS,
        "claimed": str(CallbackState.CLAIMED),
    }
