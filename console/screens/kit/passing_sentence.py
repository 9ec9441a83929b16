"""A sentence that stands somewhere for a moment in place of what is usually there."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from widgets.speech.announcer import Announcer

STAYS_MS = 8000


class PassingSentence(QObject):
    """text "": nothing is said now. Each sentence is spoken, and goes by itself."""

    changed = Signal()

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self.text = ""
        self._announcer = Announcer(place)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(lambda: self.say(""))

    def say(self, sentence: str) -> None:
        """Said once more, it is spoken once more and stays as long again; "" ends it."""
        is_news = sentence != self.text
        self.text = sentence
        if sentence:
            self._timer.start()
            self._announcer.announce(sentence, urgent=True)
        if is_news:
            self.changed.emit()
