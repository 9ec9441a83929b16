"""A citizen's message, from the voicemail's file to the ear of whoever has the case."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.screens.callbacks.callback_queue_screen import CallbackQueueScreen
from server.gateways.voice.g711 import A_LAW
from server.gateways.voice.wav_file import write_sound
from server.store.operations.audit_log import audit_page
from server.usecases.calls.keep_voicemail import CallerAtVoicemail, NewVoicemail, keep_voicemail
from server.usecases.citizens.erase_again import VOICEMAIL_FOLDER
from server.usecases.routing.callbacks.voicemail_received import voicemail_received
from tests.gui.screens.conftest import a_city
from tests.support.phones.scripted_phone import ScriptedPhone
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until
from widgets.cards.message_line import MessageLine

SOUND = bytes(range(256)) * 40
CTRL = Qt.KeyboardModifier.ControlModifier


@asynccontextmanager
async def a_case_in_hand(
    app: QApplication, folder: Path, *, caller: str, phone: ScriptedPhone | None = None
) -> AsyncIterator[tuple[DrivenConsole, RealServer, MessageLine]]:
    """Livia has taken the work somebody's message has made."""
    async with a_city() as city:
        assert city._folder is not None
        sounds = city._folder / VOICEMAIL_FOLDER
        sounds.mkdir(exist_ok=True)
        write_sound(sounds / "m-1.wav", SOUND, A_LAW)
        message = NewVoicemail(id="m-1", caller=CallerAtVoicemail(caller=caller), duration_s=42)

        def received(*work: object) -> None:
            voicemail_received(*work)  # type: ignore[arg-type]  # connection, message, now

        await city.database.write(lambda c: keep_voicemail(c, message, received, city.clock()))
        async with driven_console(app, city, folder, phone=phone) as driven:
            await driven.sign_in("livia", seat="1201")
            await until(lambda: driven.models.queue.rows, what="the work arrived")
            driven.press(Qt.Key.Key_F11)
            await until(lambda: driven.models.case_work.callback is not None)
            line = driven.window.part(CallbackQueueScreen).case.message
            await until(line.isVisible)
            yield driven, city, line


async def _hearings(city: RealServer) -> int:
    lines = await city.database.read(audit_page)
    return sum(line.action == "voicemail.listened" for line in lines)


async def test_a_message_is_heard_and_stopped_by_key_and_by_mouse_and_each_hearing_is_noted(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_case_in_hand(app, tmp_path, caller="+390651230001") as (driven, city, line):
        assert line.button.accessibleName() == "Ascolta"
        assert line.button.accessibleDescription() == "Messaggio in segreteria, 0:42"
        driven.press(Qt.Key.Key_P, CTRL)
        await until(lambda: driven.phone.played == [("pcma", SOUND)])
        await until(lambda: line.button.accessibleName() == "Ferma")
        driven.press(Qt.Key.Key_P, CTRL)
        await until(lambda: driven.phone.stops == 1)
        assert line.button.accessibleName() == "Ascolta"
        QTest.mouseClick(line.button, Qt.MouseButton.LeftButton)
        await until(lambda: len(driven.phone.played) == 2)
        driven.phone.message_ends()
        assert line.button.accessibleName() == "Ascolta"
        assert await _hearings(city) == 2


async def test_a_caller_who_hides_the_number_is_heard_though_nobody_can_dial(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_case_in_hand(app, tmp_path, caller="anonymous") as (driven, _, line):
        case = driven.window.part(CallbackQueueScreen).case
        assert not case.call_button.isEnabled()
        assert driven.focus() is line.button
        driven.press(Qt.Key.Key_Return)
        await until(lambda: driven.phone.played)


async def test_why_a_message_is_not_heard_is_said_in_words(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_case_in_hand(app, tmp_path, caller="+390651230001") as (driven, city, line):
        assert city._folder is not None
        (city._folder / VOICEMAIL_FOLDER / "m-1.wav").unlink()
        driven.press(Qt.Key.Key_P, CTRL)
        await until(lambda: "non c'è più" in line.button.accessibleDescription())
        city.go_offline()
        driven.press(Qt.Key.Key_P, CTRL)
        await until(lambda: "non risponde" in line.button.accessibleDescription())
        assert driven.phone.played == []
        city.go_online()
