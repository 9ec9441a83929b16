"""A report leads an editor to the fault, and what was said of it stays in her sight."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from console.scenes.photograph import staged
from console.screens.editing.editing_screen import EditingScreen
from contract.domain.account import Role
from contract.domain.ids import EDITING_SCOPE, OfficeId, ReportId
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause, ReportState
from contract.domain.knowledge_entries.knowledge import Office
from contract.domain.knowledge_entries.revision import EntryKind, RevisionState
from contract.domain.opening_times.opening_times import OpeningTimes, week
from server.store.sync.replicated_rows import find
from tests.support.async_fixtures import async_fixture
from tests.support.known import known
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.seats.played_disk import full_disk
from tests.support.servers.real_server import RealServer, utc_now
from tests.support.waiting import comes, until
from widgets.kit.plain_text import without_isolates

CTRL = Qt.KeyboardModifier.ControlModifier
ANSWER = "Chiude alle 13 tutti i giorni."
OFFICE = Office(
    id=OfficeId("o-1"),
    name="Sportello tributi",
    desk_times=OpeningTimes(weekly=week((0, 1), (510, 750))),
)


def _report(**changes: Any) -> EntryReport:
    fields: dict[str, Any] = {
        "id": ReportId("rep-1"),
        "cause": ReportCause.OPERATOR,
        "entry_kind": EntryKind.OFFICE,
        "entry_id": OFFICE.id,
        "title": OFFICE.name,
        "field": "desk_times",
        "text": "Chiude alle 13",
        "author_name": "Anna",
        "reported_at": utc_now(),
        "state": ReportState.CONFIRMED,
        "answer": ANSWER,
    }
    return EntryReport(**(fields | changes))


@asynccontextmanager
async def _in_her_list(
    app: QApplication, city: RealServer, folder: Path, report: EntryReport, *offices: Office
) -> AsyncIterator[DrivenConsole]:
    """An editor's cursor stands on the one report."""
    await city.add_account("edda", Role.EDITOR, name="Edda")
    await city.add_knowledge(*offices)
    await city.put(EDITING_SCOPE, report)
    async with driven_console(app, city, folder) as driven:
        await driven.enter_without_phone("edda")
        screen = driven.window.part(EditingScreen)
        await until(lambda: screen.list.items.records())
        await until(lambda: driven.focus() is screen.list.groups)
        driven.press(Qt.Key.Key_Return)
        assert driven.focus() is screen.list.items
        yield driven


driven = async_fixture(lambda app, city, tmp_path: _in_her_list(app, city, tmp_path, _report()))
of_an_office = async_fixture(
    lambda app, city, tmp_path: _in_her_list(app, city, tmp_path, _report(), OFFICE)
)


def _listed(driven: DrivenConsole) -> tuple[str, ...]:
    [row] = driven.window.part(EditingScreen).list.items.records()
    return tuple(row.cells)


async def test_a_confirmed_report_leads_to_the_hours_with_the_answer_in_sight(
    of_an_office: DrivenConsole,
) -> None:
    screen = of_an_office.window.part(EditingScreen)
    title, _, told = _listed(of_an_office)
    assert (title, told) == ("Sportello tributi\nUfficio", "confermata")
    of_an_office.press(Qt.Key.Key_Return)
    await until(lambda: of_an_office.focus().objectName() == "desk_times_0_editor")
    monday = of_an_office.focus()
    assert isinstance(monday, QLineEdit)
    assert monday.selectedText() == monday.text(), "the first key takes the old hours away"
    said = "Anna segnala: «Chiude alle 13» · chi ne risponde conferma"
    assert said in without_isolates(screen.page.reports())
    of_an_office.type("8:30-13")
    assert ANSWER in without_isolates(screen.page.reports()), "it stays while she types"


async def test_a_report_that_is_being_mended_says_so_and_by_whom(
    of_an_office: DrivenConsole,
) -> None:
    screen, editor = of_an_office.window.part(EditingScreen), of_an_office.models.editing.editor
    of_an_office.press(Qt.Key.Key_Return)
    await until(lambda: of_an_office.focus().objectName() == "desk_times_0_editor")
    of_an_office.type("8:30-13")
    of_an_office.press(Qt.Key.Key_F9)
    await until(lambda: editor.revision and editor.revision.state is RevisionState.IN_REVIEW)
    await until(lambda: _listed(of_an_office)[1:] == ("in revisione", "in revisione"))
    assert "ci lavora Edda" in without_isolates(screen.list.results.detail.text())
    assert ANSWER in without_isolates(screen.page.reports())


async def test_what_has_not_come_to_this_seat_is_no_blank_form_and_opens_when_it_comes(
    city: RealServer, driven: DrivenConsole
) -> None:
    told = driven.window.part(EditingScreen).list.results.told
    driven.press(Qt.Key.Key_Return)
    await until(lambda: "non è ancora su questa postazione" in told.text())
    assert driven.models.editing.editor.draft is None
    await city.add_knowledge(OFFICE)
    await until(lambda: driven.focus().objectName() == "desk_times_0_editor")
    assert driven.models.editing.editor.base == OFFICE


async def _awaited(driven: DrivenConsole) -> None:
    told = driven.window.part(EditingScreen).list.results.told
    driven.press(Qt.Key.Key_Return)
    await until(lambda: "non è ancora su questa postazione" in told.text())


async def test_what_comes_late_leaves_the_cursor_where_she_types_meanwhile(
    city: RealServer, driven: DrivenConsole
) -> None:
    screen = driven.window.part(EditingScreen)
    await _awaited(driven)
    driven.press(Qt.Key.Key_F2)
    driven.type("anag")
    await city.add_knowledge(OFFICE)
    await until(lambda: driven.models.editing.editor.draft is not None)
    assert driven.focus() is screen.list.search.editor
    assert "adesso è aperta" in screen.list.results.told.text()
    driven.type("rafe")
    assert screen.list.search.value() == "anagrafe"
    assert screen.is_listing, "it is there, and nothing moved"
    screen.run("resume")
    assert screen.page.form.isVisible(), "the band on top has the way to it"


async def test_what_comes_late_closes_no_panel_in_which_she_types(
    city: RealServer, driven: DrivenConsole
) -> None:
    screen = driven.window.part(EditingScreen)
    await _awaited(driven)
    driven.window.commands.run("entry.bulk")
    driven.type("municipio V")
    await city.add_knowledge(OFFICE)
    await until(lambda: driven.models.editing.editor.draft is not None)
    assert driven.focus() is screen.bulk_panel.filter.editor
    assert screen.bulk_panel.filter.value() == "municipio V"
    assert "adesso è aperta" in screen.list.results.told.text()


async def test_what_comes_late_does_not_take_the_cursor_from_another_row(
    city: RealServer, driven: DrivenConsole
) -> None:
    screen = driven.window.part(EditingScreen)
    other = _report(id=ReportId("rep-2"), entry_id="o-2", title="Anagrafe")
    await city.put(EDITING_SCOPE, other)
    await until(lambda: len(screen.list.items.records()) == 2)
    await _awaited(driven)
    first = screen.side.current()
    driven.press(Qt.Key.Key_Down)
    if screen.side.current() == first:
        driven.press(Qt.Key.Key_Up)
    await city.add_knowledge(OFFICE, replace(OFFICE, id=OfficeId("o-2")))
    await until(lambda: driven.models.editing.editor.draft is not None)
    assert driven.focus() is screen.list.items


@pytest.mark.parametrize("text_percent", [100, 150, 200])
async def test_the_hours_reported_are_seen_whole_below_the_report(
    app: QApplication, text_percent: int
) -> None:
    async with staged(app, "editing-report", text_percent=text_percent) as (window, _):
        page = window.part(EditingScreen).page
        monday = window.focusWidget()
        assert monday.objectName() == "desk_times_0_editor"
        viewport = known(page.form.parentWidget())

        def is_seen_whole() -> bool:
            return viewport.rect().contains(
                QRect(monday.mapTo(viewport, QPoint(0, 0)), monday.size())
            )

        await until(is_seen_whole)


def _is_settled(report: EntryReport) -> bool:
    return report.state is not ReportState.CONFIRMED


async def _report_at(server: RealServer) -> EntryReport:
    found = known(await server.database.read(lambda c: find(c, EntryReport, ReportId("rep-1"))))
    return found


@pytest.mark.parametrize("why", ["", "Confermato"])
async def test_a_report_that_changes_nothing_is_closed_with_a_word_where_she_reads_it(
    city: RealServer, of_an_office: DrivenConsole, why: str
) -> None:
    """F9 with nothing to review asks what becomes of the report; a reason typed is that word."""
    screen, editor = of_an_office.window.part(EditingScreen), of_an_office.models.editing.editor
    of_an_office.press(Qt.Key.Key_Return)
    await until(lambda: of_an_office.focus().objectName() == "desk_times_0_editor")
    if why:
        screen.page.form.focus_field("why")
        of_an_office.type(why)
    of_an_office.press(Qt.Key.Key_F9)
    panel = screen.panels.panel
    assert of_an_office.focus() is panel.field.editor
    assert panel.note() == why
    assert "Non hai cambiato niente" in screen.page.notice()
    of_an_office.type(" Va bene")
    of_an_office.press(Qt.Key.Key_Return)
    of_an_office.press(Qt.Key.Key_3)
    report = await comes(lambda: _report_at(city), _is_settled)
    assert (report.state, report.note) == (ReportState.DISMISSED, f"{why} Va bene".strip())
    await until(lambda: not screen.page.reports())
    await until(lambda: not editor.is_dirty, what="the word is said, no draft stays of it")
    await until(lambda: not of_an_office.models.editing.list.work.drafts)


async def test_with_nothing_changed_and_nothing_reported_f9_says_that_nobody_is_asked(
    city: RealServer, app: QApplication, tmp_path: Path
) -> None:
    other = _report(entry_id="o-2", title="Anagrafe")
    async with _in_her_list(app, city, tmp_path, other, OFFICE) as driven:
        screen = driven.window.part(EditingScreen)
        await _found_by_search(driven, "sportello")
        driven.press(Qt.Key.Key_F9)
        assert "non c'è niente da far rivedere" in screen.page.notice()
        assert not screen.panels.panel.isVisible()
        assert not screen.page.reports()


async def _found_by_search(driven: DrivenConsole, words: str) -> None:
    screen = driven.window.part(EditingScreen)
    driven.press(Qt.Key.Key_F2)
    driven.type(words)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.focus() is screen.list.items)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.models.editing.editor.draft is not None)


async def test_who_searches_before_the_index_knows_the_entry_is_led_to_it_afterwards(
    city: RealServer, of_an_office: DrivenConsole
) -> None:
    screen, listed = of_an_office.window.part(EditingScreen), of_an_office.models.editing.list
    await of_an_office.search_is_ready()
    of_an_office.press(Qt.Key.Key_F2)
    of_an_office.type("anagrafe")
    of_an_office.press(Qt.Key.Key_Return)
    await until(lambda: listed.is_answered)
    assert listed.items == ()
    await city.add_knowledge(replace(OFFICE, id=OfficeId("o-new"), name="Anagrafe nuova"))
    await until(lambda: of_an_office.focus() is screen.list.items)


async def test_an_entry_found_by_a_search_shows_what_was_reported_and_mends_it(
    of_an_office: DrivenConsole,
) -> None:
    screen, editor = of_an_office.window.part(EditingScreen), of_an_office.models.editing.editor
    await _found_by_search(of_an_office, "sportello")
    await until(lambda: ANSWER in without_isolates(screen.page.reports()))
    screen.page.form.focus_field("desk_times")
    of_an_office.type("8:30-13")
    of_an_office.press(Qt.Key.Key_F9)
    await until(lambda: editor.revision and editor.revision.state is RevisionState.IN_REVIEW)
    assert known(editor.revision).report_ids == ("rep-1",), "its publication closes the report"


async def test_a_report_on_what_was_not_changed_stays_open(of_an_office: DrivenConsole) -> None:
    screen, editor = of_an_office.window.part(EditingScreen), of_an_office.models.editing.editor
    await _found_by_search(of_an_office, "sportello")
    screen.page.form.focus_field("address")
    of_an_office.type("Via degli Esempi 48")
    of_an_office.press(Qt.Key.Key_F9)
    await until(lambda: editor.revision and editor.revision.state is RevisionState.IN_REVIEW)
    assert known(editor.revision).report_ids == ()
    assert ANSWER in without_isolates(screen.page.reports()), "it is still there to be seen"


async def test_a_word_for_a_report_stays_until_it_is_on_disk(
    city: RealServer, of_an_office: DrivenConsole
) -> None:
    panel, database = (
        of_an_office.window.part(EditingScreen).panels.panel,
        of_an_office.console.database,
    )
    of_an_office.window.commands.run("entry.report")
    of_an_office.type("Va bene")
    of_an_office.press(Qt.Key.Key_Escape)
    of_an_office.window.commands.run("entry.report")
    assert panel.note() == "Va bene", "Esc closes, the word stays"
    with full_disk(database):
        of_an_office.press(Qt.Key.Key_Return)
        of_an_office.press(Qt.Key.Key_3)
        await until(lambda: "store_full" in of_an_office.models.notices.passing)
    of_an_office.window.commands.run("entry.report")
    assert panel.note() == "Va bene", "no disk has it yet"
    of_an_office.press(Qt.Key.Key_Return)
    of_an_office.press(Qt.Key.Key_3)
    report = await comes(lambda: _report_at(city), _is_settled)
    assert (report.state, report.note) == (ReportState.DISMISSED, "Va bene")
