"""What is one operator's ends with her session: no model knows how to forget her."""

import re
from pathlib import Path

CONSOLE = Path(__file__).parents[4] / "console"
OF_THE_SEAT = ("bootstrap/seat.py", "shell/main_window.py", "shell/sign_in_screen.py", "scenes/")


def _lines_with(pattern: str, *folders: str) -> list[str]:
    return [
        f"{path.relative_to(CONSOLE)}: {line.strip()}"
        for folder in folders
        for path in sorted((CONSOLE / folder).rglob("*.py"))
        for line in path.read_text().splitlines()
        if re.search(pattern, line)
    ]


def test_no_model_has_a_method_that_forgets_an_operator() -> None:
    assert _lines_with(r"def forget\(", "viewmodels", "screens", "shell", "bootstrap") == []


def test_only_what_is_the_seats_listens_to_who_comes_and_goes() -> None:
    found = _lines_with(r"session\.(signed_in|signed_out|locked|unlocked)\.connect", ".")
    assert found
    assert [one for one in found if not one.startswith(OF_THE_SEAT)] == []
