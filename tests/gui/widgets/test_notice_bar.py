import time
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tests.gui.widgets.conftest import QtBot
from tests.support.phones.heard_speech import HandClock, Reader
from widgets.kit.action_button import ActionButton
from widgets.kit.notice_bar import LINE_PX, NOTICE_ICONS, Notice, NoticeBar
from widgets.speech.announcer import Speech

OFFLINE = Notice(
    key="offline", kind="offline", text="Senza collegamento.", action="Dettagli", key_hint="Ctrl+D"
)
READ = Notice(key="read", kind="info", text="Un collega ha modificato la pratica.")


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def bar(qtbot: QtBot, reader: Reader) -> NoticeBar:
    window = qtbot.own(QWidget())
    Speech(window, clock=lambda _: HandClock(), send=reader)
    return NoticeBar(window)


def _text(bar: NoticeBar) -> str:
    return " ".join(label.text() for label in bar.findChildren(QLabel) if label.text())


def test_without_notices_there_is_no_bar(bar: NoticeBar) -> None:
    bar.show_notice(READ)
    assert not bar.isHidden()
    bar.remove("read")
    assert bar.isHidden()
    assert bar.current() is None


def test_the_gravest_notice_is_shown_and_the_other_comes_back_after_it(bar: NoticeBar) -> None:
    bar.show_notice(READ)
    bar.show_notice(OFFLINE)
    assert _text(bar) == OFFLINE.text
    bar.remove("offline")
    assert _text(bar) == READ.text


def test_what_stands_is_put_by_and_comes_back_when_asked_for(
    bar: NoticeBar, reader: Reader
) -> None:
    bar.show_notice(replace(OFFLINE, stands=True))
    bar.findChild(QPushButton, "notice_close").click()
    assert bar.isHidden()
    assert bar.current() == replace(OFFLINE, stands=True)
    assert bar.bring_back()
    assert not bar.isHidden()
    assert not bar.bring_back(), "nothing more to show"
    bar.remove("offline")
    assert bar.current() is None


def test_what_stands_and_needs_no_answer_does_not_open_the_line(bar: NoticeBar) -> None:
    bar.show_notice(replace(OFFLINE, stands=True, opens=False))
    assert bar.isHidden()
    bar.show_notice(replace(OFFLINE, stands=True, kind="error"))
    assert not bar.isHidden(), "it became graver"


def test_a_notice_put_by_hides_no_other(bar: NoticeBar) -> None:
    bar.show_notice(replace(OFFLINE, stands=True))
    bar.findChild(QPushButton, "notice_close").click()
    bar.show_notice(READ)
    assert _text(bar) == READ.text


def test_the_line_is_32_pixels_high_unless_its_words_need_more(bar: NoticeBar) -> None:
    bar.show_notice(READ)
    assert bar.wanted_height(900) == LINE_PX
    assert bar.wanted_height(160) > 60


def test_of_two_equal_notices_the_latest_is_shown(bar: NoticeBar) -> None:
    bar.show_notice(Notice(key="one", kind="info", text="Uno"))
    bar.show_notice(Notice(key="two", kind="info", text="Due"))
    assert _text(bar) == "Due"


def test_a_notice_is_spoken_once_for_the_same_words(bar: NoticeBar, reader: Reader) -> None:
    bar.show_notice(OFFLINE)
    bar.show_notice(OFFLINE)
    assert reader.heard == [(OFFLINE.text, False)]


def test_what_stands_is_said_once_while_a_count_in_it_goes_on(
    bar: NoticeBar, reader: Reader
) -> None:
    stands = replace(OFFLINE, stands=True)
    bar.show_notice(stands)
    for waiting in (1, 2):
        bar.show_notice(replace(stands, text=f"{OFFLINE.text} Da inviare: {waiting}."))
    assert _text(bar).endswith("2.")
    assert reader.heard == [(OFFLINE.text, False)]


@pytest.mark.parametrize("kind", NOTICE_ICONS)
def test_only_errors_and_warnings_interrupt_the_reader(
    bar: NoticeBar, reader: Reader, kind: str
) -> None:
    bar.show_notice(Notice(key="one", kind=kind, text="Parole"))
    assert reader.heard == [("Parole", kind in ("error", "warning"))]


def test_the_action_tells_which_notice_it_is_for(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.show_notice(OFFLINE)
    action = bar.findChild(ActionButton, "notice_action")
    assert (action.text(), action.key) == ("Dettagli", "Ctrl+D")
    with qtbot.waitSignal(bar.action_triggered) as told:
        action.click()
    assert told.args == ["offline"]


def test_closing_tells_which_notice_went(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.show_notice(READ)
    with qtbot.waitSignal(bar.closed) as told:
        bar.findChild(QPushButton, "notice_close").click()
    assert told.args == ["read"]
    assert bar.isHidden()


def test_a_notice_that_must_stay_cannot_be_closed(bar: NoticeBar) -> None:
    bar.show_notice(Notice(key="one", kind="error", text="Grave", can_close=False))
    assert bar.findChild(QPushButton, "notice_close").isHidden()


def test_the_time_left_is_seen_and_said_once(bar: NoticeBar, reader: Reader) -> None:
    turn = replace(OFFLINE, ends_at=time.monotonic() + 600, spoken="Hai 600 secondi.")
    bar.show_notice(turn)
    assert "ancora" in _text(bar)
    bar.show_notice(replace(turn, ends_at=None, spoken=""))
    assert _text(bar) == OFFLINE.text
    assert [text for text, _ in reader.heard] == [f"{OFFLINE.text} Hai 600 secondi."]
