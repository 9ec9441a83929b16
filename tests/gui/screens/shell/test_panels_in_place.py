"""Panels and cards beside the work: nothing behind them is lost, nothing on them is cut."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from console.bootstrap.feature.editing import EditingParts
from console.bootstrap.feature.settings import SettingsParts
from console.scenes.at_rest import settle
from console.scenes.photograph import SIZES, staged
from console.screens.callbacks.callback_commands import CallbackCommands
from console.screens.calls.call_panels import CallPanels
from console.screens.contact.contact_screen import ContactScreen
from console.screens.duty.duty_commands import DutyCommands
from console.screens.editing.editing_screen import EditingScreen
from console.screens.kit.callback_bands import CallbackBands
from console.screens.team.team_commands import TeamCommands
from console.shell.main_window import MainWindow
from tests.gui.screens.senses.test_accessible_scenes import cut_texts, outside
from tests.support.seats.driven_console import strip_of
from tools.pictures.controls import focusable
from widgets.cards.call_strip import STATE_ICONS, CallStrip
from widgets.panels.floating_panel import FloatingPanel
from widgets.panels.send_panel import SendPanel
from widgets.tables.call_list import CallList

OVER_THE_WORK = (
    "transfer-choose",
    "consultation-busy",
    "call-list",
    "keys",
    "danger-menu",
    "palette",
    "connection-details",
    "callback-window",
    "audio-in-a-call",
    "team",
    "team-member",
    "block-number",
    "send-card",
    "send-card-in-arabic",
    "send-card-by-sms",
    "settings",
)
WITH_TAB_STOPS = (
    "transfer-choose",
    "transfer-closed",
    "consultation",
    "digits",
    "audio-test",
    "send-card",
)
CROWDED = (  # `./prove pictures` looks at all scenes with double text
    "talking-passed-on",
    "danger-112-joined",
    "text-after-the-call",
    "alternated",
)
TWO_OR_MORE_TO_DO = (
    "talking",
    "second-rings",
    "consultation-at-work",
    "alternated",
    "three-way",
    "wrap-up-on-request",
    "pause-after-call",
)


def the_open_panel(window: QWidget) -> FloatingPanel:
    [panel] = [one for one in window.findChildren(FloatingPanel) if one.isVisible()]
    return panel


ALSO_OVER_THE_WORK = ("pause-menu", "digits", "words-list", "entry-fault", "audio-test")
COVERS_ALL = ("keys",)  # F1 alone
BESIDE_THE_ANSWER = [one for one in (*OVER_THE_WORK, *ALSO_OVER_THE_WORK) if one not in COVERS_ALL]


async def assert_strip_in_sight(window: MainWindow, percent: int) -> None:
    window.resize(SIZES[0])
    window._appearance.wear(text_percent=percent)
    await settle()
    panel, strip = the_open_panel(window), window.part(CallStrip)
    assert panel.y() >= strip.mapTo(window, QPoint(0, strip.height())).y()
    assert window.rect().contains(panel.geometry())
    assert cut_texts(window) == []


@pytest.mark.parametrize("name", BESIDE_THE_ANSWER)
async def test_no_panel_covers_the_answer_nor_with_double_text_the_strip(
    app: QApplication, name: str
) -> None:
    async with staged(app, name) as (window, _):
        panel, answer = the_open_panel(window), window.part(ContactScreen).search.card_view
        for size in (QSize(1366, 690), QSize(1920, 1040), QSize(1180, 690)):
            window.resize(size)
            await settle()
            seen = QRect(answer.mapTo(window, QPoint(0, 0)), answer.size())
            is_covered = answer.isVisible() and panel.geometry().intersects(seen)
            assert not is_covered, size
        if name in OVER_THE_WORK:
            await assert_strip_in_sight(window, 200)


@pytest.mark.parametrize("name", ["consultation-busy", "keys"])
async def test_a_panel_leaves_the_strip_in_sight(app: QApplication, name: str) -> None:
    async with staged(app, name) as (window, _):
        for percent in (100, 200):
            await assert_strip_in_sight(window, percent)


@pytest.mark.parametrize("name", WITH_TAB_STOPS)
async def test_tab_goes_round_in_a_panel_and_reaches_all_of_it(
    app: QApplication, name: str
) -> None:
    async with staged(app, name) as (window, _):
        panel = the_open_panel(window)
        stops = {one for one in focusable(panel) if one.focusPolicy() & Qt.FocusPolicy.TabFocus}
        reached = set()
        for _press in range(len(stops) + 1):
            QTest.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_Tab)
            reached.add(QApplication.focusWidget())
        assert reached == stops
        assert panel.isVisible()
        last = QApplication.focusWidget()
        QTest.keyClick(last, Qt.Key.Key_Tab)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
        assert QApplication.focusWidget() is last


@pytest.mark.parametrize("name", CROWDED)
async def test_at_double_text_no_word_is_cut_and_no_button_is_lost(
    app: QApplication, name: str
) -> None:
    async with staged(app, name, text_percent=200) as (window, _):
        assert cut_texts(window) == []
        assert outside(window) == []
        assert window.height() == SIZES[0].height(), "the window had to grow"


@pytest.mark.parametrize("name", TWO_OR_MORE_TO_DO)
async def test_the_work_does_not_move_when_a_second_call_or_button_comes(
    app: QApplication, name: str
) -> None:
    async with staged(app, name) as (window, _):
        strip = window.part(CallStrip)
        assert strip.height() == strip.minimumHeight()


async def test_a_part_that_a_key_goes_to_is_brought_into_view_at_double_text(
    app: QApplication,
) -> None:
    async with staged(app, "danger-112-joined", text_percent=200) as (window, _):
        window.commands.run("search.focus")
        box = window.part(ContactScreen).search.field.editor
        assert box.visibleRegion().boundingRect().height() == box.height()


@pytest.mark.parametrize("name", ["pause-ends-soon", "pause-over"])
async def test_a_pause_near_its_end_looks_like_no_call(app: QApplication, name: str) -> None:
    async with staged(app, name) as (window, _):
        look = strip_of(window).state().look
        assert look == name.replace("-", "_")
        assert not STATE_ICONS[look].startswith("phone")


async def test_a_number_that_is_its_own_name_is_said_once(app: QApplication) -> None:
    async with staged(app, "danger-112-joined") as (window, _):
        shown = [label.text() for label in window.part(CallStrip).findChildren(QLabel)]
        assert sum("112" in text for text in shown) == 1
        assert not any("112" in text and "·" in text for text in shown)


async def test_the_panel_goes_when_the_citizen_is_with_the_colleague(app: QApplication) -> None:
    async with staged(app, "transferred") as (window, _):
        assert not [panel for panel in window.findChildren(FloatingPanel) if panel.isVisible()]


async def test_the_call_that_enter_would_dial_is_marked_as_a_whole_row(app: QApplication) -> None:
    async with staged(app, "call-list") as (window, _):
        panel = the_open_panel(window)
        assert isinstance(panel, CallList)
        [row] = panel.table.selectionModel().selectedRows()
        assert row.row() == 0


async def test_a_panel_over_the_work_claims_no_letter_of_a_field_or_menu_behind_it(
    app: QApplication,
) -> None:
    """Alt with a letter two parts claim goes to either: the panel would be gone with its text."""
    async with staged(app, "editing") as (window, _):
        panels = every_panel(window)
        labels = [label for panel in panels for label in panel.findChildren(QLabel)]
        assert labels
        assert [label.text() for label in labels if label.buddy() and "&" in label.text()] == []


def every_panel(window: MainWindow) -> list[FloatingPanel]:
    """Return all panels of a window; those nobody has opened yet are made first."""
    editing, team, calls = (
        window.part(EditingScreen),
        window.part(TeamCommands),
        window.part(CallPanels),
    )
    asked = (
        team.team.panel, team.block.panel, window.commands.unsent.panel,
        editing.panels.panel, window.part(CallbackCommands).find_case.panel,
        window.part(CallbackCommands).closed_cases.panel,
    )  # fmt: skip
    others = (
        window.panels.keys, window.panels.messages, window.part(EditingParts).figures,
        calls.dial_pad, calls.call_list,
        editing.bulk, editing.learning, window.part(DutyCommands).audio,
        window.part(CallbackBands).picker, window.part(SettingsParts).settings,
        window.part(SettingsParts).password,
    )  # fmt: skip
    assert None not in others
    found = window.findChildren(FloatingPanel)
    assert {type(one) for one in found} == set(kinds_of(FloatingPanel))
    assert set(asked) <= set(found)
    return found


def kinds_of(kind: type[FloatingPanel]) -> Iterator[type[FloatingPanel]]:
    """Give the kinds of panel that the product has."""
    for one in kind.__subclasses__():
        if not one.__module__.startswith("tests."):
            yield one
            yield from kinds_of(one)


async def test_each_language_a_card_can_be_sent_in_is_seen_whole(app: QApplication) -> None:
    """A row in Arabic letters is higher than one in Latin ones."""
    async with staged(app, "send-card") as (window, _):
        languages = window.findChild(SendPanel).places
        assert languages.model().rowCount() == 3
        assert languages.verticalScrollBar().maximum() == 0
