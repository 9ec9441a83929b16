"""A session bus for one command, whose socket lies in a folder of the caller's and goes with it."""

import shutil
from pathlib import Path

SESSION = Path("/usr/share/dbus-1/session.conf")


def in_session_bus(folder: Path, *command: str) -> tuple[str, ...]:
    """Return what runs command in a session of its own, where there are such; folder is short.

    By itself a bus makes its socket in /tmp, and one that is killed leaves it there.
    """
    if shutil.which("dbus-run-session") is None:
        return command
    own = folder / "session.conf"
    if not own.exists():  # another bus may be reading it
        text = SESSION.read_text("utf-8").replace("unix:tmpdir=/tmp", f"unix:tmpdir={folder}")
        own.write_text(text, "utf-8")
    return ("dbus-run-session", f"--config-file={own}", "--", *command)
