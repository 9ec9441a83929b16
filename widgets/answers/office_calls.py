"""The buttons in an answer: one at each office that has a phone."""

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QStyle, QWidget

from widgets.answers.answer_paint import block_top
from widgets.cards.answer_document import AnswerDocument
from widgets.cards.card_text import CardText
from widgets.kit.action_button import ActionButton, action_button
from widgets.kit.plain_text import set_spoken_name
from widgets.kit.theme import SPACE_L, current_percent


class OfficeCalls(QObject):
    """Real buttons over the page, kept for the next card: Tab reaches them behind the text."""

    called = Signal(int)  # number of the office in the card

    def __init__(self, page: QWidget) -> None:
        """page: what they stand on and scroll with."""
        super().__init__(page)
        self._page = page
        self._words: tuple[str, str] | None = None  # label and key
        self._known: list[tuple[str, str]] = []  # all that they were ever called
        self._buttons: list[ActionButton] = []
        self._offices: tuple[int, ...] = ()  # in the card, of each button that is seen

    def offer(self, label: str, key: str) -> bool:
        """Say what they are called; return whether the card may need other room for that."""
        self._words = (label, key)
        is_new = self._words not in self._known
        if is_new:
            self._known.append(self._words)
        return is_new

    def wanted_px(self) -> int:
        """Return what an office leaves free for the widest of them, at 100 % text.

        Whatever they are called: else each call that begins or ends would lay the card out anew.
        """
        if self._words is None:
            return 0
        first, widest = self._button(0), 0
        for words in (*self._known, self._words):
            first.show_words(*words, "phone")
            widest = max(widest, first.sizeHint().width())
        return round(widest * 100 / current_percent()) + SPACE_L

    def show_for(self, card: CardText | None, document: QTextDocument) -> None:
        offices = _callable(document) if card is not None and self._words is not None else {}
        self._offices = tuple(offices)
        for at, number in enumerate(offices):
            assert card is not None
            assert self._words is not None
            label, key = self._words
            button = self._button(at)
            button.show_words(label, key if at == 0 else "", "phone")
            set_spoken_name(button, f"{label}: {card.offices[number].name}")
        for at, button in enumerate(self._buttons):
            button.setVisible(at < len(offices))

    def place(self, document: QTextDocument, scrolled: int) -> None:
        """Put each beside the name of its office; scrolled: how far the page is."""
        if not isinstance(document, AnswerDocument):
            return
        room = self._page.rect()
        for button, place in zip(self._buttons, _callable(document).values(), strict=False):
            size = button.sizeHint()
            top = round(block_top(document, place)) - scrolled
            at = QRect(room.width() - size.width(), top, size.width(), size.height())
            button.setGeometry(QStyle.visualRect(document.side, room, at))

    def _button(self, at: int) -> ActionButton:
        while len(self._buttons) <= at:
            button = action_button(f"card_call_{len(self._buttons)}", "", parent=self._page)
            button.hide()
            number = len(self._buttons)
            button.clicked.connect(lambda _=False, at=number: self._on_clicked(at))
            before = self._buttons[-1] if self._buttons else self._page.parentWidget()
            if before is not None:
                QWidget.setTabOrder(before, button)
            self._buttons.append(button)
        return self._buttons[at]

    def _on_clicked(self, at: int) -> None:
        self.called.emit(self._offices[at])


def _callable(document: QTextDocument) -> dict[int, int]:
    return document.callable_offices if isinstance(document, AnswerDocument) else {}
