"""A call that comes beside other work: its form and the search are there when it is answered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.scenes.scenes import a_call
from console.screens.contact.contact_screen import ContactScreen
from tests.support.waiting import until

WORD = "scritto prima"


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found


@pytest.mark.parametrize(
    ("scene", "page"), [("level2-case", "callbacks"), ("editing-level2", "editing")]
)
async def test_what_is_answered_comes_to_the_front_and_what_was_typed_stays(
    app: QApplication, scene: str, page: str
) -> None:
    async with staged(app, scene) as (window, seat):
        contact = window.part(ContactScreen)
        window.work.show_module(page)
        window.work.current.start_typing()
        if page == "editing":
            window.commands.run("search.focus")
        typed_into = focus()
        QTest.keyClicks(typed_into, WORD)
        seat.models.call.on_call(a_call(seat))
        await settle()
        QTest.keyClicks(focus(), "!")
        assert (window.work.module, focus()) == (page, typed_into), "it only rings"
        QTest.keyClick(focus(), Qt.Key.Key_F4)
        await until(contact.form.isVisible)
        assert window.work.module == "contact"
        assert focus() is contact.search.field.editor
        assert contact.search.text() == ""
        window.work.show_module(page)
        line = typed_into.text() if isinstance(typed_into, QLineEdit) else ""
        words = seat.models.case_work.draft.note if page == "callbacks" else line
        assert f"{WORD}!" in words


async def test_after_a_restart_in_a_call_the_clerk_sees_its_contact(app: QApplication) -> None:
    async with staged(app, "level2-case") as (window, seat):
        seat.models.call.on_call(a_call(seat))
        QTest.keyClick(focus(), Qt.Key.Key_F4)
        await until(lambda: window.work.module == "contact")
        window.work.show_for(seat.models.operator.account)  # as after a restart
        assert window.work.module == "callbacks"
        seat.models.operator.signed_in.emit(seat.models.operator.account)
        await until(lambda: window.work.module == "contact")
