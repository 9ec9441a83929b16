"""A whole number out of a text from outside is bounded by all of its digits."""

import re
from pathlib import Path

import pytest

from contract.whole_number import whole_number

ROOT = Path(__file__).parents[3]
MANY = "9" * 5000  # more than int() takes


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("0", 0), ("7", 7), ("120", 120), ("0120", 120), ("0" * 5000 + "12", 12), ("000", 0)),
        *(("121", None), ("000000000999999", None), ("1" + "0" * 25, None), (MANY, None)),
        *(("", None), ("-1", None), ("+1", None), ("1_0", None), (" 1", None), ("1.0", None)),
        # Digits of other scripts, which isdigit() takes for some.
        *(("٣", None), ("²", None), ("१", None), ("1\n", None)),
    ],
)
def test_a_text_is_a_number_within_its_bounds_or_none(text: str, number: int | None) -> None:
    assert whole_number(text, 120) == number


def test_no_number_from_outside_is_bounded_in_another_way() -> None:
    """By its first digits it is not bounded, and int() fails for a text of thousands of them."""
    own_way = re.compile(r"isdigit\(\).*\bint\(|\bint\(\w+\[:")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in ("contract", "console", "phone", "server", "widgets")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line in path.read_text().splitlines()
        if own_way.search(line.partition("# ")[0])
    ]
    assert found == []
