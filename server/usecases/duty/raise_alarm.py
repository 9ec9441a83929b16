"""The silent alarm of an operator: every lead hears it, nobody takes the next call at once."""

from datetime import datetime, timedelta

from contract.domain.account import CAPABILITIES, Account, Capability
from contract.domain.agents.agent import NotReadyBecause
from contract.domain.agents.duty_event import DutyEvent, Kind, Origin
from contract.domain.ids import AccountId, new_id
from contract.wire import reason_codes
from contract.wire.duty import Alarm, CallNews
from server.store.duty.duties import duty_for_change
from server.store.duty.duty_log import is_known
from server.store.engine.connection import Connection
from server.usecases.duty.record import record
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit

WITH_AFTER_CARE = ("threat", "suicide")
KINDS = (*WITH_AFTER_CARE, "emergency")
RAISED_LONG_AGO = timedelta(minutes=10)  # the seat was cut off; care was hers to take
_TEXT_LIMIT = 256  # of a call's name


def raise_alarm(
    connection: Connection, account: Account, alarm: Alarm, now: datetime
) -> tuple[CallNews, tuple[AccountId, ...]]:
    """Note an alarm; return the news and the other leads to tell. Nobody, for one heard before.

    Raise Refused.
    """
    _check(alarm)
    duty = duty_for_change(connection, account.id).duty
    news = CallNews(
        kind="alarm",
        call_key=alarm.call_key,
        text=alarm.kind,
        seat=duty.seat,
        account_id=account.id,
    )
    step = f"alarm:{alarm.id or new_id()}"  # each is kept: one that nobody sees is told again
    if is_known(connection, account.id, step):
        return news, ()
    raised_at = min(alarm.at or now, now)
    is_fresh = now - raised_at <= RAISED_LONG_AGO
    needs_care = alarm.kind in WITH_AFTER_CARE and is_fresh
    event = DutyEvent(
        kind=Kind.ALARM,
        at=raised_at,
        origin=Origin.SEAT,
        step=step,
        call_key=alarm.call_key,
        wish=alarm.kind,
        reason=NotReadyBecause.AFTER_CARE if needs_care else "",
    )
    record(connection, duty, event)
    write_audit(connection, account.id, "alarm", f"{alarm.kind} {alarm.call_key}".rstrip(), now)
    return news, other_leads(connection, account)


def other_leads(connection: Connection, account: Account) -> tuple[AccountId, ...]:
    """Return who can see an alarm of this account: a lead does not see her own."""
    return tuple(lead for lead in leads(connection) if lead != account.id)


def leads(connection: Connection) -> tuple[AccountId, ...]:
    """Return the accounts of those who lead."""
    roles = [role for role, may in CAPABILITIES.items() if Capability.DUTY_FORCE in may]
    names = {f"role_{n}": str(role) for n, role in enumerate(roles)}
    rows = connection.execute(
        "SELECT id FROM account WHERE is_active = 1"
        f" AND role IN ({', '.join(f':{name}' for name in names)}) ORDER BY id",
        names,
    )
    return tuple(AccountId(row["id"]) for row in rows)


def _check(alarm: Alarm) -> None:
    if alarm.kind not in KINDS:
        raise Refused(reason_codes.INVALID, field="kind")
    for field, text in (("call_key", alarm.call_key), ("id", alarm.id)):
        if len(text) > _TEXT_LIMIT or not text.isprintable():
            raise Refused(reason_codes.INVALID, field=field)
    if alarm.at is not None and alarm.at.tzinfo is None:
        raise Refused(reason_codes.INVALID, field="at")
