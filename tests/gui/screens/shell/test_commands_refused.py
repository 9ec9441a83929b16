"""A command that is not offered does nothing, whoever asks for it, but says why."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.model.calls.live_call import PhoneAbility
from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.scenes.scene_seat import SceneSeat
from console.screens.kit.command import Command, Valid
from console.shell.main_window import MainWindow
from console.viewmodels.calls.one_call import CANNOT
from console.viewmodels.session.session import SessionState
from tests.gui.screens.conftest import heard
from tests.support.seats.driven_console import strip_of
from widgets.cards.call_strip import CallStrip

STATES = (
    "sign-in", "lock", "not-ready", "idle", "ringing", "talking", "hold", "consultation",
    "wrap-up", "level2-queue", "level2-case", "own-contacts", "editing", "sign-in-without-phone",
)  # fmt: skip
WAYS_TO_END = ("Ctrl+Q", "cross")
HANG_UP_FIRST = "Sei in conversazione: prima chiudi la telefonata, Maiusc+F8."


class Told:
    """What the gate did since it was last asked."""

    def __init__(self, window: MainWindow) -> None:
        self.ran: list[str] = []
        self.refused: list[tuple[str, str]] = []
        window.commands.gate.ran.connect(lambda name: self.ran.append(name))
        window.commands.gate.refused.connect(lambda *both: self.refused.append(both))

    def once(self) -> tuple[list[str], list[tuple[str, str]]]:
        both = self.ran, self.refused
        self.ran, self.refused = [], []
        return both


def not_offered(window: MainWindow, seat: SceneSeat) -> list[str]:
    """Names of the commands that do nothing here and now."""
    state = seat.models.session.state
    if state is not SessionState.SIGNED_IN:
        needed = Valid.LOCKED if state is SessionState.LOCKED else Valid.ALWAYS
        commands: tuple[Command, ...] = window.commands.all
        return [one.name for one in commands if one.valid < needed or not one.is_offered()]
    return [one.name for one in window.commands.all if not one.is_offered()]


def stands(window: MainWindow, seat: SceneSeat) -> tuple[object, ...]:
    models, draft = seat.models, seat.models.editor.draft
    calls = tuple((one.number, one.call.state, one.call.is_muted) for one in models.call.calls)
    return (
        calls,
        models.status.state,
        models.status.reason,
        models.session.state,
        draft and (draft.contact_id, draft.description, draft.caller),
        models.case_work.callback,
        window.work.module,
        window.isVisible(),
        QApplication.focusWidget(),
    )


@pytest.mark.parametrize("scene", STATES)
async def test_no_key_palette_or_menu_does_what_is_not_offered_and_each_key_says_why(
    app: QApplication, scene: str
) -> None:
    """One window for the three ways in: none may change anything."""
    async with staged(app, scene) as (window, seat):
        before = stands(window, seat)
        for try_all in (press_keys, choose_from_an_old_palette, choose_from_menus):
            told, names = Told(window), not_offered(window, seat)
            try_all(window, told, names)
            await settle()
            assert stands(window, seat) == before, try_all.__name__


def press_keys(window: MainWindow, told: Told, names: list[str]) -> None:
    pressed, words = 0, window.commands.refusals
    all_keys = {one.name: one.keys for one in window.commands.all}
    for name in names:
        for keys in map(QKeySequence, all_keys[name]):
            QTest.keySequence(QApplication.focusWidget() or window, keys)
            ran, refused = told.once()
            assert [one for one, _ in refused] == [name], f"{keys.toString()} says nothing"
            assert ran == []
            code = refused[0][1]
            assert code == CANNOT or words.sentence(code) != words.sentence("unknown"), name
            pressed += 1
    assert pressed > 5


def choose_from_an_old_palette(window: MainWindow, told: Told, names: list[str]) -> None:
    """They were offered when the palette was opened, and the call has ended since."""
    for name in names:
        window.panels.palette.chosen.emit(name)
    ran, refused = told.once()
    assert ran == []
    assert [name for name, _ in refused] == names


def choose_from_menus(window: MainWindow, told: Told, names: list[str]) -> None:
    for menu in _menus(window):
        menu.aboutToShow.emit()
        for action in menu.actions():
            if action.objectName() in names:
                action.trigger()
        menu.aboutToHide.emit()
    assert told.once()[0] == []


def _menus(window: MainWindow) -> list:  # type: ignore[type-arg]  # of QMenu
    return [action.menu() for action in window.menuBar().actions()]


async def test_every_way_into_a_command_goes_through_the_one_gate(app: QApplication) -> None:
    """Nobody is signed in: only the gate stands between a menu entry and what it does."""
    async with staged(app, "sign-in") as (window, seat):
        told, before = Told(window), stands(window, seat)
        names = set(not_offered(window, seat))
        for action in window.findChildren(QAction):
            if action.objectName() in names:
                action.trigger()
        ran, refused = told.once()
        assert ran == []
        assert {name for name, _ in refused} == names
        window.findChild(QAction, "text.larger").trigger()
        window.findChild(QAction, "text.normal").trigger()
        assert told.once() == (["text.larger", "text.normal"], [])
        assert stands(window, seat) == before


@pytest.mark.parametrize(
    ("scene", "why"),
    [
        ("talking", HANG_UP_FIRST),
        ("hold", HANG_UP_FIRST),
        ("consultation", HANG_UP_FIRST),
        ("outgoing", HANG_UP_FIRST),
        ("ringing", "Squilla una telefonata: prima F4 o Maiusc+F4."),
    ],
)
async def test_the_window_stays_while_somebody_is_on_the_line(
    app: QApplication, scene: str, why: str
) -> None:
    async with staged(app, scene) as (window, seat):
        asked: list[bool] = []
        window.close_requested.connect(lambda: asked.append(True))
        before = stands(window, seat)
        for how in WAYS_TO_END:
            window.work.say("")
            ask_to_end(window, how)
            assert strip_of(window).state().detail == why, how
            await settle()
            assert asked == [], how
            assert stands(window, seat) == before, how


@pytest.mark.parametrize("scene", ["idle", "not-ready", "wrap-up", "sign-in", "editing"])
async def test_it_goes_when_nobody_is(app: QApplication, scene: str) -> None:
    async with staged(app, scene) as (window, _):
        asked: list[bool] = []
        window.close_requested.connect(lambda: asked.append(True))
        for how in WAYS_TO_END:
            ask_to_end(window, how)
            assert asked == [True], how
            asked.clear()


def ask_to_end(window: MainWindow, how: str) -> None:
    if how == "Ctrl+Q":
        QTest.keySequence(QApplication.focusWidget() or window, QKeySequence("Ctrl+Q"))
    else:
        assert not window.close(), "the window goes when all is saved, not before"


async def test_behind_the_lock_the_call_keeps_the_window_and_the_operator(
    app: QApplication,
) -> None:
    async with staged(app, "lock") as (window, seat):
        assert seat.models.call.is_live
        asked: list[bool] = []
        window.close_requested.connect(lambda: asked.append(True))
        window.close()
        assert "scrivi la password" in window.lock_page.message_text()
        window.lock_page.show_message("info", "")
        window.lock_page.sign_out_requested.emit()
        await settle()
        assert asked == []
        assert seat.models.session.state is SessionState.LOCKED
        assert "scrivi la password" in window.lock_page.message_text()


async def test_a_call_that_goes_on_at_the_sign_in_page_keeps_the_window(app: QApplication) -> None:
    async with staged(app, "sign-in") as (window, seat):
        seat.phone.report(peer="+390655500123")
        asked: list[bool] = []
        window.close_requested.connect(lambda: asked.append(True))
        window.close()
        assert asked == []
        assert "entra e chiudila" in window.sign_in.message_text()


async def test_a_window_that_cannot_hang_up_any_more_may_go(app: QApplication) -> None:
    """The phone keeps the call, and its own strip ends it."""
    async with staged(app, "talking") as (window, seat):
        asked: list[bool] = []
        window.close_requested.connect(lambda: asked.append(True))
        seat.models.session.store_broke("corrupt")
        window.close()
        assert asked == [True]


async def test_why_not_leaves_with_its_cause(app: QApplication) -> None:
    async with staged(app, "talking") as (window, _):
        strip = window.part(CallStrip)
        usual = strip.state().detail
        window.close()
        assert strip.state().detail == HANG_UP_FIRST
        window.commands.run("call.mute")
        assert strip.state().detail == usual, "she went on"
        window.close()
        window.commands.run("call.hang_up")
        await settle()
        assert HANG_UP_FIRST not in strip.state().detail
    async with staged(app, "talking") as (window, seat):
        window.close()
        await seat.phone.hang_up(1)
        await settle()
        assert HANG_UP_FIRST not in strip_of(window).state().detail


async def test_what_the_phone_cannot_do_is_said_as_before(app: QApplication) -> None:
    async with staged(app, "talking") as (window, seat):
        seat.phone.can = frozenset(PhoneAbility) - {PhoneAbility.MUTE}
        window.commands.run("call.mute")
        assert CANNOT in seat.models.notices.passing


async def test_it_is_spoken_each_time(app: QApplication, spoken: list[str]) -> None:
    async with staged(app, "talking") as (window, _):
        for _ in range(2):
            window.close()
            await heard(spoken, HANG_UP_FIRST)


@pytest.mark.parametrize("how", ["key", "cross"])
async def test_in_a_call_the_window_stays_by_key_and_by_cross_and_the_second_line_says_why(
    app: QApplication, how: str
) -> None:
    async with staged(app, "talking") as (window, seat):
        strip, draft = window.part(CallStrip), seat.models.editor.draft
        lines = (strip._who.geometry(), strip._detail.geometry().top(), strip.height())
        asked: list[bool] = []
        window.close_requested.connect(lambda: asked.append(True))
        if how == "key":
            QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        else:
            window.close()
        assert asked == []
        assert window.isVisible()
        assert strip._detail.text() == HANG_UP_FIRST
        assert (strip._who.geometry(), strip._detail.geometry().top(), strip.height()) == lines
        assert seat.models.call.is_live
        assert seat.models.editor.draft == draft
