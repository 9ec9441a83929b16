"""What no Qt program can be faster than: imports, a window with one field, one typed key.

  python -m tools.benches.empty_window STARTED

STARTED: time.monotonic() of whoever started it. Prints one JSON line of milestones.
"""

import asyncio
import json
import os
import sys
import time

os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtWidgets import QApplication, QLineEdit
from qasync import QEventLoop

from tools.benches.console_driver import PaintWatch, press_letter, until


async def show(app: QApplication, started: float) -> dict[str, float]:
    paint = PaintWatch(app)
    field = QLineEdit()
    field.show()
    painted = await paint.painted()
    cpu_s = time.process_time()
    await until(field.hasFocus)
    press_letter(field, "c")
    typed = await paint.painted(field)
    return {
        "painted_s": painted - started,
        "painted_cpu_s": cpu_s,
        "typing_s": typed - started,
        "typing_cpu_s": time.process_time(),
    }


def main() -> None:
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        print(json.dumps(runner.run(show(app, float(sys.argv[1])))), flush=True)


if __name__ == "__main__":
    main()
