"""What the routing of calls tells of an operator, inside its own transactions. All idempotent."""

from datetime import datetime

from contract.domain.agents.agent import DutyState, WrapUpMode
from contract.domain.agents.duty_event import DutyEvent, Kind, Origin
from server.store.duty.duties import account_at, duty_for_change
from server.store.engine.connection import Connection
from server.usecases.duty.record import record, record_for


def reserve(
    connection: Connection,
    account_id: str,
    *,
    seat: str,
    offer: str,
    call_key: str,
    queue: str,
    now: datetime,
) -> bool:
    """Offer a call of a queue ("" for none) to an operator.

    Return False when she is not ready at this seat any more.
    """
    duty = duty_for_change(connection, account_id).duty
    if duty.state is DutyState.RESERVED and duty.offer == offer:
        return True
    mode, limit_s = _wrap_up_of(connection, queue)
    event = DutyEvent(
        kind=Kind.RESERVED,
        at=now,
        origin=Origin.EXCHANGE,
        seat=seat,
        offer=offer,
        call_key=call_key,
        queue_id=queue,
        wrap_up_mode=mode,
        wrap_up_s=limit_s,
    )
    duty = record(connection, duty, event)
    return duty.state is DutyState.RESERVED and duty.offer == offer


def offer_closed(
    connection: Connection, account_id: str, offer: str, outcome: str, now: datetime
) -> None:
    """Tell how an offer ended that was not answered.

    outcome: rona and declined need a click to come back; busy, unavailable, not_registered,
    unreachable and abandoned do not.
    """
    event = DutyEvent(
        kind=Kind.OFFER_CLOSED, at=now, origin=Origin.EXCHANGE, offer=offer, reason=outcome
    )
    record_for(connection, account_id, event)


def call_answered(
    connection: Connection,
    *,
    seat: str,
    call_key: str,
    offer: str,
    queue: str,
    now: datetime,
) -> None:
    """Tell that a seat has answered. A seat where nobody is on duty is passed over."""
    account_id = account_at(connection, seat, call_key)
    if account_id is None:
        return
    mode, limit_s = _wrap_up_of(connection, queue)
    event = DutyEvent(
        kind=Kind.ANSWERED,
        at=now,
        origin=Origin.EXCHANGE,
        seat=seat,
        call_key=call_key,
        offer=offer,
        queue_id=queue,
        wrap_up_mode=mode,
        wrap_up_s=limit_s,
    )
    record_for(connection, account_id, event)


def call_ended(connection: Connection, *, seat: str, call_key: str, now: datetime) -> None:
    """Tell that a seat's call is over: wrap-up follows as its queue asks."""
    account_id = account_at(connection, seat, call_key)
    if account_id is None:
        return
    event = DutyEvent(kind=Kind.ENDED, at=now, origin=Origin.EXCHANGE, seat=seat, call_key=call_key)
    record_for(connection, account_id, event)


def _wrap_up_of(connection: Connection, queue_id: str) -> tuple[WrapUpMode | None, int]:
    """Return how the calls of a queue are wrapped up, (None, 0) for none or an unknown one."""
    row = connection.one(
        "SELECT wrap_up, wrap_up_s FROM queue WHERE id = :id AND deleted = 0", {"id": queue_id}
    )
    return (None, 0) if row is None else (WrapUpMode(row["wrap_up"]), row["wrap_up_s"])
