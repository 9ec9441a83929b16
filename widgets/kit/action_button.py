"""Buttons whose text shows the key but whose spoken name is the word alone."""

from PySide6.QtWidgets import QPushButton, QWidget

from widgets.kit.theme import set_look


def action_button(
    name: str, label: str, key: str = "", kind: str = "", parent: QWidget | None = None
) -> QPushButton:
    """A button for Space and Enter. kind: "", "primary", "danger", "flat" or "link"."""
    button = QPushButton(parent)
    button.setObjectName(name)
    button.setAutoDefault(True)  # Enter presses it, as Space does
    show_words(button, label, key)
    set_look(button, "kind", kind)
    return button


def show_words(button: QPushButton, label: str, key: str = "") -> None:
    """Change word and key of a button."""
    shown = label.replace("&", "&&")
    button.setText(f"{shown}  {key}" if key else shown)
    button.setAccessibleName(label)
