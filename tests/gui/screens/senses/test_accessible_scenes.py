"""Scenes without mouse or sight: names, tab stops, nothing cut, mirrored, in all themes.

A sample: `./prove pictures` judges every scene, in every theme, language, size and size of text.
"""

import re
from collections.abc import Callable, Collection

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMainWindow,
    QScrollArea,
    QWidget,
)

from console.scenes.at_rest import settle
from console.scenes.photograph import SIZES, staged
from console.screens.contact.contact_screen import ContactScreen
from console.shell.keyboard import first_stop, with_parents
from console.shell.main_window import MainWindow
from tests.support.audits.widget_audit import missed_by_tab
from tests.support.steps import steps_of
from tools.pictures.controls import nameless, spoken_name
from tools.pictures.judge import told
from widgets.cards.call_strip import CallStrip
from widgets.kit.plain_text import ElidedLabel
from widgets.kit.theme import current_tokens
from widgets.kit.tokens import THEMES

pytestmark = pytest.mark.usefixtures("painted")

WORKING = (
    "idle",
    "talking",
    "consultation-at-work",
    "talking-passed-on",
    "incomplete",
    "level2-queue",
    "level2-case",
    "own-contacts",
    "editing",
    "editing-review",
    "editing-clash",
    "floor",
    "systems",
    "systems-accounts",
)
# One scene of each kind of page, panel, form and state of a call that WORKING has not.
OTHERS = (
    "sign-in",
    "lock",
    "ringing",
    "wrap-up",
    "text-with-citizen",
    "danger-suicide",
    "filter-choose",
    "entry-fault",
    "send-card",
    "callback-window",
    "transfer-closed",
    "pause-menu",
    "audio-test",
    "call-list",
    "digits",
    "keys",
    "palette",
    "settings",
    "team-member",
    "connection-details",
    "words-list",
    "editing-card",
    "editing-bulk",
    "editing-words",
    "editing-question",
)
DENSE = ("talking", "level2-case", "editing-review", "floor")  # the fullest page of each kind
STEPS_OF_A_KEY = 5_000  # some 740 are seen; a search within the key takes many times as many


def cut_texts(window: QWidget) -> list[str]:
    """Buttons and labels that got less room than their words need."""
    cut = []
    for part in window.findChildren(QWidget):
        if not part.isVisible() or isinstance(part, ElidedLabel):
            continue
        if isinstance(part, QAbstractButton) and part.text():
            wanted = part.sizeHint()
            if part.width() < wanted.width() or part.height() < wanted.height() - 2:
                cut.append(f"{part.objectName()}: {part.text()}")
        elif isinstance(part, QLabel) and part.text():
            needed = part.heightForWidth(part.width()) if part.wordWrap() else 0
            needed = max(needed, part.minimumSizeHint().height())
            if part.height() < needed - 2 or (
                not part.wordWrap() and part.width() < part.minimumSizeHint().width()
            ):
                cut.append(f"{part.objectName()}: {part.text()[:40]}")
    return cut


def outside(window: QWidget) -> list[str]:
    """Buttons that reach over the edge of the window, but for those one may scroll to."""
    room = QRect(QPoint(0, 0), window.size())
    return [
        f"{part.objectName()}: {part.text()}"
        for part in window.findChildren(QAbstractButton)
        if part.isVisible()
        and not part.visibleRegion().isEmpty()
        and not room.contains(_place_of(part, window))
    ]


def _place_of(part: QWidget, window: QWidget) -> QRect:
    """Return where a part is; of one in a column that scrolls, the row of it that is seen."""
    place = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
    is_scrolled = any(isinstance(one, QScrollArea) for one in with_parents(part))
    return QRect(place.x(), window.height() // 2, place.width(), 1) if is_scrolled else place


def strange_titles(window: QMainWindow) -> list[str]:
    title = window.windowTitle()
    return [] if re.fullmatch(r"ChiamaRoma( · (1001|(1001 )?anna\.prova))?", title) else [title]


# Each looks at a window and leaves it as it is; a finding is told with what it is.
LOOKS: dict[str, Callable[[MainWindow], Collection[object]]] = {
    "without a name": nameless,
    "title": strange_titles,
    "cut": cut_texts,
    "over the edge": outside,
    "told": told,
}


@pytest.mark.parametrize("name", OTHERS)  # those at WORK: below, before their keys are pressed
async def test_every_control_has_a_name_its_room_and_its_own_letter(
    app: QApplication, name: str
) -> None:
    async with staged(app, name) as (window, _):
        assert_accessible(window)


def assert_accessible(window: MainWindow) -> None:
    looked = {what: look(window) for what, look in LOOKS.items()}
    found = {what: parts for what, parts in looked.items() if parts}
    assert found == {}, found  # in full: pytest would cut it


@pytest.mark.parametrize("name", DENSE)
async def test_nothing_is_cut_on_a_large_screen_in_any_theme(app: QApplication, name: str) -> None:
    async with staged(app, name, size=SIZES[1]) as (window, _):
        for theme in THEMES:  # the next one by its key, as on a seat
            assert current_tokens() is THEMES[theme]
            assert cut_texts(window) == [], theme
            assert outside(window) == [], theme
            window.commands.run("theme.next")
            await settle()


@pytest.mark.parametrize("name", [*DENSE, "sign-in"])
async def test_large_text_keeps_every_button_on_the_screen(app: QApplication, name: str) -> None:
    async with staged(app, name, text_percent=200) as (window, _):
        for percent in (200, 130):
            window._appearance.wear(text_percent=percent)
            await settle()
            assert outside(window) == [], percent
            assert window.width() == SIZES[0].width(), "the window had to grow"


@pytest.mark.parametrize("name", WORKING)
async def test_f6_goes_through_all_panes_that_say_which_they_are_and_tab_reaches_every_control(
    app: QApplication, name: str
) -> None:
    async with staged(app, name) as (window, _):
        assert_accessible(window)
        panes = window.work.panes()
        names = [spoken_name(pane) for pane in panes]
        assert "" not in names
        assert len(set(names)) == len(names)
        roles = {QAccessible.queryAccessibleInterface(pane).role() for pane in panes}
        assert QAccessible.Role.Client not in roles, "a reader passes over such a part"
        seen = set()
        for _ in range(len(panes) + 1):
            QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F6)
            now = QApplication.focusWidget()
            seen |= {pane for pane in panes if now and (pane is now or pane.isAncestorOf(now))}
        assert seen == {pane for pane in panes if pane.isVisible() and first_stop(pane)}
        # The rail is one stop, and so are chips of which one is on; arrows go through them.
        by_arrows = ("rail_", "ChoiceChip")
        missed = [one for one in missed_by_tab(window) if not any(by in one for by in by_arrows)]
        assert missed == []


async def test_f6_stops_at_the_card_being_read_and_goes_on_from_it(app: QApplication) -> None:
    async with staged(app, "talking") as (window, _):
        contact = window.part(ContactScreen)
        contact.focus_search()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        assert QApplication.focusWidget() is contact.search.card_view
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        assert window.part(CallStrip).isAncestorOf(QApplication.focusWidget())
        shift = Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, shift)
        assert QApplication.focusWidget() is contact.search.card_view
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, shift)
        assert QApplication.focusWidget() is contact.search.field.editor


async def test_f6_passes_over_the_card_while_none_is_read(app: QApplication) -> None:
    async with staged(app, "nothing-found") as (window, _):
        contact = window.part(ContactScreen)
        assert contact.search.card_view.card() is None
        contact.focus_search()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        assert window.part(CallStrip).isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("name", [*DENSE, "editing"])
async def test_the_window_mirrors_for_right_to_left_languages(app: QApplication, name: str) -> None:
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        async with staged(app, name) as (window, _):
            strip, status = window.part(CallStrip), window.work.status
            has_strip = strip.isVisible()  # an editor has no telephone
            assert not has_strip or strip.timer.mapTo(strip, QPoint(0, 0)).x() > strip.width() // 2
            assert status.width() == window.width()
            assert cut_texts(window) == []
            assert outside(window) == []
    finally:
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


async def test_narrow_windows_show_one_side_at_a_time_and_keys_bring_the_other(
    app: QApplication,
) -> None:
    async with staged(app, "talking", size=QSize(880, 690)) as (window, _):
        contact = window.part(ContactScreen)
        assert contact.search.isVisible()
        assert not contact.citizen.isVisible()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F3)
        assert contact.citizen.isVisible()
        assert not contact.search.isVisible()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
        assert contact.search.isVisible()
        assert not contact.citizen.isVisible()


async def test_at_double_text_each_part_is_a_page(app: QApplication) -> None:
    async with staged(app, "talking", text_percent=200) as (window, _):
        contact = window.part(ContactScreen)
        contact.focus_description()
        assert contact.form.isVisible()
        assert not contact.search.isVisible()
        contact.focus_search()
        assert contact.search.isVisible()
        assert not contact.form.isVisible()


async def test_zoom_and_theme_change_by_key_and_keep_the_text(app: QApplication) -> None:
    async with staged(app, "talking") as (window, seat):
        before = seat.models.editor.draft.description
        focus = QApplication.focusWidget()
        QTest.keyClick(focus, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        assert window.font().pixelSize() > 14
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(focus, Qt.Key.Key_H, keys)
        QTest.keyClick(focus, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
        await settle()
        assert seat.models.editor.draft.description == before
        assert QApplication.focusWidget() is focus


async def test_no_key_of_the_search_holds_the_window_up(app: QApplication) -> None:
    async with staged(app, "answered") as (window, _):
        box = window.part(ContactScreen).search.field.editor
        for letter in "anagrafe centrale":
            steps = steps_of(lambda letter=letter: QTest.keyClicks(box, letter))
            assert 0 < steps < STEPS_OF_A_KEY
            await settle()
