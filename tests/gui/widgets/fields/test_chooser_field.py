from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tests.gui.widgets.conftest import QtBot
from widgets.fields.choice_popup import ChoicePopup
from widgets.fields.chooser_field import ChooserField
from widgets.fields.labelled_field import Choice

TOPICS = (
    Choice("tari", "Tributi › TARI"),
    Choice("tares", "Tributi › TARES"),
    Choice("cie", "Anagrafe › CIE"),
)


class Story:
    """A window with the chooser and one more field below it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.chooser = ChooserField("topic", "&Argomento", choices=TOPICS)
        self.below = QLineEdit()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.chooser)
        layout.addWidget(self.below)
        layout.addStretch(1)
        self.chosen: list[str] = []
        self.letters: list[str] = []
        self.chooser.chosen.connect(self.chosen.append)
        self.chooser.edited.connect(self.letters.append)
        self.window.resize(400, 400)
        self.window.show()
        self.window.activateWindow()
        self.chooser.editor.setFocus()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.chooser.editor, text)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.chooser.editor, key)


@pytest.fixture
def story(qtbot: QtBot) -> Story:
    return Story(qtbot)


def test_enter_takes_the_first_match_and_stays(story: Story) -> None:
    story.type("tar")
    assert story.chooser.is_offering()
    assert story.window.focusWidget() is story.chooser.editor
    story.press(Qt.Key.Key_Return)
    assert story.chooser.value() == "tari"
    assert story.chooser.text() == "Tributi › TARI"
    assert story.chosen == ["tari"]
    assert not story.chooser.is_offering()
    assert story.chooser.editor.hasFocus()


def test_tab_takes_the_match_under_the_bar_and_goes_on(story: Story) -> None:
    story.type("tar")
    story.press(Qt.Key.Key_Down)
    story.press(Qt.Key.Key_Tab)
    assert story.chooser.value() == "tares"
    assert story.below.hasFocus()


GONE: dict[str, Callable[[Story], None]] = {
    "field hidden": lambda story: story.chooser.hide(),
    "line hidden": lambda story: story.chooser.editor.hide(),
    "window hidden": lambda story: story.window.hide(),
    "field disabled": lambda story: story.chooser.setEnabled(False),
    "line disabled": lambda story: story.chooser.editor.setEnabled(False),
    "window disabled": lambda story: story.window.setEnabled(False),
}


@pytest.mark.parametrize("how", GONE)
def test_a_field_that_goes_while_it_offers_takes_nothing(story: Story, how: str) -> None:
    """Qt asks it for the next field, as Tab does; what is marked was chosen by nobody."""
    story.type("tar")
    assert story.chooser.is_offering()
    GONE[how](story)
    assert story.chosen == []
    assert story.chooser.value() == ""


def test_shift_tab_takes_nothing(story: Story) -> None:
    story.type("tar")
    story.press(Qt.Key.Key_Backtab)
    assert story.chooser.value() == ""
    assert story.chooser.text() == "tar"


def test_escape_closes_the_list_and_keeps_the_letters(story: Story) -> None:
    story.type("tar")
    story.press(Qt.Key.Key_Escape)
    assert not story.chooser.is_offering()
    assert story.chooser.text() == "tar"


def test_typing_after_a_choice_undoes_it(story: Story) -> None:
    story.chooser.set_value("cie")
    QTest.keyClick(story.chooser.editor, Qt.Key.Key_End)
    story.type("x")
    assert story.chooser.value() == ""
    assert story.chosen == [""]


def test_an_emptied_field_offers_nothing_to_take_by_mistake(story: Story) -> None:
    story.type("t")
    story.press(Qt.Key.Key_Backspace)
    story.press(Qt.Key.Key_Tab)
    assert story.chooser.value() == ""


def test_down_in_an_empty_field_shows_the_whole_list(story: Story) -> None:
    story.press(Qt.Key.Key_Down)
    popup = story.window.findChild(ChoicePopup)
    assert popup.isVisible()
    assert popup.model().rowCount() == len(TOPICS)
    assert story.chooser.editor.hasFocus()


def test_a_click_opens_the_list_without_a_row_to_take(story: Story) -> None:
    QTest.mouseClick(story.chooser.editor, Qt.MouseButton.LeftButton)
    assert story.chooser.is_offering()
    story.press(Qt.Key.Key_Tab)
    assert story.chooser.value() == ""


def test_a_click_on_a_row_takes_it_and_the_focus_stays(story: Story) -> None:
    story.type("anag")
    popup = story.window.findChild(ChoicePopup)
    place = popup.visualRect(popup.model().index(0, 0)).center()
    QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert story.chooser.value() == "cie"
    assert story.chooser.editor.hasFocus()


def test_leaving_the_field_closes_the_list(story: Story) -> None:
    story.type("tar")
    story.below.setFocus()
    assert not story.chooser.is_offering()


def test_letters_without_a_match_stay_as_letters(story: Story) -> None:
    story.type("xyz")
    assert not story.chooser.is_offering()
    assert story.chooser.text() == "xyz"
    assert story.chooser.value() == ""


def test_slips_are_forgiven_where_the_screen_knows_how(qtbot: QtBot) -> None:
    def closest(text: str, choices: Sequence[Choice]) -> Sequence[Choice]:
        return choices[:1] if text == "trai" else ()

    chooser = qtbot.own(ChooserField("topic", "Argomento", choices=TOPICS, tolerant=closest))
    chooser.show()
    QTest.keyClicks(chooser.editor, "trai")
    QTest.keyClick(chooser.editor, Qt.Key.Key_Return)
    assert chooser.value() == "tari"


def test_the_list_opens_upwards_at_the_bottom_of_the_window(qtbot: QtBot) -> None:
    window = qtbot.own(QWidget())
    layout = QVBoxLayout(window)
    layout.addStretch(1)
    chooser = ChooserField("topic", "Argomento", choices=TOPICS)
    layout.addWidget(chooser)
    window.resize(300, 300)
    window.show()
    chooser.editor.setFocus()
    QTest.keyClick(chooser.editor, Qt.Key.Key_Down)
    popup = window.findChild(ChoicePopup)
    assert popup.geometry().bottom() <= chooser.mapTo(window, chooser.editor.pos()).y()


def test_a_new_list_keeps_the_chosen_entry(story: Story) -> None:
    story.chooser.set_value("cie")
    story.chooser.set_choices(TOPICS[1:])
    assert story.chooser.value() == "cie"
    story.chooser.set_choices(TOPICS[:1])
    assert story.chooser.value() == ""


def test_letters_of_a_saved_draft_come_back(story: Story) -> None:
    story.chooser.set_text("tar")
    assert story.chooser.text() == "tar"
    assert story.chooser.value() == ""
    assert not story.chooser.is_offering()


def test_an_arrow_tells_that_there_is_a_list_and_a_click_on_it_opens_the_list(qtbot: QtBot) -> None:
    story = Story(qtbot)
    line = story.chooser.editor
    assert isinstance(line, QLineEdit)
    story.below.setFocus()
    qtbot.waitUntil(lambda: line.textMargins().right() > 0)
    end = line.grab().toImage().copy(line.width() - 22, 6, 16, line.height() - 12)
    colours = {end.pixel(x, y) for x in range(end.width()) for y in range(end.height())}
    assert len(colours) > 1, "nothing is drawn there"
    place = QPoint(line.width() - 12, line.height() // 2)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=place)
    assert story.chooser.is_offering()
    assert story.chosen == []
