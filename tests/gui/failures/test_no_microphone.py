"""No audio device: the seat is not ready, no call rings, one sentence says what to look at."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.model.duty.seat_state import AgentState
from console.screens.calls.seat_strip import SeatStrip
from tests.gui.failures.told import a_contact_with, is_kept, is_quiet, is_told
from tests.gui.screens.conftest import a_city
from tests.support.phones.scripted_phone import ScriptedPhone
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.waiting import until

SILENT = (
    "Il microfono non si sente. Controlla la cuffia, poi Ctrl+Maiusc+D. Sei in Non pronto: "
    "nessuna telefonata arriverà."
)


async def test_a_seat_that_was_ready_is_not_and_is_again_with_the_headset_back(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    await driven.sign_in()
    await driven.become_ready()
    await a_contact_with(driven, "Scrive")
    driven.phone.says_microphone(is_there=False)
    await is_told(driven, SILENT, spoken)
    state = driven.strip.state()
    assert (state.word, state.detail) == ("Non pronto", "microfono assente")
    assert "Non pronto, microfono assente" in driven.window.part(SeatStrip).spoken_state()
    await until(lambda: not driven.phone.available)
    driven.type(" ancora")
    await is_kept(driven, "Scrive ancora")
    driven.phone.says_microphone(is_there=True)
    await is_quiet(driven)
    assert driven.models.status.state is AgentState.READY
    await until(lambda: driven.phone.available)


async def test_without_a_microphone_at_the_sign_in_ready_is_not_to_be_had(
    app: QApplication, tmp_path: Path, spoken: list[str]
) -> None:
    phone = ScriptedPhone()
    phone.says_microphone(is_there=False)
    async with a_city() as server, driven_console(app, server, tmp_path, phone=phone) as driven:
        await driven.sign_in()
        await is_told(driven, SILENT, spoken)
        driven.press(Qt.Key.Key_F5)
        assert driven.models.status.state is AgentState.NOT_READY
        assert not phone.available
        await is_told(driven, SILENT, spoken)
