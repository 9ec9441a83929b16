"""An entry as operators see it, and below it what should be mended."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from widgets.cards.card_view import CardView
from widgets.kit.plain_text import plain_label
from widgets.kit.theme import SPACE_M, SPACE_S, SPACE_XS
from widgets.tables.check_list import CheckList


class EntryPreview(QFrame):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entry_preview")
        self.setAccessibleName(self.tr("Anteprima e controlli"))
        self.setProperty("panel", "true")
        self._title = plain_label(self.tr("Come la vede l'operatore"), "section")
        self.card = CardView()
        self.card.setAccessibleName(self.tr("Come la vede l'operatore"))
        self._heading = plain_label(self.tr("Controlli"), "section")
        self.checks = CheckList(self.tr("Controlli"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self._title)
        layout.addWidget(self.card, 3)
        layout.addWidget(self._heading)
        layout.addWidget(self.checks, 2)
