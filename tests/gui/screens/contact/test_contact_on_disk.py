"""What is typed survives: on disk within half a second, back after a crash, sent once."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.runtime.change_feed import Topic
from console.screens.contact.contact_screen import ContactScreen
from console.store.contact.draft_repository import drafts, open_draft
from console.store.replica.local_database import LocalDatabase
from console.viewmodels.kit.draft_saver import AT_MOST_S
from console.viewmodels.session.session import SessionState
from tests.gui.screens.conftest import a_city
from tests.gui.screens.shell.test_key_counts import a_call_answered
from tests.support.phones.scripted_phone import ScriptedPhone
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.seats.killed_console import started_again
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.seats.played_disk import full_disk
from tests.support.servers.real_server import RealServer
from tests.support.waiting import comes, until


async def saved_description(database: LocalDatabase) -> str:
    draft = await database.read(open_draft)
    return draft.description if draft is not None else ""


async def typed_into_description(driven: DrivenConsole, text: str) -> None:
    await a_call_answered(driven)
    driven.window.part(ContactScreen).focus_description()
    driven.type(text)


async def test_a_draft_is_on_disk_half_a_second_after_the_last_key(driven: DrivenConsole) -> None:
    await driven.sign_in()
    await typed_into_description(driven, "Chiede notizie")
    database = driven.console.database
    # How soon is the saver's word, not the machine's.
    await comes(lambda: saved_description(database), lambda said: said == "Chiede notizie")
    assert AT_MOST_S <= 0.5


async def test_saved_is_shown_only_when_the_text_is_on_disk(driven: DrivenConsole) -> None:
    await driven.sign_in()
    await typed_into_description(driven, "Chiede")
    form = driven.window.part(ContactScreen).form
    assert form._caption.text() == "salvo…"
    await until(lambda: form._caption.text().startswith("✓"))
    assert await saved_description(driven.console.database) == "Chiede"


async def test_after_a_crash_text_cursor_and_session_are_back(
    app: QApplication, tmp_path: Path
) -> None:
    keyring, phone = MemoryKeyring(), ScriptedPhone()
    async with (
        a_city() as server,
        driven_console(app, server, tmp_path / "killed", keyring=keyring, phone=phone) as driven,
    ):
        await driven.sign_in()
        await typed_into_description(driven, "Ha pagato due")
        await until(lambda: driven.models.editor.is_saved)
        async with started_again(app, server, driven, tmp_path, keyring, phone=phone) as again:
            editor = again.models.editor
            assert editor.draft is not None
            assert editor.draft.description == "Ha pagato due"
            field = again.window.part(ContactScreen).form.fields.field("description")
            await until(lambda: again.focus() is field.editor)
            assert field.cursor_position() == len("Ha pagato due")
            await until(lambda: "resumed_in_call" in again.models.notices.passing)


async def test_after_a_normal_end_a_password_is_asked_again(
    app: QApplication, tmp_path: Path
) -> None:
    keyring = MemoryKeyring()
    async with a_city() as server:
        async with driven_console(app, server, tmp_path, keyring=keyring) as driven:
            await driven.sign_in()
            await until(lambda: keyring.entries)
        assert keyring.entries == {}
        async with driven_console(app, server, tmp_path, keyring=keyring) as driven:
            session = driven.models.session
            await until(lambda: session.state is SessionState.SIGNED_OUT)


async def test_a_locked_seat_is_not_resumed_without_a_password(
    app: QApplication, tmp_path: Path
) -> None:
    keyring = MemoryKeyring()
    async with a_city() as server, driven_console(app, server, tmp_path, keyring=keyring) as driven:
        await driven.sign_in()
        await until(lambda: keyring.entries)
        driven.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: not keyring.entries)
        assert driven.window.lock_page.isVisible()
        driven.type("una parola lunga")
        driven.press(Qt.Key.Key_Return)
        await until(lambda: driven.models.session.state is SessionState.SIGNED_IN)
        await until(lambda: keyring.entries)


async def test_without_a_server_contacts_wait_and_are_sent_once(
    city: RealServer, driven: DrivenConsole
) -> None:
    await driven.start_work()
    city.go_offline()
    await until(lambda: not driven.models.connection.connection.online)
    await until(lambda: "offline" in driven.models.notices.passing)
    await a_call_answered(driven, is_offline=True)
    driven.type("tassa ri")
    driven.press(Qt.Key.Key_F9)
    await until(lambda: driven.models.connection.waiting == 1)
    city.go_online()
    await until(lambda: driven.models.connection.waiting == 0)
    await until(lambda: "came_back" in driven.models.notices.passing)
    posts = [path for method, path in city.requests if path.endswith("/commands")]
    assert posts
    assert len(driven.models.own_work.contacts) == 1


async def test_a_full_disk_is_told_and_the_text_is_saved_when_there_is_room(
    driven: DrivenConsole,
) -> None:
    await driven.sign_in()
    await a_call_answered(driven)
    database = driven.console.database
    with full_disk(database):
        driven.window.part(ContactScreen).focus_description()
        driven.type("Chiede")
        await until(lambda: "store_full" in driven.models.notices.passing)
        assert driven.window.work.bar.isVisible()
    await until(lambda: "store_full" not in driven.models.notices.passing)
    assert await saved_description(database) == "Chiede"


async def test_a_contact_put_aside_is_opened_from_the_list(driven: DrivenConsole) -> None:
    await driven.sign_in()
    await typed_into_description(driven, "Da finire")
    driven.phone.citizen_hangs_up()
    driven.window.commands.run("contact.put_aside")
    idle, search = (
        driven.window.part(ContactScreen).idle,
        driven.window.part(ContactScreen).search,
    )
    await until(lambda: driven.models.editor.draft is None)
    assert driven.focus() is search.field.editor, "a key pressed now goes nowhere else"
    await until(lambda: idle.isVisible() and idle.drafts.records())
    idle.drafts.setFocus()
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.models.editor.draft is not None)
    assert driven.models.editor.draft.description == "Da finire"
    field = driven.window.part(ContactScreen).form.fields.field("description")
    await until(lambda: driven.focus() is field.editor)
    assert field.cursor_position() == len("Da finire"), "she goes on where she was"
    driven.type(" oggi")
    assert driven.models.editor.draft.cursor == len("Da finire oggi")
    assert len(await driven.console.database.read(drafts)) == 1


def slow_to_close(database: LocalDatabase) -> asyncio.Event:
    """Let the disk write a closed contact only once the event is set."""
    write, gate = database.write, asyncio.Event()

    async def slow(apply: Any, *, changes: Any, **how: Any) -> Any:
        if not callable(changes) and Topic.CONTACTS in changes:
            await gate.wait()
        return await write(apply, changes=changes, **how)

    database.write = slow  # type: ignore[method-assign]  # the disk, not our code, is played
    return gate


@pytest.mark.parametrize("searches_first", [False, True])
async def test_letters_typed_while_the_disk_closes_a_contact_are_the_next_search(
    driven: DrivenConsole, searches_first: bool
) -> None:
    await driven.start_work()
    await a_call_answered(driven)
    driven.type("tassa ri")
    search = driven.window.part(ContactScreen).search
    if not searches_first:
        driven.window.part(ContactScreen).focus_description()
        driven.type("Ha pagato")
    gate = slow_to_close(driven.console.database)
    driven.press(Qt.Key.Key_F9)
    await until(lambda: driven.models.editor.draft is None)
    assert driven.focus() is search.field.editor
    driven.type("carta")
    gate.set()
    await until(lambda: driven.models.own_work.contacts)
    await until(lambda: driven.models.knowledge.answer.query == "carta")
    assert search.text() == "carta"
    [contact] = driven.models.own_work.contacts
    assert (contact.topic_id, contact.card_ids) == ("tari", ("c-tari",))
    assert contact.description == ("" if searches_first else "Ha pagato")


async def test_a_contact_the_disk_refuses_to_close_comes_back_under_the_cursor(
    driven: DrivenConsole,
) -> None:
    await driven.start_work()
    await a_call_answered(driven)
    driven.type("tassa ri")
    driven.window.part(ContactScreen).focus_description()
    driven.type("Ha pagato")
    database = driven.console.database
    with full_disk(database):
        driven.press(Qt.Key.Key_F9)
        await until(lambda: "store_full" in driven.models.notices.passing)
        field = driven.window.part(ContactScreen).form.fields.field("description")
        await until(lambda: driven.focus() is field.editor)
        driven.type(" due volte")
        assert field.value() == "Ha pagato due volte"
    driven.press(Qt.Key.Key_F9)
    await until(lambda: driven.models.own_work.contacts)
    assert driven.models.own_work.contacts[0].description == "Ha pagato due volte"


async def test_a_contact_laid_aside_behind_another_module_leaves_the_cursor_there(
    driven: DrivenConsole,
) -> None:
    await driven.sign_in()
    await typed_into_description(driven, "Da finire")
    driven.window.work.show_module("own")
    before = driven.focus()
    driven.models.editor.parked.put_aside()  # the time after the call is over
    await until(lambda: driven.models.editor.draft is None)
    assert driven.focus() is before
    driven.window.work.show_module("contact")
    assert driven.focus() is driven.window.part(ContactScreen).search.field.editor
