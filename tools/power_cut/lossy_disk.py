"""A disk whose current can be cut: programs work in its folder, which lies on our file system."""

import ctypes
import os
import subprocess
from pathlib import Path
from types import TracebackType

from tools.services.undisturbed import undisturbed

PYTHON = "/usr/bin/python3"  # Debian's, whose pyfuse3 ours cannot load
LIMIT_S = 120.0
DETACH = 2  # MNT_DETACH: what still has it open does not keep it mounted


class NoLossyDisk(Exception):
    """This machine has no FUSE, or no pyfuse3; the text says what is missing."""


def why_none() -> str:
    """Return why there can be none here, "" where there can."""
    if os.geteuid() != 0:
        return "only root mounts it"
    try:
        os.close(os.open("/dev/fuse", os.O_RDWR))  # in a container it may be there and be barred
    except OSError as error:
        return f"/dev/fuse: {error.strerror}"
    if not _works("unshare", "--mount", "true"):
        return "disks may not be mounted here"
    if not _works(PYTHON, "-c", "import pyfuse3, trio"):
        return "python3-pyfuse3 is not installed"
    return ""


def _works(*command: str) -> bool:
    return not subprocess.run(command, capture_output=True, check=False).returncode


class LossyDisk:
    """Use as a context manager. folder is where programs see it; base what lies on it at first."""

    def __init__(self, base: Path, folder: Path) -> None:
        self._base = base
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "LossyDisk":
        """Raise NoLossyDisk."""
        if why := why_none():
            raise NoLossyDisk(why)
        module = Path(__file__).with_name("mount.py")
        command = [PYTHON, "-B", str(module), str(self.folder), str(self._base)]
        with undisturbed():
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
            )
        if self._answer() != b"mounted\n":
            self.__exit__(None, None, None)
            raise NoLossyDisk("it cannot be mounted here")
        return self

    def cut(self, seed: int, target: Path) -> None:
        """Cut the current: nothing is answered any more, target gets what is on the disk."""
        target.mkdir(exist_ok=True)
        self._tell(f"cut {seed} {target}")

    def give_room(self, count: int) -> None:
        """Let all files have so many bytes; 0: as many as they like."""
        self._tell(f"room {count}")

    def lie(self) -> None:
        """Plant a fault: fsync keeps nothing."""
        self._tell("lie")

    def _tell(self, line: str) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()
        if self._answer() != b"done\n":
            raise NoLossyDisk(f"it has died of: {line}")

    def _answer(self) -> bytes:
        assert self._process is not None
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        ctypes.CDLL(None).umount2(os.fsencode(self.folder), DETACH)
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
