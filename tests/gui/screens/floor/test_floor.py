"""A lead begins with the room: what waits, who works, what breaks, and what she does about it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel

from console.scenes.at_rest import settle
from console.scenes.floor_scenes import ROOM
from console.scenes.photograph import staged
from console.screens.floor.floor_screen import FLOOR, FloorScreen
from console.screens.team.team_commands import TeamCommands
from console.viewmodels.floor.floor import OLD_AFTER_S, FloorViewModel
from console.viewmodels.kit.notice_code import SeatNotice
from console.viewmodels.kit.notices import Level
from contract.domain.account import Role
from contract.domain.ids import BASE_SCOPE, DeskId, QueueId
from contract.domain.queue import Queue
from contract.wire.floor import LateCallbacks
from tests.gui.screens.conftest import a_city
from tests.support.duty.duty_window import DutyWindow
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.call_rows import a_call_row
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until
from widgets.kit.column_scroll import ColumnScroll
from widgets.panels.shadow import SHADOW_PX

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@asynccontextmanager
async def a_lead(
    app: QApplication, tmp_path: Path
) -> AsyncIterator[tuple[RealServer, DrivenConsole]]:
    async with a_city() as server:
        await server.add_account("lea", Role.TEAM_LEAD)
        for name in ("Tributi", "Anagrafe"):
            await server.put(BASE_SCOPE, Queue(id=QueueId(name.lower()), name=name))
        async with driven_console(app, server, tmp_path) as driven:
            await driven.sign_in("lea", seat="1009")
            yield server, driven


async def told(driven: DrivenConsole, what: Callable[[FloorScreen], bool]) -> FloorScreen:
    """Have the page ask until it shows this; return the page."""
    screen, model = driven.window.part(FloorScreen), driven.models.of(FloorViewModel)

    def is_shown() -> bool:
        model.refresh()
        for table in (screen.queues, screen.day, screen.side.people, screen.side.late):
            table.flush()
        return model.now is not None and what(screen)

    await until(is_shown)
    return screen


def waits(queue: str, count: str) -> Callable[[FloorScreen], bool]:
    """Return whether so many wait in a queue, as its row says."""
    return lambda screen: (queue, count) in [one.cells[:2] for one in screen.queues.records()]


def places(screen: FloorScreen) -> list[QRect]:
    """Return where the parts of the page are."""
    parts = (
        *screen.tiles,
        *(
            screen.all,
            screen.mine,
            screen.queues,
            screen.bars,
            screen.side.problems,
            screen.side.people,
        ),
        *(screen.side.no_names, screen.side.lines_title, screen.side.late_title, screen.side.data),
    )
    return [QRect(part.mapTo(screen, QPoint(0, 0)), part.size()) for part in parts]


async def test_she_lands_on_the_room_sees_who_waits_and_no_praise_of_a_single_call(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_lead(app, tmp_path) as (server, driven):
        assert driven.window.work.module == FLOOR
        arrived = datetime.now(UTC) - timedelta(seconds=42)
        await server.database.write(lambda c: a_call_row(c, "g1", arrived, gave_up_s=30))
        await server.database.write(lambda c: a_call_row(c, "w1", arrived))
        screen = await told(driven, waits("Tributi", "1"))
        assert screen.waiting.figure().value == "1"
        of_one_call = (screen.level.figure(), screen.abandoned.figure())
        assert ["0" in one.value for one in of_one_call] == [True, True]
        assert [one.verdict for one in of_one_call] == ["", ""]
        names = [one.cells[0] for one in screen.queues.records()]
        assert sorted(names) == ["Anagrafe", "Tributi"]
        assert waits("Anagrafe", "0")(screen)


async def test_an_operator_has_no_such_page(driven: DrivenConsole) -> None:
    await driven.sign_in("anna", seat="1001")
    assert not driven.window.work.has_module(FLOOR)


async def test_nothing_moves_when_the_figures_change_and_her_row_stays_marked(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_lead(app, tmp_path) as (server, driven):
        screen = await told(driven, waits("Tributi", "0"))
        screen.queues.select_key("anagrafe")
        screen.queues.setFocus()
        await settle()
        before = places(screen)
        long_ago = datetime.now(UTC) - timedelta(hours=1)
        early = datetime.now(UTC) - timedelta(seconds=300)
        await server.database.write(lambda c: a_call_row(c, "w1", early))
        await server.database.write(lambda c: a_call_row(c, "w2", long_ago, answered_s=9))
        await told(driven, waits("Tributi", "1"))
        await settle()
        assert screen.queues.records()[0].key == "tributi", "the one in need has risen"
        assert len(screen.side.problems.rows()) == 1, "somebody waits for five minutes"
        assert screen.queues.current_key() == "anagrafe"
        assert places(screen) == before


async def test_the_day_is_a_chart_or_a_table_with_the_same_numbers(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_lead(app, tmp_path) as (server, driven):
        arrived = datetime.now(UTC) - timedelta(seconds=50)
        await server.database.write(lambda c: a_call_row(c, "w1", arrived, answered_s=9))
        screen = await told(driven, lambda screen: len(screen.day.records()) == 1)
        assert "1 arrivi, 1 risposte" in screen.bars.accessibleName()
        driven.press(Qt.Key.Key_T, CTRL | SHIFT)
        assert screen.day.isVisible()
        assert not screen.bars.isVisible()
        assert [one.cells[1:3] for one in screen.day.records()] == [("1", "1")]
        driven.press(Qt.Key.Key_T, CTRL | SHIFT)
        assert screen.bars.isVisible()


async def test_old_figures_say_so_on_the_page_and_in_the_strip_and_claim_nothing(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_lead(app, tmp_path) as (server, driven):
        screen, strip = await told(driven, waits("Tributi", "0")), driven.strip
        assert strip.state().who == "1 in servizio · nessuno pronto"
        server.go_offline()
        model = driven.models.of(FloorViewModel)
        assert model.told_s is not None
        model.told_s -= OLD_AFTER_S + 60  # as if it had been away for a minute
        model.refresh()
        await until(lambda: strip.state().detail.startswith("dati fermi alle"))
        assert "tutto è fermo" in screen.side.data.text()
        assert screen.waiting.figure().is_old
        claimed = [label.text() for label in screen.side.problems.findChildren(QLabel)]
        assert "Nessuna promessa si rompe adesso." not in claimed


async def test_an_alarm_stands_first_and_is_seen_from_here(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_lead(app, tmp_path) as (server, driven):
        anna = DutyWindow(server, await server.sign_in("anna", seat="1001"), "1001")
        await anna.wish("ready")
        await anna.alarm("threat", call_key="k1")
        screen = await told(driven, lambda screen: len(screen.side.problems.rows()) == 1)
        (key,) = screen.side.problems.rows()
        screen.side.problems.opened.emit(key)
        panel = driven.window.part(TeamCommands).team.panel
        await until(lambda: panel.is_asking, what="what to do about the alarm is asked")
        driven.press(Qt.Key.Key_1)
        await until(lambda: not panel.is_asking)
        await told(driven, lambda screen: screen.side.problems.rows() == ())


async def test_in_larger_text_states_and_how_late_callbacks_are_stand_whole(
    app: QApplication,
) -> None:
    async with staged(app, "floor", text_percent=130, size=QSize(1366, 768)) as (window, _):
        screen = window.part(FloorScreen)
        for table, column in ((screen.side.people, 0), (screen.side.late, 1)):
            assert table.columnWidth(column) >= table.sizeHintForColumn(column)


async def test_what_is_told_at_the_foot_is_read_whole_beside_the_team_s_drawer(
    app: QApplication,
) -> None:
    async with staged(app, "floor-alarm", size=QSize(1366, 690)) as (window, seat):
        seat.models.notices.tell(SeatNotice.STORE_LOW, Level.ACT_SOON)
        await settle()
        line = window.work.bar
        panel = window.part(TeamCommands).team.panel
        in_window = QRect(line.mapTo(window, QPoint(0, 0)), line.size())
        body = panel.geometry().marginsRemoved(QMargins(SHADOW_PX, 0, 0, 0))
        assert not in_window.intersects(body)
        narrow = line.width()
        panel.close_panel()
        assert line.width() > narrow, "it takes the room back"


async def test_late_callbacks_are_in_sight_and_nothing_moves_as_they_come(
    app: QApplication,
) -> None:
    async with staged(app, "floor", size=QSize(1366, 768)) as (window, seat):
        screen, model = window.part(FloorScreen), seat.models.of(FloorViewModel)

        async def told_of(*counts: int) -> list[QPoint]:
            late = tuple(
                LateCallbacks(desk_id=DeskId(str(at)), desk=f"Ufficio {at}", count=one, oldest_s=60)
                for at, one in enumerate(counts)
            )
            seat.server.answers["/floor"] = replace(ROOM, late=late)
            model.refresh()
            await settle()
            return [place.topLeft() for place in places(screen)]

        without = await told_of()
        assert await told_of(1, 1, 1, 2, 7) == without
        shown = [one.cells[0] for one in screen.side.late.records()]
        assert shown == ["Ufficio 4", "Ufficio 3", "Ufficio 0"], "the most first"
        assert screen.side.late_title.text().endswith("12")
        assert screen.side.late_more.text() == "e altri 2"
        lowest = screen.side.late.mapTo(screen.side, screen.side.late.rect().bottomLeft()).y()
        assert lowest <= screen.side.visibleRegion().boundingRect().bottom()


async def test_where_the_page_scrolls_what_is_beside_it_does_not_scroll_as_well(
    app: QApplication,
) -> None:
    async with staged(app, "floor", text_percent=130, size=QSize(1366, 690)) as (window, _):
        areas = [one for one in window.findChildren(ColumnScroll) if one.isVisible()]
        assert len([one for one in areas if one.verticalScrollBar().maximum()]) == 1
