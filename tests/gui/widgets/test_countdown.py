"""What is left of a time is seen second by second, and never less than nothing."""

from tests.gui.widgets.conftest import Clock, QtBot
from widgets.kit.notice_bar import Countdown
from widgets.kit.plain_text import without_isolates


def test_it_counts_down_by_itself_and_stays_at_nothing(qtbot: QtBot) -> None:
    clock = Clock()
    left = qtbot.own(Countdown(clock=clock))
    left.run(101.01)
    assert without_isolates(left.text()) == "ancora 0:02"
    clock.now = 100.5
    qtbot.waitUntil(lambda: without_isolates(left.text()) == "ancora 0:01", timeout=20_000)
    clock.now = 150.0
    qtbot.waitUntil(lambda: without_isolates(left.text()) == "ancora 0:00", timeout=20_000)


def test_more_than_a_minute_is_told_in_minutes(qtbot: QtBot) -> None:
    left = qtbot.own(Countdown(clock=Clock()))
    left.run(175.0)
    assert without_isolates(left.text()) == "ancora 1:15"


def test_without_an_end_there_is_nothing_to_see(qtbot: QtBot) -> None:
    left = qtbot.own(Countdown(clock=Clock()))
    assert left.isHidden()
    left.run(101.0)
    left.run(None)
    assert left.isHidden()
    assert left.text() == ""
