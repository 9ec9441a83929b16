"""No keyring on this seat: work goes on in memory, and the operator knows what that means."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from console.screens.contact.contact_screen import ContactScreen
from console.viewmodels.contact.contact_fields import Field
from console.viewmodels.session.leaving import LeavingViewModel
from console.viewmodels.session.session import SessionState
from tests.gui.failures.told import (
    a_contact_with,
    is_kept,
    is_quiet,
    is_told,
    shown_description,
    shown_texts,
    told,
)
from tests.gui.screens.conftest import a_city
from tests.support.seats.driven_console import driven_console
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.seats.seat import StoppedClock
from tests.support.servers.real_server import PASSWORD
from tests.support.waiting import until

IN_MEMORY = (
    "Non posso salvare su questo PC: manca il portachiavi. Puoi lavorare, ma l'archivio resta "
    "solo in memoria: alla chiusura quello che non è stato inviato si perde. Avvisa l'assistenza."
)
NO_WAY_IN = (
    "Il server non risponde e su questa postazione manca il portachiavi: senza l'uno o l'altro non "
    "si può entrare. Controlla il cavo di rete o chiama l'assistenza."
)


async def test_work_goes_on_in_memory_and_reaches_the_server(
    app: QApplication, tmp_path: Path, spoken: list[str]
) -> None:
    keyring = MemoryKeyring(is_missing=True)
    async with a_city() as server, driven_console(app, server, tmp_path, keyring=keyring) as driven:
        await driven.sign_in()
        await is_told(driven, IN_MEMORY, spoken)
        await driven.search_is_ready()
        await a_contact_with(driven, "Chiede della TARI")
        await is_kept(driven, "Chiede della TARI")
        assert "bozza in memoria" in shown_texts(driven)
        standing = driven.window.work.status.findChild(QPushButton, "status_connection")
        assert standing.text() == "Non posso salvare su questo PC"
        driven.window.part(ContactScreen).focus_search()
        driven.type("tassa ri")
        driven.press(Qt.Key.Key_F9)
        await until(lambda: driven.models.own_work.contacts)
        assert "saved" not in driven.models.notices.passing
        assert driven.models.notices.passing["saved_in_memory"]
        await until(lambda: driven.models.connection.waiting == 0)
        assert [text for text in shown_texts(driven) if "salvat" in text] == []
        assert not list(tmp_path.glob("*.replica"))


def _asked(count: int) -> str:
    return (
        f"Se esci ancora, si perdono {count} cose: non sono inviate o complete, e questo PC non le "
        "tiene. Aspetta."
    )


@pytest.mark.parametrize("command", ["session.sign_out", "session.quit"])
@pytest.mark.parametrize("is_locked", [False, True])
async def test_leaving_asks_before_it_throws_work_away(
    app: QApplication, tmp_path: Path, spoken: list[str], command: str, is_locked: bool
) -> None:
    keyring, clock = MemoryKeyring(is_missing=True), StoppedClock()
    async with a_city() as server, driven_console(app, server, tmp_path, keyring=keyring) as driven:
        await driven.sign_in()
        driven.models.of(LeavingViewModel)._now = clock
        server.go_offline()
        closing: list[None] = []
        driven.window.close_requested.connect(lambda: closing.append(None))
        await a_contact_with(driven, "Un contatto chiuso")
        driven.models.editor.edit(Field.TOPIC, "tari")
        driven.models.editor.closing.close()
        await until(lambda: driven.models.connection.waiting == 1)
        await a_contact_with(driven, "Un altro non finito")
        await until(lambda: driven.models.own_work.drafts)
        if is_locked:
            driven.models.session.lock()
        for _ in range(2):  # two presses of one key are one answer
            driven.window.commands.run(command)
            await until(lambda: _asked(2) in " ".join(spoken))
            spoken.clear()
            assert driven.models.session.account is not None
            assert closing == []
            clock.advance(0.4)
        clock.advance(0.6)
        driven.window.commands.run(command)
        await until(lambda: closing or driven.models.session.state is SessionState.SIGNED_OUT)
        closing.append(None)


async def test_nobody_is_asked_where_everything_is_sent(app: QApplication, tmp_path: Path) -> None:
    keyring = MemoryKeyring(is_missing=True)
    async with a_city() as server, driven_console(app, server, tmp_path, keyring=keyring) as driven:
        await driven.sign_in()
        await a_contact_with(driven, "Chiede della TARI")
        driven.models.editor.edit(Field.TOPIC, "tari")
        driven.models.editor.closing.close()
        await until(lambda: driven.models.own_work.contacts)
        await until(lambda: driven.models.connection.waiting == 0)
        await until(lambda: not driven.models.own_work.drafts)
        await driven.sign_out()


async def test_a_keyring_that_goes_after_the_sign_in_disturbs_nobody(
    app: QApplication, tmp_path: Path
) -> None:
    keyring = MemoryKeyring()
    async with a_city() as server, driven_console(app, server, tmp_path, keyring=keyring) as driven:
        await driven.sign_in()
        keyring.is_missing = True
        await a_contact_with(driven, "Scritto dopo")
        driven.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: driven.window.lock_page.isVisible())
        driven.type(PASSWORD)
        driven.press(Qt.Key.Key_Return)
        await until(lambda: driven.models.session.state is SessionState.SIGNED_IN)
        await is_kept(driven, "Scritto dopo")
        assert told(driven.window) == []


async def test_what_was_written_waits_on_disk_until_the_keyring_is_back(
    app: QApplication, tmp_path: Path, spoken: list[str]
) -> None:
    keyring = MemoryKeyring()
    async with a_city() as server:
        async with driven_console(app, server, tmp_path, keyring=keyring) as driven:
            await driven.sign_in()
            await a_contact_with(driven, "Di ieri")
            await is_kept(driven, "Di ieri")
        keyring.is_missing = True
        async with driven_console(app, server, tmp_path, keyring=keyring) as driven:
            await driven.sign_in()
            await is_told(driven, IN_MEMORY, spoken)
            assert driven.models.editor.draft is None
        keyring.is_missing = False
        async with driven_console(app, server, tmp_path, keyring=keyring) as driven:
            await driven.sign_in()
            await until(lambda: shown_description(driven) == "Di ieri")
            await is_quiet(driven)


async def test_without_server_and_keyring_nobody_gets_in_and_is_told_so(
    app: QApplication, tmp_path: Path, spoken: list[str]
) -> None:
    keyring = MemoryKeyring()
    async with a_city() as server:
        async with driven_console(app, server, tmp_path, keyring=keyring) as driven:
            await driven.sign_in()
        keyring.is_missing = True
        server.go_offline()
        async with driven_console(app, server, tmp_path, keyring=keyring) as driven:
            await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)
            driven.window.sign_in.set_values(login="anna", seat="1001")
            driven.window.sign_in.focus_first()
            driven.type(PASSWORD)
            driven.press(Qt.Key.Key_Return)
            await is_told(driven, NO_WAY_IN, spoken)
            server.go_online()
            driven.type(PASSWORD)
            driven.press(Qt.Key.Key_Return)
            await is_told(driven, IN_MEMORY, spoken)
