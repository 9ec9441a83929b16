"""Text made larger while somebody types: the field stays, and F6 reaches what has no room."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen

SCREEN = QSize(1440, 900)


def focused() -> QWidget:
    now = QApplication.focusWidget()
    assert now is not None
    return now


@pytest.mark.parametrize("percent", [115, 150, 200])
async def test_the_field_one_types_in_stays_when_the_text_grows(
    app: QApplication, percent: int
) -> None:
    async with staged(app, "talking", size=SCREEN) as (window, _):
        contact = window.part(ContactScreen)
        for go in (contact.focus_description, lambda: contact.citizen.focus_field("name")):
            window.commands.run("text.normal")
            go()
            field = focused()
            while window._appearance.text_percent < percent:
                window.commands.run("text.larger")
            assert focused() is field
            assert field.isVisible()


@pytest.mark.parametrize("percent", [115, 150, 200])
async def test_f6_reaches_citizen_form_and_search_at_every_size_of_the_text(
    app: QApplication, percent: int
) -> None:
    async with staged(app, "talking", text_percent=percent, size=SCREEN) as (window, _):
        contact = window.part(ContactScreen)
        parts = (contact.citizen, contact.form, contact.search)
        contact.focus_search()
        seen = set()
        for _ in window.work.panes():
            QTest.keyClick(focused(), Qt.Key.Key_F6)
            assert focused().isVisible()
            seen |= {part for part in parts if part.isAncestorOf(focused())}
        assert seen == set(parts)
