"""Sala: the room as its lead watches it, the page she begins with."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from console.bootstrap.operator_parts import OperatorParts
from console.screens.floor.floor_commands import FloorCommands
from console.screens.floor.floor_presenter import FloorPresenter
from console.screens.floor.floor_screen import FLOOR, FloorScreen
from console.screens.kit.feature import Badge, Feature, Frame, Page
from console.screens.team.team_commands import TeamCommands
from console.sync.links.floor_link import FloorLink
from console.viewmodels.floor.floor import FloorViewModel
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability


class FloorPageTexts(QObject):
    def title(self) -> str:
        return self.tr("Sala")

    def alarms(self, count: int) -> str:
        return self.tr("%n allarmi", "", count)


def models(parts: OperatorParts, _: SeatModels) -> tuple[object, ...]:
    return (
        FloorViewModel(
            operator=parts.operator,
            load=FloorLink(parts.link).load,
            scope=parts.scope,
            clock=parts.clock,
            monotonic_s=parts.monotonic_s,
        ),
    )


def feature(frame: Frame, models: SeatModels, now: Callable[[], datetime]) -> Feature:
    model, texts, commands = models.of(FloorViewModel), FloorPageTexts(), FloorCommands(frame)

    # The room has no answer beside it: what is done about it opens over its right column.
    frame.part(TeamCommands).is_aside = lambda: frame.module == FLOOR

    def make() -> FloorScreen:
        screen = FloorScreen()
        commands.presenter = FloorPresenter(screen, model, now)
        commands.presenter.opened.connect(lambda key: frame.part(TeamCommands).team.open_at(key))
        return screen

    page = Page(
        name=FLOOR,
        title=texts.title(),
        icon="layout-grid",
        place=5,
        needs=Capability.MONITOR_READ,
        make=make,
        badge=Badge(
            count=lambda: len(model.now.alarms) if model.now is not None else 0,
            text=texts.alarms,
            changed=(model.changed,),
        ),
        is_late=True,
    )
    return Feature(
        pages=(page,),
        commands=commands.all,
        refusals=commands.refusals(),
        parts=(texts, commands),
    )
