from PySide6.QtCore import QEvent, QTime
from PySide6.QtWidgets import QLabel, QPushButton

from tests.gui.widgets.conftest import QtBot
from tests.support.event_count import EventCount
from tools.pictures.controls import spoken_name
from widgets.kit.action_button import ActionButton
from widgets.kit.plain_text import without_isolates
from widgets.kit.status_line import STATUS_PX, StatusLine


def test_the_line_says_connection_queue_seat_and_hour(qtbot: QtBot) -> None:
    line = qtbot.own(StatusLine())
    line.show_connection(is_online=True, text="Collegato")
    line.show_waiting("0 da inviare")
    line.show_centre("In coda 7 · la più lunga 0:42")
    line.show_seat("Postazione 114")
    texts = [without_isolates(label.text()) for label in line.findChildren(QLabel)]
    assert {"0 da inviare", "In coda 7 · la più lunga 0:42"} <= set(texts)
    assert any(QTime.fromString(text, "HH:mm").isValid() for text in texts)
    button = line.findChild(QPushButton, "status_connection")
    assert spoken_name(button) == "Collegato"


def test_the_seat_s_own_name_leads_to_the_settings(qtbot: QtBot) -> None:
    line, pressed = StatusLine(), []
    qtbot.addWidget(line)
    line.seat_pressed.connect(lambda: pressed.append(True))
    seat = line.findChild(QPushButton, "status_seat")
    line.show_seat("")
    assert seat.isHidden()
    line.show_seat("Post. 114")
    assert (spoken_name(seat), seat.accessibleDescription()) == ("Post. 114", "Impostazioni")
    seat.click()
    assert pressed == [True]


def test_offline_differs_by_shape_and_words(qtbot: QtBot) -> None:
    line = qtbot.own(StatusLine())
    button = line.findChild(QPushButton, "status_connection")
    line.show_connection(is_online=True, text="")
    online = button.grab().toImage()
    line.show_connection(is_online=False, text="")
    assert button.grab().toImage() != online
    assert spoken_name(button) == "Collegamento"


def test_work_under_way_looks_neither_online_nor_away(qtbot: QtBot) -> None:
    line = qtbot.own(StatusLine())
    button = line.findChild(QPushButton, "status_connection")
    seen = []
    for is_online, icon in ((True, ""), (False, ""), (False, "hourglass"), (True, "hourglass")):
        line.show_connection(is_online=is_online, text="Copio i dati: 500 di 5.000", icon=icon)
        seen.append(button.grab().toImage())
    assert seen[2] == seen[3]
    assert seen[2] not in seen[:2]


def test_what_stands_takes_the_first_place_with_what_waits_and_its_key(qtbot: QtBot) -> None:
    line = qtbot.own(StatusLine())
    line.show_connection(is_online=False, text="Senza collegamento")
    line.show_waiting("3 da inviare")
    line.show_condition("error", "Disco pieno")
    button = line.findChild(ActionButton, "status_connection")
    assert (button.text(), button.key) == ("Disco pieno · 3 da inviare", "Ctrl+D")
    line.show_condition("", "")
    assert (button.text(), button.key) == ("Senza collegamento", "")


def test_of_two_things_that_stand_both_are_named_where_there_is_room(qtbot: QtBot) -> None:
    line = qtbot.own(StatusLine())
    button = line.findChild(ActionButton, "status_connection")
    line.show_condition("error", "Disco pieno", "Senza collegamento dalle 14:06")
    line.resize(1366, STATUS_PX)
    line.show()
    assert button.text() == "Disco pieno · Senza collegamento dalle 14:06"
    line.resize(button.sizeHint().width(), STATUS_PX)
    assert button.text() == "Disco pieno", "the graver one is never cut"
    line.resize(1366, STATUS_PX)
    assert button.text() == "Disco pieno · Senza collegamento dalle 14:06"


def test_the_connection_asks_for_its_details(qtbot: QtBot) -> None:
    line = qtbot.own(StatusLine())
    with qtbot.waitSignal(line.details_requested):
        line.findChild(QPushButton, "status_connection").click()


def test_the_line_is_26_pixels_high(qtbot: QtBot) -> None:
    line = qtbot.own(StatusLine())
    line.show_connection(is_online=True, text="Collegato")
    line.show()
    assert line.sizeHint().height() <= STATUS_PX + 4


def test_the_hour_is_that_of_the_clock_it_is_given(qtbot: QtBot) -> None:
    line = qtbot.own(StatusLine())
    line.use_clock(lambda: QTime(15, 4))
    texts = [without_isolates(label.text()) for label in line.findChildren(QLabel)]
    assert "15:04" in texts


def test_a_connection_told_again_has_nothing_laid_out_anew(qtbot: QtBot) -> None:
    line = qtbot.own(StatusLine())
    line.show()
    line.show_connection(is_online=True, text="Collegato")
    layouts = EventCount(line, QEvent.Type.LayoutRequest)
    line.show_connection(is_online=True, text="Collegato")
    assert layouts.count == 0
    line.show_connection(is_online=False, text="Senza collegamento")
    assert layouts.count > 0
