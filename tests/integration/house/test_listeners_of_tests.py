"""No test listens on to what lives as long as the program: later ones would find what it knew."""

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[2]
OF_THE_PROGRAM = re.compile(
    r"(?:\bq?app|instance\(\)|styleHints\(\)|clipboard\(\)|primaryScreen\(\))\.(?:\w+\.)?connect\("
    r"|\bfocusChanged\.connect\("
)


def _listening(text: str) -> list[str]:
    """Return the lines that connect to the program, but those of a test that takes it back."""
    lines = [line.strip() for line in text.splitlines() if OF_THE_PROGRAM.search(line)]
    return [] if ".disconnect(heard)" in text else lines


def test_what_a_test_hears_of_the_program_it_hears_until_its_end() -> None:
    found = {
        str(file.relative_to(TESTS)): lines
        for file in TESTS.rglob("*.py")
        if (lines := _listening(file.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_one_that_listens_on_is_found() -> None:
    assert _listening("    app.focusChanged.connect(print)") == ["app.focusChanged.connect(print)"]
    assert _listening("    QApplication.styleHints().x.connect(print)") != []
    assert _listening("    with heard_by(app.focusChanged, print):") == []
