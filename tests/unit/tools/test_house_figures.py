"""The counts of the house find what they count."""

from pathlib import Path

from tools.figures.house import measure

OF_TWO = '"""Of two."""\n\nX = 1\n'
MODULES = {
    "contract/big.py": OF_TWO + "\n" * 60,
    "contract/shared.py": OF_TWO,
    "contract/alone.py": OF_TWO,
    "contract/by_name.py": OF_TWO,
    "contract/rooms/whole.py": "from contract import alone, by_name, shared\n",
    "contract/rooms/apply_command.py": "import contract.listed\n",
    "contract/listed.py": OF_TWO,
    "console/one.py": """
from contract import shared
from contract.big import X

ENTRY = "contract.by_name:main"


class Parent:
    # Why it is so.
    def __init__(self, a, b, *, c):
        pass

    def first(self): ...  # said at the end of a line
""",
    "tests/test_one.py": '''"""A module.

In three lines, of which two have words.
"""

def test_one() -> None:
    """Say what it is."""
    assert True
''',
    "server/two.py": """
import contract.shared
from console.one import Parent
from contract.rooms.whole import X  # fmt: skip
# fmt: off

class Child(Parent):
    def second(self): ...
    def first(self): ...
    def _third(self): ...
""",
}


def test_what_is_planted_is_counted(tmp_path: Path) -> None:
    for name, text in MODULES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    found = measure(tmp_path)
    assert found["small_modules_of_one_importer"] == {"contract.alone": "contract.rooms.whole"}
    assert found["classes"] == {
        "count": 2,
        "lines_most": {"server.two.Child": 10, "console.one.Parent": 6},
        "public_methods_most": {"server.two.Child": 2, "console.one.Parent": 1},
        "constructor_arguments_most": {"console.one.Parent": 3, "server.two.Child": 0},
    }
    assert found["most_files_in_a_folder"] == 5
    assert found["code_lines"] == 10 + 2 + 7 + 7
    assert found["code_lines_without_docstrings"] == {"product": 21, "tests": 2}
    of_product = [text for name, text in MODULES.items() if not name.startswith("tests")]
    lines = sum(len(text.splitlines()) for text in of_product)
    assert found["reason_comments_pct"] == round(100 / lines, 2)
