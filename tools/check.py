"""All gates: ./check runs this. --only NAME…, --list, --lanes N. Non-zero at any failure.

The quick gates come first, then the tests; as many at once as there are processors.
"""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tools.gate_lanes import Gate, lanes, run_gates

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
SHARED = Path(os.environ.get("CHIAMAROMA_SHARED", ROOT.parent / "shared" / "data"))
WORDS = ROOT / ".cache" / "check"
TESTS_LIMIT_S = 3000.0
LONG = {"phone", "benches", "server", "exchange"}  # of tests/integration


def quick_gates() -> tuple[Gate, ...]:
    """Return what reads the sources and runs nothing of them."""
    python = str(BIN / "python")
    return (
        Gate("format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
        Gate("lint", (str(BIN / "ruff"), "check", "--quiet", ".")),
        Gate("types", (str(BIN / "mypy"),)),
        Gate("contracts", (str(BIN / "lint-imports"),)),
        Gate("translations", (python, "-m", "tools.translations", "check")),
        Gate("file-map", (python, "-m", "tools.file_map", "--check")),
    )


def slow_gates() -> tuple[Gate, ...]:
    """Return the tests, long ones first, so that none runs alone at the end."""
    return (
        _integration("phone"),
        _tests("gui", "tests/gui"),
        _tests("unit", "tests/unit"),
        _integration("benches"),
        _integration("server"),
        _integration("exchange"),
        _tests("e2e", "tests/e2e"),
        _tests("integration-rest", *_other_integration()),
    )


def _other_integration() -> list[str]:
    """Return what lies in tests/integration without a gate of its own."""
    return sorted(
        f"tests/integration/{path.name}"
        for path in (ROOT / "tests" / "integration").iterdir()
        if path.name not in LONG and (path.match("test_*.py") or (path / "__init__.py").exists())
    )


def _integration(name: str) -> Gate:
    return _tests(f"integration-{name}", f"tests/integration/{name}")


def _tests(name: str, *paths: str) -> Gate:
    chosen = () if SHARED.is_dir() else ("-m", "not shared_data")
    python = str(BIN / "python")
    return Gate(name, (python, "-m", "pytest", "--durations=8", *paths, *chosen), TESTS_LIMIT_S)


def _environment() -> dict[str, str]:
    """Return the environment, with a place for compiled modules: tests start many processes.

    Without one each process compiles all it imports, which takes longer than most tests.
    """
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {"PYTHONPYCACHEPREFIX": str(ROOT / ".cache" / "compiled")} | kept


def _say(words: str) -> None:
    print(words, flush=True)


def _run(gates: Iterable[Gate], number: int) -> list[str]:
    return run_gates(
        tuple(gates), number, cwd=ROOT, folder=WORDS, environment=_environment(), say=_say
    )


def _tell_what_is_left_out() -> None:
    _say(f"{SHARED} is absent: the tests marked shared_data are left out:")
    subprocess.run(
        (str(BIN / "python"), "-m", "pytest", "--collect-only", "-q", "-m", "shared_data"),
        cwd=ROOT,
        check=False,
    )


def main() -> int:
    # Shells have what they start in the background ignore it, and so would all that begins here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    parser = argparse.ArgumentParser(prog="./check", description="Run all gates, or some.")
    parser.add_argument("--only", nargs="+", metavar="GATE", help="names, as in --list")
    parser.add_argument("--list", action="store_true", help="name the gates and end")
    parser.add_argument("--lanes", type=int, default=lanes(), help="so many test gates at once")
    options = parser.parse_args()
    quick, tests = quick_gates(), slow_gates()
    names = [gate.name for gate in (*quick, *tests)]
    if options.list:
        _say("\n".join(names))
        return 0
    chosen = set(options.only or names)
    if unknown := chosen - set(names):
        parser.error(f"no such gate: {', '.join(sorted(unknown))}")
    if not SHARED.is_dir():
        _tell_what_is_left_out()
    failed = [
        name
        for gates in (quick, tests)
        for name in _run((gate for gate in gates if gate.name in chosen), max(1, options.lanes))
    ]
    _say(f"failed: {', '.join(failed)}" if failed else "all gates passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
