"""Impostazioni: language, looks, ringing and keys as one operator wants them."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QObject

from console.screens.kit.command import Command
from console.screens.kit.feature import Feature, Frame
from console.screens.kit.menu_texts import MenuTexts
from console.screens.settings.settings_presenter import SettingsPresenter
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability

OPEN, AUDIO = "settings.open", "audio.open"


def feature(frame: Frame, models: SeatModels, _: Callable[[], datetime]) -> Feature:
    parts = SettingsParts(frame, models)
    frame.status.seat_pressed.connect(lambda: frame.run(OPEN))
    return Feature(commands=(parts.command,), parts=(parts,))


class SettingsParts(QObject):
    def __init__(self, frame: Frame, models: SeatModels) -> None:
        super().__init__(frame.host)
        self._frame = frame
        self._models = models
        self.command = Command(
            name=OPEN,
            title=self.tr("Impostazioni: lingua, testo, colori, avvisi"),
            menu=MenuTexts(self).seat(),
            keys=("Ctrl+,",),
            run=lambda: self.settings.open(),
        )

    @cached_property
    def settings(self) -> SettingsPresenter:
        """Made when it is first asked for."""
        models = self._models
        presenter = SettingsPresenter(
            models.settings,
            models.duty.audio,
            self._frame.host,
            has_phone=models.operator.may(Capability.PHONE_USE),
        )
        presenter.panel.audio_requested.connect(lambda: self._frame.run(AUDIO))
        return presenter
