"""A lead's team, and blocking a number."""

from collections.abc import Callable
from datetime import datetime

from console.bootstrap.operator_parts import OperatorParts
from console.screens.kit.feature import Feature, Frame
from console.screens.team.team_commands import TeamCommands
from console.sync.links.team_link import TeamLink
from console.viewmodels.duty.block_wish import BlockWishViewModel
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.team.team import TeamViewModel


def models(parts: OperatorParts, seat: SeatModels) -> tuple[object, ...]:
    server = TeamLink(parts.link)
    return (
        TeamViewModel(
            operator=parts.operator,
            server=server,
            queues=lambda: seat.status.queues,
            notices=seat.notices,
            scope=parts.scope,
        ),
        BlockWishViewModel(
            call=parts.call, ask=server.ask_block, scope=parts.scope, now=parts.clock
        ),
    )


def feature(frame: Frame, models: SeatModels, now: Callable[[], datetime]) -> Feature:
    commands = TeamCommands(models, frame, now)
    return Feature(
        commands=commands.all,
        refusals=commands.refusals(),
        inputs=commands.inputs(),
        parts=(commands,),
    )
