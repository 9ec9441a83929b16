"""What stands is named whole in the status bar, however little room the window leaves."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.shell.status_texts import StandingLine, in_short
from console.viewmodels.kit.notice_code import NoticeCode
from tests.support.seats.notice_sentences import notice_texts
from widgets.kit.action_button import ActionButton
from widgets.kit.notice_bar import Notice, NoticeBar
from widgets.kit.status_line import StatusLine
from widgets.kit.theme import apply_theme

SUBJECT = {"recovered": "12", "total": "12", "minutes": "12", "waiting": "3", "seconds": "45"}
NARROW = ((900, 100, ""), (1366, 200, "Contatto"))  # width, size of text, button of the pages


@pytest.mark.parametrize(("width", "percent", "page"), NARROW)
def test_no_condition_is_shortened_at_the_foot_of_a_narrow_window(
    qtbot: QtBot, app: QApplication, width: int, percent: int, page: str
) -> None:
    apply_theme(app, "light", percent)
    line, notices = StatusLine(), notice_texts()
    qtbot.addWidget(line)
    line.resize(width, 60)
    line.show_seat("Postazione 1001 · v0.1.0 · F1 tasti")
    line.show_page(page)
    line.show()
    button = line.findChild(ActionButton, "status_connection")
    cut = []
    for code in (one for codes in NoticeCode.__subclasses__() for one in codes):
        line.show_condition("warning", in_short(notices.sentence(code, SUBJECT)))
        layout = line.layout()
        assert layout is not None
        layout.activate()
        if button.width() < button.sizeHint().width():
            cut.append(str(code))
    apply_theme(app, "light", 100)
    assert cut == []


def test_the_seat_is_named_again_once_nothing_stands(qtbot: QtBot, app: QApplication) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(900, 30)
    line.show_seat("Postazione 1001 · v0.1.0 · F1 tasti")
    seat = line.findChild(ActionButton, "status_seat")
    line.show_condition("warning", "Recuperati 12 contatti su 12, " * 4)
    assert seat.text() != "Postazione 1001 · v0.1.0 · F1 tasti"
    assert seat.accessibleName() == "Postazione 1001 · v0.1.0 · F1 tasti"
    line.show_condition("", "")
    assert seat.text() == "Postazione 1001 · v0.1.0 · F1 tasti"


def test_a_missed_call_does_not_hide_that_the_server_is_away(
    qtbot: QtBot, app: QApplication
) -> None:
    """Before a server that stood still the bar said only what had come of it."""
    holder = QWidget()
    qtbot.addWidget(holder)
    bar, line = NoticeBar(holder), StatusLine(holder)
    line.resize(1366, 26)
    StandingLine(bar, line)
    button = line.findChild(ActionButton, "status_connection")
    missed = Notice(key="missed_call", kind="warning", text="Non hai risposto. Torna pronto: F5.")
    bar.show_notice(missed)
    assert button.text() == "Non hai risposto"
    bar.show_notice(
        Notice(key="offline", kind="offline", text="Senza collegamento dalle 14:06.", stands=True)
    )
    assert button.text() == "Senza collegamento dalle 14:06"
    shown = bar.shown()
    assert shown is not None
    assert shown.key == "missed_call", "the line above says it"
    bar.show_notice(Notice(key="mic", kind="error", text="Il microfono tace.", stands=True))
    assert button.text() == "Il microfono tace · Senza collegamento dalle 14:06"
