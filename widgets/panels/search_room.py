"""The answer of a search and its results: beside each other, or dropping down over it."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget

from widgets.cards.card_text import CardText
from widgets.cards.card_view import MARGIN, CardView
from widgets.kit.action_button import SMALL_PX, action_button
from widgets.kit.plain_text import ElidedLabel, isolated, wrapped_label
from widgets.kit.theme import SPACE_M, SPACE_S, SPACE_XS, scaled, set_look

LINE_PX = 1  # between results and answer
LEAST_CARD_PX = 40  # the card gives way before the box one types in


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
        self._try.show_words(self.tr("Cerca «{0}»").format(isolated(suggestion)))
        self._try.setVisible(bool(suggestion))
        self.setVisible(bool(sentence))


class AnswerPane(QFrame):
    """The answer; above it the way to its topic and what can be done with it, there without one."""

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


class SearchRoom:
    """Places two frames in a panel: results with the box on top of them, and the answer.

    Beside the answer all of the results are seen. Where there is no room for that the box stands on
    top of the answer, and what was found lies over it while it is open: the answer never moves.
    So it is too while the place of the results is lent.
    """

    def __init__(self, panel: QWidget, results: QFrame, found: QWidget, answer: QFrame) -> None:
        """found: all of results that stands below the box."""
        self._panel, self._results, self._found, self._answer = panel, results, found, answer
        self.wanted_px = 0  # of the results, at 100 % text; 0: they drop down
        self._is_lent = False
        self.is_open = False  # asked for
        self.has_answer = False

    @property
    def results_px(self) -> int:
        """Return how wide the results stand beside the answer; 0: they drop down."""
        return 0 if self._is_lent else self.wanted_px

    def lend(self, *, is_lent: bool) -> bool:
        """Leave the place of the results to others, or take it back; return whether that is new."""
        is_new = is_lent is not self._is_lent
        self._is_lent = is_lent
        return is_new

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
        for part, place in self._places(box, wanted):
            part.setGeometry(self._visual(place))
        if is_over and not self.is_beside:
            self._results.raise_()
        else:  # a screen reader is told of them in the order in which they stand
            self._results.stackUnder(self._answer)

    def column(self) -> QRect:
        """Return where results stand in the panel, they or what it is lent to; null for nowhere."""
        whole = self._panel.rect()
        wide = min(scaled(self.wanted_px), whole.width())
        return self._visual(QRect(0, 0, wide, whole.height())) if self.wanted_px else QRect()

    def dropped(self) -> QRect:
        """Return the room below and with the box, where results drop down; not yet mirrored."""
        whole = self._panel.rect()
        lent = scaled(self.wanted_px - self.results_px)
        return whole.adjusted(min(lent + LINE_PX, whole.width()) if lent else 0, 0, 0, 0)

    def _places(self, box: int, wanted: int) -> tuple[tuple[QFrame, QRect], ...]:
        whole = self._panel.rect()
        width, height = whole.width(), whole.height()
        if self.is_beside:
            wide = min(scaled(self.results_px), width)
            rest = QRect(wide + LINE_PX, 0, max(0, width - wide - LINE_PX), height)
            return (self._results, QRect(0, 0, wide, height)), (self._answer, rest)
        room = self.dropped()
        below = room.adjusted(0, min(height, box), 0, 0)
        if not self.has_answer:
            wanted = height
            below.setHeight(0)  # empty, it would lie over what was found
        room.setHeight(min(height, box + wanted) if self.is_seen else box)
        return (self._results, room), (self._answer, below)

    def _visual(self, place: QRect) -> QRect:
        return QStyle.visualRect(self._panel.layoutDirection(), self._panel.rect(), place)
