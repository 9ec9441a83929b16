"""The list of the knowledge editor: what a search found is seen, however large the text."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.model.editing.listed_entry import ListedState
from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.screens.editing.editing_screen import EditingScreen
from console.screens.editing.editing_strip import EditingStrip
from contract.domain.account import Role
from tests.support.waiting import until


@pytest.mark.parametrize("percent", [100, 150, 200])
async def test_at_least_three_results_of_a_search_are_in_sight(
    app: QApplication, percent: int
) -> None:
    async with staged(app, "editing-search", text_percent=percent) as (window, seat):
        panel, model = window.part(EditingScreen).list, seat.models.editing.list
        rows = panel.items.viewport()
        await until(lambda: len(panel.items.records()) >= 3)
        third = panel.items.visualRect(panel.items.model().index(2, 0))
        assert rows.visibleRegion().contains(third)
        model.type_query("")
        await until(lambda: not model.is_searching)
        assert panel.groups.isVisibleTo(panel)
        assert panel.items.records()


async def test_groups_results_and_preview_stand_beside_each_other(app: QApplication) -> None:
    async with staged(app, "editing-search") as (window, _):
        screen = window.part(EditingScreen)
        places = [pane.mapTo(window, QPoint()).x() for pane in screen.panes()]
        wanted = ((56, 220), (276, 640), (916, 450))
        for pane, x, (left, width) in zip(screen.panes(), places, wanted, strict=True):
            assert abs(x - left) <= 4, pane.objectName()
            assert abs(pane.width() - width) <= 4, pane.objectName()


async def test_a_group_with_nothing_in_it_is_not_listed(app: QApplication) -> None:
    async with staged(app, "editing") as (window, seat):
        groups = window.part(EditingScreen).list.groups
        shown = {record.key: record.cells[1] for record in groups.records()}
        assert "0" not in shown.values()
        assert shown == {
            group: str(len(items))
            for group, items in seat.models.editing.list.groups.items()
            if items
        }


async def test_a_row_says_title_and_topic_state_and_until_when(app: QApplication) -> None:
    async with staged(app, "editing-search") as (window, _):
        items = window.part(EditingScreen).list.items
        first = items.records()[0]
        assert first.cells == (
            "Anagrafe di Via degli Esempi: orari e sede\nAnagrafe › Orari e sedi",
            "in revisione",
            "\u206631/12/2026\u2069\nscade fra 36 giorni",
        )
        title = items.visualRect(items.model().index(0, 0))
        bold = QFont(items.font())
        bold.setWeight(QFont.Weight.DemiBold)
        words = first.cells[0].partition("\n")[0]
        assert QFontMetrics(bold).horizontalAdvance(words) < title.width(), "it is not cut"


@pytest.mark.parametrize("percent", [100, 130])
async def test_the_row_that_is_previewed_is_marked_and_its_columns_have_titles(
    app: QApplication, percent: int
) -> None:
    size = QSize(1366, 768)
    async with staged(app, "editing", text_percent=percent, size=size) as (window, _):
        screen = window.part(EditingScreen)
        items = screen.list.items
        assert [one.row() for one in items.selectionModel().selectedRows()] == [0]
        title = items.records()[0].cells[0].partition("\n")[0]
        assert title in screen.glance.view.card.toPlainText()
        assert items.horizontalHeader().isVisible()


@pytest.mark.parametrize("percent", [100, 200])
async def test_groups_and_buttons_keep_off_the_edge(app: QApplication, percent: int) -> None:
    size = QSize(1366, 768)
    async with staged(app, "editing", text_percent=percent, size=size) as (window, _):
        panel = window.part(EditingScreen).list
        groups, edge = panel.groups, panel.mapTo(window, QPoint()).x()
        assert panel.new.mapTo(window, QPoint()).x() - edge == 16
        rows = groups.viewport().mapTo(window, QPoint()).x() - edge
        assert rows >= (4 if percent == 100 else 16)


async def test_states_to_choose_from_are_words_under_the_box(app: QApplication) -> None:
    async with staged(app, "editing-search") as (window, _):
        screen = window.part(EditingScreen)
        results = screen.list.results
        assert results.states() == ("Tutte 3", "Pubblicate 2", "In revisione 1")
        results.state_chosen.emit(ListedState.PUBLISHED)
        await until(lambda: len(screen.list.items.records()) == 2)
        assert results.states() == ("Tutte 3", "Pubblicate 2", "In revisione 1")
        results.state_chosen.emit("")
        await until(lambda: len(screen.list.items.records()) == 3)


async def test_what_is_marked_is_seen_as_operators_see_it_and_opened_from_there(
    app: QApplication,
) -> None:
    async with staged(app, "editing-search") as (window, seat):
        screen = window.part(EditingScreen)
        screen.list.items.select_key(screen.list.items.records()[1].key)
        await until(lambda: "Certificati" in screen.glance.view.card.toPlainText())
        screen.glance.open.click()
        await until(lambda: seat.models.editing.editor.draft is not None)
        assert screen.middle.shown_page() is screen.page
        screen.focus_search()
        assert screen.is_listing, "the list is one key away, and the entry stays in hand"
        assert seat.models.editing.editor.draft is not None


async def test_the_arrow_leads_from_the_search_box_to_the_rows_and_enter_opens_one(
    app: QApplication,
) -> None:
    async with staged(app, "editing-search") as (window, seat):
        screen, items = window.part(EditingScreen), window.part(EditingScreen).list.items
        await until(lambda: len(items.records()) >= 3)
        screen.focus_search()
        QTest.keyClick(screen.list.search.editor, Qt.Key.Key_Down)
        assert items.hasFocus()
        assert items.current_key() == items.records()[0].key, "the first is marked, none is skipped"
        QTest.keyClick(items, Qt.Key.Key_Return)
        await until(lambda: seat.models.editing.editor.draft is not None)


async def test_a_long_report_leaves_on_the_screen_what_can_be_done_about_it(
    app: QApplication,
) -> None:
    async with staged(app, "editing-long-report") as (window, _):
        editing = window.part(EditingScreen)
        answer = window.part(EditingStrip).widget.button("answer")
        for part in (answer, editing.list.words, editing.page.form.focusWidget()):
            assert part is not None
            assert is_whole(part), part.objectName()
        text = editing.page.reports()
        assert text.count("Documentazione") == 20, "what is told and answered is there to the end"
        window.part(EditingScreen).run("report")
        await settle()
        answers = window.part(EditingScreen).panels.panel.list
        last = answers.visualRect(answers.model().index(2, 0))
        assert answers.viewport().visibleRegion().contains(last)


def is_whole(part: QWidget) -> bool:
    return part.isVisible() and part.visibleRegion().boundingRect() == part.rect()


async def test_a_draft_that_the_server_cannot_take_says_why_it_stays_here(
    app: QApplication,
) -> None:
    async with staged(app, "editing-card") as (window, seat):
        editor = seat.models.editing.editor
        assert editor.draft is not None
        editor.draft = replace(editor.draft, is_one_too_many=True)
        editor.saved.emit()
        assert "200 bozze tue e non di più" in window.part(EditingScreen).page.notice()


async def test_the_editors_module_is_made_when_an_editor_signs_in_also_after_an_operator(
    app: QApplication,
) -> None:
    async with staged(app, "idle") as (window, seat):
        assert window.findChild(EditingScreen) is None, "who takes calls does not wait for it"
        seat.models.session.sign_out()
        await settle()
        seat.server.role = Role.EDITOR
        await seat.enter(seat="")
        await settle()
        assert window.work.module == "editing"
        seat.models.editing.list.refresh()
        await settle()
        assert window.part(EditingScreen).list.groups.isVisible()
