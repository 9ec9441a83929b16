"""What is said as a pause begins and ends, of a line that is bad, of two calls at once."""

import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from console.scenes.at_rest import settle
from console.viewmodels.duty.duty_reminders import PauseAlert
from contract.wire.phone_socket import Quality
from tests.gui.screens.calls.test_call_panel import a_seat_talking
from tests.gui.screens.conftest import heard
from tests.support.async_fixtures import async_fixture
from tests.support.seats.driven_console import DrivenConsole
from tests.support.waiting import until
from widgets.cards.call_strip import CallStrip

talking = async_fixture(a_seat_talking)


async def test_a_pause_is_said_with_its_kind_and_once_more_when_it_is_over(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    await driven.start_work()
    await driven.become_ready()
    driven.press(Qt.Key.Key_F5)
    driven.press(Qt.Key.Key_2)
    await heard(spoken, "Pausa videoterminale")
    reminders = driven.models.duty.reminders
    for alert in (PauseAlert.ENDS_SOON, PauseAlert.OVER, PauseAlert.OVER):
        reminders.pause_alert = alert
        reminders.pause_alert_changed.emit()
        assert driven.strip.state().look.startswith("pause")  # shown before the clock ticks again
    over = "La pausa è finita: F5 quando puoi rispondere."
    await until(lambda: over in spoken, what=str(spoken))
    await settle()
    assert spoken.count(over) == 1


async def test_a_pause_asked_for_in_a_call_is_said_to_begin_after_it(
    talking: DrivenConsole, spoken: list[str]
) -> None:
    talking.press(Qt.Key.Key_F5)
    talking.press(Qt.Key.Key_2)
    await heard(spoken, "Pausa videoterminale dopo questa telefonata")


async def test_a_line_that_stays_bad_is_said_once_a_call(
    talking: DrivenConsole, spoken: list[str]
) -> None:
    call = talking.models.call.main
    assert call is not None
    bad = Quality(call=1, mos=2.5, lost_pct=4.0, jitter_ms=40, rtt_ms=200)
    for seconds in range(11, 0, -1):
        call.record.add(bad, time.monotonic() - seconds)
    for _ in range(3):
        talking.phone.says_quality(1, mos=2.5, lost_pct=4.0)
        await until(lambda: any(one.startswith("Linea disturbata") for one in spoken))
        await settle()
    assert len([one for one in spoken if one.startswith("Linea disturbata")]) == 1


async def test_whoever_wants_to_quit_in_a_call_hears_what_is_to_be_done_first(
    talking: DrivenConsole, spoken: list[str]
) -> None:
    talking.press(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    await heard(spoken, "Sei in conversazione: prima chiudi la telefonata, Maiusc+F8.")


async def test_a_colleague_asked_in_between_is_said_and_that_all_three_hear_each_other(
    talking: DrivenConsole, spoken: list[str]
) -> None:
    talking.press(Qt.Key.Key_F7)
    talking.type("trib")
    talking.press(Qt.Key.Key_Return)
    await until(lambda: talking.models.call.second is not None)
    talking.phone.citizen_answers(2)
    await until(lambda: any(one.startswith("Consulti, Tributi") for one in spoken))
    join = talking.window.part(CallStrip).findChild(QPushButton, "strip_call.join")
    assert join is not None
    QTest.mouseClick(join, Qt.MouseButton.LeftButton)
    await until(lambda: any(one.startswith("Conferenza, Tributi") for one in spoken))
    assert QApplication.focusWidget() is not join
