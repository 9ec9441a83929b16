"""What a second console says before it ends: which window to use, and that nothing is lost."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from console.screens.appearance import Appearance
from console.screens.wording import Wording
from widgets.broken_page import BrokenPage

SIZE_PX = (720, 480)


class AlreadyOpen(BrokenPage):
    """A window of its own; its button, or closing it, ends the application."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("ChiamaRoma"))
        self.resize(*SIZE_PX)
        happened, safe, _ = Wording(self).store_broken("store_locked")
        self.show_break(
            title=self.tr("La console non può cominciare"),
            happened=happened,
            safe=safe,
            button=self.tr("Chiudi"),
        )
        self.button_pressed.connect(self.close)
        self.contrast_requested.connect(appearance.next_theme)
        self.zoom_requested.connect(appearance.step)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        QCoreApplication.quit()


def tell_already_open(app: QApplication, appearance: Appearance) -> None:
    """Show the page until it is closed."""
    page = AlreadyOpen(appearance)
    page.show()
    page.focus_first()
    app.exec()
    page.deleteLater()
