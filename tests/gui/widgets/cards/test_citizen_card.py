import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.gui.widgets.conftest import QtBot, give_cursor
from widgets.cards.citizen_card import CitizenCard
from widgets.fields.labelled_field import Choice
from widgets.kit.tag import tag_width
from widgets.tables.hit_list import HitList, HitRow
from widgets.tables.record_model import Record

MATCHES = (HitRow("ROSSI MARIA 1961", "stesso numero"), HitRow("ROSSI MARCO 1990"))


@pytest.fixture
def card(qtbot: QtBot) -> CitizenCard:
    card = qtbot.own(CitizenCard())
    card.set_choices((Choice("", "—"), Choice("7", "VII")), (Choice("it", "Italiano"),))
    card.resize(284, 640)
    card.show()
    card.activateWindow()
    return card


def test_values_go_in_and_come_out(card: CitizenCard) -> None:
    told: list[tuple[str, str]] = []
    card.edited.connect(lambda name, value: told.append((name, value)))
    card.set_values({"name": "ROSSI MARIA", "municipio": "7"})
    assert card.values() == {
        "name": "ROSSI MARIA",
        "fiscal_code": "",
        "phone": "",
        "municipio": "7",
        "language": "it",
    }
    assert told == []


def test_typing_tells_the_field_and_its_text(card: CitizenCard) -> None:
    told: list[tuple[str, str]] = []
    card.edited.connect(lambda name, value: told.append((name, value)))
    QTest.keyClicks(card.fields.field("phone").editor, "06")
    assert told == [("phone", "0"), ("phone", "06")]


def test_an_error_shown_while_writing_does_not_move_the_focus(
    card: CitizenCard, qtbot: QtBot
) -> None:
    card.focus_field("name", 0)
    qtbot.waitUntil(lambda: card.focused_field() == ("name", 0))
    card.show_error("phone", "Il numero ha 8 cifre.")
    assert card.focused_field() == ("name", 0)
    assert card.fields.field("phone").error() == "Il numero ha 8 cifre."


def test_enter_confirms_the_selected_possible_caller(card: CitizenCard, qtbot: QtBot) -> None:
    card.set_matches(MATCHES, "2 cittadini con questo numero.")
    assert card.focus_matches()
    matches = card.findChild(HitList)
    QTest.keyClick(matches, Qt.Key.Key_Down)
    with qtbot.waitSignal(card.match_confirmed) as told:
        QTest.keyClick(matches, Qt.Key.Key_Return)
    assert told.args == [1]


def test_the_button_confirms_as_well(card: CitizenCard, qtbot: QtBot) -> None:
    card.set_matches(MATCHES)
    with qtbot.waitSignal(card.match_confirmed) as told:
        card.findChild(QPushButton, "citizen_confirm").click()
    assert told.args == [0]


def test_without_possible_callers_there_is_nothing_to_confirm(card: CitizenCard) -> None:
    card.set_matches((), "Nessun cittadino con questo numero.")
    assert not card.focus_matches()
    assert not card.findChild(QPushButton, "citizen_confirm").isVisible()


def test_a_last_contact_can_be_opened(card: CitizenCard, qtbot: QtBot) -> None:
    card.set_contacts([Record(key="c1", cells=("12/11", "TARI", "Risolto"))])
    card.contacts.flush()
    card.contacts.select_key("c1")
    give_cursor(card.contacts, qtbot)
    with qtbot.waitSignal(card.contact_opened) as told:
        QTest.keyClick(card.contacts, Qt.Key.Key_Return)
    assert told.args == ["c1"]


def test_how_a_last_contact_ended_stands_whole_in_a_tag(card: CitizenCard, qtbot: QtBot) -> None:
    ended = Record(key="c1", cells=("12/11", "TARI e molto altro ancora", "ha riagganciato"))
    card.resize(372, 400)
    card.set_contacts([ended])
    card.contacts.flush()
    wanted = tag_width("ha riagganciato", card.contacts.font())
    assert card.contacts.columnWidth(2) >= wanted
    qtbot.waitUntil(lambda: card.contacts.horizontalScrollBar().maximum() == 0)
