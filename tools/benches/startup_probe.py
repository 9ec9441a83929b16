"""The real console in a process of its own, driven to its first search; says when what was ready.

  python -m tools.benches.startup_probe STARTED DATA_DIR SERVER CERTIFICATE [LOGIN PASSWORD]

With a login it signs in, else it resumes the session that the folder's ticket names. STARTED is
time.monotonic() of whoever started it. Prints one JSON line and ends as a crash does, so that the
next one can resume again.
"""

import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from console.runtime.logging_setup import set_up_logging
from console.runtime.paths import log_dir
from console.settings import Settings
from console.shell.main_window import MainWindow
from console.shell.translation import install_translation
from console.start.window_run import run
from tools.benches.console_driver import PaintWatch, focused, press, press_letter, until
from widgets.kit.sign_in_page import SignInPage

if TYPE_CHECKING:  # the console loads it late, and so it must here
    from console.bootstrap import Console

SEAT = "1001"
LETTER = "c"  # the first of what is searched


class Milestones:
    """Seconds since the start, and the processor seconds all threads had used by then."""

    def __init__(self, started: float) -> None:
        self._started = started
        self.reached: dict[str, float] = {}

    def mark(self, name: str, at: float | None = None) -> None:
        self.reached[f"{name}_s"] = (at or time.monotonic()) - self._started
        self.reached[f"{name}_cpu_s"] = time.process_time()


async def probe(app: QApplication, milestones: Milestones, words: list[str]) -> None:
    data_dir, server, certificate, *who = words
    settings = Settings(
        server=server,
        server_ca=Path(certificate),
        data_dir=Path(data_dir),
        seat=SEAT,
        theme="light",
        has_phone=False,
    )
    paint = PaintWatch(app)
    loop = asyncio.get_running_loop()
    attached: asyncio.Future[tuple[MainWindow, Console]] = loop.create_future()
    running = loop.create_task(run(app, settings, on_ready=lambda *both: attached.set_result(both)))
    milestones.mark("painted", await paint.painted())
    if who:
        press_letter(focused(), LETTER)
        milestones.mark("sign_in_typing", await paint.painted(focused()))
    running.add_done_callback(lambda _: attached.cancel())  # a start that failed
    window, console = await attached
    # Not before: the console loads its pages after the first picture.
    from console.screens.contact.contact_screen import ContactScreen

    models = console.models
    if who:
        await until(lambda: models.session.state == "signed_out")
        await _sign_in(window.sign_in, milestones, *who)
    search = window.part(ContactScreen).search
    await until(lambda: search.isVisible() and search.isAncestorOf(focused()))
    press_letter(focused(), LETTER)
    milestones.mark("search_typing", await paint.painted(focused()))
    await until(lambda: models.knowledge.answer.query == LETTER and search.hits())
    milestones.mark("results")


async def _sign_in(page: SignInPage, milestones: Milestones, login: str, password: str) -> None:
    """Fill the page and press Enter."""
    page.set_values(login=login, seat=SEAT)
    page.focus_first()
    for letter in password:
        press_letter(focused(), letter)
    press(focused(), Qt.Key.Key_Return)
    milestones.mark("entered")


def main() -> None:
    started, *words = sys.argv[1:]
    milestones = Milestones(float(started))
    set_up_logging(log_dir(Path(words[0])))
    app = QApplication(sys.argv[:1])
    app.setApplicationName("ChiamaRoma")
    install_translation(app, "it")
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        runner.run(probe(app, milestones, words))
        print(json.dumps(milestones.reached), flush=True)
        os._exit(0)


if __name__ == "__main__":
    main()
