"""Where the gates of one run live: a temporary folder, a home and an environment of their own.

Nothing of the person's own home, keyring, fonts or running session is met, and nothing is left.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.gates.gates import ROOT, Gate
from tools.gates.other_user import OwnRoot, PlainUser, Refused
from tools.services.session_bus import in_session_bus

LONGEST = 16
IN_MEMORY, MEMORY = Path("/dev/shm"), Path("/proc/meminfo")
PLENTY_BYTES = 6 * 1024**3  # a whole run fills 1.3 GB of it
FORGOTTEN = (
    "PYTHONDONTWRITEBYTECODE", "DBUS_SESSION_BUS_ADDRESS", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
    "XDG_STATE_HOME", "XDG_CACHE_HOME", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RunPlace:
    """folder goes away with the run, words (what the gates printed) stay until the next one."""

    root: Path
    folder: Path
    words: Path
    environment: dict[str, str]
    plain: PlainUser | None = None
    own_root: OwnRoot | None = None

    def command(self, gate: Gate, *options: str) -> tuple[str, tuple[str, ...]]:
        """Return as whom the gate runs, and what to start; options are for tests alone."""
        if not gate.has_tests:
            return _own_name(), gate.command
        files = Path(tempfile.mktemp(prefix="", dir=self.folder / "t"))
        words = (*gate.command, *options, f"--basetemp={files}")
        command = in_session_bus(self.folder / "t", *words)  # so no test meets a person's keyring
        if gate.needs_root and self.own_root is not None:
            return self.own_root.name, (*self.own_root.prefix, *command)
        if not gate.needs_root and self.plain is not None:
            return self.plain.name, (*self.plain.prefix, *command)
        return _own_name(), command


def _quick_folder() -> str:
    """Return a folder in memory if there is plenty: tests make thousands of databases.

    Each of their commits would wait for the disk, and no test takes the power away.
    """
    if "TMPDIR" not in os.environ and min(_free_memory(), _free(IN_MEMORY)) > PLENTY_BYTES:
        return str(IN_MEMORY)
    wanted = tempfile.gettempdir()
    return wanted if len(wanted) < LONGEST else "/tmp"


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free if folder.is_dir() else 0


def _free_memory() -> int:
    """Return bytes, 0 where the system does not tell."""
    if not MEMORY.exists():
        return 0
    found = re.search(r"^MemAvailable: +(\d+) kB$", MEMORY.read_text("ascii"), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


@contextmanager
def run_place(root: Path = ROOT) -> Iterator[tuple[RunPlace, list[str]]]:
    """Make it, and remove it at the end. The lines say who cannot be had here, and why.

    Its name is short: the path of a Unix socket in it holds 107 bytes.
    """
    folder = Path(tempfile.mkdtemp(prefix="ck-", dir=_quick_folder()))
    folder.chmod(0o755)  # databases run in it as others, and pytest looks into each folder above
    words = root / ".cache" / "check"
    words.mkdir(parents=True, exist_ok=True)
    plain: PlainUser | None = None
    try:
        environment = _environment(root, folder)
        plain, own_root, why = _others(root, folder, environment)
        yield RunPlace(root, folder, words, environment, plain, own_root), why
    finally:
        if plain is not None:
            plain.forget()
        _remove(folder)


def _others(
    root: Path, folder: Path, environment: dict[str, str]
) -> tuple[PlainUser | None, OwnRoot | None, list[str]]:
    try:
        if os.geteuid() == 0:
            return PlainUser.here(root, folder, environment), None, []
        return None, OwnRoot.here(), []
    except Refused as error:
        return None, None, [str(error)]


def _environment(root: Path, folder: Path) -> dict[str, str]:
    """Return the environment, with a place for compiled modules: tests start many processes.

    Without one each process compiles all it imports, which takes longer than most tests.
    """
    home, runtime, temporary = folder / "home", folder / "run", folder / "t"
    for made in (home, runtime, temporary):
        made.mkdir(mode=0o700)
    temporary.chmod(0o1777)
    kept = {key: value for key, value in os.environ.items() if key not in FORGOTTEN}
    own = {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "TMPDIR": str(temporary),
        "UV_CACHE_DIR": str(_uv_cache(home)),
        "PYTHONPYCACHEPREFIX": str(root / ".cache" / "compiled"),
    }
    return kept | own


def _uv_cache(home: Path) -> Path:
    """Return where packages wait that set-up has fetched: the installer is built of them."""
    caches = os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")
    cache = Path(os.environ.get("UV_CACHE_DIR", Path(caches) / "uv"))
    return cache if cache.exists() else home / ".cache" / "uv"


def _own_name() -> str:
    return "root" if os.geteuid() == 0 else "the user who started it"


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists() and os.geteuid() != 0:  # what belongs to another user of a namespace
        prefix = ("unshare", "--map-root-user", "--map-auto")
        subprocess.run((*prefix, "rm", "-rf", str(folder)), check=False, capture_output=True)
