"""Shows scenes in a real window and writes what assistive technology sees, as JSON.

Run it inside a session bus and on an X server of its own: see tests/e2e/test_accessibility_tree.py.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.shell.translation import install_translation

NAME = "ChiamaRoma"
SYSTEM_PYTHON = "/usr/bin/python3"  # the distribution's pyatspi is not in our environment
OBSERVER = Path(__file__).with_name("accessible_tree.py")
LISTENER = Path(__file__).with_name("names_told.py")
X_ANSWERS_S = 0.1  # its windows are activated, and told of, by processes of their own


@contextmanager
def observer() -> Iterator[Callable[[], Any]]:
    """Yield what asks another process for all that it sees of this one now."""
    command = [SYSTEM_PYTHON, str(OBSERVER), NAME, str(os.getpid())]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        asked, told = process.stdin, process.stdout
        assert asked is not None
        assert told is not None

        def seen_from_outside() -> Any:
            asked.write("now\n")
            asked.flush()
            return json.loads(told.readline())

        yield seen_from_outside


@contextmanager
def names_told(found: list[str]) -> Iterator[None]:
    """Listen to the names that are told meanwhile; found has them afterwards."""
    command = [SYSTEM_PYTHON, str(LISTENER)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as listener:
        assert listener.stdout is not None
        assert listener.stdout.readline() == "listening\n"
        yield
        listener.terminate()
        found += json.loads(listener.stdout.read())


async def audit(
    app: QApplication, names: list[str], seen_from_outside: Callable[[], Any]
) -> dict[str, Any]:
    """The windows must answer while they are looked at: the observer runs beside this loop."""
    found = {}
    for name in names:
        async with staged(app, name, size=QSize(1366, 690)) as shown:
            shown[0].activateWindow()
            await settle()
            await asyncio.sleep(X_ANSWERS_S)
            found[name] = await asyncio.to_thread(seen_from_outside)
    return found


def main() -> None:
    app = QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    install_translation(app, "it")
    file, *names = sys.argv[1:]
    told: list[str] = []
    with (
        asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner,
        names_told(told),
        observer() as seen_from_outside,
    ):
        found = runner.run(audit(app, names, seen_from_outside))
    Path(file).write_text(json.dumps({"trees": found, "told": told}))


if __name__ == "__main__":
    main()
