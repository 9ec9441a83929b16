"""What stands in place of results when there are none: a sentence, and another text to try."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.kit.action_button import action_button, show_words
from widgets.kit.plain_text import wrapped_label
from widgets.kit.theme import SPACE_XS


class NothingFound(QWidget):
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
        show_words(self._try, self.tr("Cerca «{0}»").format(suggestion))
        self._try.setVisible(bool(suggestion))
        self.setVisible(bool(sentence))
