"""The flows that make up the day, in keys: a slower console fails here."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from contract.domain.contact import Disposition
from tests.gui.screens.conftest import a_city
from tests.support.driven_console import DrivenConsole, driven_console
from tests.support.waiting import until

SHIFT = Qt.KeyboardModifier.ShiftModifier


async def a_call_answered(driven: DrivenConsole) -> None:
    """Ready, ringing, F4: the contact is open and the cursor is in the search."""
    models = driven.models
    driven.press(Qt.Key.Key_F5)
    await until(lambda: driven.phone.available)
    driven.phone.citizen_calls()
    driven.keys = 0
    driven.press(Qt.Key.Key_F4)
    await until(lambda: models.editor.draft is not None)
    await until(lambda: driven.focus() is driven.window.work.contact.search.field.editor)


async def test_where_and_when_takes_at_most_twelve_keys(app: QApplication, tmp_path: Path) -> None:
    async with a_city() as server, driven_console(app, server, tmp_path) as driven:
        await driven.sign_in()
        await driven.search_is_ready()
        await a_call_answered(driven)
        driven.type("tassa ri")
        driven.press(Qt.Key.Key_F9)
        await until(lambda: driven.models.own_work.contacts)
        [contact] = driven.models.own_work.contacts
        assert contact.topic_id == "tari"
        assert contact.card_ids == ("c-tari",)
        assert contact.disposition is Disposition.INFORMATION_GIVEN
        assert driven.keys <= 12
        await until(lambda: driven.models.connection.waiting == 0, what="sent to the server")
