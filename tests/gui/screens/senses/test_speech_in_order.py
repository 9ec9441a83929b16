"""What is said when several things happen at once: nothing of weight is lost, nothing is false."""

import pytest
from PySide6.QtCore import Qt

from console.screens.calls.seat_strip import RINGS_AGAIN_S
from console.viewmodels.session.session import SessionState
from tests.support.phones.heard_speech import HandClock, Reader
from tests.support.seats.driven_console import DrivenConsole
from tests.support.waiting import until
from widgets.speech.announcer import Speech

LONG_S = 60.0
RINGS = "In arrivo"


class Ears:
    """Hears the window that is opened next; time goes on for it as these tests let it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock, self._reader = HandClock(), Reader()
        defaults = Speech.__init__.__kwdefaults__
        assert defaults is not None
        monkeypatch.setitem(defaults, "clock", lambda _: self.clock)
        monkeypatch.setitem(defaults, "send", self._reader)

    def hear(self, seconds: float) -> list[str]:
        """Return the first words of each sentence that is said from the last time until then."""
        self.clock.go_on(seconds)
        said, self._reader.heard = self._reader.sentences, []
        return [sentence.split(",")[0] for sentence in said]


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> Ears:
    return Ears(monkeypatch)


async def _is_ringing(driven: DrivenConsole) -> None:
    driven.phone.citizen_calls()
    await until(lambda: driven.strip.state().look == "ringing")


async def test_a_call_that_waited_for_f5_is_said_and_not_that_she_is_ready(
    driven: DrivenConsole, ears: Ears
) -> None:
    await driven.sign_in()
    await driven.search_is_ready()  # a slow start says that it loads
    ears.hear(LONG_S)
    await driven.become_ready()
    await _is_ringing(driven)
    assert ears.hear(1) == [RINGS]


async def test_a_call_that_goes_on_ringing_is_said_once_more(
    driven: DrivenConsole, ears: Ears
) -> None:
    await driven.sign_in()
    await driven.search_is_ready()  # a slow start says that it loads
    await driven.become_ready()
    ears.hear(LONG_S)
    await _is_ringing(driven)
    assert ears.hear(RINGS_AGAIN_S - 1) == [RINGS]
    assert ears.hear(2) == [RINGS]
    assert ears.hear(LONG_S) == []


async def test_a_call_that_is_answered_is_not_said_again(driven: DrivenConsole, ears: Ears) -> None:
    await driven.sign_in()
    await driven.search_is_ready()  # a slow start says that it loads
    await driven.become_ready()
    ears.hear(LONG_S)
    await _is_ringing(driven)
    assert ears.hear(1) == [RINGS]
    driven.press(Qt.Key.Key_F4)
    await until(lambda: driven.strip.state().look == "talking")
    assert RINGS not in ears.hear(LONG_S)


async def test_a_citizen_who_hangs_up_while_it_rings_is_not_said_again(
    driven: DrivenConsole, ears: Ears
) -> None:
    await driven.sign_in()
    await driven.search_is_ready()  # a slow start says that it loads
    await driven.become_ready()
    ears.hear(LONG_S)
    await _is_ringing(driven)
    assert ears.hear(1) == [RINGS]
    driven.phone.citizen_hangs_up()
    await until(lambda: driven.strip.state().look != "ringing")
    heard = ears.hear(LONG_S)
    assert heard
    assert RINGS not in heard


async def test_the_next_operator_hears_nothing_of_the_work_of_the_one_before(
    driven: DrivenConsole, ears: Ears
) -> None:
    await driven.sign_in()
    await driven.search_is_ready()  # a slow start says that it loads
    ears.hear(LONG_S)
    driven.models.notices.tell("resumed")
    await driven.become_ready()
    await _is_ringing(driven)
    driven.phone.citizen_hangs_up()
    driven.models.session.sign_out()
    await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)
    ears.hear(0)
    assert ears.hear(LONG_S) == []
