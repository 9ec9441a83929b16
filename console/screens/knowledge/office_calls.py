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
        # In a call the strip has the key: shown twice it would mean two things.
        self._names = {True: (self.tr("Trasferisci qui"), ""), False: (self.tr("Chiama"), "F7")}
        for name in self._names.values():
            card.offer_calls(*name)  # both now: the card leaves room for either
        self.refresh()

    def refresh(self) -> None:
        self._card.offer_calls(*self._names[bool(self._models.call.calls)])

    def _on_called(self, number: int) -> None:
        card = self._card.card()
        self._run("call.transfer")
        directory = self._models.calls.directory
        name = card.offices[number].name if card is not None else ""
        for at, entry in enumerate(directory.found):
            if entry.kind is LineKind.OFFICE and entry.name == name:
                directory.select(at)
                return
