"""Start of the phone process."""

import logging
import logging.handlers
import os
import sys
from pathlib import Path

from phone.arguments import Arguments, parse
from phone.chromium_flags import chromium_flags

log = logging.getLogger(__name__)

ALREADY_RUNNING = 3  # exit status
FAREWELL_MS = 700  # for BYE and the end of the registration to be sent
_LOG_BYTES = 1_000_000


def main(argv: list[str] | None = None) -> int:
    """Run until asked to quit. Returns the exit status."""
    arguments = parse(sys.argv[1:] if argv is None else argv)
    for folder in (arguments.data_dir, arguments.socket.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _log_to(arguments.data_dir / "phone.log")
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = chromium_flags(arguments, is_root=is_root)
    if sys.platform == "linux":  # no window, so no display either: the phone outlives it
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return _run(arguments)


def _run(arguments: Arguments) -> int:
    # Qt reads the environment when it is loaded, and the scheme must be known before the
    # application: hence imports here and this order.
    from PySide6.QtCore import QLockFile, QTimer
    from PySide6.QtGui import QGuiApplication

    from phone.page_scheme import register_scheme
    from phone.signal_watch import SignalWatch
    from phone.telephone import Telephone

    lock = QLockFile(f"{arguments.socket}.lock")
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        log.warning("another phone process has this socket")
        return ALREADY_RUNNING
    register_scheme()
    application = QGuiApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    telephone = Telephone(arguments)

    def say_farewell() -> None:
        telephone.stop()
        QTimer.singleShot(FAREWELL_MS, application.quit)

    telephone.quit_asked.connect(say_farewell)
    watch = SignalWatch(say_farewell)
    log.info("phone process %d listens", os.getpid())
    status = application.exec()
    watch.close()
    telephone.destroy()
    lock.unlock()
    return int(status)


def _log_to(path: Path) -> None:
    file = logging.handlers.RotatingFileHandler(path, maxBytes=_LOG_BYTES, backupCount=3)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
        handlers=[file],
    )


if __name__ == "__main__":
    sys.exit(main())
