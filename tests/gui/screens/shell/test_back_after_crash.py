"""After a crash: a search begun in a contact is back, and in narrow windows the part in use."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.bootstrap import Console, Seams, console_session
from console.screens.contact.contact_screen import ContactScreen
from console.settings import Settings
from console.store.contact.draft_repository import drafts
from console.store.contact.sending_aside import typed_aside
from console.viewmodels.contact.card_sending import CardSendingViewModel
from console.viewmodels.session.session import SessionState
from tests.gui.screens.conftest import a_city
from tests.gui.screens.contact.test_send_card import CTRL, arrived, panel, reading
from tests.gui.screens.shell.test_key_counts import a_call_answered
from tests.support.phones.scripted_phone import ScriptedPhone
from tests.support.seats.driven_console import driven_console
from tests.support.seats.killed_console import left_behind, started_again
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.servers.real_server import BASE_URL, RealServer
from tests.support.waiting import PATIENCE_S, comes, until


async def test_after_a_crash_the_search_goes_on_where_the_cursor_was(
    app: QApplication, tmp_path: Path
) -> None:
    keyring, phone = MemoryKeyring(), ScriptedPhone()
    async with (
        a_city() as server,
        driven_console(app, server, tmp_path / "killed", keyring=keyring, phone=phone) as driven,
    ):
        await driven.start_work()
        await a_call_answered(driven)
        driven.type("tass")
        await until(lambda: driven.models.editor.is_saved)
        async with started_again(app, server, driven, tmp_path, keyring, phone=phone) as again:
            panel = again.window.part(ContactScreen).search
            assert panel.text() == "tass"
            await until(lambda: again.focus() is panel.field.editor)
            again.type("a")
            assert panel.text() == "tassa"
            await until(lambda: again.models.knowledge.answer.query == "tassa")
            await until(lambda: panel.hits())


async def test_after_a_crash_a_narrow_window_shows_the_part_that_was_written_in(
    app: QApplication, tmp_path: Path
) -> None:
    keyring, phone = MemoryKeyring(), ScriptedPhone()
    async with (
        a_city() as server,
        driven_console(app, server, tmp_path / "killed", keyring=keyring, phone=phone) as driven,
    ):
        driven.window.resize(800, 700)
        await driven.sign_in()
        await a_call_answered(driven)
        driven.press(Qt.Key.Key_F3)
        driven.type("ROSSI")
        await until(lambda: driven.models.editor.is_saved)
        async with started_again(app, server, driven, tmp_path, keyring, phone=phone) as again:
            again.window.resize(800, 700)
            name = again.window.part(ContactScreen).citizen.fields.field("name").editor
            await until(lambda: name.isVisible() and again.focus() is name)
            again.type("A")
            assert again.models.editor.draft is not None
            assert again.models.editor.draft.caller.name == "ROSSIA"


async def test_after_a_crash_the_panel_that_sends_a_card_stands_open_with_the_address(
    app: QApplication, tmp_path: Path
) -> None:
    keyring = MemoryKeyring()
    async with reading(app, tmp_path / "killed", keyring=keyring) as (server, driven):
        driven.press(Qt.Key.Key_S, CTRL)
        driven.type("bianca@po")
        await until(lambda: driven.models.editor.is_saved)
        async with started_again(app, server, driven, tmp_path, keyring) as again:
            await until(lambda: panel(again).isVisible())
            await until(lambda: again.focus() is panel(again).field.editor)
            assert panel(again).field.value() == "bianca@po"
            assert "La seconda rata" in panel(again).preview.toPlainText()
            again.type("s")
            assert again.models.of(CardSendingViewModel).to == "bianca@pos"


async def test_after_a_crash_an_address_typed_after_its_empty_contact_was_dropped_is_there(
    app: QApplication, tmp_path: Path
) -> None:
    keyring = MemoryKeyring()
    async with reading(app, tmp_path / "killed", keyring=keyring) as (server, driven):
        database = driven.console.database
        driven.press(Qt.Key.Key_S, CTRL)
        driven.models.editor.parked.discard()
        await until(lambda: driven.models.editor.draft is None)
        assert panel(driven).isVisible()
        driven.type("bianca@po")
        await comes(lambda: database.read(typed_aside), lambda kept: kept and kept[1])
        assert await database.read(drafts) == ()
        await until(lambda: driven.models.of(CardSendingViewModel).is_saved)
        async with started_again(app, server, driven, tmp_path, keyring) as again:
            await until(lambda: panel(again).isVisible())
            assert panel(again).field.value() == "bianca@po"
            again.type("sta.example")
            again.press(Qt.Key.Key_Return)
            assert not panel(again).isVisible()
            assert (await arrived(server)).recipient == "bianca@posta.example"
            assert await again.console.database.read(typed_aside) is None


class AskedKeyring(MemoryKeyring):
    """Knows whether it was asked for what a killed session left."""

    def __init__(self, entries: dict[str, str]) -> None:
        super().__init__()
        self.entries = entries
        self.was_asked = asyncio.Event()

    async def read(self, entry: str) -> str | None:
        self.was_asked.set()
        return await super().read(entry)


async def _killed(app: QApplication, server: RealServer, tmp_path: Path) -> tuple[Path, Seams]:
    """Return the folder of a console that was killed, and what the next one starts with."""
    keyring = MemoryKeyring()
    async with driven_console(app, server, tmp_path / "killed", keyring=keyring) as driven:
        await driven.start_work()
        folder = tmp_path / "restarted"
        asked = AskedKeyring(left_behind(tmp_path / "killed", folder, keyring).entries)
    return folder, Seams(transport=server.transport(), softphone=ScriptedPhone(), keyring=asked)


async def test_a_killed_session_is_opened_while_the_window_is_still_loaded(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_city() as server:
        folder, seams = await _killed(app, server, tmp_path)
        async with _console(folder, seams, load=_asked(seams)) as console:
            console.models.session.start()
            await until(lambda: console.models.session.state is SessionState.SIGNED_IN)
            await until(lambda: console.models.knowledge.answer.hits)
            assert console.database.is_on_disk


async def test_a_console_that_ends_while_it_is_loaded_leaves_the_replica_to_the_next(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_city() as server:
        folder, seams = await _killed(app, server, tmp_path)

        async def ended() -> None:
            await _asked(seams)()
            raise InterruptedError

        with pytest.raises(InterruptedError):
            async with _console(folder, seams, load=ended):
                pass
        async with _console(folder, seams) as console:
            console.models.session.start()
            await until(lambda: console.models.session.state is SessionState.SIGNED_IN)


def _asked(seams: Seams) -> Callable[[], Awaitable[None]]:
    async def load() -> None:
        assert isinstance(seams.keyring, AskedKeyring)
        async with asyncio.timeout(PATIENCE_S):
            await seams.keyring.was_asked.wait()

    return load


def _console(
    folder: Path, seams: Seams, **options: Callable[[], Awaitable[None]]
) -> AbstractAsyncContextManager[Console]:
    def crashed(name: str, error: BaseException) -> None:
        raise AssertionError(name) from error

    return console_session(
        Settings(server=BASE_URL, data_dir=folder),
        data_dir=folder,
        phone_socket=folder / "phone",
        on_crash=crashed,
        seams=seams,
        **options,
    )
