"""Filters below the search box: chosen from a list by the box's own keys, or by chips."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.gui.widgets.conftest import QtBot
from widgets.fields.filter_row import FilterChip
from widgets.panels.search_panel import SearchPanel
from widgets.tables.hit_list import HitList, HitRow

CHIPS = (
    FilterChip("open", "Aperti adesso"),
    FilterChip("municipio", "Municipio 8", is_on=True, hint="Filtro attivo."),
)
OPTIONS = (HitRow("Municipio 8", "61 voci · @m8"), HitRow("Municipio 9", "40 voci · @m9"))
HITS = (HitRow("Anagrafe"), HitRow("CIE"))


@pytest.fixture
def panel(qtbot: QtBot) -> SearchPanel:
    panel = qtbot.own(SearchPanel())
    panel.resize(900, 610)
    panel.set_side_by_side(288)
    panel.filters.show_chips(CHIPS)
    panel.show()
    panel.activateWindow()
    panel.focus_box()
    qtbot.waitUntil(panel.field.editor.hasFocus)
    return panel


def _press(panel: SearchPanel, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(panel.field.editor, key)


def _offer(panel: SearchPanel, rows: tuple[HitRow, ...]) -> None:
    panel.filters.show_options(rows)
    panel.fit_to_filters()


def test_arrows_and_enter_choose_a_filter_and_the_focus_stays_in_the_box(
    panel: SearchPanel,
) -> None:
    taken: list[int] = []
    used: list[int] = []
    panel.filters.taken.connect(taken.append)
    panel.hit_used.connect(used.append)
    panel.show_hits(HITS)
    _offer(panel, OPTIONS)
    _press(panel, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert (taken, used) == ([1], [])
    assert panel.field.editor.hasFocus()


def test_while_a_filter_is_chosen_its_list_has_the_place_of_the_results(
    panel: SearchPanel,
) -> None:
    results = panel.findChild(HitList, "hit_list")
    offered = panel.findChild(HitList, "filter_options")
    panel.show_hits(HITS, heading="Le più chieste oggi")
    _offer(panel, OPTIONS)
    panel.show_hits(HITS)
    assert (results.isVisible(), offered.isVisible()) == (False, True)
    _offer(panel, ())
    assert (results.isVisible(), offered.isVisible()) == (True, False)


def test_escape_closes_the_list_and_then_means_what_it_always_means(panel: SearchPanel) -> None:
    closed: list[bool] = []
    panel.filters.closed.connect(lambda: closed.append(True))
    _offer(panel, OPTIONS)
    _press(panel, Qt.Key.Key_Escape)
    assert closed == [True]
    _offer(panel, ())
    _press(panel, Qt.Key.Key_Escape)
    assert closed == [True]


def test_a_chip_says_its_state_and_is_pressed_by_keys(panel: SearchPanel, qtbot: QtBot) -> None:
    chip = panel.findChild(QPushButton, "filter_municipio")
    assert chip.isChecked()
    assert (chip.accessibleName(), chip.accessibleDescription()) == (
        "Municipio 8",
        "Filtro attivo.",
    )
    QTest.keyClick(panel.field.editor, Qt.Key.Key_Tab)
    first = panel.findChild(QPushButton, "filter_open")
    qtbot.waitUntil(first.hasFocus)
    with qtbot.waitSignal(panel.filters.pressed) as told:
        QTest.keyClick(first, Qt.Key.Key_Space)
    assert told.args == ["open"]


def test_a_long_name_is_cut_on_the_chip_but_not_in_its_name(panel: SearchPanel) -> None:
    name = "Sportello anagrafico di Via degli Esempi"
    panel.filters.show_chips((FilterChip("open", name, is_on=True),))
    chip = panel.findChild(QPushButton, "filter_open")
    assert chip.accessibleName() == name
    assert chip.text() == "Sportello anagr…"


def test_what_is_put_into_the_box_counts_as_typed(panel: SearchPanel) -> None:
    told: list[str] = []
    panel.text_changed.connect(told.append)
    panel.type_text("tari @m8 ")
    assert (told, panel.text()) == (["tari @m8 "], "tari @m8 ")
    assert panel.field.cursor_position() == 9
