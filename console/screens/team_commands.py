"""The commands of a lead for her team, and the wish of an operator to block a number."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from console.screens.block_panel import BlockPanel
from console.screens.keyboard import Command
from console.screens.team_panel import TeamPanel
from console.screens.work_page import WorkPage
from console.viewmodels.seat_models import SeatModels


class TeamCommands(QObject):
    def __init__(
        self, models: SeatModels, page: WorkPage, menu: str, now: Callable[[], datetime]
    ) -> None:
        super().__init__(page)
        self.team = TeamPanel(models.team, models.words, page, now)
        self.block = BlockPanel(models.block, models.words, page)
        for panel in (self.team.panel, self.block.panel):
            panel.stand_below(page.under_notices)
        self.all = (
            Command(
                name="team.open",
                title=self.tr("Squadra: chi è in servizio, allarmi, code, blocchi"),
                menu=menu,
                run=self.team.open,
                is_offered=lambda: models.team.may_lead,
                why=lambda: "not_allowed",
            ),
            Command(
                name="block.ask",
                title=self.tr("Chiedi di bloccare questo numero"),
                menu=menu,
                run=self.block.open,
                is_offered=lambda: bool(models.block.on_line),
                why=lambda: "no_number",
            ),
        )
