"""States of the lead's panel, and of the wish to block a number, worth looking at."""

from msgspec.structs import replace

from console.scenes import scene_city as city
from console.scenes.scene_seat import SceneSeat
from console.scenes.scenes import Scene, idle, settle, talking
from console.screens.team.team_commands import TeamCommands
from console.shell.main_window import MainWindow
from contract.domain.account import Role
from contract.domain.ids import QueueId
from contract.domain.queue import Queue
from contract.wire.trunks import TrunkState

QUEUES = (
    Queue(id=QueueId("tributi"), name="Tributi"),
    Queue(id=QueueId("informazioni"), name="Informazioni", emergency_text="allagamento"),
)


async def team(window: MainWindow, seat: SceneSeat) -> None:
    seat.store.role = Role.TEAM_LEAD
    await idle(window, seat)
    seat.models.status.show_queues(QUEUES)
    window.commands.run("team.open")
    await settle()


async def team_member(window: MainWindow, seat: SceneSeat) -> None:
    await team(window, seat)
    panel = window.part(TeamCommands).team.panel
    panel.table.select_key("member scena-2")
    panel.picked.emit("member scena-2")
    await settle()


async def team_unreachable(window: MainWindow, seat: SceneSeat) -> None:
    await team(window, seat)
    seat.store.team.now, seat.store.team.refusal = None, "unreachable"
    seat.models.team.refresh()
    await settle()


async def team_trunk_down(window: MainWindow, seat: SceneSeat) -> None:
    state = TrunkState(exchange="a", is_up=False, since_at=city.NOW)
    if seat.store.team.now is not None:
        seat.store.team.now = replace(seat.store.team.now, trunks=(state,))
    await team(window, seat)
    seat.models.duty.trunks.hear((state,))
    await settle()


async def block_number(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    window.commands.run("block.ask")
    await settle()


async def block_asked(window: MainWindow, seat: SceneSeat) -> None:
    await block_number(window, seat)
    seat.models.block.ask("Insulta chi risponde", 7)
    await settle()


SCENES: tuple[Scene, ...] = (
    team,
    team_member,
    team_unreachable,
    team_trunk_down,
    block_number,
    block_asked,
)
