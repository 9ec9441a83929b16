"""Impostazioni: language, looks, ringing and keys as one operator wants them, and the password."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QObject

from console.bootstrap.operator_parts import OperatorParts
from console.screens.kit.command import Command
from console.screens.kit.feature import Feature, Frame
from console.screens.kit.menu_texts import MenuTexts
from console.screens.settings.password_presenter import PasswordPresenter
from console.screens.settings.settings_presenter import SettingsPresenter
from console.usecases.session.change_password import ChangePassword
from console.viewmodels.session.own_password import OwnPasswordViewModel
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability

OPEN, AUDIO, PASSWORD = "settings.open", "audio.open", "password.change"


def models(parts: OperatorParts, _: SeatModels) -> tuple[object, ...]:
    change = ChangePassword(database=parts.database, vault=parts.vault, server=parts.link)
    return (OwnPasswordViewModel(operator=parts.operator, change=change, scope=parts.scope),)


def feature(frame: Frame, models: SeatModels, _: Callable[[], datetime]) -> Feature:
    parts = SettingsParts(frame, models)
    frame.status.seat_pressed.connect(lambda: frame.run(OPEN))
    return Feature(commands=parts.commands, parts=(parts,))


class SettingsParts(QObject):
    def __init__(self, frame: Frame, models: SeatModels) -> None:
        super().__init__(frame.host)
        self._frame = frame
        self._models = models
        menu = MenuTexts(self).seat()
        self.commands = (
            Command(
                name=OPEN,
                title=self.tr("Impostazioni: lingua, testo, colori, avvisi"),
                menu=menu,
                keys=("Ctrl+,",),
                run=lambda: self.settings.open(),
            ),
            Command(
                name=PASSWORD,
                title=self.tr("Cambia la tua password"),
                menu=menu,
                run=lambda: self.password.open(),
            ),
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
        presenter.panel.password_requested.connect(lambda: self._frame.run(PASSWORD))
        return presenter

    @cached_property
    def password(self) -> PasswordPresenter:
        """Made when it is first asked for."""
        return PasswordPresenter(self._models.of(OwnPasswordViewModel), self._frame.host)
