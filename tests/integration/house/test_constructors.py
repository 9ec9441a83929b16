"""A class that is handed seven things has more than one reason to be there."""

import ast
from pathlib import Path

from tools.figures.class_sizes import class_sizes
from tools.figures.house import PRODUCT

ROOT = Path(__file__).resolve().parents[3]
MOST = 6


def test_no_class_of_the_product_is_made_of_more_than_six_things() -> None:
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_bytes())
        for part in PRODUCT
        for path in (ROOT / part).rglob("*.py")
    }
    largest = class_sizes(modules)["constructor_arguments_most"]
    assert largest, "there are classes"
    assert {name: count for name, count in largest.items() if count > MOST} == {}
