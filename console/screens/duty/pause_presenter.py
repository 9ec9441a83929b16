"""Binds what is left of each pause to the menu behind F5."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.model.duty.seat_state import PauseReason
from console.screens.kit.state_texts import StateTexts
from console.viewmodels.duty.operator_status import OperatorStatusViewModel
from console.viewmodels.duty.pause_limits import PauseLeft, PauseLimitsViewModel
from widgets.panels.pause_menu import PauseMenu
from widgets.tables.numbered_list import NumberedRow

MINUTE_S = 60


class PausePresenter(QObject):
    declined = Signal(str)  # a call, for this PauseReason; "": left unsaid

    def __init__(
        self, status: OperatorStatusViewModel, limits: PauseLimitsViewModel, window: QWidget
    ) -> None:
        super().__init__(window)
        self._status = status
        self._limits = limits
        self._words = StateTexts(self)
        self.menu = PauseMenu(window)
        self._asks_why_declined = False
        self.menu.chosen.connect(self._on_chosen)
        # Esc is an answer too: the declined call must not be left waiting for a reason.
        self.menu.dismissed.connect(lambda: self._tell_declined(""))
        limits.changed.connect(self._show)
        status.changed.connect(self._show_when)
        self._show()

    def open(self) -> None:
        """Show the reasons at once; what is left of each follows from the server."""
        self._open(self.tr("Pausa: scegli il motivo"), self._when())

    def _when(self) -> str:
        in_call = self._status.is_in_call
        return self.tr("La pausa comincia dopo questa telefonata.") if in_call else ""

    def _show_when(self) -> None:
        """Follow the call, which may end while a pause is chosen."""
        is_asked = not self.menu.isHidden() and not self._asks_why_declined
        if is_asked and self.menu.line() in (
            "",
            self.tr("La pausa comincia dopo questa telefonata."),
        ):
            self.menu.set_line(self._when())

    def ask_why_declined(self) -> None:
        """Ask why, the call being with somebody else already; Esc leaves it unsaid."""
        line = self.tr("La telefonata va subito a un altro. Esc: resti in Non pronto senza motivo.")
        self._open(self.tr("Non posso: perché?"), line)
        self._asks_why_declined = True

    def _on_chosen(self, reason: str) -> None:
        self._status.pause(PauseReason(reason))
        self._tell_declined(reason)

    def _tell_declined(self, reason: str) -> None:
        # Cleared first: the menu that closes after a choice comes here once more.
        was_asked, self._asks_why_declined = self._asks_why_declined, False
        if was_asked:
            self.declined.emit(reason)

    def _open(self, title: str, line: str) -> None:
        self._asks_why_declined = False
        self._limits.look()
        self._show()
        self.menu.rename(title)
        self.menu.set_line(line)
        self.menu.open()

    def _show(self) -> None:
        self.menu.set_reasons([self._row(reason) for reason in PauseReason])

    def _row(self, reason: PauseReason) -> NumberedRow:
        left = self._limits.left_of(reason)
        return NumberedRow(
            str(reason), self._words.pause(reason), left.may_be_chosen, self._told(left)
        )

    def _told(self, left: PauseLeft) -> str:
        if left.is_used_up:
            return self.tr("finita per oggi: %n minuti", "", left.quota_s // MINUTE_S)
        if left.is_full:
            return self.tr("piena adesso, riprova tra poco")
        parts = (self._today(left), self._each(left))
        return " · ".join(part for part in parts if part)

    def _today(self, left: PauseLeft) -> str:
        quota = left.quota_s // MINUTE_S
        if not left.quota_s:
            return ""
        if left.left_s is None:
            return self.tr("%n min al giorno", "", quota)
        # "0 minutes left" would read as used up while it may still be chosen.
        if left.left_s < MINUTE_S:
            return self.tr("oggi resta meno di un minuto")
        words = self.tr("oggi restano %n min di {0}", "", left.left_s // MINUTE_S)
        return words.format(quota)

    def _each(self, left: PauseLeft) -> str:
        """Return how long one pause may last, where the day leaves room for more."""
        room_s = left.left_s if left.left_s is not None else left.quota_s
        if not left.limit_s or (left.quota_s and room_s <= left.limit_s):
            return ""
        return self.tr("al massimo %n min", "", left.limit_s // MINUTE_S)
