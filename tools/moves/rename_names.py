"""Rename identifiers by a list, wherever code names them: in Python, translations, prose.

  python -m tools.moves.rename_names LIST…

A list has a line `OldName NewName [folder…]`; folders narrow where the name is looked for. Strings
stay as they are, for tags of the wire, columns and options are strings. Classes are renamed in
comments, docstrings, documents and as contexts of translations too. A new name that is in use
already where the old one stands is refused.
"""

import argparse
import io
import keyword
import re
import subprocess
import sys
import tokenize
from pathlib import Path
from typing import NamedTuple

from tools.moves.move_modules import RECORDS


class Renaming(NamedTuple):
    old: str
    new: str
    folders: tuple[str, ...]

    def concerns(self, file: str) -> bool:
        return not self.folders or file.startswith(self.folders)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("lists", nargs="+", type=Path, help="files of lines: Old New [folder…]")
    options = parser.parse_args()
    renamings = [line for one in options.lists for line in read(one.read_text())]
    files = _files()
    refusals = [text for one in renamings for text in _refusals(one, files)]
    print("\n".join(refusals), file=sys.stderr)
    if refusals:
        return 1
    for name, content in files.items():
        now = renamed(name, content, renamings)
        if now != content:
            Path(name).write_text(now, encoding="utf-8")
    return 0


def read(text: str) -> list[Renaming]:
    """Return the lines of a list; ValueError: a line is none."""
    found = []
    for line in filter(str.strip, text.splitlines()):
        old, new, *folders = line.split()
        if not (old.isidentifier() and new.isidentifier()) or keyword.iskeyword(new):
            raise ValueError(f"no two names: {line}")
        found.append(Renaming(old, new, tuple(folders)))
    return found


def renamed(file: str, content: str, renamings: list[Renaming]) -> str:
    """Return what a file says with the new names."""
    names = {one.old: one.new for one in renamings if one.concerns(file)}
    if file.endswith(".ts"):
        return re.sub(r"(<name>)(\w+)", lambda m: m[1] + names.get(m[2], m[2]), content)
    if file.endswith(".py"):
        content = _in_code(content, names)
    return _in_prose(content, {old: new for old, new in names.items() if old[0].isupper()}, file)


def _in_code(content: str, names: dict[str, str]) -> str:
    lines = content.splitlines(keepends=True)
    tokens = list(tokenize.generate_tokens(io.StringIO(content).readline))
    for token in reversed(tokens):
        if token.type == tokenize.NAME and token.string in names:
            (row, start), (_, end) = token.start, token.end
            line = lines[row - 1]
            lines[row - 1] = line[:start] + names[token.string] + line[end:]
    return "".join(lines)


def _in_prose(content: str, names: dict[str, str], file: str) -> str:
    """Classes only: a name of small letters is a common word as well."""
    if not names:
        return content
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, names)) + r")\b")
    if not file.endswith(".py"):
        return pattern.sub(lambda m: names[m[1]], content)
    lines = content.splitlines(keepends=True)
    for token in tokenize.generate_tokens(io.StringIO(content).readline):
        is_docstring = token.type == tokenize.STRING and token.string.startswith('"""')
        if token.type == tokenize.COMMENT or is_docstring:
            for row in range(token.start[0], token.end[0] + 1):
                lines[row - 1] = pattern.sub(lambda m: names[m[1]], lines[row - 1])
    return "".join(lines)


def _refusals(one: Renaming, files: dict[str, str]) -> list[str]:
    old = re.compile(rf"\b{one.old}\b")
    new = re.compile(rf"(?<![.\w]){one.new}\b")  # after a dot it is a module that bears it
    there = {name: text for name, text in files.items() if one.concerns(name)}
    holders = [name for name, text in there.items() if name.endswith(".py") and old.search(text)]
    if not holders:
        return [f"nobody says {one.old}"]
    return [f"{one.new} is in use in {name}" for name in holders if new.search(there[name])]


def _files() -> dict[str, str]:
    listed = subprocess.run(["git", "ls-files"], check=True, capture_output=True, text=True)
    return {
        name: Path(name).read_text(encoding="utf-8")
        for name in listed.stdout.split()
        if name.endswith((".py", ".md", ".ts", ".toml")) and not RECORDS.match(name)
    }


if __name__ == "__main__":
    sys.exit(main())
