"""A class that is long, offers much or is handed seven things has more than one reason to be."""

import ast
from pathlib import Path

import pytest

from tools.figures.class_sizes import class_sizes
from tools.figures.house import PRODUCT

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def sizes() -> dict[str, dict[str, int]]:
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_bytes())
        for part in PRODUCT
        for path in (ROOT / part).rglob("*.py")
    }
    return class_sizes(modules)


@pytest.mark.parametrize(
    ("figure", "most"),
    [
        ("lines_most", 300),  # with all it inherits of ours, as the next one
        ("public_methods_most", 20),
        ("constructor_arguments_most", 6),
    ],
)
def test_no_class_of_the_product_is_larger_than_one_reason_needs(
    sizes: dict[str, dict[str, int]], figure: str, most: int
) -> None:
    largest = sizes[figure]
    assert largest, "there are classes"
    assert {name: count for name, count in largest.items() if count > most} == {}
