"""Says of the card in front what is read out to the citizen, without moving the cursor."""

from PySide6.QtCore import QObject

from widgets.cards.card_text import CardText
from widgets.cards.card_view import CardView
from widgets.kit.plain_text import without_isolates
from widgets.speech.announcer import Announcer


class CardReading(QObject):
    def __init__(self, view: CardView) -> None:
        super().__init__(view)
        self._view = view
        self._announcer = Announcer(view)

    @property
    def can_read(self) -> bool:
        return self._view.card() is not None

    def read(self) -> None:
        """Announce whether it is open, the notice, the text to say: in the order one needs them."""
        card = self._view.card()
        if card is not None:
            self._announcer.announce(self._aloud(card), kind="card")

    def _aloud(self, card: CardText) -> str:
        tag = next((office.tag for office in card.offices if office.tag), "")
        say = "" if card.is_withdrawn else " ".join(filter(None, (card.question, card.say)))
        parts = (
            _sentence(without_isolates(tag).replace(" · ", ", ")),
            _sentence(self.tr("Attenzione: {0}").format(card.warning)) if card.warning else "",
            self.tr("Da dire: {0}").format(say) if say else "",
        )
        return " ".join(filter(None, parts)) or _sentence(card.title)


def _sentence(words: str) -> str:
    """Begin with a capital and end with a stop: a reader pauses there."""
    if not words:
        return ""
    return words[0].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")
