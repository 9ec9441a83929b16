"""Text made larger while somebody types: the field stays, and F6 reaches what has no room."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen
from console.screens.systems.seats_screen import SeatsScreen
from tests.support.waiting import until
from tools.pictures.tree import focused_beside_the_cursor
from widgets.fields.segmented_switch import SegmentedSwitch
from widgets.kit.column_scroll import ColumnScroll

SCREEN = QSize(1440, 900)


def focused() -> QWidget:
    now = QApplication.focusWidget()
    assert now is not None
    return now


@pytest.mark.parametrize("percent", [115, 150, 200])
async def test_the_field_one_types_in_stays_when_the_text_grows(
    app: QApplication, percent: int
) -> None:
    async with staged(app, "talking", size=SCREEN) as (window, _):
        contact = window.part(ContactScreen)
        for go in (contact.focus_description, lambda: contact.citizen.focus_field("name")):
            window.commands.run("text.normal")
            go()
            field = focused()
            while window._appearance.text_percent < percent:
                window.commands.run("text.larger")
            assert focused() is field
            assert field.isVisible()


def is_whole(part: QWidget) -> bool:
    """Return whether nothing of it is scrolled away."""
    return part.visibleRegion().boundingRect().size() == part.size()


async def test_what_is_typed_into_is_seen_when_the_text_grows_in_it_or_in_the_settings(
    app: QApplication,
) -> None:
    """A strip of the field was left at the foot of the form, and words were typed unseen."""
    async with staged(app, "talking", size=QSize(1366, 740)) as (window, _):
        contact = window.part(ContactScreen)
        contact.focus_description()
        field = focused()
        window.commands.run("text.larger")
        window.commands.run("text.larger")
        await until(lambda: is_whole(field), what="it grew while she wrote")
        window.commands.run("text.normal")
        window.commands.run("settings.open")
        await until(lambda: focused() is not field)
        window._appearance.wear(text_percent=130)
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
        await until(lambda: focused() is field)
        await until(lambda: is_whole(field), what="back from the settings")


@pytest.mark.parametrize("percent", [115, 150, 200])
async def test_f6_reaches_citizen_form_and_search_at_every_size_of_the_text(
    app: QApplication, percent: int
) -> None:
    async with staged(app, "talking", text_percent=percent, size=SCREEN) as (window, _):
        contact = window.part(ContactScreen)
        parts = (contact.citizen, contact.form, contact.search)
        contact.focus_search()
        seen = set()
        for _ in window.work.panes():
            QTest.keyClick(focused(), Qt.Key.Key_F6)
            assert focused().isVisible()
            seen |= {part for part in parts if part.isAncestorOf(focused())}
        assert seen == set(parts)


async def test_with_double_text_a_reader_finds_page_tabs_that_say_what_is_missing(
    app: QApplication,
) -> None:
    async with staged(app, "incomplete", text_percent=200) as (window, _):
        [switch] = [one for one in window.findChildren(SegmentedSwitch) if one.isVisible()]
        told = QAccessible.queryAccessibleInterface(switch)
        tabs = [told.child(at) for at in range(switch.count())]
        assert told.role() is QAccessible.Role.PageTabList
        assert {tab.role() for tab in tabs} == {QAccessible.Role.PageTab}
        names = [tab.text(QAccessible.Text.Name) for tab in tabs]
        assert names == [
            "Cittadino, da confermare, F3",
            "Contatto, 3 da scrivere",
            "Banca dati, F2",
        ]


async def test_with_double_text_no_page_tab_says_it_has_the_cursor_that_is_elsewhere(
    app: QApplication,
) -> None:
    async with staged(app, "talking", text_percent=200) as (window, _):
        assert focused_beside_the_cursor(window) == []


@pytest.mark.parametrize("scene", ["floor", "floor-table", "systems", "own-contacts"])
async def test_a_page_in_one_column_scrolls_as_a_whole_and_no_part_of_it_beside(
    app: QApplication, scene: str
) -> None:
    """What stands beside the rows was as high as it had been before there was anything in it."""
    async with staged(app, scene, text_percent=200) as (window, _):
        areas = [one for one in window.findChildren(ColumnScroll) if one.isVisible()]
        scrolled = [one for one in areas if one.verticalScrollBar().maximum()]
        assert len(scrolled) == 1


async def test_the_seat_one_looks_at_stands_right_below_the_rows_however_few(
    app: QApplication,
) -> None:
    async with staged(app, "systems", text_percent=200, size=QSize(1366, 3000)) as (window, _):
        screen = window.part(SeatsScreen)
        rows = screen.table.mapTo(screen, screen.table.rect().bottomLeft()).y()
        assert screen.system.mapTo(screen, QPoint(0, 0)).y() - rows < screen.table.height() / 4
