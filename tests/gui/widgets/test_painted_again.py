"""What was measured for one painting is not measured again for the next one."""

import pytest

from tests.gui.widgets.conftest import QtBot
from widgets.kit import plain_text
from widgets.kit.plain_text import ElidedLabel

NAME = "Associazione degli abitanti di una via con un nome molto lungo"


def test_a_name_that_is_painted_again_is_measured_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[str] = []
    shortened = plain_text.shortened

    def noted(text: str, *rest: object) -> str:
        measured.append(text)
        return shortened(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(plain_text, "shortened", noted)
    label = qtbot.own(ElidedLabel(NAME))
    label.resize(120, 20)
    label.show()
    label.grab()
    assert NAME in measured
    measured.clear()

    label.grab()

    assert not measured


def test_a_name_is_measured_anew_in_other_room_or_letters(qtbot: QtBot) -> None:
    label = qtbot.own(ElidedLabel(NAME))
    label.resize(120, 20)
    label.show()
    in_little_room = label.shown_text()

    label.resize(2000, 20)
    in_much_room = label.shown_text()
    font = label.font()
    font.setPixelSize(200)
    label.setFont(font)
    in_large_letters = label.shown_text()

    assert in_little_room.endswith("…")
    assert in_much_room == NAME
    assert in_large_letters.endswith("…")
