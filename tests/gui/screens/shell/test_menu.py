"""The menus come when they are asked for, over the window: nothing moves for them."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.shell.main_window import MainWindow
from widgets.kit.action_button import ActionButton

# The offscreen platform has no popups of its own: that is no fault.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def places(window: MainWindow) -> list[QRect]:
    parts = (*window.work.panes(), window.work)
    return [QRect(part.mapTo(window, QPoint(0, 0)), part.size()) for part in parts]


@pytest.mark.parametrize("key", [Qt.Key.Key_F10, Qt.Key.Key_Alt])
async def test_the_menus_come_by_key_move_nothing_and_give_the_cursor_back(
    app: QApplication, key: Qt.Key
) -> None:
    async with staged(app, "talking") as (window, _):
        bar, before = window.menuBar(), QApplication.focusWidget()
        where = places(window)
        assert bar.isHidden()
        assert window.work.y() == 0
        QTest.keyClick(before, key)
        assert bar.isVisible()
        first = bar.actions()[0].menu()
        assert isinstance(first, QMenu)
        assert first.isVisible()
        assert places(window) == where
        QTest.keyClick(first, Qt.Key.Key_Escape)
        await settle()
        if bar.isVisible():  # the platform has left the next menu in reach
            QTest.keyClick(bar, Qt.Key.Key_Escape)
            await settle()
        assert bar.isHidden()
        assert window.focusWidget() is before
        assert places(window) == where


async def test_alt_with_a_letter_is_not_alt_alone(app: QApplication) -> None:
    async with staged(app, "talking") as (window, _):
        at = QApplication.focusWidget()
        QTest.keyPress(at, Qt.Key.Key_Alt)
        QTest.keyClick(at, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
        QTest.keyRelease(at, Qt.Key.Key_Alt)
        assert window.menuBar().isHidden()


async def test_who_wants_it_has_the_menu_always_and_it_is_remembered(app: QApplication) -> None:
    async with staged(app, "talking") as (window, _):
        window.commands.run("menu.always")
        await settle()
        assert window.menuBar().isVisible()
        assert window.work.mapTo(window, QPoint(0, 0)).y() == window.menuBar().height()
        assert window.commands._appearance.shows_menu
        window.commands.run("menu.always")
        await settle()
        assert window.menuBar().isHidden()
        assert window.work.mapTo(window, QPoint(0, 0)).y() == 0


async def test_who_is_signed_out_has_no_menus(app: QApplication) -> None:
    async with staged(app, "sign-in") as (window, _):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F10)
        assert window.menuBar().isHidden()


async def test_the_menu_of_the_call_has_four_groups_and_says_what_a_key_does_now(
    app: QApplication,
) -> None:
    async with staged(app, "hold") as (window, _):
        menu = window.menuBar().actions()[0].menu()
        assert isinstance(menu, QMenu)
        entries = menu.actions()
        assert sum(one.isSeparator() for one in entries) == 3
        names = [one.objectName() for one in entries if not one.isSeparator()]
        assert names.index("call.hang_up") < names.index("call.transfer")
        assert names.index("call.transfer") < names.index("status.pause")
        assert names.index("status.pause") < names.index("safety.open")
        menu.aboutToShow.emit()
        assert next(one.text() for one in entries if one.objectName() == "call.answer_or_hold") == (
            "Riprendi\tF4"
        )


async def test_f10_is_for_the_menus_alone_also_where_the_strip_has_an_overflow(
    app: QApplication,
) -> None:
    async with staged(app, "talking", text_percent=200) as (window, _):
        more = window.findChild(ActionButton, "strip_more")
        assert more.isVisible()
        assert more.key == ""
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F10)
        assert window.menuBar().isVisible()
        assert more.findChildren(QMenu) == []


async def test_the_menu_names_each_switch_by_what_its_key_does_now(app: QApplication) -> None:
    async with staged(app, "talking") as (window, _):
        menu = window.menuBar().actions()[0].menu()
        assert isinstance(menu, QMenu)
        names = []
        for _ in range(2):
            menu.aboutToShow.emit()
            by_name = {one.objectName(): one.text() for one in menu.actions()}
            names.append((by_name["call.mute"], by_name["call.answer_or_hold"]))
            menu.aboutToHide.emit()
            window.commands.run("call.mute")
            await settle()
        assert names == [("Muto\tF8", "Attesa\tF4"), ("Togli il muto\tF8", "Attesa\tF4")]
