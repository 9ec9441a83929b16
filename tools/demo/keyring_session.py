"""Runs a command in a session bus of its own with an unlocked, empty, real keyring."""

import os
import shutil
import sys
from pathlib import Path

INSIDE = "CHIAMAROMA_DEMO_KEYRING"
_UNLOCK = (
    "printf '%s\\n' demo | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1;"
    ' exec "$@"'
)


def is_inside() -> bool:
    return os.environ.get(INSIDE) == "1"


def can_start() -> bool:
    return all(map(shutil.which, ("dbus-run-session", "gnome-keyring-daemon")))


def run_again_inside(folder: Path, module: str, arguments: list[str]) -> None:
    """Replace this process by the same module inside the session. Never returns."""
    home = folder / "keyring-home"
    home.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, INSIDE: "1", "XDG_DATA_HOME": str(home)}
    command = [sys.executable, "-m", module, *arguments]
    os.execvpe(
        "dbus-run-session",
        ["dbus-run-session", "--", "sh", "-c", _UNLOCK, "sh", *command],
        environment,
    )
