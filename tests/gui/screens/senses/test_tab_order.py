"""Tab goes the way the eye goes: through one part of the window after the other, and back."""

from itertools import groupby

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes.photograph import SIZES, staged
from console.shell.main_window import MainWindow
from tools.pictures.controls import spoken_name

SCENES = ("idle", "talking", "wrap-up", "saved", "level2-case", "editing", "editing-card", "floor")
BANDS = ("Stato e telefonata", "Voce in mano e che cosa si può fare")
MOST_STOPS = 80


def walk(window: MainWindow, key: Qt.Key) -> list[QWidget]:
    """Press a key until the cursor is where it was; return where it came to, that place last."""
    start, stops = QApplication.focusWidget(), []
    while not stops or (stops[-1] is not start and len(stops) < MOST_STOPS):
        QTest.keyClick(QApplication.focusWidget() or window, key)
        now = QApplication.focusWidget()
        assert now is not None, "the cursor is nowhere"
        stops.append(now)
    return stops


def parts_of(window: MainWindow, stops: list[QWidget]) -> list[QWidget]:
    """Return through which parts of the window the stops lead, the status bar last."""
    panes = window.work.panes()

    def part(stop: QWidget) -> QWidget:
        return next(pane for pane in panes if pane is stop or pane.isAncestorOf(stop))

    passed = [pane for pane, _ in groupby(map(part, stops))]
    if passed[0] is passed[-1]:
        passed.pop()
    first = passed.index(window.work.status) + 1
    return passed[first:] + passed[:first]


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2], ids=lambda one: one.name)
@pytest.mark.parametrize("name", SCENES)
async def test_tab_leads_through_one_part_after_the_other_as_they_stand(
    app: QApplication, name: str, direction: Qt.LayoutDirection
) -> None:
    app.setLayoutDirection(direction)
    try:
        async with staged(app, name, size=SIZES[1]) as (window, _):
            window.activateWindow()
            stops = walk(window, Qt.Key.Key_Tab)
            assert [one for one in stops if one.visibleRegion().isEmpty()] == []
            passed = [spoken_name(one) for one in parts_of(window, stops)]
            page = [spoken_name(one) for one in window.work.current.panes()]
            assert len(passed) == len(set(passed)), "a part was left and entered again"
            assert [one for one in passed if one in page] == [one for one in page if one in passed]
            above = [one for one in (*BANDS, "Moduli") if one in passed]
            assert passed[: len(above)] == above
            assert walk(window, Qt.Key.Key_Backtab)[::-1][1:] == stops[:-1]
    finally:
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
