"""A sentence waits for its turn behind the one before: a test waits for it, or fails by chance."""

import re
from pathlib import Path

WINDOWS = Path(__file__).resolve().parents[2] / "gui"
AT_ONCE = re.compile(r"^ *assert (?!not )(?!.*\bnot in spoken\b).*\bin spoken(?:\)|,|$)")


def _at_once(text: str) -> list[str]:
    """Return the lines that want a sentence to have been said already."""
    return [line.strip() for line in text.splitlines() if AT_ONCE.search(line)]


def test_what_is_to_be_heard_is_waited_for() -> None:
    found = {
        str(file.relative_to(WINDOWS)): lines
        for file in WINDOWS.rglob("*.py")
        if (lines := _at_once(file.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_one_that_does_not_wait_is_found() -> None:
    assert _at_once('    assert "Preso" in spoken') != []
    assert _at_once('    assert any("Preso" in one for one in spoken), spoken') != []
    assert _at_once('    assert "Preso" not in spoken') == []
    assert _at_once('    assert not any("Preso" in one for one in spoken)') == []
    assert _at_once('    assert len([one for one in spoken if one == "Preso"]) == 1') == []
