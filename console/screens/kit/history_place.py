"""Where the last contacts of a citizen stand: with the fields, beside the answer, or dropped."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console.screens.kit.columns import ANY_PX, Columns, is_in
from widgets.cards.citizen_card import CitizenCard
from widgets.kit.theme import SPACE_L, SPACE_M, SPACE_S, scaled, set_look

HISTORY_PX = 320


class HistoryPlace(QFrame):
    """They go with the room there is and are never built anew: a chosen row stays chosen.

    Dropped they lie over the form, until Esc or until the cursor leaves the citizen.
    """

    def __init__(self, citizen: CitizenCard, receipt: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self.setAccessibleName(self.tr("Ultimi contatti"))
        self._citizen = citizen
        self._receipt = receipt
        self._columns = Columns.THREE
        self._is_open = False
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        self._rows.addStretch(1)
        citizen.history_link.clicked.connect(self.toggle)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        self.hide()

    def settle(self, columns: Columns, row: QHBoxLayout) -> None:
        """Stand where this way of parting the window has room; row: of the columns."""
        self._columns = columns
        is_beside, is_dropping = columns is Columns.FOUR, columns is Columns.TWO
        self._is_open = self._is_open and is_dropping
        self._citizen.offer_link(is_offered=is_dropping)
        if not is_beside and not is_dropping:
            self._citizen.hold_history()
        elif self._rows.indexOf(self._citizen.history) < 0:
            self._rows.insertWidget(self._rows.count() - 1, self._citizen.history)
        self._citizen.stand_callers(self._rows if is_beside else None)
        self._citizen.show_all_contacts(is_all=is_beside)
        if is_beside and row.indexOf(self) < 0:
            row.addWidget(self)
        elif not is_beside:
            row.removeWidget(self)
        self.setMinimumWidth(scaled(HISTORY_PX) if is_beside else 0)
        self.setMaximumWidth(scaled(HISTORY_PX) if is_beside else ANY_PX)
        set_look(self, "panel", "true" if is_beside else "floating")
        self.setVisible(is_beside or self._is_open)
        if is_beside:
            self.raise_()  # behind the answer for Tab and screen readers too: it stands there
        self._drop()

    def free_room(self) -> QRect:
        """Return what of it may be lent: all but possible callers, who are confirmed in a call."""
        callers = self._citizen.callers
        is_taken = self.isAncestorOf(callers) and callers.has_rows
        return self.rect().adjusted(
            0, callers.geometry().bottom() + SPACE_S if is_taken else 0, 0, 0
        )

    @property
    def is_pane(self) -> bool:
        """Whether it has a column of its own, which F6 goes through."""
        return self._columns is Columns.FOUR and self.isVisibleTo(self.window())

    def toggle(self) -> None:
        self.open(is_open=not self._is_open)

    def open(self, *, is_open: bool = True) -> None:
        """Show them, or put them away, where they have no place of their own."""
        if self._columns is not Columns.TWO or is_open is self._is_open:
            return
        self._is_open = is_open
        self.setVisible(is_open)
        self._drop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_open:
            self._citizen.focus_field("name")
            self.open(is_open=False)
            return
        super().keyPressEvent(event)

    def _drop(self) -> None:
        """Lie below the citizen, as wide as the receipt."""
        parent = self.parentWidget()
        if not self._is_open or parent is None:
            return
        foot = self._citizen.mapTo(parent, QPoint(0, self._citizen.height()))
        width, room = self._receipt.width(), parent.height() - foot.y()
        self.setGeometry(foot.x(), foot.y(), width, min(room, self.sizeHint().height()))
        self.raise_()

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        # In another window, as a menu, the focus comes back: what is open stays.
        if now is not None and not is_in(now, self) and not is_in(now, self._citizen):
            self.open(is_open=False)
