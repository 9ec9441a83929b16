"""Every kind of button in every state, beside each other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from widgets.kit.action_button import ActionButton, action_button
from widgets.kit.plain_text import plain_label
from widgets.kit.theme import SPACE_L, SPACE_M
from widgets.panels.focus_ring import FocusRing

KINDS = {
    "primary": "Primario",
    "": "Con bordo",
    "flat": "Discreto",
    "danger": "Pericolo",
    "link": "Collegamento",
}
STATES = {
    "normal": "Normale",
    "hover": "Col puntatore",
    "pressed": "Premuto",
    "checked": "Acceso",
    "focus": "Col cursore",
    "disabled": "Spento",
}


class _RingAround(FocusRing):
    """The ring of one sample: a window has one cursor, and all kinds are shown with it."""

    def __init__(self, window: QWidget, target: QWidget) -> None:
        super().__init__(window)
        self._follow(target)

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        self._settle()


def buttons_sample() -> QWidget:
    page = QWidget()
    page.setProperty("panel", "true")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    grid = QGridLayout(page)
    grid.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
    grid.setSpacing(SPACE_M)
    for column, words in enumerate(STATES.values(), 1):
        grid.addWidget(plain_label(words, "section"), 0, column)
    for row, (kind, words) in enumerate(KINDS.items(), 1):
        grid.addWidget(plain_label(words, "section"), row, 0)
        for column, state in enumerate(STATES, 1):
            button = _button(kind, state)
            grid.addWidget(button, row, column, Qt.AlignmentFlag.AlignLeading)
            if state == "focus":
                _RingAround(page, button)
    page.resize(grid.sizeHint())
    return page


def _button(kind: str, state: str) -> ActionButton:
    button = action_button(f"sample_{kind or 'outline'}_{state}", "", kind=kind)
    button.show_words("Salva", "F9", "check")
    button.setEnabled(state != "disabled")
    button.setDown(state == "pressed")
    button.setCheckable(state == "checked")
    button.setChecked(state == "checked")
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, state == "hover")
    if state == "focus":  # its ring is there already
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
