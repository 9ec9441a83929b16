"""What a tooltip shows is escaped: Qt takes for markup whatever looks like it, and fetches images.

A citizen or a colleague whose name is `<img src=//host/x>` would have every seat that the pointer
passes over it ask that host.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# Words of our own, or what was escaped where it was set first: see the place.
OWN_WORDS = {
    "widgets/kit/rail.py": "f'{module.word}  {key}'",
    "widgets/cards/other_call.py": "self._who.toolTip()",
    "widgets/cards/call_strip.py": "state.quality_words",
    "widgets/tables/hit_list.py": "self._whole_at(event)",
}
SAFE_CALLS = ("tooltip_of", "tr")


def shown_in(source: str) -> Iterator[ast.expr]:
    """Yield what each tooltip of a module is set to, and what a model returns as one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "setToolTip":
                yield node.args[0]
            elif node.func.attr == "showText" and len(node.args) > 1:
                yield node.args[1]


def is_escaped(shown: ast.expr) -> bool:
    match shown:
        case ast.Constant():
            return True
        case ast.IfExp():
            return is_escaped(shown.body) and is_escaped(shown.orelse)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in SAFE_CALLS
    return False


def unescaped(folder: Path, root: Path) -> set[tuple[str, str]]:
    found = set()
    for path in folder.rglob("*.py"):
        place = str(path.relative_to(root))
        for shown in shown_in(path.read_text(encoding="utf-8")):
            parts = [shown.body, shown.orelse] if isinstance(shown, ast.IfExp) else [shown]
            found |= {(place, ast.unparse(part)) for part in parts if not is_escaped(part)}
    return found


@pytest.mark.parametrize("package", ["console", "widgets", "phone"])
def test_every_tooltip_is_escaped_or_holds_words_of_our_own(package: str) -> None:
    assert unescaped(ROOT / package, ROOT) <= set(OWN_WORDS.items())


def test_a_name_that_is_shown_as_it_came_is_found(tmp_path: Path) -> None:
    (tmp_path / "cell.py").write_text("self.setToolTip(citizen.name if wide else '')")
    assert unescaped(tmp_path, tmp_path) == {("cell.py", "citizen.name")}
