"""Sixty small faults, one after the other, in a copy of the tree: which ones do the tests catch?

  .venv/bin/python -m tools.figures faults --commit HEAD --seed 1 --count 60

Only the tests that run a fault's line are asked, those of units first; the first that fails ends
it, and must pass without the fault. A fault that makes them run too long is caught as well.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tools.figures.fault_sites import Fault, chosen, same_fault

AREAS = {
    "rules": ("contract/domain/**/*.py",),
    "sync": (
        "console/sync/**/*.py", "server/usecases/sync/push_commands.py",
        "server/usecases/read_*.py", "server/usecases/sync/**/*.py",
    ),
    "store": ("console/store/**/*.py", "server/store/**/*.py"),
    "routing": ("server/usecases/routing/**/*.py",),
    "view-models": ("console/viewmodels/**/*.py",),
}  # fmt: skip
SUITES = ("tests/unit", "tests/integration/console", "tests/integration/server")
LIMIT_S = 300.0
MAP_LIMIT_S = 3000.0
MEMORY_BYTES = 6_000_000_000  # a fault may make a loop that fills it
TOO_LONG, NOT_IMPORTED = "too long", "cannot be imported"


def files_of(tree: Path, area: str) -> list[str]:
    found = {path for pattern in AREAS[area] for path in tree.glob(pattern)}
    names = (str(path.relative_to(tree)) for path in found)
    return sorted(name for name in names if "migrations" not in name and "__init__" not in name)


def run(tree: Path, work: Path, *, count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield one record a fault. tree: a copy that may be spoilt. work: for maps and words."""
    covering = _covering(tree, work)
    each = count // len(AREAS)
    for area in AREAS:
        for fault in chosen(tree, files_of(tree, area), each, seed):
            yield {"area": area} | tried(tree, work, fault, covering)


def run_again(tree: Path, work: Path, record: Path) -> Iterator[dict[str, Any]]:
    """Plant the faults of another commit's record; what it spoilt may be there no more."""
    covering = _covering(tree, work)
    for line in record.read_text(encoding="utf-8").splitlines():
        known = json.loads(line)
        fault = same_fault(tree, known)
        if fault is not None:
            yield {"area": known["area"]} | tried(tree, work, fault, covering)


def _covering(tree: Path, work: Path) -> dict[str, Any]:
    """Return the tests, and by file and line the numbers of those that run it."""
    result = work / "covering.json"
    if not result.exists():
        wanted = work / "files.txt"
        wanted.write_text("\n".join(name for area in AREAS for name in files_of(tree, area)))
        extra = {"COVERED_FILES": str(wanted), "COVERING": str(result)}
        plugin = ("-p", "covering_tests")
        _pytest(tree, work, (*plugin, *SUITES), limit_s=MAP_LIMIT_S, environment=extra)
    found: dict[str, Any] = json.loads(result.read_text())
    return found


def tried(tree: Path, work: Path, fault: Fault, covering: dict[str, Any]) -> dict[str, Any]:
    path = tree / fault.file
    sound = path.read_bytes()
    tests = reaching_tests(fault, covering)
    record = {
        "file": fault.file, "line": fault.line, "was": fault.was, "becomes": fault.becomes,
        "tests": len(tests),
    }  # fmt: skip
    if not tests:
        return record | {"caught": False, "by": "", "why": "no test runs this line"}
    started = time.monotonic()
    try:
        _write(path, fault.planted(sound))
        by = _first_failure(tree, work, tests)
    finally:
        _write(path, sound)
    again = {TOO_LONG: tests, NOT_IMPORTED: tests[:1]}.get(by, [by])
    if by and _first_failure(tree, work, again):
        return record | {"caught": False, "by": by, "why": "fails without the fault, too"}
    took = round(time.monotonic() - started, 1)
    return record | {"caught": bool(by), "by": by, "took_s": took}


def reaching_tests(fault: Fault, covering: dict[str, Any]) -> list[str]:
    """Return the tests that run any of its lines: "not (" of a longer condition is never told."""
    of_file = covering["lines"].get(fault.file, {})
    numbers = {number for line in fault.lines for number in of_file.get(str(line), [])}
    return sorted((covering["tests"][number] for number in numbers), key=_nearest_first(fault.file))


def _write(path: Path, source: bytes) -> None:
    """Write a module and forget its compiled form: a fault may be as long as what it spoils."""
    path.write_bytes(source)
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
        compiled.unlink()


def _nearest_first(file: str) -> Callable[[str], tuple[bool, int, str]]:
    """Return an order of tests: of units first, among them those named like the file."""
    words = set(Path(file).stem.split("_"))

    def place(test: str) -> tuple[bool, int, str]:
        named = set(Path(test.partition("::")[0]).stem.split("_"))
        return not test.startswith("tests/unit"), -len(words & named), test

    return place


def _first_failure(tree: Path, work: Path, tests: list[str]) -> str:
    """Return the test that failed first, "too long", or "" when all passed."""
    listed = work / "tests.txt"
    listed.write_text("\n".join(tests))
    try:
        done = _pytest(tree, work, ("-x", f"@{listed}"), limit_s=LIMIT_S, environment={})
    except subprocess.TimeoutExpired:
        return TOO_LONG
    if done.returncode == 0:
        return ""
    summary = done.stdout.partition("short test summary info")[2]  # before it: words of logs
    failed = (line for line in summary.splitlines() if line.startswith(("FAILED ", "ERROR ")))
    first = next(failed, "").partition(" ")[2].split(" - ")[0]
    return first or NOT_IMPORTED


def _pytest(
    tree: Path,
    work: Path,
    arguments: tuple[str, ...],
    *,
    limit_s: float,
    environment: dict[str, str],
) -> subprocess.CompletedProcess[str]:
    """Run tests in the tree. Compiled modules are kept: the tests start many processes."""
    here = str(Path(__file__).parent)
    command = (
        *("prlimit", f"--data={MEMORY_BYTES}", "dbus-run-session", "--"),
        *(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--tb=no", *arguments),
    )
    running = subprocess.Popen(
        command,
        cwd=tree,
        env={
            **os.environ,
            "PYTHONPATH": here,
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": "",
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        process_group=0,
    )
    try:
        printed, _ = running.communicate(timeout=limit_s)
    finally:
        with contextlib.suppress(ProcessLookupError):  # all ended by themselves
            os.killpg(running.pid, signal.SIGKILL)
    return subprocess.CompletedProcess(command, running.returncode, printed)
