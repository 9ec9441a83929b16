"""The last contacts of a citizen: always at hand, wherever there is room for them."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen

NARROW, USUAL, WIDE = QSize(1000, 768), QSize(1366, 768), QSize(1920, 1040)


async def test_where_there_is_no_room_f3_drops_them_and_escape_puts_them_away(
    app: QApplication,
) -> None:
    async with staged(app, "talking", size=NARROW) as (window, _):
        contact = window.part(ContactScreen)
        contacts, form = contact.citizen.contacts, contact.form.geometry()
        assert not contacts.isVisible()
        window.commands.run("caller.focus")
        assert contacts.isVisible()
        assert contact.form.geometry() == form
        contacts.setFocus()
        QTest.keyClick(contacts, Qt.Key.Key_Escape)
        assert not contacts.isVisible()
        assert contact.citizen.focused_field()[0] == "name"


async def test_where_there_is_no_room_a_mouse_opens_them_and_typing_elsewhere_closes_them(
    app: QApplication,
) -> None:
    async with staged(app, "talking", size=NARROW) as (window, _):
        contact = window.part(ContactScreen)
        contact.citizen.focus_field("name")
        link = contact.citizen.findChild(QPushButton, "citizen_history")
        assert link.text() == "3 contatti"
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
        assert contact.citizen.contacts.isVisible()
        contact.focus_description()
        assert not contact.citizen.contacts.isVisible()


async def test_a_chosen_row_stays_chosen_as_the_window_changes(app: QApplication) -> None:
    async with staged(app, "talking", size=USUAL) as (window, _):
        contact = window.part(ContactScreen)
        contacts = contact.citizen.contacts
        contacts.flush()
        contacts.select_key(contacts.records()[1].key)
        for size, is_apart in ((WIDE, True), (NARROW, True), (USUAL, False)):
            window.resize(size)
            QApplication.sendPostedEvents()
            assert contact.columns.history.isAncestorOf(contacts) is is_apart
            assert contacts.current_key() == contacts.records()[1].key
        assert contacts.isVisible()


@pytest.mark.parametrize("scene", ["talking", "ringing"])
async def test_what_waits_behind_the_form_takes_no_room_from_the_citizen(
    app: QApplication, scene: str
) -> None:
    async with staged(app, scene, size=USUAL) as (window, _):
        QApplication.sendPostedEvents()
        citizen = window.part(ContactScreen).citizen
        viewport = citizen.parentWidget()
        assert viewport is not None
        assert viewport.height() >= citizen.sizeHint().height()  # nothing of it scrolls


async def test_possible_callers_have_their_place_also_after_it_was_beside_the_answer(
    app: QApplication,
) -> None:
    """Both in the room of one would cut the last contacts through."""
    async with staged(app, "answered", size=USUAL) as (window, _):
        contacts = window.part(ContactScreen).citizen.contacts
        assert not contacts.isVisible()
        for size, is_apart in ((WIDE, True), (USUAL, False), (WIDE, True)):
            window.resize(size)
            QApplication.sendPostedEvents()
            assert contacts.isVisible() is is_apart
