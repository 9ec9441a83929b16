"""A text of any length in a few lines: all of it can be read with keys alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.kit.scrolling_text import ScrollingText

LONG = "Lo sportello chiude prima di quanto dice la scheda. " * 40


@pytest.fixture
def text(qtbot: QtBot) -> Iterator[ScrollingText]:
    window = QWidget()  # lives as long as the test: it is a name of the fixture that waits
    layout = QVBoxLayout(window)
    text = ScrollingText("muted", 4)
    layout.addWidget(text)
    layout.addStretch(1)
    qtbot.addWidget(window)
    window.resize(300, 400)
    window.show()
    window.activateWindow()
    yield text
    window.hide()


def test_a_short_text_is_seen_whole_and_tab_passes_it(text: ScrollingText, qtbot: QtBot) -> None:
    text.setText("Chiude alle 13.")
    line, bar = text.fontMetrics().lineSpacing(), text.verticalScrollBar()
    qtbot.waitUntil(lambda: text.height() < line * 2 and bar.maximum() == 0)
    assert text.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_as_many_lines_as_it_may_have_need_no_scrolling(text: ScrollingText, qtbot: QtBot) -> None:
    text.setText("\n".join(["Chiude alle 13."] * 4))
    line, bar = text.fontMetrics().lineSpacing(), text.verticalScrollBar()
    qtbot.waitUntil(lambda: text.height() >= line * 4 and bar.maximum() == 0)


def test_a_long_text_takes_its_lines_and_keys_bring_the_rest(
    text: ScrollingText, qtbot: QtBot
) -> None:
    text.setText(LONG)
    line, bar = text.fontMetrics().lineSpacing(), text.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and line * 3 < text.height() <= line * 4 + 8)
    assert text.focusPolicy() is Qt.FocusPolicy.TabFocus
    assert text.accessibleName() == LONG
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    QTest.keyClick(text, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    text.setText("Chiude alle 13.")
    assert bar.value() == 0
