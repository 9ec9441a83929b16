"""Runs the window: the sign-in page first, the console behind it, until it is closed."""

import asyncio
import importlib
import os
import pkgutil
import signal
import sys
from collections.abc import Callable, Coroutine
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from console.runtime.crash_reporter import CrashReporter
from console.runtime.main_thread_gc import collect_on_this_thread, collection_only_when_asked
from console.runtime.paths import default_data_dir, phone_socket, usable_data_dir
from console.settings import Settings
from console.shell.appearance import Appearance
from console.shell.kept_appearance import kept_appearance
from console.shell.main_window import MainWindow
from contract.version import VERSION

if TYPE_CHECKING:
    from console.bootstrap import Console, Seams

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


def until_done(app: QApplication, work: Coroutine[Any, Any, None]) -> None:
    """Do the work in the loop of the application, which ends with it."""
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        runner.run(work)


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
    window = MainWindow(appearance_of(app, settings))
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
        await loop.run_in_executor(None, load_heavy)
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

    data_dir = data_dir_of(settings)

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
        load=load_gently,
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


async def _painted() -> None:
    """Give the window the turns of the loop it needs for its first picture."""
    for _ in range(3):
        await asyncio.sleep(0.01)


def load_heavy() -> None:
    """Load the parts without Qt; any thread may."""
    # The command line of httpx: where its packages are, too, it would bring in rich, for 0.2 s.
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # makes its import fail
    for name in HEAVY:
        importlib.import_module(name)
    for name in OWN_HEAVY:
        for module in modules_of(name):
            importlib.import_module(module)
    importlib.import_module("contract.domain.opening_times.opening_hours")


async def load_gently() -> None:
    """Load the parts that make Qt classes, a turn of the loop for each module."""
    for name in GENTLE:
        for module in modules_of(name):
            if module in sys.modules:
                continue
            importlib.import_module(module)
            # A module a turn: letters typed into the sign-in page come between two of them.
            await asyncio.sleep(0)


@cache
def modules_of(package: str) -> tuple[str, ...]:
    """Return the names of all modules below a package; the folders are read once."""
    path = importlib.import_module(package).__path__
    return tuple(module.name for module in pkgutil.walk_packages(path, f"{package}."))


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


def data_dir_of(settings: Settings) -> Path:
    """Return where this start keeps its files. Raise NoDataFolder."""
    return usable_data_dir(settings.data_dir or default_data_dir(os.environ))


def appearance_of(app: QApplication, settings: Settings) -> Appearance:
    """Return how the window looks at this seat, as it was left. Raise NoDataFolder."""
    return kept_appearance(app, settings, data_dir_of(settings) / "appearance.ini")
