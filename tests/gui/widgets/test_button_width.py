from PySide6.QtWidgets import QHBoxLayout, QWidget

from tests.gui.widgets.conftest import QtBot
from widgets.kit.action_button import action_button
from widgets.kit.theme import set_look


def test_a_button_that_is_filled_has_room_for_its_bolder_word(qtbot: QtBot) -> None:
    """It becomes the one filled button of the window when the strip gives that up."""
    window = qtbot.own(QWidget())
    button = action_button("save", "Salva e chiudi", "F9")
    row = QHBoxLayout(window)
    row.addWidget(button)
    row.addStretch(1)
    window.resize(400, 60)
    window.show()
    outlined = button.width()
    set_look(button, "kind", "primary")
    qtbot.waitUntil(lambda: button.width() > outlined)
    assert button.width() >= button.sizeHint().width()
