"""Move modules to other rooms by a list, with everything that names them: imports, commands, paths.

  python -m tools.moves.move_modules [--check] LIST…

A list has a line `old/path.py new/path.py` for each module (or folder), and a line
`folder | docstring` for each new folder. What it writes is meant to be one commit that moves and
changes nothing else.
"""

import argparse
import ast
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

# A name of two parts may be an attribute as well: phone.requests of a variable called phone.
_NAMED_HERE = r"""(?:(?<=from )|(?<=import )|(?<=["'`])|(?<=-m ))"""
RECORDS = re.compile(
    r"^(CHANGELOG\.md$|docs/figures/|tools/moves/)"
)  # they say what was, where it was


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("lists", nargs="+", type=Path, help="files of lines: old new")
    parser.add_argument("--check", action="store_true", help="say what would move, move nothing")
    options = parser.parse_args()
    moves = single_files(read(options.lists))
    wrong = [line for old, new in moves.items() for line in _refusals(old, new)]
    if wrong or options.check:
        print("\n".join(wrong or [f"{old} -> {new}" for old, new in moves.items()]))
        return bool(wrong)
    move(moves, rooms(options.lists))
    rewrite(moves)
    return 0


def rooms(lists: Iterable[Path]) -> dict[str, str]:
    """Return what each new folder of modules holds: lines `folder | docstring` of the lists."""
    lines = [line for file in lists for line in file.read_text("utf-8").splitlines()]
    split = [line.partition(" | ") for line in lines if " | " in line]
    return {folder.strip(): text.strip() for folder, _, text in split}


def read(lists: Iterable[Path]) -> dict[str, str]:
    """Return where each path of the lists goes; # begins a comment."""
    lines = [line for file in lists for line in file.read_text("utf-8").splitlines()]
    return {old: new for old, new in (line.split() for line in lines if line and " | " not in line)}


def single_files(moves: dict[str, str]) -> dict[str, str]:
    """Return the moves with each folder replaced by the tracked files in it."""
    found = dict[str, str]()
    for old, new in moves.items():
        if old.endswith("/"):
            found |= {file: new + file.removeprefix(old) for file in _tracked(old)}
        else:
            found[old] = new
    return found


def move(moves: dict[str, str], docstrings: dict[str, str]) -> None:
    """Let git move each file; a new folder of modules is made a package with its docstring."""
    for old, new in moves.items():
        Path(new).parent.mkdir(parents=True, exist_ok=True)
        _git("mv", old, new)
    for folder in {
        parent
        for new in moves.values()
        for parent in [*Path(new).parents][:-1]
        if new.endswith(".py")
    }:
        init = folder / "__init__.py"
        if not init.exists():
            text = docstrings.get(str(folder))
            init.write_text(f'"""{text}"""\n' if text else "", "utf-8")
            _git("add", str(init))


def rewrite(moves: dict[str, str]) -> None:
    """Write the new names into every tracked text."""
    modules = {dotted(old): dotted(new) for old, new in moves.items() if old.endswith(".py")}
    long = _pattern((one for one in modules if one.count(".") > 1), r"(?<![\w.])", r"(?!\w)")
    short = _pattern((one for one in modules if one.count(".") == 1), _NAMED_HERE, r"(?!\w)")
    paths = _pattern(moves, r"(?<![\w-])", r"(?![\w-])")
    deeper = {new: new.count("/") - old.count("/") for old, new in moves.items()}
    for file in _tracked("."):
        path = Path(file)
        if RECORDS.match(file) or path.is_symlink():
            continue
        try:
            before = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        after = long.sub(lambda found: modules[found[0]], before)
        after = short.sub(lambda found: modules[found[0]], after)
        after = paths.sub(lambda found: moves[found[0]], after)
        if path.suffix == ".py":
            after = _deeper(_with_imports(after, modules), deeper.get(file, 0))
        if after != before:
            path.write_text(after, "utf-8")


def _deeper(source: str, levels: int) -> str:
    """Return the source of a module that lies levels deeper, with its ways to the root as long."""

    def longer(found: re.Match[str]) -> str:
        parents = int(found[2]) + 1 if found[2] else found[3].count(".parent")
        return f"{found[1]}.parents[{parents - 1 + levels}]"

    way = r"(Path\(__file__\)(?:\.resolve\(\))?)(?:\.parents\[(\d)\]|((?:\.parent\b){2,}))"
    return re.sub(way, longer, source) if levels else source


def _pattern(names: Iterable[str], before: str, after: str) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, names), key=len, reverse=True) or [r"(?!)"]
    return re.compile(f"{before}(?:{'|'.join(longest_first)}){after}")


def _with_imports(source: str, modules: dict[str, str]) -> str:
    """Return the source with `from package import module` naming the module's new package."""
    lines = source.splitlines(keepends=True)
    for node in reversed([*ast.walk(ast.parse(source))]):
        if not isinstance(node, ast.ImportFrom) or node.module is None or node.level:
            continue
        moved = [one for one in node.names if f"{node.module}.{one.name}" in modules]
        if moved:
            stays = [one for one in node.names if one not in moved]
            indent = " " * node.col_offset
            text = [_import(node.module, stays)] if stays else []
            text += [_moved(f"{node.module}.{one.name}", one, modules) for one in moved]
            lines[node.lineno - 1 : node.end_lineno] = [f"{indent}{one}\n" for one in text]
    return "".join(lines)


def _import(package: str, names: list[ast.alias]) -> str:
    return f"from {package} import {', '.join(map(ast.unparse, names))}"


def _moved(old: str, name: ast.alias, modules: dict[str, str]) -> str:
    package, _, last = modules[old].rpartition(".")
    known_as = name.asname or name.name
    return f"from {package} import {last}" + ("" if known_as == last else f" as {known_as}")


def dotted(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _refusals(old: str, new: str) -> Iterable[str]:
    if not Path(old).exists():
        yield f"{old} is not there"
    if Path(new).exists():
        yield f"{new} is there already"


def _tracked(folder: str) -> list[str]:
    return [line for line in _git("ls-files", "-z", folder).split("\0") if line]


def _git(*command: str) -> str:
    return subprocess.run(["git", *command], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
