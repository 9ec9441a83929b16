"""Every import contract is broken by an import planted for it: none of them is hollow."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.support.processes import ran

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("contract", "console", "phone", "widgets", "server")
PLANTED = {
    "Console flows one way": ("console/store/planted.py", "import console.screens"),
    "A room of screens knows kit and models, no other room": (
        "console/screens/contact/planted.py",
        "import console.screens.knowledge.fault_presenter",
    ),
    "The frame knows no feature": (
        "console/shell/planted.py",
        "import console.screens.calls.call_commands",
    ),
    "Server flows one way": ("server/store/planted.py", "import server.api"),
    "Console and server never import each other": (
        "console/sync/planted.py",
        "import server.store",
    ),
    "Server knows no console and no Qt": ("server/api/planted.py", "import PySide6"),
    "Use cases of the server open no socket and start no program": (
        "server/usecases/calls/planted.py",
        "import subprocess",
    ),
    "The contract stands alone": ("contract/domain/planted.py", "import asyncio"),
    "Widgets do not know the application": ("widgets/planted.py", "import contract.wire"),
    "Logic is free of Qt": ("console/usecases/planted.py", "import PySide6"),
    "View-models and screens do no I/O": ("console/viewmodels/planted.py", "import httpx"),
    "The phone process knows the contract only": ("phone/planted.py", "import console.errors"),
    "Nobody imports the phone process": ("console/telephony/planted.py", "import phone"),
    "Scenes are imported by the start alone": (
        "console/bootstrap/planted.py",
        "import console.scenes.scene_city",
    ),
    "HTTP lives in two modules of the console": ("console/knowledge/planted.py", "import httpx"),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is said of a tree in which every one of them is planted: reading it takes longest."""
    tree = tmp_path_factory.mktemp("tree")
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, tree / package, ignore=shutil.ignore_patterns("__pycache__", "page")
        )
    shutil.copy(ROOT / "pyproject.toml", tree)
    for place, line in PLANTED.values():
        (tree / place).write_text(f'"""Planted."""\n\n{line}\n')
    outcome = ran(
        Path(sys.executable).parent / "lint-imports",
        "--no-cache",
        cwd=tree,
        env={"PYTHONPATH": str(tree), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
    )
    assert outcome.returncode == 1
    return outcome.stdout


def test_every_contract_of_the_project_has_a_planted_import() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    names = [
        line.split('"')[1]
        for line in text.split("[tool.importlinter]")[1].splitlines()
        if line.startswith("name = ")
    ]
    assert set(names) == set(PLANTED)


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_import_breaks_the_contract(told: str, contract: str) -> None:
    assert f"{contract} BROKEN" in told
    place, line = PLANTED[contract]
    module = place.removesuffix(".py").replace("/", ".")
    parts = re.split(r"^(.+)\n-{5,}\n", told, flags=re.MULTILINE)
    found = dict(zip(parts[1::2], parts[2::2], strict=True))[contract]
    assert f"{module} -> {line.removeprefix('import ')} (l.3)" in found, "by its own, no other's"
