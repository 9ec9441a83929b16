"""A lead's team, and blocking a number."""

from collections.abc import Callable
from datetime import datetime

from console.screens.kit.feature import Feature, Frame
from console.screens.team.team_commands import TeamCommands
from console.viewmodels.session.seat_models import SeatModels


def feature(frame: Frame, models: SeatModels, now: Callable[[], datetime]) -> Feature:
    commands = TeamCommands(models, frame, now)
    return Feature(
        commands=commands.all,
        refusals=commands.refusals(),
        inputs=commands.inputs(),
        parts=(commands,),
    )
