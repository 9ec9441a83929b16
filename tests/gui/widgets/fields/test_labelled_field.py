import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QStyleOptionComboBox,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from tests.gui.widgets.conftest import PATIENCE_MS, QtBot, give_cursor
from tools.pictures.controls import spoken_name
from widgets.fields.field_error import FieldError
from widgets.fields.labelled_field import Choice, ChoiceField, LineField, TextField
from widgets.kit.theme import current_tokens
from widgets.panels.focus_ring import FocusRing


def _description(field: LineField) -> str:
    interface = QAccessible.queryAccessibleInterface(field.editor)
    return interface.text(QAccessible.Text.Description)


def test_an_error_stands_under_the_field_and_is_spoken_with_it(qtbot: QtBot) -> None:
    field = qtbot.own(LineField("phone", "&Telefono"))
    field.words.set_hint("Con il prefisso.")
    field.show()
    field.show_error("Il numero ha 8 cifre.")
    assert field.error() == "Il numero ha 8 cifre."
    assert _description(field) == "Da sistemare: Il numero ha 8 cifre."
    assert spoken_name(field.editor) == "Telefono"
    field.show_error("")
    assert field.error() == ""
    assert _description(field) == "Con il prefisso."
    field.words.require()
    assert _description(field) == "Obbligatorio. Con il prefisso."
    field.show_error("Il numero ha 8 cifre.")
    assert _description(field) == "Da sistemare: Il numero ha 8 cifre."


def test_typing_is_told_and_programs_are_not(qtbot: QtBot) -> None:
    field = qtbot.own(LineField("name", "Nome"))
    told: list[str] = []
    field.edited.connect(told.append)
    field.set_value("Anna")
    QTest.keyClicks(field.editor, "!")
    assert told == ["Anna!"]


def test_a_secret_that_was_typed_and_left_does_not_stay(qtbot: QtBot) -> None:
    field = qtbot.own(LineField("secret", "Password", secret=True))
    timer = field.findChild(QTimer, "left_alone")
    assert timer is not None
    assert not timer.isActive()
    QTest.keyClicks(field.editor, "tavolo verde")
    assert timer.isActive()
    timer.timeout.emit()
    assert field.value() == ""
    assert not timer.isActive()
    assert qtbot.own(LineField("name", "Nome")).findChild(QTimer, "left_alone") is None


def test_typing_in_several_lines_is_told_and_programs_are_not(qtbot: QtBot) -> None:
    field = qtbot.own(TextField("description", "Descrizione"))
    told: list[str] = []
    field.edited.connect(told.append)
    field.set_value("Buca")
    field.set_cursor_position(4)
    QTest.keyClicks(field.editor, "!")
    assert told == ["Buca!"]
    assert field.cursor_position() == 5


def test_what_turns_a_number_around_is_left_out_of_a_paste(qtbot: QtBot) -> None:
    line, text = LineField("title", "Titolo"), TextField("days", "Giorni")
    told: list[str] = []
    for field in (line, text):
        qtbot.addWidget(field)
        field.edited.connect(told.append)
        field.set_value("Tel. ")
        field.set_cursor_position(5)
        QGuiApplication.clipboard().setText("\u202e06 5555\u202c \u2066int.\u2069 2")
        QTest.keyClick(field.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert field.value() == "Tel. 06 5555 int. 2"
        assert field.cursor_position() == len(field.value())
    assert told == [line.value(), text.value()]


def test_a_secret_is_kept_to_the_letter(qtbot: QtBot) -> None:
    secret = qtbot.own(LineField("secret", "Password", secret=True))
    secret.set_value("a\u202eb")
    assert secret.value() == "a\u202eb"


def test_setting_the_same_text_keeps_the_cursor(qtbot: QtBot) -> None:
    field = qtbot.own(TextField("description", "Descrizione"))
    field.set_value("Buca")
    field.set_cursor_position(2)
    field.set_value("Buca")
    assert field.cursor_position() == 2


BEFORE = "Ha pagato due volte"


@pytest.mark.parametrize("make", [LineField, TextField])
@pytest.mark.parametrize(
    ("now", "cursor", "moved"),
    [
        ("Ha pagato due volte la TARI", 19, 19),
        ("Ieri: ha pagato. Ha pagato due volte", 3, 20),
        ("Ha pagato tre volte", 19, 19),
        ("Ha pagato tre volte", 11, 12),
        ("Ha", 9, 2),
    ],
)
def test_a_text_that_others_change_keeps_the_cursor_between_the_same_letters(
    qtbot: QtBot, make: type[LineField | TextField], now: str, cursor: int, moved: int
) -> None:
    field = qtbot.own(make("description", "Descrizione"))
    field.show()
    field.editor.setFocus()
    qtbot.waitUntil(field.editor.hasFocus)
    field.set_value(BEFORE)
    field.set_cursor_position(cursor)
    field.set_value(now)
    assert (field.value(), field.cursor_position()) == (now, moved)


@pytest.mark.parametrize("make", [LineField, TextField])
@pytest.mark.parametrize(
    ("before", "now", "cursor", "moved"),
    [
        ("Ha pagato", "😀 Ha pagato", 9, 12),
        ("😀 Ha pagato", "Ha pagato", 8, 5),
        ("Ha pagato 😀", "Ha pagato 😀 due volte", 12, 12),
    ],
)
def test_signs_of_two_places_do_not_shift_the_cursor(
    qtbot: QtBot,
    make: type[LineField | TextField],
    before: str,
    now: str,
    cursor: int,
    moved: int,
) -> None:
    field = qtbot.own(make("description", "Descrizione"))
    field.show()
    field.editor.setFocus()
    qtbot.waitUntil(field.editor.hasFocus)
    field.set_value(before)
    field.set_cursor_position(cursor)
    field.set_value(now)
    assert field.cursor_position() == moved


def test_a_cursor_goes_back_behind_a_sign_of_two_places(qtbot: QtBot) -> None:
    field = qtbot.own(TextField("description", "Descrizione"))
    field.set_value("Ha pagato 😀")
    field.set_cursor_position(12)
    assert field.cursor_position() == 12


@pytest.mark.parametrize("make", [LineField, TextField])
def test_the_blank_after_the_last_word_stays_while_somebody_types(
    qtbot: QtBot, make: type[LineField | TextField]
) -> None:
    """It is not kept; taken away under the cursor it would join the next word to the last."""
    field = qtbot.own(make("description", "Descrizione"))
    field.show()
    field.editor.setFocus()
    qtbot.waitUntil(field.editor.hasFocus)
    QTest.keyClicks(field.editor, "Scade ")
    field.set_value("Scade")
    QTest.keyClicks(field.editor, "oggi")
    assert field.value() == "Scade oggi"
    field.set_value("")
    assert field.value() == ""


def test_a_list_that_is_open_stays_while_the_same_choices_come_again(qtbot: QtBot) -> None:
    field = qtbot.own(
        ChoiceField("desk", "Ufficio", choices=(Choice("", "—"), Choice("t", "Tributi")))
    )
    field.show()
    combo = field.editor
    assert isinstance(combo, QComboBox)
    combo.view().setCurrentIndex(combo.model().index(1, 0))
    field.set_choices((Choice("", "—"), Choice("t", "Tributi")))
    assert combo.view().currentIndex().row() == 1


def test_a_cursor_beyond_the_text_goes_to_its_end(qtbot: QtBot) -> None:
    field = qtbot.own(TextField("description", "Descrizione"))
    field.set_value("Buca")
    field.set_cursor_position(99)
    assert field.cursor_position() == 4


def test_phone_numbers_stay_left_to_right_in_a_mirrored_window(qtbot: QtBot) -> None:
    field = qtbot.own(LineField("phone", "Telefono", left_to_right=True))
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert field.editor.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_secret_is_not_shown(qtbot: QtBot) -> None:
    field = qtbot.own(LineField("secret", "Password", secret=True))
    QTest.keyClicks(field.editor, "abc")
    assert field.value() == "abc"
    interface = QAccessible.queryAccessibleInterface(field.editor)
    assert "abc" not in interface.text(QAccessible.Text.Value)


def test_a_new_list_keeps_the_choice_that_is_still_there(qtbot: QtBot) -> None:
    field = qtbot.own(
        ChoiceField("desk", "Ufficio", choices=(Choice("", "—"), Choice("t", "Tributi")))
    )
    field.set_value("t")
    field.set_choices((Choice("", "—"), Choice("x", "Altro"), Choice("t", "Tributi")))
    assert field.value() == "t"
    field.set_choices((Choice("", "—"),))
    assert field.value() == ""


def test_choosing_by_key_is_told(qtbot: QtBot) -> None:
    field = qtbot.own(
        ChoiceField("desk", "Ufficio", choices=(Choice("", "—"), Choice("t", "Tributi")))
    )
    field.show()
    told: list[str] = []
    field.edited.connect(told.append)
    QTest.keyClick(field.editor, Qt.Key.Key_Down)
    assert told == ["t"]


def test_a_wrong_field_still_shows_that_it_has_the_focus(qtbot: QtBot) -> None:
    holder = qtbot.own(QWidget())
    ring = FocusRing(holder)
    rows = QVBoxLayout(holder)
    wrong, other = LineField("phone", "Telefono"), LineField("name", "Nome")
    for field in (wrong, other):
        rows.addWidget(field)
    holder.show()
    holder.activateWindow()
    assert QTest.qWaitForWindowActive(holder, PATIENCE_MS)
    wrong.show_error("Il numero ha 8 cifre.")
    for field in (wrong, other):
        field.editor.setFocus()
        assert ring.target() is field.editor
        inside = wrong.editor.mapTo(holder, QPoint(1, 12))
        assert (
            holder.grab().toImage().pixelColor(inside).name() == current_tokens().error_edge.lower()
        )


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # a tooltip is raised
def test_a_choice_without_room_for_its_name_ends_in_dots_not_in_a_letter(qtbot: QtBot) -> None:
    name = "II livello Contravvenzioni"
    field = qtbot.own(ChoiceField("desk", "Ufficio", choices=(Choice("c", name),)))
    combo = field.editor
    assert isinstance(combo, QComboBox)

    def painted(width: int) -> str:
        field.resize(width, 60)
        field.show()
        option = QStyleOptionComboBox()
        combo.initStyleOption(option)
        return option.currentText

    assert painted(600) == name
    assert painted(130).startswith("II")
    assert painted(130).endswith("…")
    assert combo.currentText() == name  # as it is spoken
    at = combo.rect().center()
    QApplication.sendEvent(combo, QHelpEvent(QEvent.Type.ToolTip, at, combo.mapToGlobal(at)))
    QToolTip.hideText()
    assert name in combo.toolTip()


def test_a_click_on_what_is_wrong_means_the_field_under_it(qtbot: QtBot) -> None:
    page = qtbot.own(QWidget())
    rows = QVBoxLayout(page)
    wrong, below = LineField("until", "Vale fino al"), LineField("next", "Da rivedere il")
    rows.addWidget(wrong)
    rows.addWidget(below)
    page.resize(180, 130)
    page.show()
    give_cursor(wrong.editor, qtbot)
    wrong.show_error("È già passata: gli operatori la vedono scaduta, e la leggono come tale.")
    [error] = [one for one in page.findChildren(FieldError) if one.text()]
    labels = page.findChildren(QLabel)
    [over] = [one for one in labels if one is not error and one.text() == error.whole()]
    there = over.geometry() & QRect(below.editor.mapTo(page, QPoint(0, 0)), below.editor.size())
    assert not there.isEmpty(), "it lies over the next field"
    assert page.childAt(there.center()) is below.editor


def test_an_error_is_said_by_its_field_alone_and_not_with_the_part_around_it(qtbot: QtBot) -> None:
    """Orca reads out each label that belongs to nothing when the focus comes into its part."""
    page = qtbot.own(QWidget())
    column, wrong = QVBoxLayout(page), LineField("phone", "&Telefono")
    column.addWidget(wrong)
    page.resize(160, 120)
    page.show()
    give_cursor(wrong.editor, qtbot)
    sentence = "È già passata: gli operatori la vedono scaduta, e la leggono come tale."
    wrong.show_error(sentence)
    told = [
        QAccessible.queryAccessibleInterface(label)
        for label in page.findChildren(QLabel)
        if label.isVisible() and label.text() == sentence
    ]
    assert len(told) == 2  # beside the label, and whole under the field
    assert [one.role() for one in told] == [QAccessible.Role.Paragraph] * 2
    assert [one.text(QAccessible.Text.Name) for one in told] == [sentence] * 2
