"""One event of an operator: the next state and the line of the log, in one transaction."""

import msgspec

from contract.domain.agents.agent_state import after, apply
from contract.domain.agents.duty_event import RULES, Duty, DutyEvent
from server.store.duty.duties import duty_for_change, save_duty
from server.store.duty.duty_log import append_event
from server.store.engine.connection import Connection, instant, millis


def record(connection: Connection, duty: Duty, event: DutyEvent) -> Duty:
    """Keep an event and return the duty it leads to; one that changes nothing is not kept.

    The duty must be locked. A step of a seat is always kept: it must not be taken twice.
    """
    event = msgspec.structs.replace(event, at=instant(millis(event.at)), rules=RULES)
    if event.step is None and after(duty, event) == duty:
        return duty
    duty = apply(duty, event)
    append_event(connection, event, duty)
    save_duty(connection, duty)
    return duty


def record_for(connection: Connection, account_id: str, event: DutyEvent) -> Duty:
    """Do as record, for whoever the account is."""
    return record(connection, duty_for_change(connection, account_id).duty, event)
