from tests.gui.widgets.conftest import Clock, QtBot
from widgets.cards.call_timer import CallTimer


def test_the_timer_counts_by_itself(qtbot: QtBot) -> None:
    clock = Clock()
    timer = qtbot.own(CallTimer(clock=clock))
    timer.run(99.99)
    assert timer.text() == "0:00"
    clock.now = 101.0
    qtbot.waitUntil(lambda: timer.text() == "0:01")


def test_without_a_start_the_timer_is_hidden(qtbot: QtBot) -> None:
    timer = qtbot.own(CallTimer(clock=Clock()))
    timer.run(99.0)
    timer.run(None)
    assert timer.isHidden()
    assert timer.text() == ""


def test_a_start_in_the_future_counts_as_now(qtbot: QtBot) -> None:
    timer = qtbot.own(CallTimer(clock=Clock()))
    timer.run(105.0)
    assert timer.text() == "0:00"


def test_all_times_of_one_length_are_equally_wide(qtbot: QtBot) -> None:
    timer = qtbot.own(CallTimer(clock=Clock()))
    timer.run(0.0)
    timer.show()
    widths = {timer.fontMetrics().horizontalAdvance(text) for text in ("11:11", "00:00", "48:36")}
    assert len(widths) == 1
