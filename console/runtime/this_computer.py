"""What this computer is, as whoever keeps it running calls it."""

import platform
import shutil
from functools import cache
from pathlib import Path

MIB = 1024 * 1024


@cache
def system_name() -> str:
    """Return "Debian GNU/Linux 13 (trixie)" or "Windows 11"; the same for the whole run."""
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):  # no such file, as on Windows, or one that does not say
        return f"{platform.system()} {platform.release()}"


def disk_free_mb(folder: Path) -> int:
    """Return how much room is left where the seat keeps its data; 0: nobody can tell."""
    try:
        return shutil.disk_usage(folder).free // MIB
    except OSError:
        return 0
