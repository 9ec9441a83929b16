"""Binds the wish to block a number to its panel: why, and until when."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.model.contact.unsent_input import block_place
from console.screens.team.team_texts import TeamTexts
from console.viewmodels.duty.block_wish import DAYS, BlockWishViewModel, WishState
from console.viewmodels.kit.unsent_input import UnsentInputViewModel
from contract.domain.phone_number import spoken
from contract.wire.queues import REASON_LIMIT
from widgets.kit.plain_text import left_to_right
from widgets.panels.order_panel import OrderPanel
from widgets.tables.numbered_list import NumberedRow


class BlockPanel(QObject):
    """The cursor is where the reason is typed; Enter goes on to the time, a digit sends it."""

    def __init__(
        self, model: BlockWishViewModel, typed: UnsentInputViewModel, window: QWidget
    ) -> None:
        super().__init__(window)
        self._model = model
        self._typed = typed
        self._words = TeamTexts(self)
        self.panel = OrderPanel(self.tr("Chiedi di bloccare questo numero"), (), window)
        self.panel.setObjectName("block_panel")
        self.panel.ordered.connect(lambda days: model.ask(self.panel.note(), int(days)))
        self.panel.field.edited.connect(self._on_typed)
        model.changed.connect(self.refresh)
        model.taken.connect(self._on_taken)

    def open(self) -> None:
        if not self._model.open():
            return
        self.panel.ask(
            left_to_right(spoken(self._model.phone)),
            [NumberedRow(str(days), self._until(days)) for days in DAYS],
            field=self.tr("Perché (lo legge il responsabile che decide)"),
            value=self._typed.of(block_place(self._model.phone))[0],
            limit=REASON_LIMIT,
        )
        self.refresh()
        self.panel.open()

    def refresh(self) -> None:
        hint = self.tr("Scrivi il motivo, Invio, poi una cifra. Esc chiude.")
        if self._model.state is WishState.SENT:
            hint = self.tr("Esc chiude.")
            self.panel.ask(left_to_right(spoken(self._model.phone)), [])
        self.panel.say(self._sentence(), hint)

    def _on_typed(self, reason: str) -> None:
        self._typed.type(block_place(self._model.phone), (reason,))
        self._model.mend()

    def _on_taken(self, phone: str, reason: str) -> None:
        """They are no words that wait; what she typed for this number since stays."""
        place = block_place(phone)
        if self._typed.of(place)[0].strip() == reason:
            self._typed.drop(place)

    def _sentence(self) -> str:
        state = self._model.state
        if state is WishState.REFUSED:
            return self._words.fault(self._model.fault)
        return {
            WishState.SENDING: self.tr("Lo chiedo…"),
            WishState.SENT: self.tr("Richiesta inviata: vale quando un responsabile è d'accordo."),
        }.get(state, "")

    def _until(self, days: int) -> str:
        return {
            1: self.tr("per un giorno"),
            7: self.tr("per 7 giorni"),
            30: self.tr("per 30 giorni"),
            0: self.tr("per sempre"),
        }[days]
