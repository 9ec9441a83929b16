"""What a screen reader is told by all parts of one window, and when."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from tests.gui.widgets.conftest import QtBot
from tests.support.phones.heard_speech import HandClock, Reader
from widgets.kit.notice_bar import Notice, NoticeBar
from widgets.kit.plain_text import left_to_right
from widgets.speech.announcer import Announcer, Speech, send_announcement
from widgets.speech.sentence_queue import GAP_S, MOST_WAITING, REST_S


class Window:
    """Two parts that speak, and the time, which the tests let go on."""

    def __init__(self, qtbot: QtBot) -> None:
        self.widget = QWidget()
        qtbot.addWidget(self.widget)
        self.clock, self.reader = HandClock(), Reader()
        self.speech = Speech(self.widget, clock=lambda _: self.clock, send=self.reader)
        self.strip = Announcer(QWidget(self.widget))
        self.page = Announcer(QWidget(self.widget))

    def hears(self, seconds: float = GAP_S) -> list[str]:
        """Return what is said while the time goes on."""
        before = len(self.reader.heard)
        self.clock.go_on(seconds)
        return self.reader.sentences[before:]


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    return Window(qtbot)


def test_the_first_sentence_is_said_at_once(window: Window) -> None:
    window.strip.announce("uno")
    assert window.reader.heard == [("uno", False)]


def test_two_parts_of_the_window_never_speak_at_once(window: Window) -> None:
    window.strip.announce("uno")
    window.page.announce("due")
    assert window.reader.sentences == ["uno"]
    assert window.hears(GAP_S - 0.001) == []
    assert window.hears(0.001) == ["due"]


def test_the_refused_password_is_heard_after_the_word_that_it_is_checked(window: Window) -> None:
    window.page.announce("Controllo l'accesso…")
    window.clock.go_on(0.013)
    window.page.announce("Password non corretta.", urgent=True)
    assert window.hears() == ["Password non corretta."]


def test_what_is_urgent_overtakes_what_is_not(window: Window) -> None:
    window.strip.announce("uno")
    window.page.announce("salvato", kind="saved")
    window.page.announce("in arrivo", urgent=True, kind="state")
    assert window.hears(1) == ["in arrivo", "salvato"]


def test_of_one_kind_only_the_newest_is_said_and_nothing_of_another_is_lost(
    window: Window,
) -> None:
    window.strip.announce("uno")
    window.page.announce("riga 1", kind="row")
    window.page.announce("salvato", kind="saved")
    window.page.announce("riga 2", kind="row")
    window.strip.announce("riga di altri", kind="row")
    assert window.hears(1) == ["salvato", "riga 2", "riga di altri"]


def test_what_the_citizen_writes_never_gives_way_to_his_next_line(window: Window) -> None:
    for line in ("uno", "due", "tre"):
        window.page.announce(line, kind=None)
    assert window.reader.sentences + window.hears(1) == ["uno", "due", "tre"]


def test_ready_is_not_said_when_it_rings_within_a_moment(window: Window) -> None:
    window.strip.announce("Pronto", kind="state", after_s=0.3)
    assert window.hears(0.29) == []
    window.strip.announce("In arrivo", urgent=True, kind="state")
    assert window.reader.sentences == ["In arrivo"]
    assert window.hears(10) == []


def test_ready_is_said_when_nobody_calls(window: Window) -> None:
    window.strip.announce("Pronto", kind="state", after_s=0.3)
    assert window.hears(0.3) == ["Pronto"]


def test_what_rings_is_said_once_more_and_then_no_more(window: Window) -> None:
    window.strip.announce("In arrivo", urgent=True, again_s=5.0)
    assert window.hears(4.9) == []
    assert window.hears(0.1) == ["In arrivo"]
    assert window.hears(60) == []


def test_who_rings_is_said_again_as_it_is_known_by_then(window: Window) -> None:
    window.strip.announce("In arrivo, 06 5550", urgent=True, kind="state", again_s=5.0)
    window.strip.reword("In arrivo, Bianca Esempio", "state")
    window.page.reword("In arrivo di altri", "state")
    assert window.reader.sentences == ["In arrivo, 06 5550"]
    assert window.hears(60) == ["In arrivo, Bianca Esempio"]


def test_marks_that_only_turn_letters_are_not_said(window: Window) -> None:
    window.strip.announce(f"attesa {left_to_right('0:02')}")
    assert window.reader.sentences == ["attesa 0:02"]


@pytest.mark.parametrize("is_said", [True, False], ids=["another state", "answered, unsaid"])
def test_what_rings_no_more_is_not_said_again(window: Window, *, is_said: bool) -> None:
    window.strip.announce("In arrivo", urgent=True, kind="state", again_s=5.0)
    window.clock.go_on(1)
    if is_said:
        window.strip.announce("Pronto", kind="state")
    else:
        window.strip.withdraw("state")
    window.clock.go_on(60)
    assert window.reader.sentences == ["In arrivo", *(["Pronto"] if is_said else [])]


def test_while_she_talks_news_leave_her_in_peace_whoever_spoke_before(window: Window) -> None:
    window.speech.set_talking(True)
    window.strip.announce("Muto")
    window.page.announce("Senza collegamento.", rests=True)
    assert window.hears(REST_S - 0.001) == []
    assert window.hears(0.001) == ["Senza collegamento."]
    window.strip.announce("avviso", rests=True)
    assert window.hears(REST_S - 0.001) == []
    assert window.hears(0.001) == ["avviso"]


def test_what_answers_her_key_does_not_wait_while_she_talks(window: Window) -> None:
    window.speech.set_talking(True)
    window.page.announce("avviso", rests=True)
    window.strip.announce("Muto")
    assert window.hears() == ["Muto"]


def test_her_keys_do_not_keep_the_news_back_for_ever(window: Window) -> None:
    window.speech.set_talking(True)
    window.strip.announce("riga 0")
    window.page.announce("avviso", rests=True)
    for row in range(1, 4):
        window.clock.go_on(2)
        window.strip.announce(f"riga {row}")
    assert "avviso" in window.reader.sentences


def test_when_the_call_ends_what_waited_is_said(window: Window) -> None:
    window.speech.set_talking(True)
    window.strip.announce("Muto")
    window.page.announce("avviso", rests=True)
    window.clock.go_on(1)
    window.speech.set_talking(False)
    assert window.reader.sentences == ["Muto", "avviso"]


def test_however_much_happens_at_once_no_urgent_sentence_is_lost_for_it(window: Window) -> None:
    window.strip.announce("prima")
    window.strip.announce("Non hai risposto.", urgent=True)
    for row in range(3 * MOST_WAITING):
        window.page.announce(f"riga {row}", kind=None)
    heard = window.hears(60)
    assert heard[0] == "Non hai risposto."
    assert heard[1:] == [f"riga {row}" for row in range(2 * MOST_WAITING + 1, 3 * MOST_WAITING)]


def test_two_parts_that_tell_of_one_event_in_the_same_words_are_heard_once(window: Window) -> None:
    window.strip.announce("Nessuna risposta da Tributi.", urgent=True)
    window.page.announce("Nessuna risposta da Tributi.")
    assert window.hears(60) == []
    window.page.announce("Nessuna risposta da Tributi.")
    assert window.reader.sentences[-1] == "Nessuna risposta da Tributi.", "that was another one"


def test_two_that_wait_with_the_same_words_are_heard_once(window: Window) -> None:
    window.strip.announce("uno")
    window.strip.announce("due", kind="state")
    window.page.announce("due")
    assert window.hears(60) == ["due"]


def test_what_a_key_asks_for_again_is_heard_again(window: Window) -> None:
    for _ in range(2):
        window.strip.announce("Altro tempo adesso non c'è.", urgent=True)
    assert window.reader.sentences + window.hears(1) == ["Altro tempo adesso non c'è."] * 2


def test_the_next_operator_hears_nothing_of_the_one_before(window: Window) -> None:
    window.strip.announce("In arrivo", urgent=True, again_s=5.0)
    window.page.announce("Preso: Bianca Esempio")
    window.speech.clear()
    assert window.hears(60) == []
    window.page.announce("Scrivi il nome utente.")
    assert window.reader.sentences[-1] == "Scrivi il nome utente."


def test_a_window_that_is_closed_says_nothing(window: Window) -> None:
    window.strip.announce("uno")
    window.page.announce("due")
    window.speech.close()
    window.page.announce("tre", urgent=True)
    assert window.hears(60) == []


def test_with_a_window_goes_what_would_wake_its_voice(qtbot: QtBot) -> None:
    widget = QWidget()
    [timer] = Speech(widget, send=Reader()).findChildren(QTimer)
    with qtbot.waitSignal(widget.destroyed):
        widget.deleteLater()
    assert not isValid(timer)


def test_a_dialog_speaks_with_the_voice_of_its_window(window: Window) -> None:
    dialog = QDialog(window.widget)
    Announcer(QWidget(dialog)).announce("dal dialogo")
    assert window.reader.sentences == ["dal dialogo"]


def test_a_part_that_is_in_no_window_yet_has_nobody_to_speak_to(
    window: Window, qtbot: QtBot
) -> None:
    part = qtbot.own(QWidget())
    Announcer(part).announce("nessuno")
    assert window.hears(60) == []


def test_a_notice_whose_cause_is_gone_is_not_said_any_more(window: Window) -> None:
    bar = NoticeBar(window.widget)
    window.strip.announce("uno")
    bar.show_notice(Notice(key="offline", kind="offline", text="Senza collegamento."))
    bar.show_notice(Notice(key="saved", kind="info", text="Salvato."))
    bar.remove("offline")
    bar.remove("saved")
    assert window.hears(60) == ["Salvato."]


def test_a_sentence_can_be_handed_to_the_platform(window: Window) -> None:
    send_announcement(window.widget, "Salvato", False)
    send_announcement(window.widget, "Linea caduta", True)
