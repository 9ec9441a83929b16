"""All gates in order: ./check runs this. --only NAME…, --list. Non-zero at any failure."""

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
SHARED = Path(os.environ.get("CHIAMAROMA_SHARED", ROOT.parent / "shared" / "data"))
TESTS_LIMIT_S = 2400.0
TIDY_UP_S = 30.0


@dataclass(frozen=True, slots=True)
class Gate:
    name: str
    command: tuple[str, ...]
    limit_s: float = 300.0


def _pytest(*arguments: str) -> tuple[str, ...]:
    chosen = arguments if SHARED.is_dir() else (*arguments, "-m", "not shared_data")
    return (str(BIN / "python"), "-m", "pytest", "--durations=8", *chosen)


def gates() -> tuple[Gate, ...]:
    python = str(BIN / "python")
    return (
        Gate("format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
        Gate("lint", (str(BIN / "ruff"), "check", "--quiet", ".")),
        Gate("types", (str(BIN / "mypy"),)),
        Gate("contracts", (str(BIN / "lint-imports"),)),
        Gate("translations", (python, "-m", "tools.translations", "check")),
        Gate("file-map", (python, "-m", "tools.file_map", "--check")),
        Gate("unit", _pytest("tests/unit"), TESTS_LIMIT_S),
        Gate("integration", _pytest("tests/integration"), TESTS_LIMIT_S),
        Gate("gui", _pytest("tests/gui"), TESTS_LIMIT_S),
        Gate("e2e", _pytest("tests/e2e"), TESTS_LIMIT_S),
    )


def run(gate: Gate) -> bool:
    print(f"== {gate.name}", flush=True)
    started = time.monotonic()
    command = _in_keyring_session(gate)
    with subprocess.Popen(command, cwd=ROOT, env=_environment(), process_group=0) as process:
        try:
            code = process.wait(gate.limit_s)
        except subprocess.TimeoutExpired:
            _end(process)
            print(f"== {gate.name}: longer than {gate.limit_s:.0f} s", flush=True)
            return False
        except KeyboardInterrupt:
            _end(process)
            raise
    word = "ok" if code == 0 else f"FAILED ({code})"
    print(f"== {gate.name}: {word}, {time.monotonic() - started:.0f} s", flush=True)
    return code == 0


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the tests, not only the session around them; let them tidy up first."""
    os.killpg(process.pid, signal.SIGINT)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(TIDY_UP_S)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _environment() -> dict[str, str]:
    """Return the environment, with a place for compiled modules: tests start many processes.

    Without one each process compiles all it imports, which takes longer than most tests.
    """
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {"PYTHONPYCACHEPREFIX": str(ROOT / ".cache" / "compiled")} | kept


def _in_keyring_session(gate: Gate) -> tuple[str, ...]:
    """Give test runs a session bus of their own, so that no test meets a person's keyring."""
    if "pytest" not in gate.command or shutil.which("dbus-run-session") is None:
        return gate.command
    return ("dbus-run-session", "--", *gate.command)


def main() -> int:
    parser = argparse.ArgumentParser(prog="./check", description="Run all gates, or some.")
    parser.add_argument("--only", nargs="+", metavar="GATE", help="names, as in --list")
    parser.add_argument("--list", action="store_true", help="name the gates and end")
    options = parser.parse_args()
    known = gates()
    if options.list:
        print("\n".join(gate.name for gate in known))
        return 0
    unknown = set(options.only or ()) - {gate.name for gate in known}
    if unknown:
        parser.error(f"no such gate: {', '.join(sorted(unknown))}")
    if not SHARED.is_dir():
        print(f"{SHARED} is absent: the tests marked shared_data are left out:", flush=True)
        subprocess.run(
            (str(BIN / "python"), "-m", "pytest", "--collect-only", "-q", "-m", "shared_data"),
            cwd=ROOT,
            check=False,
        )
    failed = [
        gate.name
        for gate in known
        if (not options.only or gate.name in options.only) and not run(gate)
    ]
    print(f"failed: {', '.join(failed)}" if failed else "all gates passed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
