from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.kit.column_scroll import column_scroll


def test_a_column_as_high_as_its_content_grows_with_it(qtbot: QtBot) -> None:
    """A caller is found while the card stands: its fields must not be pushed out of sight."""
    window, content = QWidget(), QWidget()
    found = QLabel("Bianca Esempio\nha questo numero\nTassa rifiuti")
    lines = QVBoxLayout(content)
    lines.addWidget(QLabel("Cittadino"))
    lines.addWidget(found)
    found.hide()
    area = column_scroll(content, is_high=True)
    layout = QVBoxLayout(window)
    layout.addWidget(area)
    layout.addStretch(1)
    window.resize(300, 500)
    qtbot.addWidget(window)
    window.show()
    before = area.sizeHint().height()
    found.show()
    qtbot.waitUntil(lambda: area.sizeHint().height() > before)
    qtbot.waitUntil(lambda: area.height() >= area.sizeHint().height())
