"""A lead's team in a scene: people, an alarm, a number to block; every order is followed."""

from datetime import timedelta

from msgspec.structs import replace

from console.model.duty.team_now import TeamNow
from console.runtime.task_scope import TaskScope
from console.scenes import scene_city as city
from console.viewmodels.duty.operator_status import OperatorStatusViewModel
from console.viewmodels.kit.notices import NoticesViewModel
from console.viewmodels.session.signed_in_operator import SignedInOperator
from console.viewmodels.team.team import TeamViewModel
from contract.domain.agents.agent import DutyState
from contract.domain.ids import AccountId, QueueId
from contract.wire.duty import ForceState
from contract.wire.queues import BlockDecision, BlockedNumber, BlockRequest
from contract.wire.team import AlarmSeen, OpenAlarm, TeamMember


def _member(n: int, name: str, state: str, reason: str, minutes: int) -> TeamMember:
    return TeamMember(
        account_id=AccountId(f"scena-{n}"),
        name=name,
        seat=str(1010 + n),
        state=state,
        reason=reason,
        since_at=city.NOW - timedelta(minutes=minutes),
    )


TEAM = TeamNow(
    members=(
        _member(1, "Bruno Campione", DutyState.ON_CALL, "", 4),
        _member(2, "Carla Esempio", DutyState.NOT_READY, "break", 17),
        _member(3, "Dario Modello", DutyState.READY, "", 2),
        _member(4, "Elena Saggio", DutyState.WRAP_UP, "", 1),
    ),
    alarms=(
        OpenAlarm(
            account_id=AccountId("scena-1"),
            name="Bruno Campione",
            seat="1011",
            kind="threat",
            call_key="k-1",
            at=city.NOW - timedelta(minutes=1),
        ),
    ),
    blocked=(
        BlockedNumber(
            phone="+390655501234",
            reason="Chiama ogni notte e insulta chi risponde",
            asked_by="Carla Esempio",
            asked_at=city.NOW - timedelta(hours=1),
            until_at=city.NOW + timedelta(days=7),
        ),
    ),
)


class SceneTeam:
    def __init__(self) -> None:
        self.now: TeamNow | None = TEAM
        self.refusal = ""
        self.orders: list[object] = []

    async def load(self) -> TeamNow | None:
        return self.now

    async def force(self, order: ForceState) -> str:
        return self._take(order)

    async def see(self, seen: AlarmSeen) -> str:
        if self.now is not None and not self.refusal:
            self.now = replace(self.now, alarms=())
        return self._take(seen)

    async def set_emergency(self, queue_id: QueueId, name: str) -> str:
        return self._take((queue_id, name))

    async def decide_block(self, decision: BlockDecision) -> str:
        return self._take(decision)

    async def ask_block(self, wish: BlockRequest) -> str:
        return self._take(wish)

    def _take(self, order: object) -> str:
        self.orders.append(order)
        return self.refusal


def team_model(
    team: SceneTeam,
    operator: SignedInOperator,
    status: OperatorStatusViewModel,
    notices: NoticesViewModel,
    scope: TaskScope,
) -> TeamViewModel:
    return TeamViewModel(
        operator=operator,
        server=team,
        queues=lambda: status.queues,
        notices=notices,
        scope=scope,
    )
