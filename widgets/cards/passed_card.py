"""What a colleague sends along with a call: who, the note, the contact and the case so far."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from widgets.cards.card_text import CardText
from widgets.cards.card_view import CardView
from widgets.kit.action_button import action_button
from widgets.kit.plain_text import ElidedLabel
from widgets.kit.theme import SPACE_M, SPACE_S, SPACE_XS, scaled

TEXT_LEAST_PX, TEXT_MOST_PX = 60, 150  # large text scrolls rather than push the work away


class PassedCard(QFrame):
    """Hidden while there is nothing to show. It never takes the focus by itself."""

    taken = Signal()  # go on with what the colleague wrote

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("passed_card")
        self.setAccessibleName(self.tr("Telefonata trasferita"))
        self.setProperty("panel", "true")
        self._title = ElidedLabel("", "section")
        self.take_button = action_button("passed_take", self.tr("Riprendi il testo"), "Ctrl+F3")
        self.take_button.clicked.connect(self.taken)
        self._text = CardView()
        self._text.setObjectName("passed_text")
        self._text.setAccessibleName(self.tr("Che cosa sa chi ti trasferisce la telefonata"))
        self._case = CardView()
        self._case.setObjectName("passed_case")
        self._case.setAccessibleName(self.tr("Pratica della telefonata"))
        top = QHBoxLayout()
        top.setSpacing(SPACE_S)
        top.addWidget(self._title, 1)
        top.addWidget(self.take_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(top)
        both = QHBoxLayout()
        both.setSpacing(SPACE_S)
        both.addWidget(self._text, 1)
        both.addWidget(self._case, 1)
        layout.addLayout(both)
        self._fit()
        self.hide()

    def show_call(
        self,
        title: str,
        sections: Sequence[tuple[str, str]] = (),
        case: Sequence[tuple[str, str]] = (),
        *,
        may_take: bool = False,
    ) -> None:
        """Show title, words and case as (heading, text); an empty title takes the card away."""
        self._title.show_text(title)
        for view, parts in ((self._text, sections), (self._case, case)):
            view.show_card(CardText(title="", facts=tuple(parts)))
            view.setVisible(any(text for _, text in parts))
        self.take_button.setVisible(may_take)
        self._fit()
        self.setVisible(bool(title))

    def text(self) -> str:
        """All that stands on it, as plain text."""
        parts = (self._title.text(), self._text.toPlainText(), self._case.toPlainText())
        return "\n".join(parts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_case"):
            self._fit()

    def _fit(self) -> None:
        """As high as the longer of both texts, within what may be taken from the work."""
        views = [view for view in (self._text, self._case) if not view.isHidden()]
        room = self.width() - SPACE_M * 2 - SPACE_S * (len(views) - 1)
        wanted = max((_height_of(view, room // len(views)) for view in views), default=0)
        most = max(TEXT_MOST_PX, self.window().height() // 4)
        for view in views:
            view.setFixedHeight(min(max(wanted, scaled(TEXT_LEAST_PX)), most))


def _height_of(view: CardView, width: int) -> int:
    """Return the pixels that a text needs in a view of this width, without a scroll bar."""
    # Of a copy: its own is as wide as a scroll bar lets it be.
    document = view.document().clone()
    around = view.width() - view.viewport().width() if view.isVisible() else 2 * view.frameWidth()
    document.setTextWidth(max(120, width - max(around, 2 * view.frameWidth() + SPACE_S)))
    return round(document.size().height()) + 2 * view.frameWidth() + SPACE_S
