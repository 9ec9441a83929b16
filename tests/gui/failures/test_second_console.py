"""A second console on the same data: it says so and leaves the first one's work alone."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.__main__ import EXIT_RUNNING
from console.store.replica.file_lock import FileLock
from tests.gui.failures.told import a_contact_with, is_kept, is_told
from tests.gui.screens.conftest import a_city
from tests.support.seats.driven_console import driven_console
from tests.support.servers.real_server import PASSWORD, REPOSITORY
from tests.support.waiting import PATIENCE_S

OPEN = (
    "La console è già aperta su questa postazione. Usa la finestra aperta, oppure chiudila e "
    "riprova."
)


async def test_the_second_window_asks_for_the_first_to_be_used_and_harms_nothing(
    app: QApplication, tmp_path: Path, spoken: list[str]
) -> None:
    async with a_city() as server, driven_console(app, server, tmp_path) as first:
        await first.sign_in()
        await a_contact_with(first, "Nella prima")
        await is_kept(first, "Nella prima")
        async with driven_console(app, server, tmp_path) as second:
            second.window.activateWindow()
            second.window.sign_in.set_values(login="anna", seat="1001")
            second.window.sign_in.focus_first()
            second.type(PASSWORD)
            second.press(Qt.Key.Key_Return)
            await is_told(second, OPEN, spoken)
            assert second.window.sign_in._login.value() == "anna"
        await is_kept(first, "Nella prima")


def test_a_second_process_says_so_in_a_window_and_ends_with_its_own_status(tmp_path: Path) -> None:
    held = FileLock(tmp_path / "console.lock")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PRESSES_THE_BUTTON, str(tmp_path)],
            cwd=REPOSITORY,
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    finally:
        held.release()
    assert done.stdout.splitlines() == [
        "La console è già aperta su questa postazione.",
        "I dati sono al sicuro. Usa la finestra aperta, oppure chiudila.",
        "Chiudi",
    ], done.stderr
    assert done.returncode == EXIT_RUNNING
    assert "already open" in done.stderr


# The console's own main(), with a hand that reads the page and presses its one button.
_PRESSES_THE_BUTTON = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from console.__main__ import main
from widgets.kit.broken_page import BrokenPage

def read_and_press():
    for page in QApplication.topLevelWidgets():
        if isinstance(page, BrokenPage) and page.isVisible():
            print(page._happened.text())
            print(page._safe.text())
            print(page._button.text(), flush=True)
            page._button.click()
            return
    QTimer.singleShot(50, read_and_press)

class Application(QApplication):
    def __init__(self, *args):
        super().__init__(*args)
        QTimer.singleShot(0, read_and_press)

import console.__main__ as module
module.QApplication = Application
sys.exit(main(["--data-dir", sys.argv[1]]))
"""
