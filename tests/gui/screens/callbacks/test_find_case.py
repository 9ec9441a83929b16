"""A citizen says the number of a case: where it is stands on the screen, and the cursor stays."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.shell.main_window import MainWindow
from console.viewmodels.callbacks.case_search import CaseSearchViewModel, Fault
from tests.gui.screens.shell.test_key_counts import a_forwarded_case, at_level_two
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.real_server import RealServer
from tests.support.waiting import comes, until
from widgets.kit.plain_text import without_isolates
from widgets.kit.scrolling_text import ScrollingText
from widgets.panels.case_finder import CaseFinder

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
__all__ = ["at_level_two"]


def finder_of(window: MainWindow) -> CaseFinder:
    found = window.findChild(CaseFinder)
    assert found is not None
    return found


def told(window: MainWindow) -> str:
    labels = finder_of(window).findChildren(ScrollingText)
    return without_isolates("\n".join(one.text() for one in labels))


def sentence(window: MainWindow) -> str:
    return without_isolates(finder_of(window)._sentence.text())


async def waits_for_the_audit(seat: DrivenConsole, case_id: str) -> bool:
    """Return whether it waits to be sent that the case was read out of the copy."""
    sql = "SELECT body FROM outbox WHERE json_extract(body, '$.data.type') = 'tell_opened'"
    rows = await seat.console.database.read(lambda c: c.execute(sql).fetchall())
    return any(case_id in body for (body,) in rows)


async def asks(seat: DrivenConsole, typed: str) -> CaseSearchViewModel:
    seat.press(Qt.Key.Key_N, CTRL_SHIFT)
    assert finder_of(seat.window).isVisible()
    search = seat.models.of(CaseSearchViewModel)
    seat.type(typed)
    seat.press(Qt.Key.Key_Return)
    await until(lambda: not search.is_asking and (search.found or search.fault))
    return search


async def test_a_clerk_reads_a_case_by_the_last_digits_of_its_number(
    at_level_two: DrivenConsole,
) -> None:
    before = at_level_two.focus()
    await asks(at_level_two, "1")
    assert "Ha pagato due volte" in told(at_level_two.window)
    at_level_two.press(Qt.Key.Key_Escape)
    assert at_level_two.focus() is before


async def test_while_the_server_is_away_the_copy_of_the_desk_answers(
    at_level_two: DrivenConsole, city: RealServer
) -> None:
    city.go_offline()
    search = await asks(at_level_two, "1")
    assert search.is_copy
    assert "Ha pagato due volte" in told(at_level_two.window)
    assert search.found is not None
    assert search.found.record is not None
    case_id = search.found.record.case.id
    await comes(lambda: waits_for_the_audit(at_level_two, case_id))
    at_level_two.press(Qt.Key.Key_Escape)
    search = await asks(at_level_two, "2019-7")
    assert search.fault is Fault.OUT_OF_REACH
    assert "2019-000007" in sentence(at_level_two.window)


async def test_a_number_nobody_has_is_said_and_so_is_what_is_no_number(
    at_level_two: DrivenConsole,
) -> None:
    assert (await asks(at_level_two, "2019-7")).fault is Fault.UNKNOWN
    at_level_two.press(Qt.Key.Key_Escape)
    assert (await asks(at_level_two, "TARI")).fault is Fault.NO_NUMBER
    assert "2026-000123" in sentence(at_level_two.window)


async def test_another_operator_of_level_one_reads_how_far_it_is_and_not_whose(
    app: QApplication, city: RealServer, tmp_path: Path
) -> None:
    await a_forwarded_case(app, city, tmp_path / "one")
    await city.add_account("bruna")
    async with driven_console(app, city, tmp_path / "two") as driven:
        await driven.sign_in("bruna")
        await until(lambda: driven.models.editor.desks)
        search = await asks(driven, "1")
        assert search.found is not None
        assert search.found.record is None
        words = told(driven.window)
        assert "È di un altro ufficio" in words
        assert "Ha pagato" not in words


async def test_what_was_asked_before_is_not_read_for_the_next_number(app: QApplication) -> None:
    async with staged(app, "case-found") as (window, seat):
        assert "Bianca Esempio" in told(window)
        finder_of(window).field.set_value("999")
        QTest.keyClick(finder_of(window).field.editor, Qt.Key.Key_Return)
        assert told(window) == "", "while the next one is looked for"
        await settle()
        assert seat.models.of(CaseSearchViewModel).fault is Fault.UNKNOWN
        assert "000999" in sentence(window)
