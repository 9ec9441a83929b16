"""Between two calls: what to know, what to complete, what was closed; in the demo what to try."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.bootstrap.feature.contact import QUESTIONS
from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen
from console.screens.contact.idle_page import IdlePage
from console.shell.main_window import MainWindow
from widgets.kit.plain_text import without_isolates
from widgets.tables.news_list import NewsRow

ASKED = ("Carta d'identità", "Tassa rifiuti")


def idle(window: MainWindow) -> IdlePage:
    return window.part(ContactScreen).idle


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


async def test_news_take_their_room_but_nothing_moves_under_a_pointer(app: QApplication) -> None:
    async with staged(app, "news-today") as (window, _):
        page = idle(window)
        news = tuple(row for row in page.news.rows() if isinstance(row, NewsRow))
        await settle()
        with_news = top_of_drafts(window)
        at = QPointF(20, 20)
        QApplication.sendEvent(page, QEnterEvent(at, at, at))
        page.news.show_news((), "")
        await settle()
        assert top_of_drafts(window) == with_news
        QApplication.sendEvent(page, QEvent(QEvent.Type.Leave))
        await settle()
        assert top_of_drafts(window) < with_news  # no empty place for what there is not
        page.news.show_news(news, "")
        await settle()
        assert top_of_drafts(window) == with_news
    assert len(news) >= 2


def top_of_drafts(window: MainWindow) -> int:
    return idle(window).drafts.mapTo(window, QPoint()).y()


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
