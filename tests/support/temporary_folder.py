"""A folder that is there as long as this run of the tests, and no longer."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path


def folder_of_this_run(prefix: str) -> Path:
    """Return a new one; it goes when the process ends, and not with one forked from it."""
    folder, owner = tempfile.mkdtemp(prefix=prefix), os.getpid()

    def remove() -> None:
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    return Path(folder)
