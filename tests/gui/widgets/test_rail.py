import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from tests.gui.widgets.conftest import QtBot
from tests.support.event_count import EventCount
from tools.pictures.controls import spoken_name
from widgets.kit.rail import Rail, RailModule

MODULES = (
    RailModule("contact", "Contatto", "headset"),
    RailModule("cases", "Pratiche", "folder-open"),
)


@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    rail = qtbot.own(Rail(MODULES))
    rail.resize(72, 400)
    rail.show()
    rail.activateWindow()
    return rail


def _button(rail: Rail, name: str) -> QRadioButton:
    found = rail.findChild(QRadioButton, f"rail_{name}")
    assert isinstance(found, QRadioButton)
    return found


def test_alt_and_a_digit_choose_a_module(rail: Rail, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rail.chosen) as told:
        QTest.keyClick(rail, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert told.args == [1]
    assert _button(rail, "cases").isChecked()


def test_a_module_set_by_the_program_is_not_told(rail: Rail) -> None:
    told: list[int] = []
    rail.chosen.connect(told.append)
    rail.set_current(1)
    assert told == []
    assert _button(rail, "cases").isChecked()
    assert not _button(rail, "contact").isChecked()


def test_a_badge_is_painted_and_spoken(rail: Rail) -> None:
    button = _button(rail, "cases")
    before = button.grab().toImage()
    rail.set_badge(1, 3, "3 pratiche tornate")
    assert button.grab().toImage() != before
    assert spoken_name(button) == "Pratiche, 3 pratiche tornate"
    rail.set_badge(1, 0)
    assert spoken_name(button) == "Pratiche"


def test_a_badge_is_clear_of_the_word_below(rail: Rail) -> None:
    rail.set_badge(0, 150)
    assert spoken_name(_button(rail, "contact")) == "Contatto, 150"


def test_a_screen_reader_finds_one_of_several_and_its_key(rail: Rail) -> None:
    rail.set_current(1)
    seen = [QAccessible.queryAccessibleInterface(_button(rail, one.name)) for one in MODULES]
    assert [one.role() for one in seen] == [QAccessible.Role.RadioButton] * 2
    assert [bool(one.state().checked) for one in seen] == [False, True]
    assert [one.text(QAccessible.Text.Description) for one in seen] == ["Alt+1", "Alt+2"]


def test_a_click_anywhere_on_a_tile_chooses_it(rail: Rail, qtbot: QtBot) -> None:
    button = _button(rail, "cases")
    for place in (button.rect().topLeft(), button.rect().bottomRight()):
        with qtbot.waitSignal(rail.chosen):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=place)


def test_a_number_told_again_is_not_painted_again(rail: Rail) -> None:
    rail.set_badge(0, 2, "2 novità")
    button = _button(rail, "contact")
    paintings = EventCount(button, QEvent.Type.Paint)
    rail.set_badge(0, 2, "2 novità")
    assert paintings.count == 0
    rail.set_badge(0, 3, "3 novità")
    assert paintings.count == 1
