"""A folder holds what one looks for at one place: with more files a feature has its own room."""

from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MOST = 25
PLACES = ("console", "contract", "phone", "server", "tests", "tools", "widgets")


def crowded(root: Path) -> dict[str, int]:
    """Return the folders with too many modules, and how many they have."""
    modules = (file for place in PLACES for file in (root / place).rglob("*.py"))
    counts = Counter(file.parent for file in modules if file.name != "__init__.py")
    return {str(at.relative_to(root)): count for at, count in counts.items() if count > MOST}


def test_no_folder_holds_more_than_25_modules() -> None:
    assert crowded(ROOT) == {}


def test_a_crowded_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "widgets").mkdir()
    for number in range(MOST + 1):
        (tmp_path / "widgets" / f"part_{number}.py").touch()
    assert crowded(tmp_path) == {"widgets": MOST + 1}


def test_no_file_of_tests_is_too_long_to_be_read() -> None:
    files = (ROOT / "tests").rglob("*.py")
    assert [file.name for file in files if file.read_bytes().count(b"\n") > 800] == []
