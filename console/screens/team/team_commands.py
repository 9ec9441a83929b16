"""The commands of a lead for her team, and the wish of an operator to block a number."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial

from PySide6.QtCore import QObject

from console.screens.kit.command import Command
from console.screens.team.block_panel import BlockPanel
from console.screens.team.team_panel import TeamPanel
from console.shell.work_page import WorkPage
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability


class TeamCommands(QObject):
    """The panels are made when they are first asked for: at most seats on most days never."""

    def __init__(
        self, models: SeatModels, page: WorkPage, menu: str, now: Callable[[], datetime]
    ) -> None:
        super().__init__(page)
        self._models = models
        self._page = page
        self._now = now
        command = partial(Command, menu=menu, needs=Capability.PHONE_USE)
        self.all = (
            command(
                name="team.open",
                title=self.tr("Squadra: chi è in servizio, allarmi, code, blocchi"),
                keys=("Ctrl+G",),
                run=lambda: self.team.open(),
                is_offered=lambda: models.team.may_lead,
                why=lambda: "not_allowed",
            ),
            command(
                name="block.ask",
                title=self.tr("Chiedi di bloccare questo numero"),
                run=lambda: self.block.open(),
                is_offered=lambda: bool(models.block.on_line),
                why=lambda: "no_number",
            ),
        )

    @cached_property
    def team(self) -> TeamPanel:
        side = TeamPanel(self._models.team, self._models.words, self._page, self._now)
        side.panel.stand_below(self._page.under_notices)
        return side

    @cached_property
    def block(self) -> BlockPanel:
        side = BlockPanel(self._models.block, self._models.words, self._page)
        side.panel.stand_below(self._page.under_notices)
        return side
