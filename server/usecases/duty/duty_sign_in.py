"""Signing in and out, as far as duty is concerned; part of the transaction of the session."""

from datetime import datetime

from contract.domain.agents.duty_event import DutyEvent, Kind
from server.store.duty.duties import (
    LastReport,
    accounts_at,
    duty_for_change,
    find_duty,
    save_report,
)
from server.store.engine.connection import Connection
from server.usecases.duty.record import record, record_for


def begin_duty(connection: Connection, account_id: str, seat: str, now: datetime) -> None:
    """Put an operator on duty at a seat. Whoever was there before has no seat any more."""
    for other in accounts_at(connection, seat):
        if other != account_id:
            event = DutyEvent(kind=Kind.SEAT_TAKEN, at=now, seat=seat, by_id=account_id)
            record_for(connection, other, event)
    known = duty_for_change(connection, account_id)
    record(connection, known.duty, DutyEvent(kind=Kind.SIGNED_IN, at=now, seat=seat))
    save_report(connection, account_id, LastReport(reported_at=now, calls=known.heard.calls))


def end_duty(connection: Connection, account_id: str, seat: str, now: datetime) -> None:
    """Put an operator off duty who signs out at the seat where calls ring.

    Another window of hers that still reports puts her on duty again.
    """
    known = find_duty(connection, account_id, lock=True)
    if known is not None and seat and known.duty.seat == seat:
        record(connection, known.duty, DutyEvent(kind=Kind.SIGNED_OUT, at=now, seat=seat))
