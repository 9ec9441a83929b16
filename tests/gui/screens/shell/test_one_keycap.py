"""A keycap is a promise: each key is shown once on a screen, and only what is seen counts."""

import sys
from collections import Counter

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen
from console.shell.main_window import MainWindow
from widgets.kit import keycap

SCENES = (
    "idle", "ringing", "answered", "talking", "hold", "transfer-choose",
    "transferring", "consultation-calling", "consultation", "wrap-up",
    "wrap-up-with-a-proposal", "wrap-up-optional", "text-after-the-call", "saved",
    "saved-forwarded",
    "offline", "callback-window", "audio-in-a-call", "send-card", "entry-fault",
    "own-contacts", "own-reports", "level2-queue", "level2-case", "level2-calling", "editing",
    "editing-card", "editing-words", "floor", "floor-alarm", "systems", "systems-accounts",
    "settings", "words-list", "digits", "pause-menu",
)  # fmt: skip


def painted(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[tuple[QWidget, str]]:
    """Return each keycap of a picture of the window, with the part it stands on."""
    found: list[tuple[QWidget, str]] = []
    real = keycap.paint_keycap

    def noted(painter: QPainter, room: object, key: str, *rest: object, **more: object) -> None:
        part = painter.device()
        assert isinstance(part, QWidget)
        found.append((part, keycap.shown_key(key)))
        real(painter, room, key, *rest, **more)

    with monkeypatch.context() as patch:
        for module in list(sys.modules.values()):
            if getattr(module, "paint_keycap", None) is real:
                patch.setattr(module, "paint_keycap", noted)
        window.grab()
    return found


def is_seen(part: QWidget, window: MainWindow) -> bool:
    """Return whether nothing lies over the middle of a part."""
    at = window.childAt(part.mapTo(window, QPoint(part.width() // 2, part.height() // 2)))
    return at is None or at is part or part.isAncestorOf(at) or at.isAncestorOf(part)


@pytest.mark.parametrize("scene", SCENES)
async def test_no_key_is_shown_twice_on_a_screen(
    app: QApplication, monkeypatch: pytest.MonkeyPatch, scene: str
) -> None:
    async with staged(app, scene) as (window, _):
        shown = [key for part, key in painted(window, monkeypatch) if is_seen(part, window)]
        assert {key for key, count in Counter(shown).items() if count > 1} == set()
        assert shown


async def test_a_key_shown_twice_is_found(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(app, "palette-in-a-call") as (window, _):
        shown = Counter(key for _, key in painted(window, monkeypatch))
        assert shown["F8"] == 2, "in the strip, and in the list of commands"


async def test_the_key_of_saving_goes_to_the_strip_after_a_call_and_moves_nothing(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(app, "talking") as (window, seat):
        form = window.part(ContactScreen).form
        places = [one.geometry() for one in (form.save_button, form.forward_button)]
        assert (form.save_button, "F9") in painted(window, monkeypatch)
        await seat.phone.hang_up(1)
        await seat.rest()
        assert (form.save_button, "F9") not in painted(window, monkeypatch)
        assert [one.geometry() for one in (form.save_button, form.forward_button)] == places
