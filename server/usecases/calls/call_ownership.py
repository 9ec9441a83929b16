"""Whose call it is: what a seat may measure, pass on or read of it; its measured sound is kept."""

from contract.domain.account import Account
from contract.domain.ids import AccountId
from contract.wire.duty import CallQuality
from server.store.calls.call_qualities import save_quality
from server.store.calls.exchange_events import seats_that_answered
from server.store.calls.queue_calls import QueueCall, call_by_id
from server.store.duty.duties import accounts_at, find_duty
from server.store.engine.connection import Connection
from server.usecases.routing.known_queues import seat_in
from server.usecases.sync.value_checks import check_values


def owner_of(connection: Connection, call_key: str, told_as: str = "") -> AccountId | None:
    """Return who talks or last talked in the call; None: nobody, or nobody can be sure.

    Routing says it, or of a call it never heard of the exchange. A report alone proves nothing.
    told_as is the exchange's name of the call, where seats have another.
    """
    call = call_by_id(connection, call_key)
    if call is not None:
        # A call that only rings is nobody's yet: it may still go to another seat.
        is_hers = call.account_id and call.answered_at is not None
        return AccountId(str(call.account_id)) if is_hers else None
    seats = map(seat_in, seats_that_answered(connection, told_as or call_key))
    for seat in filter(None, seats):
        for account_id in accounts_at(connection, seat):
            # Both must say so: the exchange names a seat, not a person, and a report alone proves
            # nothing.
            if has_reported(connection, account_id, call_key):
                return AccountId(account_id)
    return None


def has_reported(connection: Connection, account_id: str, call_key: str) -> bool:
    """Return whether the account's own seat reported this call as its own."""
    known = find_duty(connection, account_id)
    if known is None or not call_key:
        return False
    memory = known.duty.memory
    # A call just over counts: its sound is reported after its end.
    mine = (known.duty.call_key, *memory.more_calls, *memory.past_calls, *memory.ended_calls)
    return call_key in mine


def may_pass_on(connection: Connection, account: Account, seat: str, call: QueueCall) -> bool:
    """Return whether the account is in a call that routing knows.

    Where no answer was reported nobody is; then whoever reports the call may.
    """
    # The event of the answer is still on its way: the operator must be able to transfer meanwhile.
    if call.account_id is None and call.seat is None:
        return has_reported(connection, account.id, call.id)
    return account.id == call.account_id or (bool(seat) and seat == call.seat)


def may_measure(connection: Connection, account_id: AccountId, call_key: str) -> bool:
    """Return whether the account may write how the call sounded, over what is written already.

    Of a call that neither routing nor exchange know, the first who had it may.
    """
    call = call_by_id(connection, call_key)
    # What was written before the call was known gives way to its operator.
    if call is not None and call.account_id is not None:
        return call.account_id == account_id
    owner = owner_of(connection, call_key)
    if owner is not None:
        return owner == account_id
    row = connection.one(
        "SELECT account_id FROM call_quality WHERE call_id = :id", {"id": call_key}
    )
    return row is None or row["account_id"] == account_id


def keep_quality(
    connection: Connection,
    account_id: AccountId,
    seat: str,
    call_key: str,
    quality: CallQuality,
    now: int,
) -> bool:
    """Write the measurement, a later one over an earlier; False: the call is somebody else's.

    Raise Refused for values nobody can measure.
    """
    check_values(quality)
    if not may_measure(connection, account_id, call_key):
        return False
    save_quality(connection, call_key, quality, account_id=account_id, seat=seat, now=now)
    return True
