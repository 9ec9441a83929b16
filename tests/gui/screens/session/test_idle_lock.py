"""A seat that nobody touches locks itself, but not while somebody is on the line."""

import asyncio
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from console.model.duty.seat_state import AgentState
from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.scenes.scene_seat import SceneSeat
from console.shell.idle_lock import IdleLock
from console.shell.main_window import MainWindow
from console.viewmodels.session.session import SessionState
from tests.support.seats.driven_console import driven_console
from tests.support.servers.real_server import RealServer


class Hours:
    """A clock that only this test moves."""

    s = 0.0

    def __call__(self) -> float:
        return self.s


def watched(window: MainWindow, seat: SceneSeat, now: Hours, minutes: int = 10) -> IdleLock:
    models = seat.models
    return IdleLock(
        window,
        models.session,
        is_at_work=lambda: models.call.is_live or models.status.state is AgentState.READY,
        minutes=minutes,
        monotonic_s=now,
    )


async def test_a_key_or_a_click_begins_the_time_anew_and_then_the_seat_locks(
    app: QApplication,
) -> None:
    async with staged(app, "not-ready") as (window, seat):
        now, session = Hours(), seat.models.session
        lock = watched(window, seat, now)
        handle = window.windowHandle()
        assert handle is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
            now.s += 599.0
            assert not lock.eventFilter(handle, QEvent(kind))
            now.s += 599.0
            lock.look()
            assert session.state is SessionState.SIGNED_IN
        now.s += 1.0
        lock.look()
        assert session.state is SessionState.LOCKED
        await settle()
        assert window.lock_page.isVisible()


async def test_who_works_with_keys_that_are_commands_is_there(app: QApplication) -> None:
    async with staged(app, "not-ready") as (window, seat):
        now, handle = Hours(), window.windowHandle()
        lock = watched(window, seat, now)
        for _ in range(3):
            now.s += 599.0
            # The window gets no press of such a key, only the question whose it is. Sent by hand:
            # a click of QTest turns the loop of this very test, which hung now and then.
            whose = QEvent.Type.ShortcutOverride
            key = QKeyEvent(whose, Qt.Key.Key_F7, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(handle, key)
            lock.look()
        assert seat.models.session.state is SessionState.SIGNED_IN


async def test_while_somebody_is_on_the_line_the_seat_stays_open(app: QApplication) -> None:
    async with staged(app, "talking") as (window, seat):
        now, session = Hours(), seat.models.session
        lock = watched(window, seat, now)
        for _ in range(3):
            now.s += 3600.0
            lock.look()
        assert session.state is SessionState.SIGNED_IN


async def test_a_seat_that_is_ready_for_a_call_stays_open_and_one_that_is_no_longer_locks(
    app: QApplication,
) -> None:
    async with staged(app, "idle") as (window, seat):
        now, session = Hours(), seat.models.session
        lock = watched(window, seat, now)
        assert seat.models.status.state is AgentState.READY
        now.s += 3600.0
        lock.look()
        assert session.state is SessionState.SIGNED_IN
        seat.models.status.lock.lock()  # in the place of a missed call: it is not ready any more
        seat.models.status.lock.unlock()
        now.s += 600.0
        lock.look()
        assert session.state is SessionState.LOCKED


async def test_where_the_policy_says_never_nothing_is_watched(app: QApplication) -> None:
    async with staged(app, "not-ready") as (window, seat):
        lock = watched(window, seat, Hours(), minutes=0)
        assert not lock.findChild(QTimer).isActive()


async def test_while_somebody_is_signed_out_the_look_finds_no_model_that_has_ended(
    app: QApplication, tmp_path: Path
) -> None:
    async with await RealServer.start() as server:
        await server.add_account("anna")
        async with driven_console(app, server, tmp_path) as driven:
            await driven.sign_in()
            session = driven.models.session
            lock = session.findChild(IdleLock)
            assert isinstance(lock, IdleLock)
            driven.window.commands.run("session.sign_out")
            looks = 0
            while session.state is SessionState.SIGNED_IN:
                lock.look()
                looks += 1
                await asyncio.sleep(0)
            assert looks > 10, "it takes many turns of the loop"


async def test_a_console_that_closes_looks_no_more_at_who_was_at_work(
    app: QApplication, tmp_path: Path
) -> None:
    """The operator is still signed in then: what the lock asked of them had ended before."""
    looks_on = list[bool]()
    async with await RealServer.start() as server:
        await server.add_account("anna")
        async with driven_console(app, server, tmp_path) as driven:
            await driven.sign_in()
            lock = driven.models.session.findChild(IdleLock)
            assert isinstance(lock, IdleLock)
            timer = lock.findChild(QTimer)
            assert timer.isActive()
            driven.models.status.destroyed.connect(lambda: looks_on.append(timer.isActive()))
    assert looks_on == [False]
