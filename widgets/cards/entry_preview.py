"""An entry as operators see it, and below it what should be mended."""

from dataclasses import replace

from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from widgets.answers.answer_looks import AnswerType, Type
from widgets.cards.card_text import CardText
from widgets.cards.card_view import USUAL, CardView
from widgets.fields.filter_chip import ChoiceChip
from widgets.kit.action_button import action_button
from widgets.kit.plain_text import plain_label
from widgets.kit.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from widgets.tables.check_list import CheckList

USUAL_PERCENT, LARGE_PERCENT = 100, 150


class PreviewCard(CardView):
    """In the type that operators have, however narrow the column is: it is about the words."""

    def __init__(self) -> None:
        super().__init__()
        self._like = USUAL_PERCENT
        self.setViewportMargins(0, 0, 0, 0)

    def show_like(self, percent: int) -> None:
        """Show the card as it is at this size of text."""
        if percent != self._like:
            self._like = percent
            self._render()

    def _type_for_width(self) -> AnswerType:
        return USUAL if self._like == USUAL_PERCENT else _larger(USUAL, self._like)


class OperatorView(QWidget):
    """A card as operators see it, and two sizes of text to see it in."""

    def __init__(self) -> None:
        super().__init__()
        self.card = PreviewCard()
        self.card.setAccessibleName(self.tr("Come la vede l'operatore"))
        self.usual = ChoiceChip("preview_usual", self.tr("1366"))
        self.large = ChoiceChip("preview_large", self.tr("150 %"))
        self.usual.setAccessibleName(self.tr("Come su uno schermo di 1366 punti"))
        self.large.setAccessibleName(self.tr("Come con il testo al 150 %"))
        self._sizes = QButtonGroup(self)
        for chip, percent in ((self.usual, USUAL_PERCENT), (self.large, LARGE_PERCENT)):
            self._sizes.addButton(chip, percent)
        self.usual.setChecked(True)
        self._sizes.idClicked.connect(self.card.show_like)
        head = QHBoxLayout()
        head.addWidget(plain_label(self.tr("Come la vede l'operatore"), "section"), 1)
        head.addWidget(self.usual)
        head.addWidget(self.large)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(head)
        layout.addWidget(self.card, 1)


class EntryPreview(QFrame):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entry_preview")
        self.setAccessibleName(self.tr("Anteprima e controlli"))
        self.setProperty("panel", "true")
        self.view = OperatorView()
        self.card = self.view.card
        self._count = plain_label("", "small")
        self.checks = CheckList(self.tr("Controlli"))
        between = QHBoxLayout()
        between.addWidget(plain_label(self.tr("Controlli"), "section"), 1)
        between.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self.view, 3)
        layout.addLayout(between)
        layout.addWidget(self.checks, 2)

    def show_count(self, count: int) -> None:
        """Say how many of the checks want something done."""
        self._count.setText(self.tr("%n da sistemare", "", count) if count else "")


class EntryGlance(QFrame):
    """What is marked in a list, as operators see it, and the way into it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entry_glance")
        self.setAccessibleName(self.tr("Anteprima della voce"))
        self.setProperty("panel", "true")
        self.view = OperatorView()
        self.open = action_button(
            "glance_open", self.tr("Apri e modifica"), self.tr("Invio"), "primary"
        )
        foot = QHBoxLayout()
        foot.addWidget(self.open)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)

    def show_card(self, card: CardText | None, *, may_open: bool) -> None:
        self.view.card.show_card(card)
        self.open.setEnabled(may_open)


def _larger(type_: AnswerType, percent: int) -> AnswerType:
    def grown(one: Type) -> Type:
        return Type(round(one.px * percent / 100), round(one.line * percent / 100))

    return replace(
        type_,
        title=grown(type_.title),
        say=grown(type_.say),
        fact=grown(type_.fact),
        heading=grown(type_.heading),
        question=grown(type_.question),
        notice=grown(type_.notice),
        columns=1,
    )
