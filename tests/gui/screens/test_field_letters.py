"""Alt and a letter leads to one place: two that claim it would get it in turns."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from console.screens.main_window import MainWindow
from console.screens.photograph import SIZES, staged
from tests.support.shown_language import compiled_translations, shown_in

SCENES = (
    "sign-in",
    "lock",
    "idle",
    "talking",
    "wrap-up",
    "send-card",
    "filter-choose",
    "level2-queue",
    "level2-case",
    "own-contacts",
    "team",
    "editing-card",
    "editing-review",
    "editing-clash",
)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled_translations(tmp_path_factory)


def claimed_twice(window: MainWindow) -> dict[str, list[str]]:
    """Return the letters that more than one part claims, with their texts.

    Menus count that are not shown to this operator: Qt gives them their letter all the same.
    """
    claims = defaultdict(list)
    for text in _texts_with_letters(window):
        if letter := QKeySequence.mnemonic(text).toString():
            claims[letter].append(text)
    return {letter: texts for letter, texts in claims.items() if len(texts) > 1}


def _texts_with_letters(window: MainWindow) -> Iterator[str]:
    yield from (menu.text() for menu in window.menuBar().actions())
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.buddy() is not None:
            yield label.text()
    for button in window.findChildren(QAbstractButton):
        if button.isVisible():
            yield button.text()


@pytest.mark.parametrize("language", ["it", "en", "ar"])
@pytest.mark.parametrize("name", SCENES)
async def test_each_letter_is_claimed_once(
    app: QApplication,
    compiled: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    name: str,
) -> None:
    translated = (
        nullcontext() if language == "it" else shown_in(language, app, compiled, monkeypatch)
    )
    with translated:
        async with staged(app, name, theme="light", text_percent=100, size=SIZES[0]) as (window, _):
            assert claimed_twice(window) == {}


async def test_alt_and_the_letter_of_a_field_leads_to_it_each_time(app: QApplication) -> None:
    async with staged(app, "talking", theme="light", text_percent=100, size=SIZES[0]) as (
        window,
        _,
    ):
        form = window.work.contact.form
        form.focus_field("description", 2)
        for _ in range(3):
            QTest.keyClick(
                QApplication.focusWidget(), Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier
            )
            assert form.focused_field()[0] == "description"
