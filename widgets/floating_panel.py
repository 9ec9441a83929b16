"""A panel that floats over the work inside the window, blocks nothing and closes with Esc."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from widgets.plain_text import ElidedLabel
from widgets.theme import SPACE_M, SPACE_S, scaled

PANEL_PX = 340


class FloatingPanel(QFrame):
    """Not modal: calls can still be answered while it is open.

    It takes the focus, gives it back when closed by Esc or by a choice, and closes by itself when
    the focus goes elsewhere.
    """

    dismissed = Signal()  # closed without a choice

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("panel", "floating")
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._focus_before: QWidget | None = None
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_M)
        self.content.setSpacing(SPACE_S)
        self.content.addWidget(ElidedLabel(title, "section"))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        self.hide()

    def first_focus(self) -> QWidget:
        """The part that gets the focus on opening."""
        raise NotImplementedError

    def open_under(self, anchor: QWidget) -> None:
        """Open below a part of the window, or above where there is no room."""
        window = anchor.window()
        at = anchor.mapTo(window, QPoint(0, anchor.height()))
        self._open(window, at, anchor.height())

    def open(self) -> None:
        """Open in the middle of the window, at its upper third."""
        above = self.parentWidget()
        window = above.window() if above is not None else self
        width = min(scaled(PANEL_PX * 2), window.width() - SPACE_M * 2)
        self._open(window, QPoint((window.width() - width) // 2, window.height() // 8), 0, width)

    def close_panel(self) -> None:
        """Hide and give the focus back."""
        before, self._focus_before = self._focus_before, None
        has_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        if has_focus and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            self.dismissed.emit()
            return
        super().keyPressEvent(event)

    def _open(self, window: QWidget, at: QPoint, anchor_height: int, width: int = 0) -> None:
        self._focus_before = QApplication.focusWidget()
        self.setParent(window)
        self.setFixedWidth(min(width or scaled(PANEL_PX), window.width()))
        self.adjustSize()
        height = min(self.sizeHint().height(), window.height())
        self.resize(self.width(), height)
        x = max(0, min(at.x(), window.width() - self.width()))
        y = at.y()
        if y + height > window.height():
            y = max(0, min(window.height() - height, at.y() - anchor_height - height))
        self.move(x, y)
        self.show()
        self.raise_()
        self.first_focus().setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if self.isHidden() or now is None or now is self or self.isAncestorOf(now):
            return
        self._focus_before = None
        self.hide()
        self.dismissed.emit()
