"""The keyboard map, and that keys work wherever the cursor is."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QTextEdit,
    QWidget,
)

from console.model.duty.seat_state import AgentState
from console.scenes.at_rest import settle
from console.scenes.photograph import SIZES, staged
from console.screens.contact.contact_screen import ContactScreen
from console.screens.duty.pause_presenter import PausePresenter
from console.screens.kit.command import Command
from console.shell.keyboard import Keyboard, with_parents
from console.shell.panels import ConnectionPanel, KeysPanel
from contract.wire.phone_socket import CallState
from tests.support.waiting import PATIENCE_S, until
from widgets.kit.plain_text import without_isolates
from widgets.panels.command_palette import CommandPalette
from widgets.panels.pause_menu import PauseMenu
from widgets.panels.window_picker import WindowPicker

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


async def test_no_key_starts_two_commands_or_is_one_that_others_need(app: QApplication) -> None:
    """Ctrl+Alt is AltGr on Italian keyboards; F10 is the system's; letters are typed."""
    async with staged(app, "idle") as (window, _):
        keys = [key for command in window.commands.all for key in command.keys]
    written = [QKeySequence(key).toString() for key in keys]
    assert len(written) == len(set(written)) > 50
    for key in keys:
        assert "Ctrl+Alt" not in key
        assert key not in ("F10", "Alt+F4", "Shift+F10", "Insert")
        assert len(key) > 1


async def test_every_command_is_in_a_menu_or_numbered(app: QApplication) -> None:
    async with staged(app, "idle") as (window, _):
        names = {command.name for command in window.commands.all}
        assert len(names) == len(window.commands.all)
        in_menus = {
            action.objectName()
            for menu in window.menuBar().actions()
            for action in menu.menu().actions()  # type: ignore[attr-defined]  # a QMenu
        }
        assert names - in_menus == {f"hit.use_{digit}" for digit in range(1, 10)}


async def test_pages_and_panels_answer_commands_that_there_are(app: QApplication) -> None:
    async with staged(app, "idle") as (window, _):
        names = {command.name for command in window.commands.all}
        for feature in window.work.features:
            answers = (feature.answers, *(page.answers for page in feature.pages))
            assert set().union(*answers) <= names


OPENS_A_PANEL = (
    (Qt.Key.Key_K, CTRL, CommandPalette),
    (Qt.Key.Key_D, CTRL, ConnectionPanel),
    (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, KeysPanel),
    (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier, WindowPicker),
    (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, PauseMenu),
)


@pytest.mark.parametrize("field", ["description", "fact_address", "search"])
async def test_keys_work_inside_text_boxes_and_esc_gives_the_place_back(
    app: QApplication, field: str
) -> None:
    async with staged(app, "talking") as (window, seat):
        contact = window.part(ContactScreen)
        for key, modifier, panel in OPENS_A_PANEL:
            if field == "search":
                contact.focus_search()
            else:
                contact.form.focus_field(field, 2)
            before = QApplication.focusWidget()
            QTest.keyClick(before, key, modifier)
            opened = window.findChild(panel)
            assert opened.isVisible(), panel
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
            assert not opened.isVisible(), panel
            assert QApplication.focusWidget() is before, panel
            assert seat.models.editor.draft is not None, panel


async def test_enter_does_not_answer_and_f4_does(app: QApplication) -> None:
    async with staged(app, "ringing") as (_, seat):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        await settle()
        assert seat.models.status.state is AgentState.RINGING
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F4)
        await settle()
        assert seat.models.status.state is AgentState.TALKING
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F4)
        await settle()
        assert seat.models.status.state is AgentState.HELD
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F4)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)
        await settle()
        assert seat.models.call.call.is_muted
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8, SHIFT)
        await settle()
        assert seat.models.status.state is AgentState.WRAP_UP
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_T, CTRL)
        assert not seat.models.status.wrap_up.may_be_longer


async def test_ringing_does_not_take_the_focus(app: QApplication) -> None:
    async with staged(app, "idle") as (window, seat):
        table = window.part(ContactScreen).idle.drafts
        table.setFocus()
        seat.phone.report(state=CallState.INCOMING, peer="+390655500123")
        await settle()
        assert QApplication.focusWidget() is table


async def test_declining_needs_shift(app: QApplication) -> None:
    async with staged(app, "ringing") as (window, seat):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F4, SHIFT)
        await settle()
        assert seat.models.status.reason == "declined"
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F5)
        assert seat.models.status.state is AgentState.READY
        assert window.part(PausePresenter).menu.isHidden(), "nobody is asked why any more"


async def test_f3_and_enter_confirm_the_caller(app: QApplication) -> None:
    async with staged(app, "answered") as (window, seat):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F3)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        await settle()
        assert seat.models.editor.draft.caller.name == "Bianca Esempio"
        assert QApplication.focusWidget() is window.part(ContactScreen).search.field.editor


async def test_the_palette_runs_a_command_by_a_misspelt_name(app: QApplication) -> None:
    async with staged(app, "idle") as (_, seat):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, CTRL)
        QTest.keyClicks(QApplication.focusWidget(), "nuvo contatto")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        await settle()
        assert seat.models.editor.draft is not None


async def test_alt_and_a_digit_change_the_module(app: QApplication) -> None:
    async with staged(app, "level2-queue") as (window, _):
        QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
        assert window.work.module == "own"
        QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
        assert window.work.module == "contact"


async def test_the_state_is_read_out_by_key(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    async with staged(app, "talking") as (window, _):
        monkeypatch.setattr(
            window.commands._announcer, "announce", lambda text, **_: said.append(text)
        )
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, CTRL | SHIFT)
    told = [without_isolates(one) for one in said]
    assert told == ["In linea, Bianca Esempio, 06 5550 0123, Coda Tributi, Collegato"]


async def test_keys_of_the_work_do_nothing_while_the_seat_is_locked(app: QApplication) -> None:
    async with staged(app, "lock") as (_, seat):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F7)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F9)
        await settle()
        assert seat.models.call.is_live
        assert seat.models.editor.draft is not None


async def test_a_contact_put_aside_ends_the_time_after_the_call(app: QApplication) -> None:
    async with staged(app, "wrap-up") as (window, seat):
        assert seat.models.status.state is AgentState.WRAP_UP
        window.commands.run("contact.put_aside")
        await until(lambda: seat.models.editor.draft is None)
        assert seat.models.status.state is AgentState.READY
        assert seat.models.caller.matches == ()


async def test_f9_with_nothing_left_to_write_ends_the_time_after_the_call(
    app: QApplication,
) -> None:
    async with staged(app, "wrap-up") as (window, seat):
        seat.models.editor.parked.discard()
        await until(lambda: seat.models.editor.draft is None)
        assert seat.models.status.state is AgentState.WRAP_UP
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F9)
        assert seat.models.status.state is AgentState.READY


async def test_a_second_contact_in_the_same_call_has_the_same_number(app: QApplication) -> None:
    async with staged(app, "talking") as (window, seat):
        first = seat.models.editor.draft
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_N, CTRL)
        ids = (None, first.contact_id)
        await until(lambda: getattr(seat.models.editor.draft, "contact_id", None) not in ids)
        assert seat.models.editor.draft.phone_text == first.phone_text


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit, QComboBox])
def test_a_command_goes_before_what_the_field_with_the_focus_makes_of_its_key(
    app: QApplication, kind: type[QWidget]
) -> None:
    window, ran = QMainWindow(), []
    field, other = kind(), QLineEdit()
    if isinstance(field, QComboBox):
        field.setEditable(True)
    inside = QWidget()
    row = QHBoxLayout(inside)
    row.addWidget(other)
    row.addWidget(field)
    window.setCentralWidget(inside)
    keys = ("Ctrl+A",)  # taken by a field on every system
    command = Command(name="palette.open", title="Comandi", keys=keys, run=lambda: None)
    Keyboard(window, window.menuBar(), [command], ran.append)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, int(PATIENCE_S * 1000))
    for part in (other, field, other, field):
        part.setFocus()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, CTRL)
    assert ran == ["palette.open"] * 4
    window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_who_watches_for_parts_of_the_window_is_told_of_no_command(app: QApplication) -> None:
    window = QMainWindow()
    commands = [
        Command(name=f"test.{n}", title=str(n), keys=(f"Ctrl+{n}",), run=lambda: None)
        for n in range(5)
    ]

    keyboard = Keyboard(window, window.menuBar(), commands, lambda _: None)

    assert len(keyboard.actions) == 5
    assert not [one for one in window.children() if isinstance(one, QAction)]
    window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


async def test_the_keyboard_is_asked_about_nothing_but_where_the_focus_is(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QObject] = []
    monkeypatch.setattr(Keyboard, "eventFilter", lambda _, part, __: bool(asked.append(part)))
    async with staged(app, "talking") as (window, _):
        asked.clear()
        window.resize(SIZES[1])
        await settle()
        focused = QApplication.focusWidget()
        strangers = [part for part in asked if part not in with_parents(focused)]
        assert strangers == []
