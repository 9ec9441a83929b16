"""F1 and Ctrl+K: every key on one page, every command by name, both from the one declaration."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.scenes.photograph import SIZES, staged
from console.shell.main_window import MainWindow
from console.shell.panels import KeysPanel
from tests.support.waiting import until
from widgets.panels.key_sheet import KeySheet, even_columns
from widgets.tables.hit_list import HitList
from widgets.tables.key_list import KeyEntry, KeyList

DAILY = ["F4", "F2", "Ctrl 1…9", "F9", "Maiusc+F9", "F11", "Maiusc+F8", "F5"]


def keys_page(window: MainWindow) -> KeySheet:
    window.commands.run("help.keys")
    return window.findChild(KeysPanel).sheet


async def test_the_page_of_keys_covers_the_work_and_begins_with_the_eight_daily_keys(
    app: QApplication,
) -> None:
    async with staged(app, "talking") as (window, _):
        sheet = keys_page(window)
        panel = window.findChild(KeysPanel)
        assert panel.size() == window.work.area.size()
        assert sorted(one.key for one in sheet.daily.entries) == sorted(DAILY)
        assert "In linea, Contatto" in panel.accessibleName()


async def test_no_key_stands_twice_on_the_page_and_none_that_she_may_never_use(
    app: QApplication,
) -> None:
    async with staged(app, "talking") as (window, seat):
        shown = [one.key for one in keys_page(window).entries()]
        assert len(shown) == len(set(shown)) > 35
        account = seat.models.operator.account
        for one in window.commands.all:
            is_never = not one.is_offered() and one.why() == "not_allowed"
            may = not is_never and (one.needs is None or account.may(one.needs))
            if one.keys and one.menu:
                assert (one.key_text in shown) is may, one.name


async def test_what_does_nothing_now_says_why_and_a_key_says_what_it_does_here(
    app: QApplication,
) -> None:
    async with staged(app, "hold") as (window, _):
        lines = {one.name: one for one in keys_page(window).entries()}
        assert lines["call.decline"].why_not == "Nessuna telefonata sta squillando."
        assert lines["call.mute"].why_not == ""
        assert lines["callback.act"].words == "Richiamo: fissa quando"
    async with staged(app, "editing") as (window, _):
        lines = {one.name: one for one in keys_page(window).entries()}
        assert lines["search.focus"].words == "Cerca una voce"


@pytest.mark.parametrize("scene", ["talking", "level2-queue", "editing"])
async def test_on_the_usual_screen_all_groups_are_seen_without_scrolling(
    app: QApplication, scene: str
) -> None:
    async with staged(app, scene, size=SIZES[1]) as (window, _):
        columns = [one for one in keys_page(window).findChildren(KeyList) if one.isVisible()]
        assert len(columns) == 3
        assert all(one.verticalScrollBar().maximum() == 0 for one in columns)


async def test_typed_words_leave_what_they_mean_and_the_first_of_it_is_said(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "talking") as (window, _):
        sheet = keys_page(window)
        QTest.keyClicks(QApplication.focusWidget(), "testo grande")
        assert [one.name for one in sheet.entries()] == ["text.larger"]
        await until(lambda: any("Testo più grande, Ctrl++" in one for one in spoken))
        QTest.keyClicks(QApplication.focusWidget(), "zzz")
        assert sheet.entries() == []
        await until(lambda: "Nessun tasto con queste parole." in spoken)


async def test_arrows_go_from_the_box_into_the_keys_and_a_row_is_heard_whole(
    app: QApplication,
) -> None:
    async with staged(app, "idle") as (window, _):
        sheet = keys_page(window)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        column = QApplication.focusWidget()
        assert isinstance(column, KeyList)
        heard = column.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        first = sheet.findChild(KeyList).entries()[0]
        assert heard == f"{first.words}, {first.key}, Telefonata, {first.why_not}"


async def test_the_palette_begins_with_what_the_moment_is_about(app: QApplication) -> None:
    async with staged(app, "talking") as (window, _):
        assert headings(window)[:2] == ["In questa telefonata", "In questo contatto"]
    async with staged(app, "idle") as (window, _):
        assert "In questa telefonata" not in headings(window)


def headings(window: MainWindow) -> list[str]:
    window.commands.run("palette.open")
    hits = window.panels.palette.findChild(HitList).hits()
    return [one.heading for one in hits if one.heading]


async def test_words_are_found_in_any_order_and_the_first_hit_is_said_with_its_key(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "talking") as (window, _):
        window.commands.run("palette.open")
        QTest.keyClicks(QApplication.focusWidget(), "telefonata chiudi")
        hits = window.panels.palette.findChild(HitList).hits()
        assert hits[0].title == "Chiudi la telefonata"
        count = len(hits)
        await until(
            lambda: f"Chiudi la telefonata, Maiusc+F8, 1 di {count}" in spoken, what=str(spoken)
        )


def test_columns_are_as_even_as_groups_in_their_order_can_be() -> None:
    groups = [[KeyEntry(name="", key="", words="", section="")] * size for size in (9, 5, 5, 5, 4)]
    parted = even_columns(groups, 3)
    assert [sum(map(len, column)) for column in parted] == [9, 10, 9]
    assert [one for column in parted for one in column] == groups
