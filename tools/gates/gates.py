"""The gates of ./check: what each runs, how long it usually takes, what it needs of the machine."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = ROOT / ".venv" / "bin"
SHARED = Path(os.environ.get("CHIAMAROMA_SHARED", ROOT.parent / "shared" / "data"))
TESTS_LIMIT_S = 3000.0
BARE_MACHINE = "bare-machine"
NEEDS_ROOT = "root"  # the mark of tests that mount disks, make networks, start a mail server
HALF_OF_WINDOWS = ("tests/gui/screens/senses", "tests/gui/screens/shell")
LONG = {"phone", "benches", "server", "exchange"}  # of tests/integration
# Voices that a busy processor cuts are heard as holes: all other gates give way to these.
LISTENING = frozenset({"integration-phone", "integration-exchange", "integration-benches", "e2e"})
PYTEST = ("-m", "pytest", "-p", "tools.gates.gate_record")


@dataclass(frozen=True, slots=True)
class Gate:
    """One command that must end well within limit_s. usual_s: on two quiet cores."""

    name: str
    command: tuple[str, ...]
    limit_s: float = 300.0
    usual_s: float = 5.0
    paths: tuple[str, ...] = ()  # of tests
    may_be_empty: bool = False  # where single files are chosen, another gate may have their tests
    after: str = ""  # name of a gate that must be over, where it is one of the run

    @property
    def has_tests(self) -> bool:
        return "pytest" in self.command

    def runs(self, file: str) -> bool:
        return any(file == path or file.startswith(f"{path}/") for path in self.paths)

    @property
    def gives_way(self) -> bool:
        return self.name not in LISTENING and not self.needs_root

    @property
    def needs_root(self) -> bool:
        return self.name == NEEDS_ROOT


def quick_gates() -> tuple[Gate, ...]:
    """Return what reads the sources and runs nothing of them."""
    python = str(BIN / "python")
    return (
        Gate("format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
        Gate("lint", (str(BIN / "ruff"), "check", "--quiet", ".")),
        Gate("types", (str(BIN / "mypy"),), usual_s=60),
        Gate("contracts", (str(BIN / "lint-imports"), "--no-logo")),
        Gate("translations", (python, "-m", "tools.translations", "check")),
        Gate("secrets", (python, "-m", "tools.gates.secret_scan")),
        Gate("file-map", (python, "-m", "tools.file_map", "--check")),
    )


def slow_gates() -> tuple[Gate, ...]:
    """Return the tests, and what they need made: those that mostly wait begin first.

    A busy gate that is left alone at the end leaves all processors but one idle.
    """
    return (
        # Mostly apt and tar, once: beside others, not before them.
        Gate(BARE_MACHINE, (str(BIN / "python"), "-m", "tools.bare_machine"), 1800, usual_s=60),
        _integration("phone", 480),
        _integration("exchange", 400),
        # Two: one alone was still at work for minutes after all others had ended.
        gate_of("gui-shell", 480, *HALF_OF_WINDOWS),
        gate_of("gui", 400, *_other_windows()),
        _integration("server", 320),
        gate_of("integration-rest", 250, *_other_integration()),
        gate_of("e2e", 220, "tests/e2e"),
        _integration("benches", 220),
        gate_of(NEEDS_ROOT, 90, *files_that_need_root()),
        gate_of("unit-server", 80, "tests/unit/server"),
        gate_of("unit", 70, *_units_of_others()),
    )


def gate_of(name: str, usual_s: float, *paths: str, may_be_empty: bool = False) -> Gate:
    """Return a gate that runs the tests of paths, but those that another gate has."""
    chosen = ("-m", NEEDS_ROOT if name == NEEDS_ROOT else f"not {NEEDS_ROOT}")
    command = (str(BIN / "python"), *PYTEST, *chosen, *paths)
    after = BARE_MACHINE if name == NEEDS_ROOT else ""
    return Gate(name, command, TESTS_LIMIT_S, usual_s, paths, may_be_empty, after)


def files_that_need_root() -> list[str]:
    """Return the files of tests that have the mark: only these need be read for them."""
    mark = f"pytest.mark.{NEEDS_ROOT}"
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(one.relative_to(ROOT)) for one in files if mark in one.read_text("utf-8")]


def _units_of_others() -> list[str]:
    """Return the folders of tests/unit but the server's, whose tests open databases."""
    folders = sorted(path.parent for path in (ROOT / "tests" / "unit").glob("*/__init__.py"))
    return [str(one.relative_to(ROOT)) for one in folders if one.name != "server"]


def _other_windows() -> list[str]:
    """Return what lies in tests/gui and is not in the other half."""
    gui = ROOT / "tests" / "gui"
    found = [one for folder in (gui, gui / "screens") for one in folder.iterdir()]
    paths = [
        str(one.relative_to(ROOT))
        for one in sorted(found)
        if one.match("test_*.py") or (one / "__init__.py").exists()
    ]
    return [one for one in paths if one not in (*HALF_OF_WINDOWS, "tests/gui/screens")]


def _other_integration() -> list[str]:
    """Return what lies in tests/integration without a gate of its own."""
    return sorted(
        f"tests/integration/{path.name}"
        for path in (ROOT / "tests" / "integration").iterdir()
        if path.name not in LONG and (path.match("test_*.py") or (path / "__init__.py").exists())
    )


def _integration(name: str, usual_s: float) -> Gate:
    return gate_of(f"integration-{name}", usual_s, f"tests/integration/{name}")
