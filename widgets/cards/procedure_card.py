"""What to do now, step by step, over the receipt: stays until it is put away, takes no focus."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from widgets.answers.reading_text import ReadingText
from widgets.kit.action_button import ActionButton, action_button
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.plain_text import plain_label, set_spoken_name, wrapped_label
from widgets.kit.theme import SPACE_M, SPACE_S, SPACE_XS, scaled, set_look
from widgets.kit.typed_text import has_cursor

STEP_PX, STEP_LINE_PX = 15, 22
MOST_SHARE = 48  # percent of the window the steps may take: title, state and 112 need the rest


class ProcedureCard(QFrame):
    """A title, numbered steps, one line of state and the actions that can be done now."""

    action_triggered = Signal(str)
    closed = Signal()
    left = Signal()  # about to be put away with the cursor in it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("procedure_card")
        self.setProperty("panel", "floating")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = plain_label("", "section")
        self._steps = ReadingText()
        self._steps.setObjectName("procedure_steps")
        self._steps.setFrameShape(QFrame.Shape.NoFrame)
        self._steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._state = wrapped_label("", "info")
        self._close = action_button("procedure_close", self.tr("Chiudi"), kind="flat")
        self._close.clicked.connect(self.closed)
        self._buttons = QWidget()
        self._row = FlowLayout(self._buttons, SPACE_XS)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._build()
        self.hide()

    def show_procedure(self, title: str, steps: Sequence[str]) -> None:
        """Show the steps in the order to follow them."""
        text = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))
        self._title.setText(title)
        set_spoken_name(self, title)
        self._steps.setPlainText(text)
        set_spoken_name(self._steps, title)
        self._space_steps()
        self.show()
        self._fit()

    def steps(self) -> str:
        """The steps as they stand on the card."""
        return self._steps.toPlainText()

    def show_state(self, text: str, kind: str) -> None:
        """A line about what was done already; kind: "info", "ok" or "warning"."""
        set_look(self._state, "role", kind)
        self._state.setText(text)
        self._state.setVisible(bool(text))

    def show_actions(self, actions: Sequence[tuple[str, str, str]], key: str = "") -> None:
        """Offer actions as (name, label, kind of button); key stands on the first."""
        for old in self._buttons.findChildren(ActionButton):
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        for at, (name, label, kind) in enumerate(actions):
            shown = "" if at else key
            button = action_button(f"procedure_{name}", label, shown, kind, self._buttons)
            button.clicked.connect(lambda _=False, name=name: self.action_triggered.emit(name))
            self._row.addWidget(button)
            button.show()
        self._buttons.setVisible(bool(actions))

    def put_away(self) -> None:
        """Hide, but first have the cursor go where work goes on: Qt would leave it anywhere."""
        if has_cursor(self):
            self.left.emit()
        self.hide()

    def take_focus(self) -> None:
        self._steps.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addLayout(top)
        for part in (self._state, self._steps, self._buttons):
            layout.addWidget(part)
        self._state.hide()
        self._buttons.hide()

    def _space_steps(self) -> None:
        """Give the steps their size and lines, which a style sheet cannot."""
        font = QFont(self._steps.font())
        font.setPixelSize(scaled(STEP_PX))
        self._steps.document().setDefaultFont(font)
        lines = QTextBlockFormat()
        lines.setLineHeight(
            scaled(STEP_LINE_PX), QTextBlockFormat.LineHeightTypes.MinimumHeight.value
        )
        lines.setBottomMargin(SPACE_XS)
        cursor = QTextCursor(self._steps.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(lines)

    def _fit(self) -> None:
        """As high as the steps, but never more than its share of the window: the rest scrolls."""
        margins = 2 * SPACE_M + 2 * self._steps.frameWidth()
        document = self._steps.document().clone()  # its own is as wide as a scroll bar lets it be
        document.setTextWidth(max(200, self.width() - margins))
        wanted = round(document.size().height()) + 2 * self._steps.frameWidth() + SPACE_XS
        self._steps.setFixedHeight(max(60, min(wanted, self.window().height() * MOST_SHARE // 100)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
