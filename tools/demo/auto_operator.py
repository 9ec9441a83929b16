"""Runs the real console in this process and plays its operator with real key events.

python -m tools.demo.auto_operator --folder RUN --role ROLE --login LOGIN -- CONSOLE-OPTIONS
"""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from qasync import QEventLoop

from console.runtime.crash_reporter import CrashReporter
from console.runtime.logging_setup import set_up_logging
from console.runtime.paths import log_dir
from console.screens.contact.contact_screen import ContactScreen
from console.settings import Settings, load
from console.shell.main_window import MainWindow
from console.shell.translation import install_translation
from console.start.window_run import run
from tools.demo import level_one_robot, level_two_robot
from tools.demo.watched_window import WatchedWindow, WindowFault
from widgets.kit.action_button import ActionButton

SIGN_IN_LIMIT_S = 20.0
KNOWLEDGE_LIMIT_S = 30.0
DRAIN_LIMIT_S = 15.0


async def play(window: MainWindow, settings: Settings, options: argparse.Namespace) -> None:
    """Sign in, work until the run is over, see everything sent, close the window."""
    seat = WatchedWindow(window, options.folder / f"sightings-{settings.seat}.jsonl")
    finish = options.folder / "finish"
    try:
        await sign_in(seat, options.login)
        if options.role == "operator":  # she takes no call before she can answer it
            search = window.part(ContactScreen).search
            await seat.until(search.hits, KNOWLEDGE_LIMIT_S, "what is asked most")
        (options.folder / f"ready-{settings.seat}").write_text("ready")
        seat.start_watching_for_stalls()
        robot = level_one_robot if options.role == "operator" else level_two_robot
        await robot.play(seat, finish)
        seat.stop_watching_for_stalls()
        await seat.until(lambda: is_drained(window), DRAIN_LIMIT_S, "everything sent")
    except WindowFault as fault:
        seat.note("error", text=f"seat {settings.seat}: {fault}")
    finally:
        window.close_requested.emit()


async def sign_in(seat: WatchedWindow, login: str) -> None:
    page = seat.window.sign_in
    await seat.until(lambda: page.isVisible() and QApplication.focusWidget(), 20, "the sign-in")
    enter = page.findChild(QPushButton, "sign_in_submit")
    await seat.until(lambda: enter is not None and enter.isEnabled(), 20, "the way in")
    await seat.type(login, every_s=0.01)
    seat.press(Qt.Key.Key_Tab)
    await seat.type(os.environ["CHIAMAROMA_DEMO_PASSWORD"], every_s=0.01)
    seat.press(Qt.Key.Key_Return)
    await seat.until(
        lambda: seat.window.work.isVisible(), SIGN_IN_LIMIT_S, "the work after sign-in"
    )


def is_drained(window: MainWindow) -> bool:
    """Whether the status line on screen names nothing that waits, and a server that answers."""
    line = window.work.status
    button = line.findChild(ActionButton, "status_connection")
    assert button is not None
    texts = [button.text(), *(one.text() for one in line.findChildren(QLabel) if one.isVisible())]
    is_away = any("collegamento" in text.casefold() for text in texts)
    return not is_away and not any("da inviare" in text for text in texts)


async def main_task(app: QApplication, settings: Settings, options: argparse.Namespace) -> int:
    bugs: list[str] = []
    loop = asyncio.get_running_loop()
    tasks: list[asyncio.Task[None]] = []

    def begin(window: MainWindow, _console: object) -> None:
        tasks.append(loop.create_task(play(window, settings, options)))

    await run(app, settings, on_ready=begin, reporter=CrashReporter(bugs.append))
    await asyncio.gather(*tasks)
    for reference in bugs:
        print(f"the console reported a bug: {reference}", file=sys.stderr)
    return 1 if bugs else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--role", choices=["operator", "level_two"], required=True)
    parser.add_argument("--login", required=True)
    split = sys.argv.index("--")
    options = parser.parse_args(sys.argv[1:split])
    settings = load(sys.argv[split + 1 :], {}, None)
    assert settings.data_dir is not None
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    set_up_logging(log_dir(settings.data_dir))
    app = QApplication(sys.argv[:1])
    install_translation(app, settings.language)
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        return runner.run(main_task(app, settings, options))


if __name__ == "__main__":
    sys.exit(main())
