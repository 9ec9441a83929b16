"""What a lead asks of the server for a team, and an operator's request to block a number."""

from collections.abc import Awaitable
from urllib.parse import quote

from console.errors import (
    NOT_TOLD,
    ServerNotTrusted,
    ServerRejected,
    ServerUnreachable,
    SessionExpired,
)
from console.model.duty.team_now import TeamNow
from console.sync.server_link import ServerLink
from contract.domain.agents.agent import AgentView
from contract.domain.ids import QueueId
from contract.domain.queue import Queue
from contract.wire.duty import ForceState
from contract.wire.floor import People, ViewPeople
from contract.wire.queues import (
    BlockDecision,
    BlockedNumber,
    BlockedNumbers,
    BlockRequest,
    EmergencyText,
)
from contract.wire.team import AlarmSeen, Team, TeamMember

UNREACHABLE = "unreachable"


class TeamLink:
    """Each order returns "" once it is done, else the reason code why it is not."""

    def __init__(self, link: ServerLink) -> None:
        self._link = link

    async def load(self, reason: str) -> TeamNow | None:
        """Return the team; None: no server answers, or this account may not see it.

        reason: why names are looked at, which is kept at the server; "" for none.
        """
        try:
            team = await self._link.ask("GET", "/team", None, Team)
            blocked = await self._link.ask("GET", "/blocked-numbers", None, BlockedNumbers)
            members = await self._members(reason) if reason else None
        except NOT_TOLD:
            return None
        return TeamNow(
            members=members, alarms=team.alarms, blocked=blocked.numbers, trunks=team.trunks
        )

    async def _members(self, reason: str) -> tuple[TeamMember, ...]:
        look = ViewPeople(reason=reason)
        return (await self._link.ask("POST", "/floor/people", look, People)).members

    async def force(self, order: ForceState) -> str:
        return await _done(self._link.ask("POST", "/duty/force", order, AgentView))

    async def see(self, seen: AlarmSeen) -> str:
        return await _done(self._link.tell("/duty/alarm/seen", seen))

    async def set_emergency(self, queue_id: QueueId, name: str) -> str:
        """name of the announcement, "" for none."""
        path = f"/queues/{quote(queue_id, safe='')}/emergency"
        return await _done(self._link.ask("POST", path, EmergencyText(name=name), Queue))

    async def ask_block(self, wish: BlockRequest) -> str:
        return await _done(self._link.ask("POST", "/blocked-numbers", wish, BlockedNumber))

    async def decide_block(self, decision: BlockDecision) -> str:
        path = "/blocked-numbers/decide"
        return await _done(self._link.ask("POST", path, decision, BlockedNumbers))


async def _done(order: Awaitable[object]) -> str:
    try:
        await order
    except (ServerRejected, ServerUnreachable) as error:
        return error.code or UNREACHABLE
    except (ServerNotTrusted, SessionExpired):
        return UNREACHABLE
    return ""
