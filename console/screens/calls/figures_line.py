"""Binds the figures of the queues to the middle of the status line."""

from PySide6.QtCore import QObject

from console.screens.kit.moments import clock_time
from console.screens.kit.passing_sentence import PassingSentence
from console.viewmodels.calls.queue_figures import QueueFiguresViewModel
from widgets.kit.plain_text import duration, left_to_right
from widgets.kit.status_line import StatusLine


class FiguresLine(QObject):
    """ "In coda 7 · la più lunga 0:42"; greyed and dated when nothing came for a while."""

    def __init__(self, line: StatusLine, model: QueueFiguresViewModel) -> None:
        super().__init__(line)
        self._line = line
        self._model = model
        self._why_not = PassingSentence(line)
        self._why_not.changed.connect(self.refresh)
        model.changed.connect(self.refresh)
        self.refresh()

    def say(self, sentence: str) -> None:
        """Say why a key did nothing where there is no strip to say it; "" ends it."""
        self._why_not.say(sentence)

    def refresh(self) -> None:
        told = self._why_not.text
        self._line.show_centre(told or self.sentence(), is_old=self._model.is_old and not told)

    def sentence(self) -> str:
        model = self._model
        if not model.is_known:
            return ""
        text = self._waiting()
        if model.is_old:
            at = left_to_right(clock_time(model.alive_at))
            return self.tr("{0} (dati delle {1})").format(text, at)
        return text

    def _waiting(self) -> str:
        model = self._model
        if not model.waiting:
            return self.tr("Nessuno in coda")
        wait = left_to_right(duration(model.longest_wait_s))
        return self.tr("In coda {0} · la più lunga {1}").format(model.waiting, wait)
