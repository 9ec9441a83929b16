"""What a colleague sends along with a call: who, the note, the contact and the case so far."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from widgets.cards.card_text import CardText
from widgets.cards.card_view import CardView
from widgets.kit.action_button import action_button
from widgets.kit.plain_text import ElidedLabel
from widgets.kit.theme import SPACE_M, SPACE_S, SPACE_XS, scaled
from widgets.kit.typed_text import has_cursor

TEXT_LEAST_PX, TEXT_MOST_PX = 60, 150  # longer ones scroll
WIDE_PX = 560  # from here on both texts stand beside each other


class PassedCard(QFrame):
    """Hidden while there is nothing to show. It never takes the focus by itself."""

    taken = Signal()  # go on with what the colleague wrote
    closed = Signal()  # she has read it
    left = Signal()  # about to go with the cursor in it: Qt would leave that anywhere

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("passed_card")
        self.setAccessibleName(self.tr("Telefonata trasferita"))
        self.setProperty("panel", "floating")
        self._title = ElidedLabel("", "section")
        self.take_button = action_button("passed_take", self.tr("Riprendi il testo"), "Ctrl+F3")
        self.take_button.clicked.connect(self.taken)
        self._text = CardView()
        self._text.setObjectName("passed_text")
        self._text.setAccessibleName(self.tr("Che cosa sa chi ti trasferisce la telefonata"))
        self._case = CardView()
        self._case.setObjectName("passed_case")
        self._case.setAccessibleName(self.tr("Pratica della telefonata"))
        self._close = action_button("passed_close", self.tr("Chiudi"), kind="flat")
        self._close.clicked.connect(self.closed)
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._title, 1)
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.take_button)
        foot.addStretch(1)
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(top)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(SPACE_S)
        self._both.addWidget(self._text, 1)
        self._both.addWidget(self._case, 1)
        layout.addLayout(self._both)
        layout.addLayout(foot)
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
        if not title and has_cursor(self):
            self.left.emit()
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        """Each text as high as it is, within what may be taken from what lies below the card."""
        views = [view for view in (self._text, self._case) if not view.isHidden()]
        is_wide = self.width() >= scaled(WIDE_PX)
        ways = QBoxLayout.Direction
        self._both.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        room = self.width() - SPACE_M * 2 - SPACE_S * (len(views) - 1) * is_wide
        width = room // max(1, len(views)) if is_wide else room
        most = max(TEXT_MOST_PX, self.window().height() // 4)
        wanted = [min(max(_height_of(one, width), scaled(TEXT_LEAST_PX)), most) for one in views]
        for view, height in zip(views, wanted, strict=True):
            view.setFixedHeight(max(wanted) if is_wide else height)


def _height_of(view: CardView, width: int) -> int:
    """Return the pixels that a text needs in a view of this width, without a scroll bar."""
    # Of a copy: its own is as wide as a scroll bar lets it be.
    document = view.document().clone()
    around = view.width() - view.viewport().width() if view.isVisible() else 2 * view.frameWidth()
    document.setTextWidth(max(120, width - max(around, 2 * view.frameWidth() + SPACE_S)))
    return round(document.size().height()) + 2 * view.frameWidth() + SPACE_S
