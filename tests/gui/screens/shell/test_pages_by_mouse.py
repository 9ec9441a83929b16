"""At double text the rail has no room: a list one click away leads to every page of each role."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from console.scenes.photograph import staged
from console.shell.main_window import MainWindow
from widgets.kit.rail import Rail

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton
OF_EACH_ROLE = ("idle", "level2-queue", "floor", "editing", "systems")


def the_list(window: MainWindow) -> QMenu:
    """Click on the button that names the page in front, and return what opens."""
    button = window.work.status.pages
    assert button.isVisible()
    assert button.visibleRegion().boundingRect() == button.rect(), "nothing lies over it"
    QTest.mouseClick(button, LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


@pytest.mark.parametrize("scene", OF_EACH_ROLE)
async def test_every_page_is_reached_by_mouse_alone_at_double_text(
    app: QApplication, scene: str
) -> None:
    async with staged(app, scene, text_percent=200) as (window, _):
        work = window.work
        assert not window.findChild(Rail).isVisible()
        names = [page.name for page in work._pages]
        assert work.status.pages.isVisible() == (len(names) > 1), "one page needs no list"
        if len(names) == 1:
            return
        for at, name in enumerate(names):
            menu = the_list(window)
            entries = menu.actions()
            assert len(entries) == len(names)
            assert [one.isChecked() for one in entries] == [one == work.module for one in names]
            QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(entries[at]).center())
            assert work.module == name
            assert work._pages[at].title in work.status.pages.accessibleName()


async def test_where_the_rail_is_seen_no_second_list_takes_room(app: QApplication) -> None:
    async with staged(app, "idle") as (window, _):
        assert window.findChild(Rail).isVisible()
        assert not window.work.status.pages.isVisible()


async def test_the_list_says_what_waits_as_the_rail_does(app: QApplication) -> None:
    async with staged(app, "level2-queue", text_percent=200) as (window, _):
        entries = [one.text() for one in the_list(window).actions()]
        assert any("oltre termine" in one for one in entries), entries
        QApplication.activePopupWidget().close()
