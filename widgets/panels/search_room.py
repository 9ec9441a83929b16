"""How a search panel shares its height: results and filters give way to the card being read."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.kit.action_button import action_button
from widgets.kit.plain_text import wrapped_label
from widgets.kit.theme import SPACE_XS

MIN_ROWS, MAX_ROWS = 3, 6
GROUPED_ROWS = 3  # more where there are headings among them
LIST_SHARE = 35  # percent of the height the results may take above the card
# What gives way where room is short, one step after the other until the card has its lines:
# (are the filters there, results that are seen, lines of the card).
GIVING_WAY = ((True, MIN_ROWS, 9), (True, 2, 7), (False, 2, 5), (False, 1, 0))


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
        rows.addWidget(self._try, 0, Qt.AlignmentFlag.AlignLeading)
        self.show_sentence("")

    def show_sentence(self, sentence: str, suggestion: str = "") -> None:
        """An empty sentence takes all of it away."""
        self.suggestion = suggestion
        self._sentence.setText(sentence)
        self._try.show_words(self.tr("Cerca «{0}»").format(suggestion))
        self._try.setVisible(bool(suggestion))
        self.setVisible(bool(sentence))


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRoom:
    """Heights in pixels. left: of all but filters, results and card; line: 0 without a card.

    is_offered: nothing was searched, the list itself is what is read, as today's news.
    """

    whole: int
    left: int
    filters: int
    row: int
    line: int
    may_hide_filters: bool
    is_grouped: bool
    is_offered: bool

    def shared(self) -> tuple[bool, int]:
        """Return whether the filters are there, and how many results are seen."""
        for has_filters, least, lines in GIVING_WAY:
            filters = self.filters if has_filters or not self.may_hide_filters else 0
            wanted = lines // 2 if self.is_offered else lines
            left = self.left - wanted * self.line - filters
            if left >= least * self.row:
                break
        if least < MIN_ROWS:
            return has_filters, least
        most = MAX_ROWS + (GROUPED_ROWS if self.is_grouped else 0)
        share = self.whole * LIST_SHARE // 100
        return has_filters, max(least, min(most, share // self.row, left // self.row))


def height_of(part: QWidget, width: int) -> int:
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
