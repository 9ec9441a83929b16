"""The answer: above it the way to its topic and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets.cards.card_text import CardText
from widgets.cards.card_view import MARGIN, CardView
from widgets.kit.action_button import SMALL_PX, action_button
from widgets.kit.plain_text import ElidedLabel
from widgets.kit.theme import SPACE_M, SPACE_S, SPACE_XS, scaled, set_look

LEAST_CARD_PX = 40  # the card gives way before the box one types in


class AnswerPane(QFrame):
    """Empty until there is a card; the row above it has its height also without one."""

    acted = Signal(str)  # name of the action

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answer_pane")
        set_look(self, "panel", "true")
        self.card_view = CardView()
        self._path = ElidedLabel("", "small")
        self._buttons: list[QWidget] = []
        self._top = QHBoxLayout()
        self._top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._top.setSpacing(SPACE_S)
        self._top.addWidget(self._path, 1)
        policy = self.card_view.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Ignored)  # it takes what is left, it asks none
        self.card_view.setSizePolicy(policy)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, SPACE_M, 0, 0)
        rows.setSpacing(SPACE_XS)
        rows.addLayout(self._top)
        rows.addWidget(self.card_view, 1)

    def show_card(self, card: CardText | None, path: str) -> None:
        self._path.show_text(path)
        for button in self._buttons:
            button.setVisible(card is not None)

    def add_action(self, name: str, label: str, key: str, icon_name: str, kind: str) -> None:
        button = action_button(f"card_{name}", "", kind=kind)
        set_look(button, "place", "chip")
        button.show_words(label, key, icon_name)
        button.clicked.connect(lambda: self.acted.emit(name))
        button.setVisible(self.card_view.card() is not None)
        self._top.addWidget(button)
        # The answer is read first: what can be done with it comes behind.
        QWidget.setTabOrder(self._buttons[-1] if self._buttons else self.card_view, button)
        self._buttons.append(button)

    def fit(self) -> None:
        """Keep the heights that go with the size of the text."""
        self._path.setMinimumHeight(scaled(SMALL_PX))
        self.card_view.setMinimumHeight(scaled(LEAST_CARD_PX))
