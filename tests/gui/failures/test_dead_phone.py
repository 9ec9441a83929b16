"""The phone process dies: the text is safe, the call is told as lost, a new phone takes over."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.model.duty.seat_state import AgentState
from console.runtime.task_scope import TaskScope
from console.screens.contact.contact_screen import ContactScreen
from console.telephony.local_phone import LocalPhone
from tests.gui.failures.told import is_kept, is_quiet, is_told, told
from tests.gui.screens.conftest import a_city
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.waiting import until

GONE = (
    "Il telefono si è fermato: lo stiamo riavviando. Aspetta qualche secondo; il testo resta com'è."
)

GONE_IN_CALL = (
    "Il telefono si è fermato e la telefonata è caduta. Lo stiamo riavviando: tra qualche secondo "
    "puoi richiamare il cittadino. La bozza resta com'è."
)


async def test_between_calls_the_seat_waits_for_the_new_phone(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    await driven.sign_in()
    await driven.become_ready()
    driven.phone.dies()
    await is_told(driven, GONE, spoken)
    assert driven.strip.state().word == "Non pronto"
    driven.phone.says_line(registered=True, server="wss://exchange.test/sip")
    await is_quiet(driven)
    assert driven.models.status.state is AgentState.READY


@pytest.mark.parametrize("server_knows_seat", [True, False])
async def test_in_a_call_one_sentence_says_both_and_the_text_stays(
    driven: DrivenConsole, spoken: list[str], *, server_knows_seat: bool
) -> None:
    """Also where the call comes before the server has heard that the seat is ready."""
    await driven.sign_in()
    await driven.become_ready(is_offline=not server_knows_seat)
    driven.phone.citizen_calls()
    driven.press(Qt.Key.Key_F4)
    await until(lambda: driven.models.editor.draft is not None)
    await until(lambda: driven.focus() is driven.window.part(ContactScreen).search.field.editor)
    driven.window.part(ContactScreen).focus_description()
    driven.type("Ha chiamato per la rata")
    driven.phone.dies()
    await is_told(driven, GONE_IN_CALL, spoken)
    driven.type(" TARI")
    await is_kept(driven, "Ha chiamato per la rata TARI")
    assert driven.models.status.state is AgentState.WRAP_UP
    driven.phone.says_line(registered=True, server="wss://exchange.test/sip")
    await until(lambda: GONE_IN_CALL not in told(driven.window))
    [dropped] = told(driven.window)
    assert dropped.startswith("La linea è caduta dopo 0:")
    await is_told(driven, dropped, spoken)
    driven.phone.citizen_calls()
    await is_quiet(driven)


async def test_a_phone_that_never_starts_is_said_and_not_a_missing_microphone(
    app: QApplication, tmp_path: Path, spoken: list[str]
) -> None:
    crashes: list[BaseException] = []
    scope = TaskScope(lambda _, error: crashes.append(error))
    never = LocalPhone(tmp_path / "phone", scope)
    never.start()
    try:
        async with (
            a_city() as server,
            driven_console(app, server, tmp_path, softphone=never) as driven,
        ):
            await driven.sign_in()
            await is_told(driven, GONE, spoken)
    finally:
        await scope.close()
    assert crashes == []


async def test_a_phone_that_dies_without_a_microphone_is_said_to_have_died(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    await driven.sign_in()
    await driven.become_ready()
    driven.phone.says_microphone(is_there=False)
    driven.phone.dies()
    await is_told(driven, GONE, spoken)
