"""States of the lead's panel, and of the wish to block a number, worth looking at."""

from datetime import timedelta

from msgspec.structs import replace

from console.scenes import scene_city as city
from console.scenes.at_rest import settle
from console.scenes.scene_seat import SceneSeat
from console.scenes.scenes import idle, talking
from console.screens.team.team_commands import TeamCommands
from console.shell.main_window import MainWindow
from console.viewmodels.duty.block_wish import BlockWishViewModel
from console.viewmodels.team.team import TeamViewModel
from contract.domain.account import Role
from contract.domain.agents.agent import DutyState
from contract.domain.ids import AccountId, QueueId
from contract.domain.queue import Queue
from contract.wire.floor import People
from contract.wire.queues import BlockedNumber, BlockedNumbers
from contract.wire.team import OpenAlarm, Team, TeamMember
from contract.wire.trunks import TrunkState

QUEUES = (
    Queue(id=QueueId("tributi"), name="Tributi"),
    Queue(id=QueueId("informazioni"), name="Informazioni", emergency_text="allagamento"),
)


def _member(n: int, name: str, state: str, reason: str, minutes: int) -> TeamMember:
    return TeamMember(
        account_id=AccountId(f"scena-{n}"),
        name=name,
        seat=str(1010 + n),
        state=state,
        reason=reason,
        since_at=city.NOW - timedelta(minutes=minutes),
    )


MEMBERS = (
    _member(1, "Bruno Campione", DutyState.ON_CALL, "", 4),
    _member(2, "Carla Esempio", DutyState.NOT_READY, "break", 17),
    _member(3, "Dario Modello", DutyState.READY, "", 2),
    _member(4, "Elena Saggio", DutyState.WRAP_UP, "", 1),
)
TEAM = Team(
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
)
BLOCKED = BlockedNumbers(
    numbers=(
        BlockedNumber(
            phone="+390655501234",
            reason="Chiama ogni notte e insulta chi risponde",
            asked_by="Carla Esempio",
            asked_at=city.NOW - timedelta(hours=1),
            until_at=city.NOW + timedelta(days=7),
        ),
    ),
)


async def team(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.role = Role.TEAM_LEAD
    seat.server.queues = QUEUES
    seat.server.answers.setdefault("/team", TEAM)
    seat.server.answers["/blocked-numbers"] = BLOCKED
    seat.server.answers["/floor/people"] = People(members=MEMBERS)
    await idle(window, seat)
    window.commands.run("team.open")
    await settle()


async def team_reason(window: MainWindow, seat: SceneSeat) -> None:
    """Names are behind a reason, which is kept."""
    await team(window, seat)
    window.part(TeamCommands).team.panel.picked.emit("everybody")


async def team_people(window: MainWindow, seat: SceneSeat) -> None:
    await team(window, seat)
    seat.models.of(TeamViewModel).view_people("shift")
    await settle()


async def team_member(window: MainWindow, seat: SceneSeat) -> None:
    await team_people(window, seat)
    panel = window.part(TeamCommands).team.panel
    panel.table.select_key("member scena-2")
    panel.picked.emit("member scena-2")


async def team_unreachable(window: MainWindow, seat: SceneSeat) -> None:
    await team(window, seat)
    seat.server.is_away = True
    seat.models.of(TeamViewModel).refresh()


async def team_trunk_down(window: MainWindow, seat: SceneSeat) -> None:
    state = TrunkState(exchange="a", is_up=False, since_at=city.NOW)
    seat.server.answers["/team"] = replace(TEAM, trunks=(state,))
    await team(window, seat)
    seat.models.duty.trunks.show((state,))


async def block_number(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    window.commands.run("block.ask")
    await settle()


async def block_asked(window: MainWindow, seat: SceneSeat) -> None:
    await block_number(window, seat)
    seat.server.answers["/blocked-numbers"] = BLOCKED.numbers[0]
    seat.models.of(BlockWishViewModel).ask("Insulta chi risponde", 7)
