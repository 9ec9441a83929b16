"""Whoever ends the console's process does not mean the citizen on the line."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.bootstrap import console_session
from console.settings import Settings
from contract.wire.phone_socket import Call, CallState, Line, Snapshot
from tests.support.waiting import until
from tests.unit.console.telephony.scripted_phone import ScriptedPhone, scripted_phone


async def ended_with(phone: ScriptedPhone, folder: Path, *calls: Call) -> list[str]:
    """Begin a console at a phone that has these calls, end it, return what the phone was told."""
    phone.snapshot = Snapshot(line=Line(registered=True), calls=calls)
    bugs: list[BaseException] = []
    async with console_session(
        Settings(),
        data_dir=folder,
        phone_socket=phone.socket,
        on_crash=lambda _, error: bugs.append(error),
    ) as console:
        await until(lambda: phone.attached)
        await until(lambda: console.models.call.is_live is bool(calls))
    assert bugs == []
    return phone.done()


@pytest.mark.parametrize("state", [CallState.ACTIVE, CallState.HELD, CallState.INCOMING])
async def test_the_phone_keeps_the_call_when_the_console_is_ended(
    app: QApplication, tmp_path: Path, state: CallState
) -> None:
    async with scripted_phone() as phone:
        told = await ended_with(phone, tmp_path, Call(call=1, state=state))
        assert not {"quit", "hang_up", "reject"} & set(told)


async def test_with_nobody_on_the_line_the_consoles_own_phone_ends_with_it(
    app: QApplication, tmp_path: Path
) -> None:
    async with scripted_phone() as phone:
        assert "quit" in await ended_with(phone, tmp_path)
