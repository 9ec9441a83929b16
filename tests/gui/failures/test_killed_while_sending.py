"""The console dies while an operator types to whom a card goes: it is all there again."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.store.contact.draft_repository import open_draft
from console.viewmodels.contact.card_sending import CardSendingViewModel
from console.viewmodels.session.session import SessionState
from tests.gui.screens.contact.test_send_card import ADDRESS, CTRL, arrived, panel, reading
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.seats.killed_console import left_behind
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.waiting import until


async def the_card_is_back(again: DrivenConsole) -> None:
    """Wait for the contact and the search, and open the panel as she does."""
    models = again.models
    await until(lambda: models.session.state is SessionState.SIGNED_IN)
    await until(
        lambda: models.editor.draft is not None and models.of(CardSendingViewModel).can_open
    )
    await models.knowledge.card_in_use()
    again.press(Qt.Key.Key_S, CTRL)
    await until(lambda: len(models.of(CardSendingViewModel).versions) == 2)


async def address_on_disk(driven: DrivenConsole) -> str:
    draft = await driven.console.database.read(open_draft)
    return draft.sending.to if draft is not None and draft.sending is not None else ""


async def typed(driven: DrivenConsole) -> None:
    """Choose the English card and type half an address; it is on disk."""
    driven.press(Qt.Key.Key_S, CTRL)
    await until(lambda: len(driven.models.of(CardSendingViewModel).versions) == 2)
    driven.press(Qt.Key.Key_Down)
    driven.type(ADDRESS[:9])
    await until(lambda: driven.models.editor.is_saved)


async def test_address_and_language_are_back_when_she_opens_the_panel_again(
    app: QApplication, tmp_path: Path
) -> None:
    killed, keyring = tmp_path / "killed", MemoryKeyring()
    async with reading(app, killed, keyring=keyring) as (server, driven):
        await typed(driven)
        folder = tmp_path / "restarted"
        found = left_behind(killed, folder, keyring)
        driven.window.hide()
        async with driven_console(app, server, folder, keyring=found) as again:
            await the_card_is_back(again)
            assert panel(again).field.value() == ADDRESS[:9]
            assert "The second instalment" in panel(again).preview.toPlainText()
            again.press(Qt.Key.Key_End)
            again.type(ADDRESS[9:])
            again.press(Qt.Key.Key_Return)
            mail = await arrived(server)
            assert (mail.recipient, mail.card_id) == (ADDRESS, "c-tari-en")


async def test_what_was_sent_before_the_crash_is_not_offered_a_second_time(
    app: QApplication, tmp_path: Path
) -> None:
    killed, keyring = tmp_path / "killed", MemoryKeyring()
    async with reading(app, killed, keyring=keyring) as (server, driven):
        await typed(driven)
        driven.type(ADDRESS[9:])
        driven.press(Qt.Key.Key_Return)
        assert (await arrived(server)).recipient == ADDRESS
        await until(lambda: "card_sent" in driven.models.notices.passing)
        await until(lambda: driven.models.editor.is_saved)
        assert await address_on_disk(driven) == ""
        folder = tmp_path / "restarted"
        found = left_behind(killed, folder, keyring)
        driven.window.hide()
        async with driven_console(app, server, folder, keyring=found) as again:
            await the_card_is_back(again)
            assert panel(again).field.value() == ""
