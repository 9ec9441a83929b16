"""Tests as somebody else than who started them, without a trace outside the run.

Root's tests run as a plain user, as the product does: Chromium's sandbox is on, and files that may
not be read cannot be. A plain user's tests that need root run as root of a namespace of their own.
"""

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.gates.gates import SHARED

NAME = "chiamaroma-check"
FIRST_UID = 60600  # below those that are given out by systemd; the next free one is taken
PROBE = """
import os, pathlib, subprocess, tempfile
assert os.geteuid() != 0
pathlib.Path(".cache/check/probe").write_text("may be written")
pathlib.Path(".cache/check/probe").unlink()
tempfile.TemporaryFile().close()
subprocess.run(["unshare", "--user", "--pid", "--net", "--fork", "true"], check=True)
"""


class Refused(Exception):
    """The machine does not let it be; the text is the line to print."""


@dataclass(frozen=True, slots=True)
class PlainUser:
    """prefix starts a command as a plain user who sees the checkout as its own."""

    prefix: tuple[str, ...]
    user: int
    name: str = "a plain user"

    @classmethod
    def here(cls, root: Path, folder: Path, environment: dict[str, str]) -> "PlainUser":
        """Raise Refused where the machine gives no namespaces, or no sandbox to a plain user."""
        user = _free_uid()
        own = {name: folder / "plain" / name for name in ("HOME", "XDG_RUNTIME_DIR")}
        for path in own.values():
            path.mkdir(mode=0o700, parents=True)
            os.chown(path, user, user)
        _accounts(folder, user, str(own["HOME"]))
        script = _mounts(root, folder, Path(environment["UV_CACHE_DIR"]), user)
        ids = (f"--reuid={user}", f"--regid={user}", "--clear-groups", "--inh-caps=-all")
        setpriv = shlex.join(("setpriv", *ids))
        exports = "".join(f"export {name}={path}\n" for name, path in own.items())
        inside = f'{script}\n{exports}cd {shlex.quote(str(root))}\nexec {setpriv} "$@"'
        chosen = cls(("unshare", "--mount", "--", "sh", "-ec", inside, "sh"), user)
        _try(chosen.prefix, root, environment)
        return chosen

    def forget(self) -> None:
        """Remove what the sound libraries keep for each user outside any folder of theirs."""
        shutil.rmtree(f"/dev/shm/jack_db-{self.user}", ignore_errors=True)


@dataclass(frozen=True, slots=True)
class OwnRoot:
    """prefix starts a command as root of a namespace: networks and disks of its own are allowed."""

    prefix: tuple[str, ...]
    name: str = "root of its own namespace"

    @classmethod
    def here(cls) -> "OwnRoot":
        """Raise Refused where the machine gives no namespaces."""
        inside = 'mount -t tmpfs none /run && ip link set lo up && exec "$@"'
        for others in (("--map-auto",), ()):  # users beside root, which a mail server needs
            mapped = ("unshare", "--map-root-user", *others)
            prefix = (*mapped, "--net", "--mount", "--", "sh", "-c", inside, "sh")
            if _done((*prefix, "true")).returncode == 0:
                return cls(prefix)
        raise Refused("No namespaces here: the tests that need root are skipped.")


def _try(prefix: tuple[str, ...], root: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        (*prefix, sys.executable, "-c", PROBE),
        cwd=root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        lines = [line.strip() for line in done.stderr.splitlines() if "dmesg" not in line]
        why = (lines or ["no reason told"])[-1]
        raise Refused(f"No plain user can run the tests here, so root does: {why}")


def _done(command: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, capture_output=True, check=False)


def _free_uid() -> int:
    taken = {int(line.split(":")[2]) for line in Path("/etc/passwd").read_text().splitlines()}
    return next(number for number in range(FIRST_UID, FIRST_UID + 100) if number not in taken)


def _accounts(folder: Path, user: int, home: str) -> None:
    """Write the machine's lists of users and groups with one more: the bus asks for its name."""
    added = {"passwd": f"{NAME}:x:{user}:{user}::{home}:/bin/sh\n", "group": f"{NAME}:x:{user}:\n"}
    for name, line in added.items():
        (folder / name).write_text((Path("/etc") / name).read_text() + line)


def _mounts(root: Path, folder: Path, uv_cache: Path, user: int) -> str:
    """Return the shell's lines that show the checkout as the user's own, what it writes as root's.

    What lies in a folder closed to others (root's home) is shown alone in an empty one.
    """
    shown = [path for path in (root, SHARED, uv_cache, Path(sys.base_prefix)) if path.exists()]
    closed = {top for path in shown if (top := _closed(path)) is not None}
    shown = [path for path in shown if path in (root, uv_cache) or _closed(path)]
    owned = f"X-mount.idmap=u:0:{user}:1 g:0:{user}:1"
    lines = list[tuple[str, ...]]()
    for number, path in enumerate(shown):
        stage = folder / "stage" / str(number)
        stage.mkdir(parents=True, exist_ok=True)
        lines.append(("mount", "--bind", "-o", owned, str(path), str(stage)))
    lines += [("mount", "-t", "tmpfs", "-o", "mode=755", "none", str(top)) for top in closed]
    for number, path in enumerate(shown):
        lines.append(("mkdir", "-p", str(path)))
        lines.append(("mount", "--move", str(folder / "stage" / str(number)), str(path)))
    for name in ("passwd", "group"):
        lines.append(("mount", "--bind", str(folder / name), f"/etc/{name}"))
    return "\n".join(map(shlex.join, lines))


def _closed(path: Path) -> Path | None:
    """Return the topmost folder above path that others may not enter."""
    for parent in reversed(path.resolve().parents):
        if not parent.stat().st_mode & 0o001:
            return parent
    return None
