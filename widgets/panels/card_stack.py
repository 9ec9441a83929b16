"""Cards that lie over the page while a call needs them: they come and go, and the page stays."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget


class CardStack(QFrame):
    """Below each other, hidden with the last of them. It is in no layout.

    settled asks whoever places it for its place.
    """

    settled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card_stack")
        self._cards: Sequence[QWidget] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(1)
        self.hide()

    def fill(self, cards: Sequence[QWidget]) -> None:
        self._cards = cards
        for card in cards:
            self._rows.addWidget(card)
            card.installEventFilter(self)
        self._follow()

    @property
    def wants_all(self) -> bool:
        """Return whether one of them takes all the height there is, as a talk in writing."""
        return any(
            one.sizePolicy().verticalPolicy().value & one.sizePolicy().PolicyFlag.ExpandFlag.value
            for one in self._cards
            if not one.isHidden()
        )

    def wanted_height(self, width: int) -> int:
        """Return the least that all of them need; what wants all has its own share beyond it."""
        rows = self._rows
        rows.activate()
        wanted = rows.totalMinimumHeightForWidth(width) if rows.hasHeightForWidth() else 0
        return max(wanted, rows.totalMinimumSize().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._follow()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and not self.isHidden():
            self.settled.emit()  # one of them says more than before
        return done

    def _follow(self) -> None:
        self.setVisible(any(not one.isHidden() for one in self._cards))
        self.settled.emit()
