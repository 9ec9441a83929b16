"""What a team lead sees and does: who is on duty, and alarms that no lead has seen."""

from datetime import datetime

import msgspec

from contract.domain.ids import AccountId
from contract.wire.trunks import TrunkState

EVENT_OF_ALARM_SEEN = "alarm_seen"  # kind of a CallNews to who raised it; name: of the lead
TELL_AGAIN_S = 60.0  # an alarm no lead has seen is told again
ALARM_LIMIT_S = 1800.0  # then it is history


class AlarmReply(msgspec.Struct, frozen=True, kw_only=True):
    """Answer to POST /duty/alarm. heard: how many other leads have a window open now."""

    heard: int


class AlarmSeen(msgspec.Struct, frozen=True, kw_only=True):
    """POST /duty/alarm/seen: the team lead has read the alarms of that operator and call."""

    account_id: AccountId
    call_key: str = ""


class OpenAlarm(msgspec.Struct, frozen=True, kw_only=True):
    """An alarm that no lead has seen yet."""

    account_id: AccountId
    name: str
    seat: str
    kind: str  # of contract.wire.duty.Alarm
    call_key: str = ""
    at: datetime


class TeamMember(msgspec.Struct, frozen=True, kw_only=True):
    """An operator on duty. reason: while NOT_READY."""

    account_id: AccountId
    name: str
    seat: str
    state: str  # DutyState
    reason: str = ""
    since_at: datetime | None = None


class Team(msgspec.Struct, frozen=True, kw_only=True):
    """GET /team, for team leads: alarms by age, oldest first; trunks that are down.

    members: of a server that named everybody unasked. Today contract.wire.floor.ViewPeople does.
    """

    members: tuple[TeamMember, ...] = ()
    alarms: tuple[OpenAlarm, ...] = ()
    trunks: tuple[TrunkState, ...] = ()
