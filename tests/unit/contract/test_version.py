"""The version stands in one place, and all that show it read it there."""

import re
import tomllib
from pathlib import Path

from contract.version import VERSION

ROOT = Path(__file__).resolve().parents[3]
PRODUCT = ("contract", "console", "phone", "widgets", "server")


def test_the_version_is_three_numbers() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


def test_the_wheel_takes_its_version_from_the_same_place() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert settings["project"]["dynamic"] == ["version"]
    assert settings["tool"]["hatch"]["version"]["path"] == "contract/version.py"


def test_no_program_asks_the_metadata_of_a_wheel_that_may_be_missing() -> None:
    asking = [
        file.relative_to(ROOT)
        for package in PRODUCT
        for file in (ROOT / package).rglob("*.py")
        if re.search(r"importlib(\.| import )metadata", file.read_text())
    ]
    assert asking == []
