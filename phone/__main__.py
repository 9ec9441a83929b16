"""Start of the phone process."""

import errno
import logging
import logging.handlers
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from contract.closed_process import close_files, close_process, is_own
from contract.one_line import OneLineFormatter
from phone.arguments import Arguments, parse

log = logging.getLogger(__name__)

ALREADY_RUNNING, CANNOT_WRITE = 3, 73  # exit statuses; the second as in sysexits
FAREWELL_MS = 700  # for BYE and the end of the registration to be sent
_LOG_BYTES = 1_000_000


ALWAYS = (
    "--autoplay-policy=no-user-gesture-required",
    # A hidden page would otherwise be slowed down in the middle of a call.
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--disable-features=WebRtcHideLocalIpsWithMdns,HardwareMediaKeyHandling,MediaSessionService",
    "--disable-gpu",
    # There is no camera here: a process for it would take 20 MiB.
    "--enable-features=RunVideoCaptureServiceInBrowserProcess",
    # A parent in waiting for services that nobody asks for: 10 MiB. Those run here that do.
    "--no-unsandboxed-zygote",
    # The page frees at once what a call leaves behind.
    "--js-flags=--max-old-space-size=128,--expose-gc",
)


# The switches Chromium starts with: a hidden page that may sound, and nothing it does not need.
def chromium_flags(arguments: Arguments, *, is_root: bool) -> str:
    """Return the value of QTWEBENGINE_CHROMIUM_FLAGS.

    The sandbox stays on, except for root in test mode: Chromium refuses to start there.
    """
    flags = list(ALWAYS)
    if arguments.is_test:
        flags.append("--allow-loopback-in-peer-connection")
        if is_root:
            flags.append("--no-sandbox")
    if arguments.has_fake_device:
        flags.append("--use-fake-device-for-media-stream")
    if arguments.microphone is not None:
        flags.append(f"--use-file-for-fake-audio-capture={arguments.microphone}")
    return " ".join(flags)


def main(argv: list[str] | None = None) -> int:
    """Run until asked to quit. Returns the exit status; what keeps it from starting is told."""
    close_process()
    arguments = parse(sys.argv[1:] if argv is None else argv)
    try:
        for folder in (arguments.data_dir, arguments.socket.parent):
            # For this user alone: whoever reaches the socket could place calls (test_socket).
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not is_own(folder):
                raise PermissionError(errno.EPERM, "it is somebody else's", str(folder))
        close_files(arguments.data_dir, "phone*.log*")
        _log_to(arguments.data_dir / "phone.log")
    except OSError as error:
        reason = f"{error.filename} cannot be written ({error.strerror})"
        return _refuse(f"{reason}: give --data-dir and --socket folders of your own", CANNOT_WRITE)
    # The sandbox refuses root: tests run as root go without it, a seat in production never does.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    for name in foreign_settings(os.environ):
        del os.environ[name]
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = chromium_flags(arguments, is_root=is_root)
    if sys.platform == "linux":
        os.environ |= _display(os.environ)
    return _run(arguments)


def foreign_settings(environ: Mapping[str, str]) -> list[str]:
    """Return what in the environment would open the page of the phone to others.

    A debugger's port, no sandbox, another program for the page, a file with the keys of its TLS.
    """
    return [one for one in environ if one.startswith("QTWEBENGINE") or one == "SSLKEYLOGFILE"]


def _refuse(reason: str, status: int) -> int:
    sys.stderr.write(f"chiamaroma-phone: {reason}.\n")
    return status


def _display(environ: Mapping[str, str]) -> dict[str, str]:
    """Return Qt's settings of the display: the strip alone needs one, the page never.

    X11 also below Wayland, which lets no window stay on top. Without OpenGL: it would double the
    memory of this process, for one button.
    """
    has_display = environ.get("DISPLAY") and environ.get("QT_QPA_PLATFORM") != "offscreen"
    platform = "xcb;offscreen" if has_display else "offscreen"
    return {
        "QT_QPA_PLATFORM": platform,
        "QT_XCB_GL_INTEGRATION": "none",
        "QT_QUICK_BACKEND": "software",
    }


def _run(arguments: Arguments) -> int:
    # Qt reads the environment when it is loaded, and the scheme must be known before the
    # application: hence imports here and this order.
    from PySide6.QtCore import QLockFile, QTimer
    from PySide6.QtWidgets import QApplication

    from phone.browser.page_scheme import register_scheme
    from phone.main_thread_gc import MainThreadGc
    from phone.telephone import Telephone
    from phone.watches.loop_watch import LoopWatch
    from phone.watches.signal_watch import SignalWatch

    lock = QLockFile(f"{arguments.socket}.lock")
    # The lock goes with its process, not by age: a phone runs for a whole shift.
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        # A full disk or another's folder is no second phone: the sentence says what to mend.
        if lock.error() != QLockFile.LockError.LockFailedError:
            reason = f"{arguments.socket.parent} is full or not yours: give --socket another folder"
            return _refuse(reason, CANNOT_WRITE)
        log.warning("another phone process has this socket")
        reason = f"a phone process runs on {arguments.socket} already: one is enough for a seat"
        return _refuse(reason, ALREADY_RUNNING)
    register_scheme()
    application = QApplication(sys.argv[:1])
    # The strip is the only window here: hiding it must end neither phone nor calls.
    application.setQuitOnLastWindowClosed(False)
    # Else the collector may destroy objects of Qt on a headset's reading thread (decision 0008).
    garbage = MainThreadGc()
    telephone = Telephone(arguments)

    def say_farewell() -> None:
        telephone.stop()
        QTimer.singleShot(FAREWELL_MS, application.quit)

    telephone.quit_asked.connect(say_farewell)
    # Ended from outside, too, the phone says BYE and that the seat is not registered any more.
    watch = SignalWatch(say_farewell)
    loop_watch = LoopWatch(arguments.data_dir / "phone-stacks.log")
    log.info("phone process %d listens, display %s", os.getpid(), application.platformName())
    status = application.exec()
    watch.close()
    loop_watch.close()
    telephone.destroy()
    garbage.close()
    lock.unlock()
    return int(status)


def _log_to(path: Path) -> None:
    file = logging.handlers.RotatingFileHandler(path, maxBytes=_LOG_BYTES, backupCount=3)
    logging.raiseExceptions = False  # a full disk must not print tracebacks of the log
    file.setFormatter(OneLineFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[file])


if __name__ == "__main__":
    sys.exit(main())
