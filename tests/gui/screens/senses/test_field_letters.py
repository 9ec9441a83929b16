"""Alt and a letter leads to one place: two that claim it would get it in turns."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen
from tests.support.audits.shown_language import shown_in
from tools.pictures.controls import claimed_twice

SCENES = (  # the fullest pages; `./prove pictures` looks at every scene in each language
    "sign-in",
    "talking",
    "level2-case",
    "editing-card",
)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", SCENES)
async def test_each_letter_is_claimed_once_in_every_language(
    app: QApplication, compiled: Path, monkeypatch: pytest.MonkeyPatch, language: str, name: str
) -> None:
    with shown_in(language, app, compiled, monkeypatch):
        async with staged(app, name) as (window, _):
            assert claimed_twice(window) == {}


async def test_alt_and_the_letter_of_a_field_leads_to_it_each_time(app: QApplication) -> None:
    async with staged(app, "talking") as (window, _):
        form = window.part(ContactScreen).form
        form.focus_field("description", 2)
        for _ in range(3):
            QTest.keyClick(
                QApplication.focusWidget(), Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier
            )
            assert form.focused_field()[0] == "description"
