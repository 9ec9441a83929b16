"""What Qt says: into the log; and in words on the terminal where it can open no window at all."""

import logging
import os
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

log = logging.getLogger("console.qt")

EXIT_NO_SCREEN = 69  # of sysexits: something that is needed does not answer


def has_screen() -> bool:
    """Return whether the session says that there is one; it may not answer."""
    is_named = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    return bool(is_named) or sys.platform in ("win32", "darwin")


def made_on_a_screen[T: QApplication](kind: type[T], *, status: int = EXIT_NO_SCREEN) -> T:
    """Return the application. Where there is no screen, end with a sentence and this status.

    Qt itself would abort, and name a library that is there.
    """

    def before_the_window(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if logging.getLogger().hasHandlers():  # else it would be written on the terminal
            _log(kind, context, text)
        if kind is QtMsgType.QtFatalMsg:
            _end(status)

    qInstallMessageHandler(before_the_window)
    app = kind(sys.argv[:1])
    qInstallMessageHandler(_log)
    return app


def _end(status: int) -> None:
    screen = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    why = f"the screen {screen} does not answer" if screen else "there is no screen here"
    if sys.stderr is not None and status == EXIT_NO_SCREEN:  # else the cause is told already
        sys.stderr.write(f"chiamaroma: {why}: start the console in a desktop session.\n")
        sys.stderr.flush()
    os._exit(status)  # on return Qt aborts


def _log(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    grave = kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
    log.log(logging.ERROR if grave else logging.WARNING, "%s: %s", context.category, text)
