"""What is shown instead of the console where it cannot begin: why, and whom to call."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from console.shell.appearance import Appearance
from widgets.kit.broken_page import BrokenPage
from widgets.panels.focus_ring import FocusRing

SIZE_PX = (720, 480)


class CannotStart(BrokenPage):
    """A window of its own; its button, or closing it, ends the application."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        FocusRing(self)
        self.setWindowTitle(self.tr("ChiamaRoma"))
        self.resize(*SIZE_PX)
        self.button_pressed.connect(self.close)
        self.contrast_requested.connect(appearance.next_theme)
        self.zoom_requested.connect(appearance.step)

    def say(self, happened: str, safe: str = "") -> None:
        self.show_break(
            title=self.tr("La console non può cominciare"),
            happened=happened,
            safe=safe,
            button=self.tr("Chiudi"),
        )

    def say_refused(self, reason: str) -> None:
        """reason: for the help desk, in the words of the terminal."""
        happened = self.tr(
            "Questa postazione non è impostata bene. Chiama l'assistenza e leggi questa riga: {}"
        )
        self.say(happened.format(reason))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        QCoreApplication.quit()


def show_until_closed(app: QApplication, page: CannotStart) -> None:
    page.show()
    page.focus_first()
    app.exec()
    page.deleteLater()
