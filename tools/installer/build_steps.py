"""What every step of the build shares: the checkout, its fault, and programs that are run."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SET_UP = "./run --setup"


class BuildFailed(Exception):
    """The package cannot be made; the text says why, and what to do where we know it."""


def run(*command: str | Path, environment: dict[str, str] | None = None) -> str:
    """Return what the program wrote. Raise BuildFailed with its last words."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise BuildFailed(f"{command[0]} is missing: install the package that has it") from error
    if done.returncode != 0:
        raise BuildFailed(f"{command[0]}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout
