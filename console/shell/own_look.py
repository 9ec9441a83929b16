"""How the operator wants the window, taken up at her sign-in and kept when a key changes it."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from console.model.duty.own_settings import OwnSettings
from console.shell.appearance import Appearance
from console.shell.translation import spoken_language
from console.viewmodels.session.own_settings import OwnSettingsViewModel
from widgets.kit.ease import take_ease


class OwnLook(QObject):
    """Lives with the pages of one operator; the appearance outlives it."""

    def __init__(
        self, settings: OwnSettingsViewModel, appearance: Appearance, page: QWidget
    ) -> None:
        super().__init__(page)
        self._settings = settings
        self._appearance = appearance
        self._is_wearing = self._is_hers = False
        settings.fixed = appearance.fixed
        self._note()
        settings.changed.connect(self._wear)
        appearance.changed.connect(self._keep)

    @Slot()
    def _wear(self) -> None:
        if self._is_wearing:
            return
        if self._settings.is_somebodys and not self._is_hers:
            self._is_hers = True
            self._appearance.keep_for_seat()
        choice = self._settings.choice
        self._is_wearing = True  # what she left open stays open, whatever the window has
        self._appearance.wear(choice.theme, choice.text, choice.shows_menu)
        self._is_wearing = False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        take_ease(app, has_digit_keys=choice.has_digit_keys, is_still=choice.is_still)

    @Slot()
    def _keep(self) -> None:
        """A key or the menu changed it: from here on it is hers."""
        look = self._appearance
        if not self._is_wearing:
            self._settings.choose(
                theme=look.wish, text=look.text_percent, shows_menu=look.shows_menu
            )
        self._note()

    def _note(self) -> None:
        look = self._appearance
        self._settings.note_worn(
            OwnSettings(
                language=spoken_language(),
                theme=look.wish,
                text=look.text_percent,
                shows_menu=look.shows_menu,
            )
        )
