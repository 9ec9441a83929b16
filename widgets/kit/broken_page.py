"""A page for the rare case in which work cannot go on: what happened, what is safe, one button."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from widgets.kit.action_button import action_button
from widgets.kit.centred_page import CentredPage
from widgets.kit.icons import icon_pixmap
from widgets.kit.plain_text import plain_label, set_spoken_description, wrapped_label
from widgets.kit.theme import current_tokens, scaled


class BrokenPage(CentredPage):
    """All words are given by the screen."""

    button_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("broken_page")
        self._mark = QLabel()
        self._happened = wrapped_label("", "reading")
        self._safe_title = plain_label(self.tr("Che cosa è al sicuro"), "section")
        self._safe = wrapped_label("", "ok")
        self._button = action_button("broken_button", "", kind="primary")
        self._reference = wrapped_label("", "muted")
        self._reference.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.content.insertWidget(0, self._mark)
        for part in (self._happened, self._safe_title, self._safe, self._button, self._reference):
            self.content.addWidget(part)
        self.content.addWidget(self.message)
        self._button.clicked.connect(self.button_pressed)
        self._colour()

    def show_break(
        self, *, title: str, happened: str, safe: str, button: str, reference: str = ""
    ) -> None:
        """safe: what is not lost; reference: the code to tell to the help desk."""
        self.title.setText(title)
        self._happened.setText(happened)
        self._safe.setText(safe)
        for part in (self._safe_title, self._safe):
            part.setVisible(bool(safe))
        self._button.show_words(button)
        self._reference.setText(reference)
        self._reference.setVisible(bool(reference))
        set_spoken_description(self._button, f"{happened} {safe}".strip())
        self._announcer.announce(f"{happened} {safe}".strip(), urgent=True, kind="broken")

    def focus_first(self) -> None:
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_mark"):
            self._colour()

    def _colour(self) -> None:
        self._mark.setPixmap(icon_pixmap("circle-x", current_tokens().error_text, scaled(32)))
