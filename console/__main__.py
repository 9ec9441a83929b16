"""Starts the console: arguments, settings, the one lock, the log; says why nothing starts."""

import logging
import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.errors import LocalStoreBroken
from console.runtime.crash_reporter import CrashReporter
from console.runtime.fault_stacks import FaultStacks
from console.runtime.logging_setup import set_up_logging
from console.runtime.machine_settings import PolicyNotTrusted, machine_settings
from console.runtime.paths import (
    NoDataFolder,
    default_data_dir,
    log_dir,
    machine_dir,
    settings_file,
)
from console.settings import Settings, SettingsRefused, load
from console.shell.appearance import Appearance
from console.shell.doors.cannot_start import CannotStart, show_until_closed
from console.shell.qt_messages import has_screen, made_on_a_screen
from console.shell.translation import install_translation
from console.start.window_run import Application, appearance_of, data_dir_of, run, until_done
from console.store.replica.file_lock import FileLock
from contract.closed_process import close_files, close_process

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
        data_dir = data_dir_of(settings)
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
    until_done(app, run(app, settings, reporter=reporter))
    stacks.close()
    return 0


def _tell_already_open(settings: Settings, data_dir: Path) -> int:
    from console.shell.doors.already_open import AlreadyOpen

    _tell(f"the console is already open on {data_dir}: use its window, or close it first.")
    app = made_on_a_screen(QApplication, status=EXIT_RUNNING)
    install_translation(app, settings.language)
    show_until_closed(app, AlreadyOpen(appearance_of(app, settings)))
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
    until_done(app, take(app, wish))
    return 0


if __name__ == "__main__":
    sys.exit(main())
