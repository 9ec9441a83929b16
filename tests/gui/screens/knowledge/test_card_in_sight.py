"""What is read to the citizen stands on the screen without scrolling, also with large text."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from console.scenes.photograph import SIZES, staged
from console.screens.contact.contact_screen import ContactScreen
from widgets.cards.card_view import CardView
from widgets.panels.search_panel import SearchPanel
from widgets.tables.hit_list import HitList

FULL_SCREEN = QSize(1366, 768)
STEP_SCENES = ("danger-suicide", "danger-112-joined", "desk-phone-danger")


def is_whole(part: QWidget) -> bool:
    return part.isVisible() and part.visibleRegion().boundingRect() == part.rect()


def is_read_without_scrolling(card: CardView, words: str) -> bool:
    found = card.document().find(words, 0, QTextDocument.FindFlag.FindCaseSensitively)
    return not found.isNull() and card.viewport().rect().contains(card.cursorRect(found))


async def test_with_text_at_150_percent_what_to_say_is_seen_and_results_are_one_key_away(
    app: QApplication,
) -> None:
    async with staged(app, "talking", text_percent=150, size=FULL_SCREEN) as (window, _):
        search = window.part(ContactScreen).search
        card = search.card_view
        assert is_read_without_scrolling(card, "l'appuntamento")
        hits = search.findChild(HitList, "hit_list")
        search.focus_box()
        QTest.keyClick(search.field.editor, Qt.Key.Key_Down)
        assert hits.height() >= hits.row_height() * 2


@pytest.mark.parametrize("size", [FULL_SCREEN, SIZES[0]])
@pytest.mark.parametrize("name", STEP_SCENES)
async def test_all_steps_for_somebody_in_danger_are_seen_at_once(
    app: QApplication, name: str, size: QSize
) -> None:
    async with staged(app, name, size=size) as (window, _):
        steps = window.findChild(QTextEdit, "procedure_steps")
        assert steps.verticalScrollBar().maximum() == 0
        assert is_whole(steps)


async def test_before_anything_is_searched_the_news_of_today_come_before_the_card(
    app: QApplication,
) -> None:
    async with staged(app, "news-today", text_percent=150) as (window, _):
        listed = window.part(ContactScreen).idle.news.list
        third = listed.visualRect(listed.model().index(1, 0))
        assert listed.viewport().visibleRegion().contains(third)


async def test_tab_goes_from_the_card_to_its_own_buttons(app: QApplication) -> None:
    async with staged(app, "talking") as (window, _):
        at = window.part(SearchPanel).card_view
        stops = []
        while len(stops) < 2:
            at = at.nextInFocusChain()
            if at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible():
                stops.append(at.objectName())
        assert stops == ["card_call_0", "card_card.send"]
