"""Keeps a second console of the same login away from the same replica file."""

import os
import sys
from pathlib import Path

from console.errors import LocalStoreBroken


class FileLock:
    """Held until release() or the end of the process, however it ends."""

    def __init__(self, file: Path) -> None:
        """Raise LocalStoreBroken("locked") when another process holds it."""
        self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise LocalStoreBroken("locked", "another console uses this replica") from error

    def release(self) -> None:
        # Only closed: were the file deleted, two consoles could each lock a file of this name.
        os.close(self._descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        # Not waited for: the second console has to say at once that it is one.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
