"""What every thread did when a fault inside a library ended the console: the log cannot tell it.

The stacks name functions and lines, no values: nothing of a citizen is in them.
"""

import faulthandler
import logging
import sys
from pathlib import Path
from typing import BinaryIO

log = logging.getLogger(__name__)

FILE = "console-stacks.log"
BEFORE = "console-stacks-before.log"  # those of the last fault


class FaultStacks:
    """Written into folder, from here on until closed; what an earlier console left is told."""

    def __init__(self, folder: Path) -> None:
        self._file = _opened(folder)
        if self._file is not None:
            faulthandler.enable(self._file)

    def close(self) -> None:
        if self._file is not None:
            faulthandler.disable()
            self._file.close()


def _opened(folder: Path) -> BinaryIO | None:
    """Return the file; None where it cannot be written, or would fill with what is no end.

    Windows tells there also of faults that its own parts meet and survive.
    """
    if sys.platform == "win32":
        return None
    file = folder / FILE
    try:
        if file.exists() and file.stat().st_size:
            file.replace(folder / BEFORE)
            log.error("a fault inside a library ended the console before, see %s", BEFORE)
        return file.open("wb", buffering=0)
    except OSError as error:
        log.warning("stacks cannot be written: %s", type(error).__name__)
        return None
