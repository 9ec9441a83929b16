"""Translations: update takes new texts into i18n/*.ts, compile makes build/i18n/*.qm, check tells.

check fails on stale or unfinished files, on placeholders or mnemonics that differ, on f-strings,
and on a second word for one thing (i18n/terms.toml).
"""

import argparse
import ast
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard
from xml.etree import ElementTree

from tools.terms import Text, read_terms

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SOURCES = ("console", "widgets")
FOLDER = ROOT / "i18n"
COMPILED = ROOT / "build" / "i18n"
SOURCE_LANGUAGE = "it"  # its file holds plurals only
# Follow the texts at a distance: what is missing is shown in Italian, so it is no fault here.
LATER_LANGUAGES = frozenset({"ar"})
PLACEHOLDER = re.compile(r"\{\d*\}|%n|%L?\d")


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of one language; translations has one form, or one for each plural."""

    context: str
    source: str
    translations: tuple[str, ...]
    is_unfinished: bool


def files() -> list[Path]:
    return sorted(FOLDER.glob("console_*.ts"))


def sources() -> list[str]:
    return [
        str(file.relative_to(ROOT))
        for name in SOURCES
        for file in sorted((ROOT / name).rglob("*.py"))
    ]


def lupdate(file: Path, out: Path) -> None:
    """Write file with the texts as they are in the code now."""
    flags = ["-no-obsolete", "-locations", "none", "-source-language", SOURCE_LANGUAGE, "-silent"]
    if language_of(file) == SOURCE_LANGUAGE:
        flags.append("-pluralonly")
    if out != file:
        out.write_bytes(file.read_bytes())
    subprocess.run(
        [str(BIN / "pyside6-lupdate"), *flags, *sources(), "-ts", str(out)], check=True, cwd=ROOT
    )


def language_of(file: Path) -> str:
    return file.stem.removeprefix("console_")


def update() -> int:
    for file in files():
        lupdate(file, file)
        unfinished = sum(entry.is_unfinished for entry in entries(file))
        print(f"{file.name}: {unfinished} unfinished")
    return 0


def compile_all(folder: Path = COMPILED) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for file in files():
        # Beside, then in its place: a window that runs has the old one mapped into its memory, and
        # would crash at the next word it says. By a name of its own: two may be started at once.
        beside = folder / f".{file.stem}-{os.getpid()}.qm"
        command = [str(BIN / "pyside6-lrelease"), "-silent", str(file), "-qm", str(beside)]
        subprocess.run(command, check=True, cwd=ROOT)
        beside.replace(folder / f"{file.stem}.qm")
    return 0


def check() -> int:
    faults = [*f_strings()]
    for file in files():
        is_later = language_of(file) in LATER_LANGUAGES
        faults += [] if is_later else stale(file)
        for entry in entries(file):
            if not (is_later and entry.is_unfinished):
                faults += [f"{file.name}: {fault}" for fault in entry_faults(entry)]
    faults += read_terms().faults(texts())
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def stale(file: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / file.name
        lupdate(file, fresh)
        known = {(entry.context, entry.source) for entry in entries(file)}
        now = {(entry.context, entry.source) for entry in entries(fresh)}
    gone = [f"{file.name}: no longer used: {context}: {text}" for context, text in known - now]
    new = [f"{file.name}: missing: {context}: {text}" for context, text in now - known]
    return sorted(gone + new)


def entries(file: Path) -> Iterator[Entry]:
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")]
            yield Entry(
                context=name,
                source=message.findtext("source", ""),
                translations=tuple(forms or [translation.text or ""]),
                is_unfinished=translation.get("type") == "unfinished",
            )


def texts() -> Iterator[Text]:
    """Every text of the screen, once in Italian and once in each language that has it."""
    sources: set[tuple[str, str]] = set()
    for file in files():
        language = language_of(file)
        for entry in entries(file):
            sources.add((entry.context, entry.source))
            if not entry.is_unfinished:
                yield Text.of(entry.context, language, entry.source, entry.translations)
    for context, source in sorted(sources):
        yield Text.of(context, SOURCE_LANGUAGE, source, (source,))


def entry_faults(entry: Entry) -> Iterator[str]:
    where = f"{entry.context}: {entry.source!r}"
    if entry.is_unfinished or not all(entry.translations):
        yield f"unfinished: {where}"
        return
    wanted = sorted(set(PLACEHOLDER.findall(entry.source)))
    for text in entry.translations:
        found = sorted(set(PLACEHOLDER.findall(text)))
        if found != wanted and not (
            len(entry.translations) > 1 and set(wanted) - set(found) <= {"%n"}
        ):
            yield f"placeholders differ: {where}: {text!r}"
        if has_mnemonic(text) != has_mnemonic(entry.source):
            yield f"mnemonic (&) differs: {where}: {text!r}"


def has_mnemonic(text: str) -> bool:
    return bool(re.search(r"&[^&\s]", text.replace("&&", "")))


def f_strings() -> Iterator[str]:
    """An f-string inside tr() is never found at run time, nor a tr() inside one by the update."""
    for name in sources():
        for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
            if _is_tr(node) and node.args and isinstance(node.args[0], ast.JoinedStr):
                yield f"{name}:{node.lineno}: f-string inside tr()"
            elif isinstance(node, ast.JoinedStr) and any(map(_is_tr, ast.walk(node))):
                yield f"{name}:{node.lineno}: tr() inside an f-string"


def _is_tr(node: ast.AST) -> TypeGuard[ast.Call]:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    return node.func.attr == "tr"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.translations", description=__doc__)
    parser.add_argument("what", choices=("update", "compile", "check"))
    parser.add_argument("--into", type=Path, default=COMPILED, help="folder of compiled files")
    options = parser.parse_args()
    if options.what == "update":
        return update()
    if options.what == "compile":
        return compile_all(options.into)
    return check()


if __name__ == "__main__":
    sys.exit(main())
