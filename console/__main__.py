"""Starts the console: arguments, log, crash hooks, loop; the window first, the rest after it."""

import asyncio
import importlib
import logging
import os
import pkgutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

# Before any import of Qt or numpy: each is read once, when its library is loaded.
os.environ.setdefault("QT_API", "pyside6")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read once, when numpy is loaded

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from console.errors import LocalStoreBroken
from console.runtime.crash_reporter import CrashReporter
from console.runtime.fault_stacks import FaultStacks
from console.runtime.logging_setup import set_up_logging
from console.runtime.machine_settings import PolicyNotTrusted, machine_settings
from console.runtime.main_thread_gc import collect_on_this_thread, collection_only_when_asked
from console.runtime.paths import (
    NoDataFolder,
    default_data_dir,
    log_dir,
    machine_dir,
    phone_socket,
    settings_file,
    usable_data_dir,
)
from console.settings import Settings, SettingsRefused, load
from console.shell.appearance import Appearance
from console.shell.doors.cannot_start import CannotStart, show_until_closed
from console.shell.kept_appearance import kept_appearance
from console.shell.main_window import MainWindow
from console.shell.qt_messages import has_screen, made_on_a_screen
from console.shell.translation import install_translation
from console.store.replica.file_lock import FileLock
from contract.closed_process import close_files, close_process
from contract.version import VERSION

if TYPE_CHECKING:
    from console.bootstrap import Console, Seams

log = logging.getLogger(__name__)
# Of this folder's files those that the console writes, or has written.
OWN_FILES = (
    "device-id",
    "*.json",
    "*.ini",
    "*.lock",
    "*.replica*",
    "*.outbox*",
    "seat-key*",
    "logs/*.log*",
)
EXIT_USAGE, EXIT_RUNNING = 2, 3
# No variable moves it: a policy that an operator could move would be none.
MACHINE_DIR = machine_dir()
# Of sysexits: nothing can be kept; a file of settings makes no sense, or is not to be trusted.
EXIT_NOT_ENROLLED, EXIT_CANNOT_WRITE, EXIT_CONFIG = 69, 73, 78
SIGN_IN_NOTE = "CHIAMAROMA_SIGN_IN_NOTE"  # environment: the demo tells on the page who may sign in
# Loaded on another thread while the sign-in page is already being typed into: nothing of Qt.
HEAVY = ("httpx", "phonenumbers", "sqlcipher3.dbapi2", "keyring", "lucide")
OWN_HEAVY = ("console.store", "console.sync", "console.telephony", "console.usecases")
# Loaded on this thread, for they make Qt classes; one module per turn of the loop.
GENTLE = (
    "console.viewmodels",
    "widgets",
    "console.screens",
    "console.shell",
    "console.bootstrap.feature",
)
# How long a thread keeps the interpreter from others. With Python's own 5 ms the window and a
# search wait so long again and again while the index and the sentence model load.
TURN_S = 0.0005
OnReady = Callable[[MainWindow, "Console"], None]


class Application(QApplication):
    """Turns the system's wish to quit into ours: the loop must not stop in mid-air.

    No filter of events does it: it would be asked about every event of every widget.
    """

    quit_requested = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Quit:
            return super().event(event)
        event.ignore()
        self.quit_requested.emit()
        return True


async def run(
    app: QApplication,
    settings: Settings,
    *,
    on_ready: OnReady | None = None,
    reporter: CrashReporter | None = None,
    seams: "Seams | None" = None,
) -> None:
    """Show the window and work until it is closed, or SIGTERM; returns when all is undone.

    on_ready gets the window and the wired console, for tools that drive the real thing.
    """
    with collection_only_when_asked():  # the first thread begins before there is a console
        await _show(app, settings, on_ready, reporter or CrashReporter(), seams)


async def _show(
    app: QApplication,
    settings: Settings,
    on_ready: OnReady | None,
    reporter: CrashReporter,
    seams: "Seams | None",
) -> None:
    # As early as the loop: the modules loaded beside it hold the interpreter longest.
    sys.setswitchinterval(TURN_S)
    loop = asyncio.get_running_loop()
    reporter.watch(loop)
    # Qt would end the loop in mid-air: drafts are saved and calls asked about first.
    app.setQuitOnLastWindowClosed(False)
    closing = asyncio.Event()
    signals = _on_signals(loop, closing.set)
    window = MainWindow(_appearance(app, settings))
    if isinstance(app, Application):
        app.quit_requested.connect(window.ask_to_end)
    window.close_requested.connect(closing.set)
    can_call = settings.has_phone or bool(settings.seat)
    window.sign_in.set_values(login="", seat=settings.seat, has_phone=can_call)
    # The policy wins over what is typed: the field must not seem to take another line.
    if "seat" in settings.managed:
        window.sign_in.fix_seat()
    # Where a policy holds, no variable speaks to operators with the product's voice.
    window.sign_in.show_note("" if settings.managed else os.environ.get(SIGN_IN_NOTE, ""))
    window.show_who(settings.seat)
    window.show()
    window.sign_in.focus_first()
    try:
        # The page is on the screen, and takes letters, before anything heavy is loaded.
        await _painted()
        # On a thread: these imports would freeze the sign-in page.
        await loop.run_in_executor(None, _load_heavy)
        await _work(window, settings, closing, on_ready, reporter, seams)
    finally:
        for number in signals:
            loop.remove_signal_handler(number)
        if isinstance(app, Application):
            app.quit_requested.disconnect(window.ask_to_end)
        # Sentences that wait would be said of a window that is gone.
        window.speech.close()
        window.hide()
        window.deleteLater()
        # Now: after the loop nobody delivers it, and the window would die with the interpreter.
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


async def _work(
    window: MainWindow,
    settings: Settings,
    closing: asyncio.Event,
    on_ready: OnReady | None,
    reporter: CrashReporter,
    seams: "Seams | None",
) -> None:
    # Here, not above: it imports all that is loaded after the first picture.
    from console.bootstrap import PRODUCT, console_session

    data_dir = _data_dir(settings)

    loop = asyncio.get_running_loop()

    def tell(reference: str) -> None:
        # A thread may meet a bug after the window has gone.
        if not loop.is_closed():
            loop.call_soon_threadsafe(window.tell_crash, reference)

    reporter.also_tell(tell)

    def crashed(name: str, error: BaseException) -> None:
        reporter.report(name, error)

    async with console_session(
        settings,
        data_dir=data_dir,
        phone_socket=settings.phone_socket or phone_socket(data_dir, os.environ),
        on_crash=crashed,
        seams=seams or PRODUCT,
        load=_load_gently,
    ) as console:
        from console.bootstrap.features import FEATURES  # late: they rest on all pages
        from console.model.duty.seat_state import AgentState
        from console.shell.idle_lock import IdleLock  # late: it rests on view-models

        console.scope.start("main-thread-gc", collect_on_this_thread())
        # Before the session starts: what it tells at once must meet the window that shows it.
        window.attach(console.models, FEATURES, console.clock)
        console.seat.show_in(window)
        window.show_version(VERSION)
        session, seat = console.models.session, console.seat

        def is_at_work() -> bool:
            # While somebody is signed out the models end before the session says so.
            if seat.call.is_live or not seat.operator.is_working:
                return True
            return seat.models.status.state is AgentState.READY

        lock = IdleLock(
            window,
            session,
            is_at_work=is_at_work,
            minutes=settings.lock_minutes,
            monotonic_s=(seams or PRODUCT).monotonic_s,
        )
        session.start()
        if on_ready is not None:
            on_ready(window, console)
        await closing.wait()
        lock.end()  # whoever is signed in stays so to the end, and the models end before
        # Undoing takes a moment (the phone, the last push): a window that does nothing looks hung.
        window.hide()


def main(argv: list[str] | None = None, *, machine_folder: Path | None = MACHINE_DIR) -> int:
    """Return the exit status: 0, or one of those above. machine_folder holds IT's settings."""
    close_process()
    arguments = sys.argv[1:] if argv is None else argv
    # Before the settings: pictures are of an invented office, no file of this machine counts.
    if {"--list-scenes", "--scene", "--all-scenes"} & set(arguments):
        return _take_pictures(arguments)
    try:
        machine = machine_settings(machine_folder)
        settings = load(arguments, os.environ, settings_file(os.environ), machine)
        data_dir = _data_dir(settings)
    except PolicyNotTrusted as refused:
        return _refuse(str(refused), EXIT_CONFIG)
    except SettingsRefused as refused:
        is_typed = refused.origin == "command line"
        return _refuse(str(refused), EXIT_USAGE if is_typed else EXIT_CONFIG)
    except NoDataFolder as refused:
        return _refuse(str(refused), EXIT_CANNOT_WRITE)
    try:
        # Before the log: two consoles must not write into one file.
        only = FileLock(data_dir / "console.lock")
        close_files(data_dir, *OWN_FILES)
        set_up_logging(log_dir(data_dir))
    except LocalStoreBroken:
        return _tell_already_open(settings, data_dir)
    except OSError as error:
        reason = f"{error.filename} cannot be written ({error.strerror})"
        advice = f"have {data_dir}, with all that is in it, given back to this account."
        return _refuse(f"{reason}: {advice}", EXIT_CANNOT_WRITE)
    try:
        if settings.enrol is not None:
            return _enrol(settings, data_dir, settings.enrol)
        return _start(settings, data_dir, machine.notes)
    finally:
        only.release()


def _enrol(settings: Settings, data_dir: Path, code: str) -> int:
    from console.bootstrap.enrol_seat import enrol_at_terminal

    is_done, said = enrol_at_terminal(settings, data_dir, code)
    _tell(said)
    return 0 if is_done else EXIT_NOT_ENROLLED


def _data_dir(settings: Settings) -> Path:
    """Return where this start keeps its files. Raise NoDataFolder."""
    return usable_data_dir(settings.data_dir or default_data_dir(os.environ))


def _tell(text: str) -> None:
    if sys.stderr is not None:  # a program of Windows without a terminal has none
        sys.stderr.write(f"chiamaroma: {text}\n")


def _refuse(reason: str, status: int) -> int:
    """Say why nothing starts; who pressed an icon has no terminal and sees a window."""
    _tell(reason)
    # Whoever pressed an icon saw nothing at all: a window says what a terminal cannot.
    is_on_terminal = sys.stderr is not None and sys.stderr.isatty()
    if not is_on_terminal and has_screen() and QApplication.instance() is None:
        app = made_on_a_screen(QApplication)
        page = CannotStart(Appearance(app))
        page.say_refused(reason)
        show_until_closed(app, page)
    return status


def _start(settings: Settings, data_dir: Path, notes: tuple[str, ...]) -> int:
    for note in notes:
        log.warning("%s", note)
    wanted = settings.data_dir or default_data_dir(os.environ)
    if data_dir != wanted:
        log.warning("the data folder cannot be written, a temporary one is used")
        _tell(f"{wanted} cannot be written: what is not sent is kept in {data_dir}, not for long.")
    stacks = FaultStacks(log_dir(data_dir))
    reporter = CrashReporter()
    # Before Qt is made: a fault of its making is logged too.
    reporter.install()
    app = made_on_a_screen(Application)
    app.setApplicationName("ChiamaRoma")
    install_translation(app, settings.language)
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        runner.run(run(app, settings, reporter=reporter))
    stacks.close()
    return 0


def _tell_already_open(settings: Settings, data_dir: Path) -> int:
    from console.shell.doors.already_open import AlreadyOpen

    _tell(f"the console is already open on {data_dir}: use its window, or close it first.")
    app = made_on_a_screen(QApplication, status=EXIT_RUNNING)
    install_translation(app, settings.language)
    show_until_closed(app, AlreadyOpen(_appearance(app, settings)))
    return EXIT_RUNNING


def _take_pictures(arguments: list[str]) -> int:
    from console.scenes.photograph import asked_for, take

    wish = asked_for(arguments)
    if wish is None:
        return 0
    if not has_screen():  # none is needed
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = made_on_a_screen(QApplication)
    install_translation(app, wish.language)
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        runner.run(take(app, wish))
    return 0


def _appearance(app: QApplication, settings: Settings) -> Appearance:
    return kept_appearance(app, settings, _data_dir(settings) / "appearance.ini")


async def _painted() -> None:
    """Give the window the turns of the loop it needs for its first picture."""
    for _ in range(3):
        await asyncio.sleep(0.01)


def _load_heavy() -> None:
    # The command line of httpx: where its packages are, too, it would bring in rich, for 0.2 s.
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # makes its import fail
    for name in HEAVY:
        importlib.import_module(name)
    for name in OWN_HEAVY:
        for module in _modules_of(name):
            importlib.import_module(module)
    importlib.import_module("contract.domain.opening_times.opening_hours")


async def _load_gently() -> None:
    for name in GENTLE:
        for module in _modules_of(name):
            importlib.import_module(module)
            # A module a turn: letters typed into the sign-in page come between two of them.
            await asyncio.sleep(0)


def _modules_of(package: str) -> list[str]:
    path = importlib.import_module(package).__path__
    return [module.name for module in pkgutil.walk_packages(path, f"{package}.")]


def _on_signals(
    loop: asyncio.AbstractEventLoop, close: Callable[[], None]
) -> tuple[signal.Signals, ...]:
    """Close in good order on SIGTERM and Ctrl+C; Windows has no such thing for a loop."""
    if sys.platform == "win32":
        return ()
    numbers = (signal.SIGTERM, signal.SIGINT)
    for number in numbers:
        loop.add_signal_handler(number, close)
    return numbers


if __name__ == "__main__":
    sys.exit(main())
