"""Level II: queue, case and knowledge on one page, at each width and size of text."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from console.errors import LocalStoreBroken
from console.model.callbacks.case_file import CaseFile
from console.model.duty.seat_state import AgentState, Because
from console.scenes import scene_city as city
from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.screens.callbacks.callback_queue_screen import CallbackQueueScreen
from console.screens.contact.contact_screen import ContactScreen
from console.screens.kit.case_columns import PARTS
from console.screens.kit.state_texts import StateTexts
from contract.domain.agents.agent import NotReadyBecause, PauseReason
from contract.domain.callback import Callback
from contract.wire.phone_socket import CallState
from tests.support.seats.driven_console import strip_of
from tests.support.waiting import until
from widgets.kit.action_button import ActionButton
from widgets.kit.plain_text import without_isolates
from widgets.panels.floating_panel import is_in_panel
from widgets.panels.pill import Pill


def shown(page: CallbackQueueScreen) -> list[str]:
    """Return which of the three parts are on the screen."""
    parts = zip(PARTS, page.columns.parts(), strict=True)
    return [name for name, part in parts if part.isVisible()]


def click_tab(page: CallbackQueueScreen, words: str) -> None:
    switch = page.columns.switch
    at = next(n for n in range(switch.count()) if switch.tabText(n).startswith(words))
    QTest.mouseClick(
        switch,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        switch.tabRect(at).center(),
    )


async def test_the_knowledge_base_is_searched_beside_the_case(app: QApplication) -> None:
    async with staged(app, "level2-case") as (window, seat):
        page = window.part(CallbackQueueScreen)
        window.commands.run("search.focus")
        assert window.work.module == "callbacks"
        assert QApplication.focusWidget() is page.search.field.editor
        QTest.keyClicks(QApplication.focusWidget(), "tassa")
        await until(lambda: "Tassa rifiuti" in page.search.hits()[0].title)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        window.commands.run("hit.use_1")
        assert window.work.module == "callbacks"
        assert seat.models.case_work.callback is not None
        assert shown(page) == ["queue", "case", "knowledge"]


async def test_the_search_goes_with_her_to_the_page_of_the_contact_and_back(
    app: QApplication,
) -> None:
    async with staged(app, "level2-case") as (window, _):
        page, contact = window.part(CallbackQueueScreen), window.part(ContactScreen)
        window.commands.run("search.focus")
        QTest.keyClicks(QApplication.focusWidget(), "tassa")
        window.work.show_module("contact")
        assert contact.search.isVisible()
        assert contact.search.text() == "tassa"
        assert contact.columns.isAncestorOf(contact.search)
        window.work.show_module("callbacks")
        assert page.columns.isAncestorOf(page.search)
        assert page.search.text() == "tassa"


async def test_a_window_resized_meanwhile_gives_each_page_its_own_columns(
    app: QApplication,
) -> None:
    async with staged(app, "level2-case") as (window, _):
        page, contact = window.part(CallbackQueueScreen), window.part(ContactScreen)
        window.resize(1000, 690)
        await settle()
        assert shown(page) == ["queue", "case"]
        window.work.show_module("contact")
        await settle()
        assert all(part.isVisible() for part in contact.columns.parts())
        window.resize(1600, 690)
        window.work.show_module("callbacks")
        await settle()
        assert shown(page) == ["queue", "case", "knowledge"]


@pytest.mark.parametrize(
    ("size", "percent"),
    [
        (QSize(1920, 1040), 100),
        (QSize(1366, 690), 100),
        (QSize(1366, 690), 130),
        (QSize(1366, 690), 150),
        (QSize(1366, 690), 200),
        (QSize(900, 690), 100),
    ],
)
async def test_what_has_no_room_is_one_click_away(
    app: QApplication, size: QSize, percent: int
) -> None:
    async with staged(app, "level2-case", size=size, text_percent=percent) as (window, _):
        page = window.part(CallbackQueueScreen)
        assert "case" in shown(page)
        for name, words in (
            ("queue", "Da rich"),
            ("knowledge", "Banca dati"),
            ("queue", "Da rich"),
        ):
            if name not in shown(page):
                click_tab(page, words)
            assert name in shown(page)
            assert _is_inside(page.columns.parts()[PARTS.index(name)], window)


async def test_with_the_mouse_alone_she_goes_from_the_case_to_the_queue_at_double_text(
    app: QApplication,
) -> None:
    async with staged(app, "level2-case", text_percent=200) as (window, seat):
        page = window.part(CallbackQueueScreen)
        assert shown(page) == ["case"]
        click_tab(page, "Da richiamare")
        assert shown(page) == ["queue"]
        rows = page.queue.table
        place = rows.visualRect(rows.model().index(1, 0)).center()
        QTest.mouseClick(
            rows.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        )
        second = city.CALLBACKS[1].id
        await until(lambda: getattr(seat.models.queue.selected, "id", "") == second)


async def test_the_button_that_postpones_asks_for_the_hour_as_its_key_does(
    app: QApplication,
) -> None:
    async with staged(app, "level2-case") as (window, seat):
        page = window.part(CallbackQueueScreen)
        page.case.postpone_button.click()
        await until(lambda: is_in_panel(QApplication.focusWidget()))
        assert seat.models.case_work.callback is not None, "nothing is promised before she chose"


async def test_the_most_urgent_one_is_looked_at_until_she_chooses(app: QApplication) -> None:
    async with staged(app, "level2-queue") as (window, seat):
        table = window.part(CallbackQueueScreen).queue.table
        table.flush()
        assert table.current_key() == city.CALLBACKS[0].id
        table.select_key(city.CALLBACKS[2].id)
        await seat.copy_anew()
        await until(lambda: len(seat.models.queue.rows) == len(city.CALLBACKS))
        table.flush()
        assert table.current_key() == city.CALLBACKS[2].id


async def test_a_change_of_one_callback_makes_its_row_anew_and_no_other(
    app: QApplication,
) -> None:
    """A busy desk changes many times a second: two hundred rows each time took a whole frame."""
    async with staged(app, "level2-queue") as (window, seat):
        table, queue = window.part(CallbackQueueScreen).queue, seat.models.queue
        table.table.flush()
        before = {row.key: row for row in table.rows()}
        changed = replace(queue.rows[1], attempts=queue.rows[1].attempts + 1)
        others = tuple(one for one in seat.server.callbacks if one.id != changed.id)
        seat.server.callbacks = (*others, changed)
        await seat.copy_anew()
        await until(lambda: changed in queue.rows)
        table.table.flush()
        after = {row.key: row for row in table.rows()}
        assert after[changed.id].about != before[changed.id].about
        same = [key for key in before if after[key] is before[key]]
        assert same == [key for key in before if key != changed.id]


async def test_the_strip_says_how_many_wait_and_which_case_is_called_for(
    app: QApplication,
) -> None:
    async with staged(app, "level2-queue") as (window, _):
        detail = strip_of(window).state().detail
        assert detail == "5 da richiamare · 2 oltre il termine"
    async with staged(app, "level2-talking") as (window, _):
        strip = strip_of(window).state()
        assert strip.who == "Bianca Esempio"
        assert "pratica 2026-000123" in without_isolates(strip.case)


async def test_f6_brings_each_part_onto_the_screen_at_double_text(app: QApplication) -> None:
    async with staged(app, "level2-case", text_percent=200) as (window, _):
        page = window.part(CallbackQueueScreen)
        seen = set()
        for _turn in range(12):
            window.commands.run("pane.next")
            seen.update(shown(page))
        assert seen == set(PARTS)


@pytest.mark.parametrize(
    ("size", "queue_px", "case_px"), [(QSize(1366, 690), 360, 430), (QSize(1920, 1040), 400, 560)]
)
async def test_each_column_has_its_width_and_the_knowledge_base_the_rest(
    app: QApplication, size: QSize, queue_px: int, case_px: int
) -> None:
    async with staged(app, "level2-case", size=size) as (window, _):
        page = window.part(CallbackQueueScreen)
        widths = [part.width() for part in page.columns.parts()]
        rest = page.width() - queue_px - case_px
        assert widths == pytest.approx([queue_px, case_px, rest], abs=4)


async def test_an_empty_queue_says_so_once(app: QApplication) -> None:
    async with staged(app, "level2-empty") as (window, _):
        page = window.part(CallbackQueueScreen)
        assert page.case._nothing.text() == ""
        assert page.queue._empty.text() == "Nessun richiamo da fare. Buon lavoro."


async def test_a_case_the_store_cannot_open_leaves_her_ready(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(app, "level2-queue") as (_, seat):
        work, status = seat.models.case_work, seat.models.status

        async def broken(_: Callback) -> CaseFile:
            raise LocalStoreBroken("unreadable")

        monkeypatch.setattr(work._records, "file", broken)
        told: list[str] = []
        status.changed.connect(lambda: told.append(str(status.reason)))
        seat.models.queue.claim(city.CALLBACKS[0].id)
        await until(lambda: "case_work" in told and status.state is AgentState.READY)
        assert work.callback is None


@pytest.mark.parametrize("reason", [*Because, *NotReadyBecause, *PauseReason])
def test_no_state_is_without_the_reason_why(app: QApplication, reason: str) -> None:
    assert StateTexts().reason(str(reason))


@pytest.mark.parametrize(
    "scene",
    ["level2-queue", "level2-case", "level2-calling", "level2-talking", "level2-saved"],
)
async def test_one_button_of_the_window_is_filled(app: QApplication, scene: str) -> None:
    async with staged(app, scene) as (window, _):
        assert len(_filled(window)) == 1, _filled(window)


async def test_a_held_citizen_is_more_urgent_than_the_case(app: QApplication) -> None:
    async with staged(app, "level2-talking") as (window, seat):
        seat.phone.report(1, state=CallState.HELD)
        await settle()
        assert [one.endswith("answer_or_hold") for one in _filled(window)] == [True]


def _filled(window: QWidget) -> list[str]:
    return [
        one.objectName()
        for one in window.findChildren(ActionButton)
        if one.isVisible() and one.is_filled
    ]


async def test_the_pill_says_which_case_was_saved_while_the_next_one_opens(
    app: QApplication,
) -> None:
    async with staged(app, "level2-saved") as (window, _):
        pill = window.findChild(Pill)
        assert pill is not None
        assert pill.isVisible()
        assert "2026-000123" in without_isolates(" ".join(_words(pill)))


def _words(part: QWidget) -> list[str]:
    return [label.text() for label in part.findChildren(QLabel) if label.isVisible()]


async def test_nothing_moves_when_the_call_begins_and_the_outcome_is_proposed(
    app: QApplication,
) -> None:
    async with staged(app, "level2-case") as (window, seat):
        page = window.part(CallbackQueueScreen)
        before = _places(page)
        seat.models.case_work.dial()
        await until(lambda: seat.models.call.is_live)
        await settle()
        assert _places(page) == before
        seat.models.case_work.choose_outcome("no_answer")
        seat.models.case_work.proposed.emit()
        await settle()
        assert _places(page) == before


def _places(page: CallbackQueueScreen) -> dict[str, tuple[QPoint, QSize]]:
    parts = (page.queue, page.case, page.search, page.case.story, page.case.answer)
    return {part.objectName(): (part.mapTo(page, QPoint()), part.size()) for part in parts}


def _is_inside(part: QWidget, window: QWidget) -> bool:
    corner = part.mapTo(window, QPoint())
    return corner.x() >= 0 and corner.x() + part.width() <= window.width()
