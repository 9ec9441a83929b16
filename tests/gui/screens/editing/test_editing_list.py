"""The list of the knowledge editor: what a search found is seen, however large the text."""

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.screens.editing.editing_screen import EditingScreen
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
        await until(lambda: panel.groups.isVisibleTo(panel))
        assert panel.items.records()


async def test_a_long_report_leaves_on_the_screen_what_can_be_done_about_it(
    app: QApplication,
) -> None:
    async with staged(app, "editing-long-report") as (window, _):
        editing = window.part(EditingScreen)
        for part in (editing.list.report, editing.list.words, editing.page.form.focusWidget()):
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
