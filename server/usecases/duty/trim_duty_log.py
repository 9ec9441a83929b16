"""Forget what operators did long ago: what it led to is carried over, so the log stays whole."""

from datetime import datetime

from contract.domain.agents.agent_state import apply
from contract.domain.agents.duty_event import Duty, DutyEvent, Kind
from contract.domain.ids import AccountId
from server.store.duty.duties import find_duty
from server.store.duty.duty_log import events_of, replace_events
from server.store.engine.connection import Connection

AT_ONCE = 2000  # events in one transaction


def trim_duty_log(connection: Connection, account_id: AccountId, before: datetime) -> int:
    """Forget an account's events of before then, some of them at once; return how many went.

    0: all are forgotten, but for one told late that waits until those before it are old.
    """
    find_duty(connection, account_id, lock=True)
    duty, last, count, at = Duty(account_id=account_id), 0, 0, before
    is_carried = True
    for logged in events_of(connection, account_id):
        if logged.event.at >= before:
            break
        duty, last, count = apply(duty, logged.event), logged.seq, count + 1
        is_carried = is_carried and logged.event.kind is Kind.CARRIED
        if count == AT_ONCE:
            at = logged.event.at
            break
    if is_carried:  # nothing, or only what was carried over before
        return 0
    event = DutyEvent(kind=Kind.CARRIED, at=at, carried=duty)
    replace_events(connection, account_id, last, event)
    return count - 1
