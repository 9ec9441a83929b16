"""A program of ours finds its modules wherever it lies, and so does each process it starts."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PRODUCT = ("contract", "console", "phone", "widgets", "server")
LAUNCHER = "contract/launcher.py"
TELLS = "import sys, wheel_of_others\nprint(wheel_of_others.__file__, *sys.argv[1:])\n"


def installed(folder: Path) -> Path:
    """Lay a program and a wheel as the package lays them, where no interpreter looks by itself."""
    for part in ("contract", "told", "site"):
        (folder / part).mkdir()
    shutil.copy(ROOT / LAUNCHER, folder / LAUNCHER)
    (folder / "contract" / "__init__.py").touch()
    (folder / "told" / "__init__.py").touch()
    (folder / "told" / "__main__.py").write_text(TELLS)
    (folder / "site" / "wheel_of_others.py").touch()
    return folder


def test_a_program_of_the_package_is_given_its_modules_and_its_words(tmp_path: Path) -> None:
    program = installed(tmp_path)
    ran = subprocess.run(
        ["/usr/bin/python3", "-I", program / LAUNCHER, "told", "--seat", "1001"],
        cwd="/",
        env={},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == [str(program / "site" / "wheel_of_others.py"), "--seat", "1001"]


def test_a_process_of_a_program_of_the_package_is_given_the_same_modules(tmp_path: Path) -> None:
    program = installed(tmp_path)
    (program / "told" / "__main__.py").write_text(
        "import subprocess\nfrom contract.launcher import command_for\n"
        "subprocess.run([*command_for('told.child'), 'a word'], check=True)\n"
    )
    (program / "told" / "child.py").write_text(TELLS)
    ran = subprocess.run(
        ["/usr/bin/python3", "-I", program / LAUNCHER, "told"],
        cwd="/",
        env={},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == [str(program / "site" / "wheel_of_others.py"), "a", "word"]


def test_no_other_place_of_the_product_starts_a_python() -> None:
    """It would not find its modules in the package, where no interpreter looks by itself."""
    elsewhere = [
        f"{file.relative_to(ROOT)}:{line}"
        for package in PRODUCT
        for file in (ROOT / package).rglob("*.py")
        if file != ROOT / LAUNCHER
        for line in _lines_that_name_a_python(file.read_text())
    ]
    assert elsewhere == []


@pytest.mark.parametrize(
    "started",
    [
        "run([sys.executable, 'x.py'])",
        "run(['python3', '-m', 'phone'])",
        "run('/usr/bin/python3 x.py', shell=True)",
        "env = {'PYTHONPATH': root}",
    ],
)
def test_a_place_that_starts_one_is_found(started: str) -> None:
    assert list(_lines_that_name_a_python(started))


def _lines_that_name_a_python(source: str) -> Iterator[int]:
    if not re.search("python|executable", source, re.IGNORECASE):
        return  # most files: to read their grammar takes long
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name(id="sys"), attr="executable"):
                yield node.lineno
            case ast.Constant(value=str(text)) if re.search(r"(^|/)python[\d.]*( |$)", text):
                yield node.lineno
            case ast.Constant(value="PYTHONPATH"):
                yield node.lineno
