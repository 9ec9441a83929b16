"""The buttons at the offices of an answer: to call one, or to bring the citizen there."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.model.calls.directory_entry import LineKind
from console.viewmodels.session.seat_models import SeatModels
from widgets.cards.card_view import CardView


class OfficeCallPresenter(QObject):
    """They lead to the panel behind F7, with the office chosen there."""

    def __init__(self, card: CardView, models: SeatModels, run: Callable[[str], None]) -> None:
        """run is given the name of a command."""
        super().__init__(card)
        self._card = card
        self._models = models
        self._run = run
        card.office_called.connect(self._on_called)
        models.call.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        # In a call the strip has the key: shown twice it would mean two things.
        if self._models.call.calls:
            self._card.offer_calls(self.tr("Trasferisci qui"))
        else:
            self._card.offer_calls(self.tr("Chiama"), "F7")

    def _on_called(self, number: int) -> None:
        card = self._card.card()
        self._run("call.transfer")
        directory = self._models.calls.directory
        name = card.offices[number].name if card is not None else ""
        for at, entry in enumerate(directory.found):
            if entry.kind is LineKind.OFFICE and entry.name == name:
                directory.select(at)
                return
