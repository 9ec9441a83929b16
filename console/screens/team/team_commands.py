"""The commands of a lead for her team, and the wish of an operator to block a number."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial

from PySide6.QtCore import QObject

from console.model.contact.unsent_input import Typed, subject_of
from console.screens.kit.command import Command
from console.screens.kit.feature import Door, Frame, InputKind
from console.screens.kit.menu_texts import MenuTexts
from console.screens.team.block_panel import BlockPanel
from console.screens.team.team_panel import TeamPanel
from console.viewmodels.duty.block_wish import BlockWishViewModel
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.team.team import TeamViewModel
from contract.domain.account import Capability


class TeamCommands(QObject):
    """The panels are made when they are first asked for: at most seats on most days never."""

    def __init__(self, models: SeatModels, frame: Frame, now: Callable[[], datetime]) -> None:
        super().__init__(frame.host)
        self._models = models
        self._frame = frame
        self._now = now
        self.is_aside: Callable[[], bool] = lambda: False
        menu = MenuTexts(self).calls()
        command = partial(Command, menu=menu, group="others", needs=Capability.PHONE_USE)
        self.all = (
            command(
                name="team.open",
                title=self.tr("Squadra: chi è in servizio, allarmi, code, blocchi"),
                keys=("Ctrl+G",),
                run=lambda: self.team.open(),
                is_offered=lambda: models.of(TeamViewModel).may_lead,
                why=lambda: "not_allowed",
            ),
            command(
                name="block.ask",
                title=self.tr("Chiedi di bloccare questo numero"),
                run=lambda: self.block.open(),
                is_offered=lambda: bool(models.of(BlockWishViewModel).on_line),
                why=lambda: "no_number",
            ),
        )

    def refusals(self) -> dict[str, str]:
        """Return why one of them is not offered, in a line that fits the strip, and what to do."""
        return {
            "no_number": self.tr("Nessun cittadino in linea da bloccare."),
        }

    def inputs(self) -> dict[str, InputKind]:
        """Return what is typed in these panels and not sent."""
        return {
            "block": InputKind(title=self.tr("Motivo di un blocco"), door=self._door_of_block),
            "member": InputKind(title=self.tr("Messaggio a un collega"), door=self._door_of_team),
            "queue": InputKind(title=self.tr("Testo di emergenza"), door=self._door_of_team),
        }

    def _door_of_block(self, place: str, _: Typed) -> Door | None:
        is_on_line = self._models.of(BlockWishViewModel).on_line == subject_of(place)
        return self.block.open if is_on_line else None

    def _door_of_team(self, place: str, _: Typed) -> Door | None:
        return (
            (lambda: self.team.open_at(place)) if self._models.of(TeamViewModel).may_lead else None
        )

    @cached_property
    def team(self) -> TeamPanel:
        side = TeamPanel(
            self._models.of(TeamViewModel), self._models.words, self._frame.host, self._now
        )
        side.is_aside = self.is_aside
        return side

    @cached_property
    def block(self) -> BlockPanel:
        side = BlockPanel(self._models.of(BlockWishViewModel), self._models.words, self._frame.host)
        return side
