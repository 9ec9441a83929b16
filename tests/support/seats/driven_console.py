"""The whole console in process, driven by keys: real window, use cases, store and server."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.bootstrap import Console, Seams
from console.runtime.clock import Clock
from console.runtime.crash_reporter import CrashReporter
from console.screens.calls.seat_strip import SeatStrip
from console.settings import Settings
from console.shell.main_window import MainWindow
from console.start.window_run import run
from console.store.session.os_keyring import OsKeyring
from console.telephony.softphone import Softphone
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.session.session import SessionState
from contract.domain.agents.agent import DutyState
from tests.support.phones.scripted_phone import ScriptedPhone
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.servers.real_server import BASE_URL, PASSWORD, RealServer, utc_now
from tests.support.waiting import PATIENCE_S, until
from widgets.cards.call_strip import CallStrip


class DrivenConsole:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, window: MainWindow, console: Console, phone: ScriptedPhone) -> None:
        self.window = window
        self.console = console
        self.phone = phone
        self.keys = 0

    @property
    def models(self) -> SeatModels:
        """Those of whoever works here: others after a sign-out."""
        return self.console.models

    @property
    def strip(self) -> CallStrip:
        return strip_of(self.window)

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, (
            f"nothing has the focus: active is {QApplication.activeWindow()}, "
            f"the window's own is {self.window.focusWidget()}"
        )
        return found

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """One stroke; Shift or Ctrl held for it count as part of it."""
        self.keys += 1
        QTest.keyClick(self.focus(), key, modifier)

    def type(self, text: str) -> None:
        self.keys += len(text)
        for letter in text:
            QTest.keyClicks(self.focus(), letter)

    async def tab_to(self, widget: QWidget) -> None:
        """Press Tab until the cursor stands there; it may still be about to be offered."""
        async with asyncio.timeout(PATIENCE_S):
            while self.focus() is not widget:
                self.press(Qt.Key.Key_Tab)
                await asyncio.sleep(0)

    async def sign_in(
        self, login: str = "anna", password: str = PASSWORD, *, seat: str = "1001"
    ) -> None:
        session = self.models.session
        await until(lambda: session.state is SessionState.SIGNED_OUT)
        page = self.window.sign_in
        page.set_values(login=login, seat=seat)
        page.focus_first()
        self.type(password)
        entered: list[object] = []
        # Heard, not looked for: it may be locked again before anybody looks.
        heard = session.signed_in.connect(entered.append)
        self.press(Qt.Key.Key_Return)
        await until(lambda: entered)
        session.signed_in.disconnect(heard)
        self.keys = 0

    async def start_work(self, login: str = "anna", *, seat: str = "1001") -> None:
        """Sign in, and wait until there is something to be found."""
        await self.sign_in(login, seat=seat)
        await self.search_is_ready()

    async def sign_out(self) -> None:
        self.window.commands.run("session.sign_out")
        await until(lambda: self.models.session.state is SessionState.SIGNED_OUT)

    async def enter_without_phone(self, login: str, password: str = PASSWORD) -> None:
        """From the empty page on: name, password, the tick (unless it stands there), Enter."""
        session = self.models.session
        await until(lambda: session.state is SessionState.SIGNED_OUT)
        page = self.window.sign_in
        page.focus_first()
        self.type(login)
        self.press(Qt.Key.Key_Tab)
        self.type(password)
        if page.asks_seat:
            self.press(Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
            await until(lambda: not page.asks_seat, what="the tick")
        self.press(Qt.Key.Key_Return)
        await until(lambda: session.state is SessionState.SIGNED_IN)

    async def become_ready(self, *, is_offline: bool = False) -> None:
        """Press F5, and wait until the phone and the server know it: no call comes before.

        is_offline: the server is not waited for.
        """
        self.press(Qt.Key.Key_F5)
        await until(lambda: self.phone.available)
        if is_offline:
            return
        status = self.models.status
        await until(lambda: status.view is not None and status.view.state is DutyState.READY)

    async def search_is_ready(self) -> None:
        """Wait until the replica's cards have come and are indexed: the most asked are listed."""
        await until(lambda: self.models.knowledge.answer.hits)


def strip_of(window: MainWindow) -> CallStrip:
    """Return the band on top as it is painted next: it follows its models once a turn."""
    QApplication.sendPostedEvents(window.part(SeatStrip), QEvent.Type.MetaCall.value)
    return window.part(CallStrip)


@asynccontextmanager
async def driven_console(
    app: QApplication,
    server: RealServer | None,
    data_dir: Path,
    *,
    phone: ScriptedPhone | None = None,
    keyring: OsKeyring | None = None,
    transport: Any = None,
    settings: Settings | None = None,
    now: Clock = utc_now,
    softphone: Softphone | None = None,
    open_browser: Callable[[str], bool] = lambda _: False,
) -> AsyncIterator[DrivenConsole]:
    """Run the console until the block ends, then close its window; a bug met fails the test.

    settings: instead of those for a server in process. softphone: instead of the scripted one.
    """
    phone = phone or ScriptedPhone()
    bugs: list[str] = []
    ready: asyncio.Future[tuple[MainWindow, Console]] = asyncio.get_running_loop().create_future()
    seams = Seams(
        transport=transport or (server.transport() if server is not None else None),
        softphone=softphone or phone,
        keyring=keyring or MemoryKeyring(),
        now=now,
        open_browser=open_browser,
    )
    if settings is None:
        settings = Settings(server=BASE_URL, data_dir=data_dir, seat="1001", theme="light")
    running = asyncio.get_running_loop().create_task(
        run(
            app,
            settings,
            on_ready=lambda window, console: ready.set_result((window, console)),
            reporter=CrashReporter(bugs.append),
            seams=seams,
        )
    )
    first: set[asyncio.Future[Any]] = {running, ready}
    await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        await running
    window, console = ready.result()
    try:
        yield DrivenConsole(window, console, phone)
    finally:
        window.close_requested.emit()
        async with asyncio.timeout(PATIENCE_S):
            await running
    assert bugs == []
