"""The one window: sign-in first, then the work; locked or broken it shows a page instead."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QClipboard, QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenuBar, QWidget
from shiboken6 import isValid

from console.shell.appearance import Appearance
from console.shell.doors.language_choice import LanguageChoice
from console.shell.menu_overlay import MenuOverlay
from console.shell.own_clipboard import OwnClipboard
from contract.domain.account import Account
from widgets.kit.centred_page import CentredPage
from widgets.kit.page_stack import PageStack
from widgets.kit.sign_in_page import SignInPage
from widgets.kit.theme import wear_looks
from widgets.kit.typed_text import cursor_of
from widgets.panels.focus_ring import FocusRing
from widgets.speech.announcer import Speech

if TYPE_CHECKING:  # the sign-in page must not wait for what stands behind it
    from console.screens.kit.feature import MakeFeature
    from console.viewmodels.session.seat_models import SeatModels
    from console.viewmodels.session.session import SessionViewModel

MIN_PX = (640, 480)
START_PX = (1366, 720)


class MainWindow(QMainWindow):
    """Shown before anything heavy is imported; attach() gives it the session and the first models.

    The pages of the work are those of one operator, built and ended with her models.
    """

    close_requested = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setMinimumSize(*MIN_PX)
        self.resize(*START_PX)
        wear_looks(self)
        self._appearance = appearance
        self.speech = Speech(self)
        FocusRing(self)
        self._menu_bar = MenuOverlay(self, appearance)
        self._stack = PageStack()
        self.setCentralWidget(self._stack)
        self.sign_in = SignInPage()
        self._has_room = False  # for who comes next, while the operator before is signed out
        self.sign_in.set_busy(True)
        self._pages: dict[str, QWidget] = {}
        self._add_page(self.sign_in, "starting", "signed_out")
        self._language = LanguageChoice(self.sign_in, is_fixed="language" in appearance.fixed)
        self._session: SessionViewModel | None = None
        self._models: SeatModels | None = None  # those the pages of the work stand on
        self._not_of_work: list[QObject] = []
        self.show_who("")
        self._version = ""
        self._left: QWidget | None = None  # what had the focus when the work was hidden

    def attach(
        self,
        models: "SeatModels",
        features: Sequence["MakeFeature"],
        now: Callable[[], datetime],
    ) -> None:
        """Build the pages behind the sign-in page and follow the session from here on."""
        self._features, self._now = features, now
        self._build_doors(models.session)
        for _ in self._build_work(models):
            pass  # nobody can sign in before they are there
        self._show_page()

    def menuBar(self) -> QMenuBar:  # noqa: N802  # the window's own would push the page
        return self._menu_bar

    def part[T](self, kind: type[T]) -> T:
        """Return the one part of a feature that is of this class."""
        return self.work.part(kind)

    async def show_work(self, models: "SeatModels") -> None:
        """Build the pages of the next operator's work, while the sign-in page is shown."""
        for _ in self._build_work(models):
            await asyncio.sleep(0)  # a turn of the loop: the sign-in page is typed into

    async def prepare_for(self, account: Account) -> None:
        """Build the pages that only few see, before the work of one of these is shown."""
        for _ in self.work.build_late(account):
            await asyncio.sleep(0)

    async def drop_work(self) -> None:
        """End the pages of the operator who leaves, with all that stands in the window for them.

        Nothing may reach them any more: keys end first, all else in turns of the loop.
        """
        if self._models is None:
            return
        # late: of the view-models nothing is loaded before the sign-in page is painted
        from console.viewmodels.kit.ended_objects import end_in_turns

        self._in_sight.give_back()
        self._models = self._left = None
        del self._pages["signed_in"]
        self.sign_in.set_busy(True)
        self._show_page()
        self.speech.set_talking(False)
        menus = [action.menu() for action in self.menuBar().actions()]
        await end_in_turns(self, self._not_of_work, menus, self.work.in_pieces())

    def _build_doors(self, session: "SessionViewModel") -> None:
        # late: these modules need not be loaded for the sign-in page to be painted and typed into
        from console.shell.doors.sign_in_screen import SignInScreen

        self._session = session
        session.changed.connect(self._show_title)
        session.changed.connect(self._show_page)  # before the pages say what is wrong
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._keep_cursor_in_sight)
        SignInScreen(self.sign_in, session)
        session.signed_out.connect(self._on_signed_out)
        self._keep_clipboard(session, application.clipboard())
        self._build_own_doors()

    def _keep_clipboard(self, session: "SessionViewModel", clipboard: QClipboard) -> None:
        """Leave no citizen and no secret there for whoever stands at the seat next."""
        own = OwnClipboard(clipboard, self)
        for over in (session.locked, session.signed_out, session.given_up, self.close_requested):
            over.connect(own.clear)

    def _build_own_doors(self) -> None:
        """Build the pages that she meets who works here, in the language of now."""
        from console.shell.doors.broken_screen import BrokenScreen
        from console.shell.doors.lock_screen import LockScreen
        from widgets.kit.broken_page import BrokenPage
        from widgets.kit.lock_page import LockPage

        assert self._session is not None
        self.lock_page, self.broken_page = LockPage(), BrokenPage()
        self._add_page(self.lock_page, "locked")
        self._add_page(self.broken_page, "store_broken")
        LockScreen(self.lock_page, self._session, lambda: self.commands.run("session.sign_out"))
        BrokenScreen(self.broken_page, self._session)
        self._language.note_built()

    def speak(self, language: str) -> bool:
        """Build in an operator's language from here on, "" for the seat's; tell if it changed."""
        if not self._language.speak(language):
            return False
        for page in (self.lock_page, self.broken_page):
            self._stack.drop_page(page)
            page.deleteLater()
        self._build_own_doors()
        return True

    def _build_work(self, models: "SeatModels") -> Iterator[None]:
        from console.shell.call_in_sight import CallInSight
        from console.shell.keyboard import Keyboard
        from console.shell.own_look import OwnLook
        from console.shell.panels import Panels
        from console.shell.seat_commands import SeatCommands
        from console.shell.work_page import WorkPage

        self._not_of_work = self.children()
        now = self._now
        self.work = WorkPage(lambda name: self.commands.run(name), now)
        self._stack.add_page(self.work)  # while it is empty: what joins it gets its looks then
        yield
        yield from self.work.install(self._features, models, now)
        self.panels = Panels(models, self.work, now)
        self.commands = SeatCommands(
            models, self.work, self.panels, self._appearance, self.close_requested.emit, now
        )
        self.commands.refused.connect(self._say_why_not)
        self._in_sight = CallInSight(models, self.work, self._stack.shown_page)
        OwnLook(models.settings, self._appearance, self.work)
        yield
        menu = self._menu_bar
        run = self.commands.run
        self.keyboard = Keyboard(self, menu, self.commands.all, run, menu.note_key)
        self._pages["signed_in"] = self.work
        self._models = models
        models.operator.signed_in.connect(self.work.show_for)
        models.operator.signed_in.connect(self.keyboard.show_menus_for)
        models.operator.signed_in.connect(self._show_seat)
        models.status.changed.connect(self._tell_talking)
        models.status.changed.connect(self._show_title)  # the seat she takes is known a bit later
        self._show_seat()

    def show_who(self, seat: str) -> None:
        """Name the seat this computer stands at, until somebody signs in."""
        self._own_seat = seat
        self._show_title()

    def show_version(self, version: str) -> None:
        """Seat, version, help key: the right end of the status line."""
        self._version = version
        self._show_seat()

    def tell_crash(self, reference: str) -> None:
        """A bug was met and logged under a reference; work goes on."""
        if self._models is not None:
            self._models.notices.tell_bug(reference)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross, Alt+F4, the desktop: the same command as the key, refused in a call too."""
        event.ignore()
        self.ask_to_end()

    def ask_to_end(self) -> None:
        """Ask to end; the window goes when everything is saved and undone."""
        if self._models is None:
            self.close_requested.emit()
        else:
            self.commands.run("session.quit")

    def _tell_talking(self) -> None:
        """While talking a blind operator hears citizen and reader with the same ears."""
        if self._models is not None:
            self.speech.set_talking(self._models.status.is_in_call)

    def _say_why_not(self, sentence: str) -> None:
        """Say why a command did nothing, on the page that is in front."""
        page = self._stack.shown_page()
        if isinstance(page, CentredPage):
            page.show_message("warning", sentence)
        else:
            self.work.say(sentence)

    def _show_seat(self, _: Account | None = None) -> None:
        """The seat she signed in at, or went on at after a crash; whoever has none reads none."""
        if self._models is None:
            return
        seat = self._models.status.seat
        text = self.tr("v{0} · F1 tasti").format(self._version)
        self.work.status.show_seat(
            self.tr("Postazione {0} · {1}").format(seat, text) if seat else text
        )

    def _show_title(self) -> None:
        """Seat and login tell windows apart; nothing of a citizen, for a task bar shows it."""
        models = self._models
        account = self._session.account if self._session is not None else None
        if models is None or account is None:
            who = self._own_seat
        else:
            who = " ".join(part for part in (models.status.seat, account.login) if part)
        name = self.tr("ChiamaRoma")
        self.setWindowTitle(f"{name} · {who}" if who else name)

    def _show_page(self) -> None:
        assert self._session is not None
        page = self._pages.get(self._session.state, self.sign_in)  # who leaves has no work any more
        working = self._is_work(page)
        self._menu_bar.allow(working)
        if page is not self._stack.shown_page():
            if self._is_work(self._stack.shown_page()):
                self._left = cursor_of(self)
            was_locked = self._stack.shown_page() is self.lock_page
            self._stack.show_page(page)
            if was_locked and working:
                self.commands.read_state()  # minutes have passed: a call may ring or be over
            # Here, not when all is undone: by then the next operator types her name.
            if page is self.sign_in and self._session.account is not None:
                self._make_room()
            self._focus(page)
        if self._models is not None:
            self._in_sight.settle()

    def _make_room(self) -> None:
        """Neither the name nor a sentence of who worked here is left for the next operator."""
        self.speech.clear()
        self._language.await_next()
        self.sign_in.ask_anew()
        self._has_room = True

    def _on_signed_out(self) -> None:
        self._appearance.take_off()
        if not self._has_room:  # a store broke, and who worked here has to sign in again
            self._make_room()
        self._has_room = False

    def _focus(self, page: QWidget) -> None:
        if isinstance(page, CentredPage):
            page.focus_first()  # type: ignore[attr-defined]  # each centred page has its own
        elif not self._return_to_work():
            self.work.current.start_typing()

    def _keep_cursor_in_sight(self, _: QWidget | None, now: QWidget | None) -> None:
        """Give the cursor back to the page that is shown when something behind it asks for it.

        A contact that opens while the seat is being locked does so: the password would be typed
        into it. After the unlock the cursor stands there.
        """
        page = self._stack.shown_page()
        is_in_sight = self._is_work(page) or now is None or page.isAncestorOf(now)
        if is_in_sight or now is None or not self.isAncestorOf(now):
            return
        if self._models is not None and self.work.isAncestorOf(now):
            self._left = now
        now.clearFocus()  # a panel closes with it
        self._focus(page)

    def _is_work(self, page: QWidget) -> bool:
        return self._models is not None and page is self.work

    def _return_to_work(self) -> bool:
        """After an unlock the cursor stands where it was; tell whether it does."""
        left, self._left = self._left, None
        is_there = isValid(left) and left is not None and left.isVisible() and left.isEnabled()
        if left is not None and is_there and self.work.isAncestorOf(left):
            left.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _add_page(self, page: QWidget, *states: str) -> None:
        """Show page in these states of the session (values of SessionState)."""
        self._stack.add_page(page)
        for state in states:
            self._pages[state] = page
        if isinstance(page, CentredPage):
            page.contrast_requested.connect(self._appearance.next_theme)
            page.zoom_requested.connect(self._appearance.step)
