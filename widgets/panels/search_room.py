"""Where the results of a search stand: beside the answer, or dropping down over it."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QFrame, QStyle, QVBoxLayout, QWidget

from widgets.kit.action_button import action_button
from widgets.kit.plain_text import wrapped_label
from widgets.kit.theme import SPACE_XS, scaled, set_look

LINE_PX = 1  # between results and answer


class NothingFound(QWidget):
    """What stands in place of results when there are none: a sentence, and another text to try."""

    taken = Signal(str)  # the text to try

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.suggestion = ""
        self._sentence = wrapped_label()
        self._try = action_button("search_suggestion", "")
        self._try.clicked.connect(lambda: self.taken.emit(self.suggestion))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE_XS)
        rows.addWidget(self._sentence)
        rows.addWidget(self._try)
        self.show_sentence("")

    def show_sentence(self, sentence: str, suggestion: str = "") -> None:
        """An empty sentence takes all of it away."""
        self.suggestion = suggestion
        self._sentence.setText(sentence)
        self._try.show_words(self.tr("Cerca «{0}»").format(suggestion))
        self._try.setVisible(bool(suggestion))
        self.setVisible(bool(sentence))


class SearchRoom:
    """Places two frames in a panel: results with the box on top of them, and the answer.

    Beside the answer all of the results are seen. Where there is no room for that the box stands on
    top of the answer, and what was found lies over it while it is open: the answer never moves.
    """

    def __init__(self, panel: QWidget, results: QFrame, found: QWidget, answer: QFrame) -> None:
        """found: all of results that stands below the box."""
        self._panel, self._results, self._found, self._answer = panel, results, found, answer
        self.results_px = 0  # at 100 % text; 0: they drop down
        self.is_open = False  # asked for
        self.has_answer = False

    @property
    def is_beside(self) -> bool:
        return self.results_px > 0

    @property
    def is_seen(self) -> bool:
        """Whether what was found is there; with nothing to read it is what is read."""
        return self.is_beside or self.is_open or not self.has_answer

    def settle(self, box: int, wanted: int) -> None:
        """Place both; in pixels: how high the box is with what surrounds it, and what was found."""
        self._found.setVisible(self.is_seen)
        is_over = self.is_open and self.has_answer
        look = "quiet" if self.is_beside else "floating" if is_over else "true"
        set_look(self._results, "panel", look)
        for part, place in self._places(self._panel.rect(), box, wanted):
            part.setGeometry(
                QStyle.visualRect(self._panel.layoutDirection(), self._panel.rect(), place)
            )
        if is_over and not self.is_beside:
            self._results.raise_()
        else:  # a screen reader is told of them in the order in which they stand
            self._results.stackUnder(self._answer)

    def _places(self, whole: QRect, box: int, wanted: int) -> tuple[tuple[QFrame, QRect], ...]:
        width, height = whole.width(), whole.height()
        if self.is_beside:
            wide = min(scaled(self.results_px), width)
            rest = QRect(wide + LINE_PX, 0, max(0, width - wide - LINE_PX), height)
            return (self._results, QRect(0, 0, wide, height)), (self._answer, rest)
        if not self.has_answer:
            wanted = height
        dropped = min(height, box + wanted) if self.is_seen else box
        below = QRect(0, box, width, max(0, height - box))
        return (self._results, QRect(0, 0, width, dropped)), (self._answer, below)
