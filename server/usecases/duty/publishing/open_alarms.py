"""Alarms that no lead has seen: told again until somebody has, and noted when she has."""

from contextlib import suppress
from datetime import datetime, timedelta

import msgspec

from contract.domain.account import Account, Capability
from contract.domain.agents.duty_event import DutyEvent, Kind, Origin
from contract.domain.ids import AccountId
from contract.wire import reason_codes
from contract.wire.duty import CallNews
from contract.wire.team import ALARM_LIMIT_S, EVENT_OF_ALARM_SEEN, AlarmSeen, OpenAlarm
from server.store.duty.duties import find_duty
from server.store.engine.connection import Connection, Row, instant, millis
from server.usecases.duty.record import record
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit

_STEP = "seen:"  # and the number of the alarm's event: nobody sees one twice


def open_alarms(connection: Connection, now: datetime) -> tuple[OpenAlarm, ...]:
    """Return the alarms of the last ALARM_LIMIT_S that no lead has seen, oldest first."""
    return tuple(_shown(row) for row in _open_rows(connection, now))


def see_alarm(
    connection: Connection, lead: Account, seen: AlarmSeen, now: datetime
) -> tuple[CallNews, ...]:
    """Note that a lead has read an operator's alarms; return the news for the operator.

    None for alarms that were seen already. Raise Refused, also for the lead's own alarm.
    """
    if not lead.may(Capability.DUTY_FORCE):
        raise Refused(reason_codes.FORBIDDEN, needs=str(Capability.DUTY_FORCE))
    if seen.account_id == lead.id:
        raise Refused(reason_codes.FORBIDDEN, field="account_id", needs="second_person")
    known = find_duty(connection, seen.account_id, lock=True)
    if known is None:
        raise Refused(reason_codes.UNKNOWN_ACCOUNT)
    rows = [
        row
        for row in _open_rows(connection, now)
        if (row["account_id"], row["call_id"]) == (seen.account_id, seen.call_key)
    ]
    duty = known.duty
    for row in rows:
        event = DutyEvent(
            kind=Kind.ALARM_SEEN,
            at=now,
            origin=Origin.LEAD,
            by_id=lead.id,
            step=f"{_STEP}{row['seq']}",
            call_key=seen.call_key,
            name=lead.display_name,
        )
        duty = record(connection, duty, event)
    if not rows:
        return ()
    write_audit(connection, lead.id, "alarm_seen", str(seen.account_id), now)
    news = CallNews(
        kind=EVENT_OF_ALARM_SEEN,
        call_key=seen.call_key,
        text=lead.display_name,
        account_id=seen.account_id,
    )
    return (news,)


def news_of(alarm: OpenAlarm) -> CallNews:
    """Return an alarm as the leads' windows are told of it."""
    return CallNews(
        kind="alarm",
        call_key=alarm.call_key,
        text=alarm.kind,
        seat=alarm.seat,
        account_id=alarm.account_id,
    )


def _open_rows(connection: Connection, now: datetime) -> list[Row]:
    since = now - timedelta(seconds=ALARM_LIMIT_S)
    return connection.execute(
        "SELECT e.seq, e.account_id, e.at, e.seat, e.call_id, e.detail, a.display_name"
        " FROM duty_event e JOIN account a ON a.id = e.account_id"
        " WHERE e.kind = :kind AND e.at > :since AND NOT EXISTS (SELECT 1 FROM duty_event s"
        f" WHERE s.account_id = e.account_id AND s.step = '{_STEP}' || e.seq) ORDER BY e.seq",
        {"kind": str(Kind.ALARM), "since": millis(since)},
    )


def _shown(row: Row) -> OpenAlarm:
    kind = ""
    # Told also where nobody can read of which kind it is: somebody asks for help.
    with suppress(msgspec.DecodeError):
        kind = msgspec.json.decode(row["detail"], type=DutyEvent).wish
    return OpenAlarm(
        account_id=AccountId(row["account_id"]),
        name=row["display_name"],
        seat=row["seat"],
        kind=kind,
        call_key=row["call_id"],
        at=instant(row["at"]),
    )
