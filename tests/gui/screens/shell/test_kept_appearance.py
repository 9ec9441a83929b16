"""What the operator left of theme and size of text, beside what the machine proposes and orders."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.settings import Settings
from console.shell.appearance import Appearance
from console.shell.kept_appearance import kept_appearance

PROPOSED = Settings(theme="dark", text=150, proposed=frozenset({"theme", "text"}))
ORDERED = Settings(theme="system", text=100, managed=frozenset({"theme", "text"}))


def left(app: QApplication, file: Path, settings: Settings) -> tuple[str, int]:
    found = kept_appearance(app, settings, file)
    return found.theme, found.text_percent


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Left behind with the theme of high contrast and large text."""
    path = tmp_path / "appearance.ini"
    path.write_text("[General]\ntheme=contrast\ntext=200\n")
    return path


def test_what_the_operator_left_goes_before_what_the_machine_proposes(
    app: QApplication, file: Path
) -> None:
    assert left(app, file, Settings()) == ("contrast", 200)
    assert left(app, file, PROPOSED) == ("contrast", 200)


def test_what_the_operator_set_or_a_policy_orders_goes_before_what_she_left(
    app: QApplication, file: Path
) -> None:
    assert left(app, file, Settings(theme="light", text=130)) == ("light", 130)
    assert left(app, file, ORDERED)[1] == 100
    assert left(app, file, ORDERED)[0] != "contrast"


def test_who_left_nothing_begins_with_what_the_machine_proposes(
    app: QApplication, tmp_path: Path
) -> None:
    assert left(app, tmp_path / "none.ini", PROPOSED) == ("dark", 150)


@pytest.mark.parametrize("kept", ["[General]\ntheme=pink\ntext=big\n", "text=\x00[[", "text=101"])
def test_a_broken_memory_of_it_keeps_no_console_from_starting(
    app: QApplication, tmp_path: Path, kept: str
) -> None:
    broken = tmp_path / "appearance.ini"
    broken.write_text(kept)
    assert left(app, broken, PROPOSED) == ("dark", 150)


def test_the_look_of_whoever_works_is_not_remembered_as_the_seats(app: QApplication) -> None:
    kept: list[str] = []
    look = Appearance(app, remember=lambda one: kept.append(one.theme))
    look.keep_for_seat()
    look.wear("dark")
    assert kept == []
    look.take_off()
    assert (look.theme, kept) == ("light", ["light"])
