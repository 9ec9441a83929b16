"""The strip in larger text and other languages: what tells one call from another is whole."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from console.scenes.photograph import staged
from tests.support.audits.shown_language import shown_in
from widgets.cards.call_strip import CallStrip
from widgets.kit.action_button import ActionButton
from widgets.kit.plain_text import without_isolates

IN_ORDER = ["call.answer_or_hold", "call.mute", "call.complete", "call.join", "call.hang_up"]


def in_reading_order(strip: CallStrip) -> list[str]:
    """Return the buttons as they are read, by name."""
    buttons = [one for one in strip.findChildren(ActionButton) if one.isVisible()]
    buttons.sort(key=lambda one: one.x(), reverse=strip.isRightToLeft())
    return [one.objectName().removeprefix("strip_") for one in buttons]


@pytest.mark.parametrize("language", ["it", "ar"])
async def test_hold_and_mute_come_first_with_two_on_the_line_too(
    app: QApplication, compiled: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    with shown_in(language, app, compiled, monkeypatch):
        async with staged(app, "consultation-at-work", size=QSize(1920, 768)) as (window, _):
            assert in_reading_order(window.part(CallStrip)) == IN_ORDER


@pytest.mark.parametrize("width", [1366, 1180])
@pytest.mark.parametrize("language", ["it", "en", "ar"])
@pytest.mark.parametrize(
    ("scene", "told"),
    [("consultation-at-work", "Bianca Esempio"), ("level2-talking", "2026-000123")],
)
async def test_who_waits_and_which_case_it_is_are_whole_in_larger_text(
    app: QApplication,
    compiled: Path,
    monkeypatch: pytest.MonkeyPatch,
    scene: str,
    told: str,
    language: str,
    width: int,
) -> None:
    """The time on hold was cut in all three languages, the case number in two."""
    with shown_in(language, app, compiled, monkeypatch):
        async with staged(app, scene, text_percent=130, size=QSize(width, 690)) as (window, _):
            line = window.part(CallStrip)._detail
            shown = without_isolates(line.shown_text())
            assert told in shown
            assert ("0:00" in shown) is (scene == "consultation-at-work")
