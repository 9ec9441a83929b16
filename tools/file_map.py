"""Writes the map of folders in CONTRIBUTING.md from docstrings; --check tells if it is stale."""

import argparse
import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "CONTRIBUTING.md"
BEGIN, END = "<!-- map: made by tools/file_map.py -->", "<!-- end of map -->"
PACKAGES = ("contract", "console", "phone", "widgets", "server", "tools")
OTHERS = {
    "resources": "demo city, thesaurus, exchange templates",
    "i18n": "translations of the Italian texts",
    "tests": "unit, integration, gui and e2e tests; support holds what they share",
    "docs": "handbooks and decisions",
}


def rows() -> list[tuple[str, str]]:
    found = []
    for package in PACKAGES:
        for init in sorted((ROOT / package).glob("**/__init__.py")):
            folder = init.parent.relative_to(ROOT)
            line = (ast.get_docstring(ast.parse(init.read_text())) or "").split("\n")[0]
            if line and len(folder.parts) <= 2:
                found.append((f"{folder}/", line))
    return found + [(f"{name}/", text) for name, text in OTHERS.items()]


def with_map(page: str) -> str:
    table = "\n".join(["| folder | holds |", "|---|---|", *(f"| `{a}` | {b} |" for a, b in rows())])
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when it is stale")
    options = parser.parse_args()
    page = PAGE.read_text()
    if BEGIN not in page:
        print("CONTRIBUTING.md has no place for the map", file=sys.stderr)
        return 1
    fresh = with_map(page)
    if options.check:
        if fresh != page:
            print(
                "CONTRIBUTING.md: the map of folders is stale; run tools/file_map.py",
                file=sys.stderr,
            )
        return 0 if fresh == page else 1
    PAGE.write_text(fresh)
    return 0


if __name__ == "__main__":
    sys.exit(main())
