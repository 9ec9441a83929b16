"""What is left of an operator's session after its end: nothing that can be counted."""

import asyncio
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

from console.runtime.change_feed import Topic
from console.shell import work_page
from console.shell.keyboard import move_stop
from console.viewmodels.session.session import SessionState
from contract.domain.account import Role
from tests.gui.failures.told import a_contact_with
from tests.gui.screens.conftest import a_city
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.seats.what_is_left import (
    counts_of,
    objects_of_session,
    still_there,
    tasks_of_console,
)
from tests.support.servers.real_server import PASSWORD, RealServer
from tests.support.waiting import PATIENCE_S, until
from widgets.cards.ringing_strip import RingingStrip

PART_OF_A_PAGE = 200  # widgets, of some 700 of an operator's window and 1,600 of an editor's
BUILT_IN_A_TURN = 90  # to build and style them takes three times as long as to end them
PANELS = (
    "help.keys", "connection.details", "call.transfer", "audio.open", "palette.open",
    "status.pause", "safety.open", "call.list", "figures.open", "words.open",
)  # fmt: skip


async def _all_is_built(driven: DrivenConsole) -> None:
    await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)
    # Made a second after the pages, it would be there or not as the machine is busy.
    await until(lambda: driven.window.findChild(RingingStrip) is not None)


async def _work(driven: DrivenConsole) -> None:
    """Take a call, write, open every panel, and leave with the last one open."""
    driven.phone.citizen_calls()
    driven.window.commands.run("call.answer_or_hold")
    await until(lambda: driven.models.editor.draft is not None)
    for name in PANELS:
        driven.window.commands.run(name)
        await asyncio.sleep(0)
    driven.phone.citizen_hangs_up()
    await until(lambda: not driven.models.call.is_live)


async def _sign_out(driven: DrivenConsole) -> None:
    await driven.sign_out()
    await until(lambda: not _pages_are_built())


def _pages_are_built() -> bool:
    return "seat.pages" in {task.get_name() for task in asyncio.all_tasks()}


def _missing(before: Counter[str], now: Counter[str]) -> set[str]:
    """Return what went; Qt tells fewer of its menus once they were opened.

    A timer without a window may have been one of an earlier test, which ended meanwhile.
    """
    return {name for name in before - now if "QAction" not in name and name != "timers"}


async def test_no_object_task_listener_or_timer_of_an_operator_outlives_her_session(
    driven: DrivenConsole, app: QApplication
) -> None:
    await _all_is_built(driven)
    before, tasks = counts_of(app, driven), tasks_of_console()
    for login in ("anna", "livia"):
        await driven.sign_in(login)
        await _work(driven)
        session = objects_of_session(driven)
        assert len(session) > 400
        await _sign_out(driven)
        await until(lambda: tasks_of_console() <= tasks, what=str(tasks_of_console() - tasks))
        # Not at once: what Qt is to delete it deletes when it comes to it.
        await until(
            lambda: not counts_of(app, driven) - before,
            what=lambda: counts_of(app, driven) - before,
        )
        await until(
            lambda: not _missing(before, counts_of(app, driven)),
            what=lambda: _missing(before, counts_of(app, driven)),
        )
        # The parts of a page end in groups: on a busy machine the last ones a moment later.
        await until(lambda of=session: not still_there(of), what=lambda of=session: still_there(of))


async def test_what_a_page_makes_in_the_window_while_it_ends_does_not_stay_there(
    driven: DrivenConsole,
) -> None:
    """As the ringing strip, which is made ahead: whoever signs out within a second meets it."""
    await driven.sign_in("anna")
    made: list[RingingStrip] = []
    menu = driven.window.menuBar().actions()[0].menu()
    assert isinstance(menu, QMenu)
    menu.destroyed.connect(lambda: made.append(RingingStrip(driven.window)))
    await _sign_out(driven)
    (strip,) = made
    assert not isValid(strip)


async def test_whatever_outlives_a_session_is_counted(
    driven: DrivenConsole, app: QApplication
) -> None:
    """Planted: an object, a timer, a task, and listeners of what lives on."""
    await _all_is_built(driven)
    before, tasks = counts_of(app, driven), tasks_of_console()
    await driven.sign_in("anna")
    session = objects_of_session(driven)
    editor, timer = driven.models.editor, QTimer()
    driven.console.scope.start("left.task", asyncio.sleep(3600, None))
    driven.console.feed.subscribe(frozenset(Topic), lambda: None)
    driven.models.session.changed.connect(lambda: None)
    heard = app.styleHints().colorSchemeChanged.connect(lambda _: None)
    await _sign_out(driven)
    await until(lambda: tasks_of_console() - tasks == {"left.task"}, what="all but the planted")
    planted = {
        "timers",
        "listeners of the feed",
        "listeners of SessionViewModel.changed()",
        "listeners of QStyleHints.colorSchemeChanged(Qt::ColorScheme)",
    }
    await until(
        lambda: set(counts_of(app, driven) - before) == planted,
        what=lambda: counts_of(app, driven) - before,
    )

    def left() -> list[str]:
        return [name.rpartition(".")[2] for name in still_there(session)]

    await until(lambda: left() == [type(editor).__name__], what=left)
    assert not timer.isActive()
    app.styleHints().disconnect(heard)


async def test_what_the_operator_left_open_is_silent_at_the_sign_in_page(
    driven: DrivenConsole,
) -> None:
    await driven.sign_in("anna")
    await a_contact_with(driven, "Prima di uscire")
    driven.window.commands.run("audio.open")
    driven.models.duty.audio.toggle_test()
    await until(lambda: driven.phone.snapshot.is_testing)
    await _sign_out(driven)
    assert not driven.phone.snapshot.is_testing
    assert not driven.phone.available


async def test_the_sign_in_page_keeps_its_looks_while_the_next_pages_are_built(
    app: QApplication, tmp_path: Path
) -> None:
    flash_ms = app.cursorFlashTime()
    app.setCursorFlashTime(0)  # a cursor that comes and goes is no change of looks
    async with a_city() as server, driven_console(app, server, tmp_path) as driven:
        await driven.sign_in("anna")
        await driven.sign_out()
        looks = []
        while _pages_are_built():
            looks.append(driven.window.grab().toImage())
            await asyncio.sleep(0)
        assert len(looks) > 2
        assert all(one == driven.window.grab().toImage() for one in looks)
    app.setCursorFlashTime(flash_ms)


async def test_no_turn_of_the_loop_builds_or_ends_more_than_a_part_of_a_page(
    city: RealServer, driven: DrivenConsole, app: QApplication
) -> None:
    """The sign-in page is typed into meanwhile: a whole page at once is several frames."""
    await city.add_account("redi", Role.EDITOR)
    session = driven.models.session
    for login in ("redi", "anna"):
        whole = len(app.allWidgets())
        signing_in = asyncio.create_task(driven.sign_in(login, seat="1009"))
        built = await _steps(app, lambda: session.state is SessionState.SIGNED_IN)
        await signing_in
        driven.window.commands.run("session.sign_out")
        ended = await _steps(app, lambda: session.state is SessionState.SIGNED_OUT)
        rebuilt = await _steps(app, lambda: not _pages_are_built())
        assert min(ended) < -whole // 10, "the pages did end"
        assert sum(rebuilt) > whole // 10, "the next ones did come"
        for step in (*built, *ended, *rebuilt):
            assert -PART_OF_A_PAGE < step < BUILT_IN_A_TURN, (built, ended, rebuilt)


async def _steps(app: QApplication, is_over: Callable[[], bool]) -> list[int]:
    """Return by how many widgets each turn of the loop makes them more or fewer, until it is."""
    counts, turn = [len(app.allWidgets())], asyncio.Handle._run

    def counted(handle: asyncio.Handle) -> None:
        turn(handle)
        counts.append(len(app.allWidgets()))

    # Not turn after turn of its own: what is waited for would be counted thousands of times.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio.Handle, "_run", counted)
        await until(is_over)
    return [now - before for before, now in pairwise(counts)]


async def test_a_page_that_goes_out_of_sight_is_not_searched_for_the_next_place_of_the_cursor(
    driven: DrivenConsole, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else all its parts are gone through while a call may be up, for a place nobody sees."""
    searched: list[bool] = []

    def counted(page: QWidget, *, forward: bool) -> bool:
        searched.append(forward)
        return move_stop(page, forward=forward)

    monkeypatch.setattr(work_page, "move_stop", counted)
    await driven.sign_in("anna")
    await a_contact_with(driven, "Prima di uscire")
    driven.press(Qt.Key.Key_Tab)
    assert searched == [True]
    driven.window.commands.run("session.lock")
    await until(driven.window.lock_page.isVisible)
    driven.models.session.unlock(PASSWORD)
    await until(driven.window.work.isVisible)
    await _sign_out(driven)
    assert searched == [True]


async def test_the_cursor_goes_wherever_it_is_put_while_the_pages_of_who_leaves_are_ended(
    city: RealServer, driven: DrivenConsole
) -> None:
    """Each part of a page that asks where the cursor is ends before the parts it asks about."""
    await city.add_account("redi", Role.EDITOR)
    session = driven.models.session
    for login in ("anna", "redi"):
        await driven.sign_in(login, seat="1009")
        driven.window.commands.run("session.sign_out")
        await until(driven.window.sign_in.isVisible)
        turns = 0
        async with asyncio.timeout(PATIENCE_S):
            while session.state is not SessionState.SIGNED_OUT:
                driven.press(Qt.Key.Key_Tab)
                turns += 1
                await asyncio.sleep(0)
        assert turns > 5
        await until(lambda: not _pages_are_built())


async def test_a_name_typed_while_the_one_before_is_signed_out_keeps_every_letter(
    driven: DrivenConsole,
) -> None:
    await driven.sign_in("anna")
    session, page = driven.models.session, driven.window.sign_in
    driven.window.commands.run("session.sign_out")
    await until(page.isVisible)
    driven.type("liv")
    assert session.state is SessionState.SIGNED_IN, "she is still being signed out"
    await until(lambda: session.state is SessionState.SIGNED_OUT)
    driven.type("ia")
    driven.press(Qt.Key.Key_Tab)
    driven.type(PASSWORD)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: session.state is SessionState.SIGNED_IN)
    assert session.account is not None
    assert session.account.login == "livia"
