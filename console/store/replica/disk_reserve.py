"""Eight megabytes kept aside, given back to the disk when it is full so that drafts still fit."""

import contextlib
import logging
import os
import shutil
from pathlib import Path

log = logging.getLogger(__name__)
RESERVE_BYTES = 8 * 1024 * 1024
_ROOM_FACTOR = 4  # make the reserve anew only where this much more is free


class DiskReserve:
    def __init__(self, file: Path, size: int = RESERVE_BYTES) -> None:
        self._file = file
        self._size = size

    def keep(self) -> bool:
        """Make the reserve where it is missing and there is room. Return whether it is there."""
        try:
            if self._file.exists() and self._file.stat().st_size == self._size:
                return True
            if shutil.disk_usage(self._file.parent).free < _ROOM_FACTOR * self._size:
                return False
            with self._file.open("wb") as out:
                out.write(bytes(self._size))
                out.flush()
                os.fsync(out.fileno())
        except OSError:
            log.warning("no room for the disk reserve")
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)
            return False
        return True

    def spend(self) -> bool:
        """Give the space back to the disk. Return whether there was any to give."""
        try:
            self._file.unlink()
        except OSError:
            return False
        log.warning("the disk is full, the reserve was given up")
        return True
