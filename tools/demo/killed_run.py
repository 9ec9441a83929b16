"""Takes away what a run leaves that is killed: a process beside it hears when the run is gone.

No signal of Linux does this for all of it: a console starts phones and a server starts others,
which are not the run's own children; what a thread has started would end with that thread.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.services.undisturbed import undisturbed

IN_ORDER_S, GONE_S = 10.0, 30.0
LOOK_EVERY_S = 0.1
IS_OVER = b"over\n"  # what a run says that ends by itself


@contextmanager
def cleared_when_killed(folder: Path) -> Iterator[None]:
    """End what has folder in its environment or command, and remove it, once we are killed."""
    with undisturbed():
        command = (sys.executable, "-m", __spec__.name, str(folder))
        watch = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
    try:
        yield
    finally:
        watch.communicate(IS_OVER)


def of_run(folder: str) -> list[int]:
    """Return the process ids of all that belong to the run of folder, but our own."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        told = _read(process / "environ") + _read(process / "cmdline")
        if os.fsencode(folder) in told and int(process.name) != os.getpid():
            found.append(int(process.name))
    return found


def _read(file: Path) -> bytes:
    """Return nothing of another person's, of one that has ended, or that hides it: the server."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def end_all(folder: str) -> None:
    """Ask first: a server closes its database. Look again: one that ends may start another."""
    began = time.monotonic()
    while (found := of_run(folder)) and time.monotonic() < began + GONE_S:
        is_asked = time.monotonic() < began + IN_ORDER_S
        for pid in found:
            try:
                os.kill(pid, signal.SIGTERM if is_asked else signal.SIGKILL)
            except ProcessLookupError:
                continue
        time.sleep(LOOK_EVERY_S)


def main() -> None:
    folder = sys.argv[1]
    if sys.stdin.buffer.read() != IS_OVER:
        end_all(folder)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
