"""A full page with one column in the middle and, in reach before any sign-in, contrast and zoom."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from widgets.kit.action_button import ActionButton, action_button
from widgets.kit.column_scroll import bring_into_sight, column_scroll
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.plain_text import left_to_right, wrapped_label
from widgets.kit.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, scaled, set_look
from widgets.speech.announcer import Announcer

COLUMN_PX, MESSAGE_PX = 400, 24
SPARE_PX = 72  # below the card, for a longer message: the card does not move for it


class CentredPage(QWidget):
    """Parts are added to `content`; the message line is its last one."""

    contrast_requested = Signal()  # the next theme: light, dark, contrast
    zoom_requested = Signal(int)  # 1 larger, -1 smaller text

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        panel = QFrame()
        panel.setProperty("panel", "true")
        self._panel = panel
        self._announcer = Announcer(self)
        self.content = QVBoxLayout(panel)
        self.content.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        self.content.setSpacing(SPACE_M)
        self.title = wrapped_label(title, "page_title")
        self.content.addWidget(self.title)
        self.message = wrapped_label("")
        policy = self.message.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what is said moves no field
        self.message.setSizePolicy(policy)
        self.message.hide()
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        rows.addStretch(1)
        centre = QHBoxLayout()
        centre.addStretch(1)
        centre.addWidget(panel, 100)
        centre.addStretch(1)
        rows.addLayout(centre)
        self._spare = QSpacerItem(0, 0)
        rows.addSpacerItem(self._spare)
        rows.addStretch(2)
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._view = column_scroll(page)
        outer.addWidget(self._view, 1)
        self.comfort = FlowLayout(self._bar(), SPACE_S)
        self.comfort.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        self._eases = [self._ease(name) for name in ("smaller", "larger", "contrast")]
        self._say_eases()
        self._fit()

    def show_message(self, kind: str, sentence: str) -> None:
        """kind is "error", "warning", "ok" or "info"; an empty sentence takes the line away.

        What is wrong is spoken too: the focus is on the field, not on the line.
        """
        # Shown again with each try: said again, it would cut the reader off.
        is_new = sentence != self.message.text()
        set_look(self.message, "role", kind)
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        self._fit_spare()
        if kind == "error" and sentence:  # below the fields, where a low window does not reach
            bring_into_sight(self._view, self.message)
        if sentence and is_new:
            self._announcer.announce(sentence, urgent=kind in ("error", "warning"))

    def take_head(self, part: QWidget) -> None:
        """Have a part of the window above all else; whoever takes it back adds it elsewhere."""
        if self._outer.indexOf(part) < 0:
            self._outer.insertWidget(0, part)

    def message_text(self) -> str:
        return self.message.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_spare()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_panel"):
            self._fit()
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_eases"):
            self._say_eases()

    def _fit(self) -> None:
        self._panel.setMaximumWidth(scaled(COLUMN_PX))
        self.message.setMinimumHeight(scaled(MESSAGE_PX))
        self._fit_spare()

    def _fit_spare(self) -> None:
        """Give the message below the card what it needs beyond its line."""
        width = min(scaled(COLUMN_PX), self.width() - 2 * SPACE_L) - 2 * SPACE_XL
        more = self.message.heightForWidth(width) - scaled(MESSAGE_PX) if self.message.text() else 0
        policy = QSizePolicy.Policy
        self._spare.changeSize(
            0, max(0, scaled(SPARE_PX) - max(0, more)), policy.Minimum, policy.Preferred
        )
        self._panel.updateGeometry()

    def _bar(self) -> QWidget:
        row = QFrame()
        row.setProperty("panel", "bar")
        self._outer.addWidget(row)
        return row

    def _ease(self, name: str) -> ActionButton:
        acts: dict[str, Callable[[], object]] = {
            "smaller": lambda: self.zoom_requested.emit(-1),
            "larger": lambda: self.zoom_requested.emit(1),
            "contrast": self.contrast_requested.emit,
        }
        button = action_button(f"comfort_{name}", "", kind="flat")
        button.clicked.connect(lambda _=False, act=acts[name]: act())
        self.comfort.addWidget(button)
        return button

    def _say_eases(self) -> None:
        shift = QCoreApplication.translate("Keyboard", "Maiusc")
        words = (
            (self.tr("Testo più piccolo"), left_to_right("Ctrl+-")),
            (self.tr("Testo più grande"), left_to_right("Ctrl++")),
            (self.tr("Contrasto"), f"Ctrl+{shift}+H"),
        )
        for button, (word, key) in zip(self._eases, words, strict=True):
            button.show_words(word, key)
