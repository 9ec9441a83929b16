"""What a team lead is shown of her team: open alarms, dead lines, who is on duty since when."""

from datetime import datetime

from contract.domain.agents.agent import DutyState
from contract.domain.ids import AccountId
from contract.wire.team import Team, TeamMember
from contract.wire.trunks import TrunkState
from server.store.calls.trunks import trunk_states
from server.store.engine.connection import Connection, Row, instant
from server.usecases.duty.publishing.agent_views import shown_of
from server.usecases.duty.publishing.open_alarms import open_alarms


def team(connection: Connection, now: datetime) -> Team:
    """Return the alarms nobody has seen and the dead lines; who is on duty is told for a reason."""
    return Team(alarms=open_alarms(connection, now), trunks=trunks_down(connection))


def on_duty(connection: Connection) -> tuple[TeamMember, ...]:
    """Return who is on duty, by name."""
    rows = connection.execute(
        "SELECT d.account_id, a.display_name, d.seat, d.state, d.reason, d.since_at, d.memory"
        " FROM duty d"
        " JOIN account a ON a.id = d.account_id"
        f" WHERE d.state <> '{DutyState.OFF}' AND a.is_active = 1"
        " ORDER BY a.display_name, d.account_id"
    )
    return tuple(map(_member, rows))


def trunks_down(connection: Connection) -> tuple[TrunkState, ...]:
    return tuple(trunk for trunk in trunk_states(connection) if not trunk.is_up)


def _member(row: Row) -> TeamMember:
    state, reason = shown_of(row)
    return TeamMember(
        account_id=AccountId(row["account_id"]),
        name=row["display_name"],
        seat=row["seat"],
        state=state,
        reason=reason,
        since_at=instant(row["since_at"]) if row["since_at"] else None,
    )
