"""The commands of the room's page."""

from PySide6.QtCore import QObject

from console.screens.floor.floor_presenter import FloorPresenter
from console.screens.floor.floor_screen import FLOOR
from console.screens.kit.command import Command
from console.screens.kit.feature import Frame
from console.screens.kit.menu_texts import MenuTexts
from contract.domain.account import Capability


class FloorCommands(QObject):
    """presenter: made when a lead signs in, never for others."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.host)
        self.presenter: FloorPresenter | None = None
        self.all = (
            Command(
                name="floor.table",
                title=self.tr("Sala: giornata come grafico o tabella"),
                menu=MenuTexts(self).calls(),
                group="others",
                keys=("Ctrl+Shift+T",),
                needs=Capability.MONITOR_READ,
                run=self._turn,
                is_offered=lambda: frame.has_module(FLOOR) and frame.module == FLOOR,
                why=lambda: "not_on_floor",
            ),
        )

    def refusals(self) -> dict[str, str]:
        return {"not_on_floor": self.tr("Si usa nella pagina Sala.")}

    def _turn(self) -> None:
        if self.presenter is not None:
            self.presenter.turn_table()
