"""The exchange refuses the seat, is away, or is not the right one: one sentence for each."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.model.duty.seat_state import AgentState
from contract.domain.agents.agent import DutyState
from tests.gui.failures.told import a_contact_with, is_kept, is_quiet, is_told, told
from tests.gui.screens.conftest import a_city
from tests.support.phones.scripted_phone import ScriptedPhone
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.waiting import until

SERVER = "wss://exchange.test/sip"
REFUSED = (
    "Il centralino non accetta questa postazione. Esci e rientra; se non basta chiama l'assistenza."
)
AWAY = (
    "Il telefono non è collegato al centralino: nessuna telefonata arriverà. Riprova da solo; se "
    "dura più di un minuto chiama l'assistenza."
)
FOREIGN = (
    "Il centralino che risponde non è quello vero (certificato diverso). Nessuna telefonata "
    "arriverà: chiama l'assistenza."
)
NO_LINE = (
    "Questa postazione non ha ricevuto una linea telefonica. Puoi lavorare senza telefonate; per "
    "riprovare esci e rientra."
)


FLAPPING = (
    "La linea andava e veniva: sei in Non pronto perché nessun cittadino resti senza risposta. F5 "
    "quando è stabile; se succede ancora chiama l'assistenza."
)
LINES: tuple[tuple[dict[str, Any], str], ...] = (
    ({"server": SERVER, "reason": "refused", "code": 403}, REFUSED),
    ({"server": SERVER, "reason": "refused", "code": 401}, REFUSED),
    ({"server": SERVER, "reason": "unreachable"}, AWAY),
    ({"server": SERVER, "reason": "unreachable", "code": 503}, AWAY),
    ({"server": SERVER, "reason": "certificate"}, FOREIGN),
)


@pytest.mark.parametrize(("line", "sentence"), LINES)
async def test_a_ready_seat_hears_why_no_call_comes_and_writes_on(
    driven: DrivenConsole, spoken: list[str], line: dict[str, Any], sentence: str
) -> None:
    await driven.sign_in()
    await driven.become_ready()
    await a_contact_with(driven, "Scrive")
    driven.phone.says_line(**line)
    await is_told(driven, sentence, spoken)
    state = driven.strip.state()
    assert (state.word, state.detail) == ("Non pronto", "telefono non collegato")
    driven.type(" ancora")
    await is_kept(driven, "Scrive ancora")
    driven.phone.says_line(registered=True, server=SERVER)
    await is_quiet(driven)
    assert driven.models.status.state is AgentState.READY


async def test_a_line_that_comes_and_goes_gives_the_seat_rest_until_f5(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    await driven.sign_in()
    driven.press(Qt.Key.Key_F5)
    status = driven.models.status
    # what the server does not know to be whole yet does not come and go for it
    await until(lambda: status.view is not None and status.view.state is DutyState.READY)
    for _ in range(4):
        driven.phone.says_line(server=SERVER, reason="unreachable")
        driven.phone.says_line(registered=True, server=SERVER)
    await is_told(driven, FLAPPING, spoken)
    assert (status.state, status.reason) == (AgentState.NOT_READY, "flapping")
    driven.press(Qt.Key.Key_F5)
    await is_quiet(driven)
    assert status.state is AgentState.READY


async def test_a_line_that_is_still_being_set_alarms_nobody(
    app: QApplication, tmp_path: Path, spoken: list[str]
) -> None:
    phone = ScriptedPhone()
    phone.says_line(server=SERVER)
    async with a_city() as server, driven_console(app, server, tmp_path, phone=phone) as driven:
        await driven.sign_in()
        assert told(driven.window) == []
        driven.press(Qt.Key.Key_F5)
        await is_told(driven, AWAY, spoken)
        phone.says_line(registered=True, server=SERVER)
        await is_quiet(driven)


async def test_a_seat_without_a_line_is_told_how_to_try_again(
    app: QApplication, tmp_path: Path, spoken: list[str]
) -> None:
    phone = ScriptedPhone()
    phone.says_line(reason="not_set")
    async with a_city() as server, driven_console(app, server, tmp_path, phone=phone) as driven:
        await driven.sign_in()
        await is_told(driven, NO_LINE, spoken)
        await a_contact_with(driven, "Una lettera")
        await is_kept(driven, "Una lettera")
