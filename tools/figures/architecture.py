"""Draws the processes and their layers from the import contracts, as docs/architecture.md shows.

python -m tools.figures.architecture [--check]
"""

import argparse
import sys
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "docs" / "pictures" / "architecture.svg"
WIDE, HIGH, GAP, COLUMN = 250, 34, 8, 330  # pixels: a box, the space between, a process
LINES = (
    ("phone", "console", "socket: requests, snapshot, events"),
    ("console", "server", "HTTPS: commands, feed, events"),
)
PROCESSES = {"phone": "chiamaroma-phone", "console": "chiamaroma", "server": "chiamaroma-server"}


def layers(pyproject: Path = ROOT / "pyproject.toml") -> dict[str, list[str]]:
    """Return the layers of each process, the highest first; those of one height share a line.

    Those that all layers may use (settings, errors) are left out. The phone has no layers but
    rooms: they are listed as they stand.
    """
    contracts = tomllib.loads(pyproject.read_text())["tool"]["importlinter"]["contracts"]
    found = {
        one["containers"][0]: [_line(layer) for layer in one["layers"] if not _is_for_all(layer)]
        for one in contracts
        if one["type"] == "layers" and len(one["containers"]) == 1
    }
    rooms = sorted(path.parent.name for path in (ROOT / "phone").glob("*/__init__.py"))
    return {"phone": ["page (JavaScript)", *rooms], **{name: found[name] for name in found}}


def picture(columns: dict[str, list[str]]) -> str:
    """Return the SVG: a column a process, a box a layer, below what they share."""
    tallest = max(len(column) for column in columns.values())
    height = 80 + tallest * (HIGH + GAP)
    parts = []
    for number, name in enumerate(PROCESSES):
        x = 20 + number * COLUMN
        parts.append(_text(x + WIDE // 2, 30, f"{PROCESSES[name]}", "bold"))
        for row, layer in enumerate(columns[name]):
            parts.append(_box(x, 48 + row * (HIGH + GAP), WIDE, layer))
    for number, (_, _, text) in enumerate(LINES):
        middle = 20 + (number + 1) * COLUMN - (COLUMN - WIDE) // 2
        parts.append(
            f'<path d="M{middle - 34} 65h68" marker-end="url(#a)" marker-start="url(#a)"/>'
        )
        words = text.replace(": ", ":|").replace(", ", "|").split("|")
        parts += [_text(middle, 90 + 15 * at, word, "small") for at, word in enumerate(words)]
    parts.append(_box(20 + COLUMN, height, WIDE, "widgets: know no application"))
    parts.append(_box(20, height + HIGH + GAP, WIDE + 2 * COLUMN, "contract: values, rules, wire"))
    return _svg(2 * COLUMN + WIDE + 40, height + 2 * (HIGH + GAP) + 16, parts)


def _line(layer: str) -> str:
    return layer.replace("(", "").replace(")", "").replace(" : ", " | ")


def _is_for_all(layer: str) -> bool:
    return layer == "errors" or "setting" in layer


def _box(x: int, y: int, width: int, text: str) -> str:
    box = f'<rect x="{x}" y="{y}" width="{width}" height="{HIGH}" rx="4"/>'
    return box + _text(x + width // 2, y + HIGH // 2 + 5, text)


def _text(x: int, y: int, text: str, kind: str = "") -> str:
    return f'<text x="{x}" y="{y}" class="{kind}">{escape(text)}</text>'


def _svg(width: int, height: int, parts: list[str]) -> str:
    style = (
        "text{font:13px sans-serif;text-anchor:middle;fill:#1b1b1b}.bold{font-weight:bold}"
        ".small{font-size:11px}rect{fill:#eef3f8;stroke:#51708f}path{stroke:#51708f}"
    )
    arrow = (
        '<marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"'
        ' orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="#51708f"/></marker>'
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    paper = f'<rect width="{width}" height="{height}" style="fill:#fff;stroke:none"/>'
    body = "\n".join(parts)
    return f"{head}\n<style>{style}</style>\n<defs>{arrow}</defs>\n{paper}\n{body}\n</svg>\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="fail when the picture is stale")
    options = parser.parse_args()
    drawn = picture(layers())
    if not options.check:
        PICTURE.write_text(drawn)
        return 0
    if PICTURE.exists() and PICTURE.read_text() == drawn:
        return 0
    print("docs/pictures/architecture.svg is stale: python -m tools.figures.architecture")
    return 1


if __name__ == "__main__":
    sys.exit(main())
