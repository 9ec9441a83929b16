"""Between two calls: what to know, what to complete, what was closed; in the demo what to try."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from console.bootstrap.feature.contact import QUESTIONS
from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.scenes.scenes import a_call
from console.screens.contact.contact_screen import ContactScreen
from console.screens.contact.idle_page import IdlePage
from console.shell.main_window import MainWindow
from contract.wire.phone_socket import EndCause
from widgets.kit.column_scroll import ColumnScroll
from widgets.kit.plain_text import without_isolates

ASKED = ("Carta d'identità", "Tassa rifiuti")


def idle(window: MainWindow) -> IdlePage:
    return window.part(ContactScreen).idle


def scroll_of(page: IdlePage) -> ColumnScroll:
    found = page.findChild(ColumnScroll)
    assert found is not None
    return found


async def test_what_is_to_complete_says_what_it_lacks(app: QApplication) -> None:
    async with staged(app, "idle") as (window, _):
        rows = [
            tuple(without_isolates(cell) for cell in row.cells)
            for row in idle(window).drafts.records()
        ]
        assert rows == [
            ("13:02", "06 5550 0177", "manca: argomento"),
            ("10:02", "Bianca Esempio", "da chiudere"),
        ]


async def test_in_larger_text_what_is_missing_is_read_whole(app: QApplication) -> None:
    async with staged(app, "idle", text_percent=130, size=QSize(1366, 768)) as (window, _):
        for table in (idle(window).drafts, idle(window).closed):
            assert table.columnWidth(2) >= table.sizeHintForColumn(2)


async def test_news_come_and_go_and_nothing_below_them_moves(app: QApplication) -> None:
    places: list[QRect] = []
    for scene in ("idle", "news-today"):
        async with staged(app, scene) as (window, _):
            table = idle(window).drafts
            places.append(QRect(table.mapTo(window, QPoint()), table.size()))
    assert places[0] == places[1]


async def test_while_it_rings_the_room_kept_for_news_is_that_of_who_is_calling(
    app: QApplication,
) -> None:
    async with staged(app, "ringing") as (window, seat):
        page = idle(window)
        assert (page.news.isVisible(), page.drafts.isVisible()) == (False, True)
        assert scroll_of(page).verticalScrollBar().maximum() == 0
        seat.phone.end(EndCause.HUNG_UP_THERE)
        await settle()
        assert page.news.isVisible()


@pytest.mark.parametrize("scene", ["news-today", "idle"])
async def test_a_call_that_rings_takes_no_news_from_under_the_cursor(
    app: QApplication, scene: str
) -> None:
    async with staged(app, scene) as (window, seat):
        news = idle(window).news.list
        news.setFocus()
        seat.models.call.on_call(a_call(seat))
        await settle()
        assert (news.isVisible(), QApplication.focusWidget()) == (True, news)


async def test_a_question_to_try_is_searched_by_one_press(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(QUESTIONS, "\n".join(ASKED))
    async with staged(app, "empty") as (window, seat):
        table = idle(window).questions
        assert table.isVisible()
        spot = table.visualRect(table.model().index(1, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        await settle()
        assert seat.models.knowledge.answer.query == ASKED[1]
        assert window.part(ContactScreen).search.text() == ASKED[1]
        table.setFocus()
        table.setCurrentIndex(table.model().index(0, 0))
        QTest.keyClick(table, Qt.Key.Key_Return)
        await settle()
        assert seat.models.knowledge.answer.query == ASKED[0]


async def test_at_work_no_question_is_offered(app: QApplication) -> None:
    async with staged(app, "empty") as (window, _):
        assert not idle(window).questions.isVisible()


@pytest.mark.parametrize(("width", "percent"), [(1180, 100), (1366, 100), (1366, 130)])
async def test_the_receipt_has_no_scroll_bar_within_another_while_it_rings(
    app: QApplication, monkeypatch: pytest.MonkeyPatch, width: int, percent: int
) -> None:
    monkeypatch.setenv(QUESTIONS, "\n".join(ASKED * 4))
    async with staged(app, "news-today", size=QSize(width, 690), text_percent=percent) as (
        window,
        seat,
    ):
        seat.models.call.on_call(a_call(seat))
        await settle()
        QApplication.sendPostedEvents()
        parts = idle(window).findChildren(QAbstractScrollArea)
        scrolled = [part for part in parts if part.verticalScrollBar().isVisibleTo(window)]
        assert [type(part) for part in scrolled] == [ColumnScroll], "the page, and no list in it"
