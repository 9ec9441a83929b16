"""Who is on duty: as counts for everybody who watches, by name for who says why."""

from collections.abc import Iterable
from datetime import datetime

from contract.domain.account import Account, Capability
from contract.domain.agents.agent import DutyState, PauseReason
from contract.wire import reason_codes
from contract.wire.floor import (
    LEAST_GROUP,
    PEOPLE_STATES,
    VIEW_REASONS,
    People,
    PeopleInState,
    ViewPeople,
)
from contract.wire.team import TeamMember
from server.store.engine.connection import Connection
from server.usecases.duty.publishing.team import on_duty
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit

PAUSE = "pause"


def people_now(connection: Connection, now: datetime) -> tuple[PeopleInState, ...]:
    """Return how many are in each state and who is longest in it: a time, and nobody's name."""
    members = on_duty(connection)
    is_told = len(members) >= LEAST_GROUP
    found = []
    for state in PEOPLE_STATES:
        those = [one for one in members if _state(one) == state]
        longest = _longest_s(those, now) if is_told and those else None
        found.append(PeopleInState(state=state, count=len(those), longest_s=longest))
    return tuple(found)


def view_people(connection: Connection, lead: Account, wish: ViewPeople, now: datetime) -> People:
    """Return who is on duty by name, and keep who looked and why. Raise Refused."""
    if not lead.may(Capability.DUTY_FORCE):
        raise Refused(reason_codes.FORBIDDEN, needs=str(Capability.DUTY_FORCE))
    if wish.reason not in VIEW_REASONS:
        raise Refused(reason_codes.INVALID, field="reason")
    write_audit(connection, lead.id, "people_view", wish.reason, now)
    return People(members=on_duty(connection))


def _state(member: TeamMember) -> str:
    is_paused = member.state == DutyState.NOT_READY and member.reason in set(PauseReason)
    return PAUSE if is_paused else member.state


def _longest_s(members: Iterable[TeamMember], now: datetime) -> int | None:
    since = [one.since_at for one in members if one.since_at is not None]
    return max(0, int((now - min(since)).total_seconds())) if since else None
