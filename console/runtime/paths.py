"""Where the console keeps its files."""

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from contract.closed_process import is_own
from contract.domain.ids import new_id

NAME = "chiamaroma"


def default_data_dir(environ: Mapping[str, str], *, platform: str = sys.platform) -> Path:
    """Return the folder of replicas and logs: on a local disk, never in a roaming profile."""
    if platform == "win32":
        # Local, never Roaming: a profile that travels would carry replicas through the network.
        root = environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(root) / "ChiamaRoma"
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "ChiamaRoma"
    root = environ.get("XDG_DATA_HOME", "")
    # A relative path is no path by the XDG standard: it would depend on where one started.
    return (Path(root) if root.startswith("/") else Path.home() / ".local" / "share") / NAME


def settings_file(environ: Mapping[str, str], *, platform: str = sys.platform) -> Path:
    """Return the operator's settings file; it need not exist."""
    if platform in ("win32", "darwin"):
        return default_data_dir(environ, platform=platform) / "console.toml"
    root = environ.get("XDG_CONFIG_HOME", "")
    return (Path(root) if root.startswith("/") else Path.home() / ".config") / NAME / "console.toml"


def machine_dir(*, platform: str = sys.platform) -> Path | None:
    """Return where IT's settings of this machine lie; no variable of the operator moves it."""
    # Fixed: a policy that a variable could move would be the operator's to choose.
    return None if platform == "win32" else Path("/etc") / NAME


class NoDataFolder(OSError):
    """Nothing can be kept on this computer; str() is one sentence."""


def usable_data_dir(wanted: Path) -> Path:
    """Make the folder for its owner only and return it. Raise NoDataFolder.

    A profile that cannot be written gets a folder below the system's temporary one: work goes on,
    and what was not sent is kept as long as that folder is.
    """
    spare = Path(tempfile.gettempdir()) / f"{NAME}-{_user()}"
    for folder in (wanted, spare):
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            probe = folder / ".writable"
            # Tried, not asked: access() says nothing of a full disk or a read-only file system.
            probe.touch()
            probe.unlink()
        except OSError:
            continue
        # Anybody may make a folder of that name in the temporary one, and read what is put there.
        if is_own(folder) if folder == wanted else _is_private(folder):
            return folder
    raise NoDataFolder(
        f"neither {wanted} nor {spare} is a folder that this account can write: free some space,"
        f" or have the administrator give {wanted} to it."
    )


def _is_private(folder: Path) -> bool:
    """Return whether it is this account's and closed to others: anybody writes in /tmp."""
    # lstat: a link to somebody's folder is not ours, wherever it leads.
    found = folder.lstat()
    is_private = not found.st_mode & 0o077 and stat.S_ISDIR(found.st_mode)
    return sys.platform == "win32" or (is_private and found.st_uid == os.getuid())


def log_dir(data_dir: Path) -> Path:
    return data_dir / "logs"


def phone_socket(data_dir: Path, environ: Mapping[str, str]) -> Path:
    """Return the phone's socket; in the run folder, for a Unix socket's path must be short."""
    root = environ.get("XDG_RUNTIME_DIR", "")
    # A Unix socket's path ends at some 100 bytes; below a deep profile it would not fit.
    folder = Path(root) / NAME if root.startswith("/") else data_dir
    return folder / "phone.sock"


def device_id(data_dir: Path) -> str:
    """Return the identity of this installation, made at first use. It is no secret.

    On a full disk it holds for this start only.
    """
    file = data_dir / "device-id"
    try:
        known = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        known = ""
    # A power cut may leave zeros, which no server takes: nobody could sign in here any more.
    if known and known.isprintable():
        return known
    fresh = new_id()
    # Signing in on a full disk matters more than being the same installation tomorrow.
    with contextlib.suppress(OSError):
        file.write_text(fresh, encoding="ascii")
    return fresh


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
