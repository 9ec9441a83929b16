"""IT begins with the seats: what is wrong with which, accounts and queues, and never a citizen."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from console.scenes.photograph import staged
from console.screens.contact.contact_screen import CONTACT
from console.screens.kit.moments import day_and_time
from console.screens.systems.accounts_screen import ACCOUNTS, AccountsScreen
from console.screens.systems.seats_screen import SEATS, SeatsScreen
from console.viewmodels.systems.systems import SystemsViewModel
from contract.domain.account import Role
from contract.domain.ids import BASE_SCOPE, QueueId
from contract.domain.queue import Queue
from contract.version import VERSION
from contract.wire.seat_health import SeatHealth
from server.store.systems.seat_healths import keep_health
from tests.gui.screens.conftest import a_city
from tests.support.duty.duty_window import DutyWindow
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until
from widgets.kit.plain_text import without_isolates

MICROPHONE_AT = 4
WELL = SeatHealth(version=VERSION, system="Debian 13", headset="Cuffia USB", network_ms=3)


@asynccontextmanager
async def an_it_desk(
    app: QApplication, tmp_path: Path
) -> AsyncIterator[tuple[RealServer, DrivenConsole, list[DutyWindow]]]:
    """Yield the server, the console of IT, and the windows of two operators at work."""
    async with a_city() as server:
        await server.add_account("ivo", Role.IT)
        await server.put(BASE_SCOPE, Queue(id=QueueId("tributi"), name="Tributi"))
        windows = []
        for login, seat in (("anna", "1001"), ("livia", "1002")):
            window = DutyWindow(server, await server.sign_in(login, seat=seat), seat)
            await window.wish("ready")
            windows.append(window)
            await server.database.write(lambda c, s=seat: keep_health(c, s, WELL, server.clock()))
        async with driven_console(app, server, tmp_path) as driven:
            await driven.sign_in("ivo", seat="1009")
            yield server, driven, windows


async def told(
    driven: DrivenConsole, windows: list[DutyWindow], what: Callable[[SeatsScreen], bool]
) -> SeatsScreen:
    """Have the page ask until it shows this, the windows being heard meanwhile; return the page."""
    screen, model = driven.window.part(SeatsScreen), driven.models.of(SystemsViewModel)
    while not what(screen):
        for window in windows:
            await window.report()
        model.refresh()
        screen.table.flush()
    return screen


def says(seat: str, health: str) -> Callable[[SeatsScreen], bool]:
    return lambda screen: (
        (seat, health) in [(one.cells[0], one.cells[2]) for one in screen.table.records()]
    )


async def test_it_lands_on_the_seats_and_has_no_form_of_a_citizen(
    app: QApplication, tmp_path: Path
) -> None:
    async with an_it_desk(app, tmp_path) as (_, driven, windows):
        assert driven.window.work.module == SEATS
        assert not driven.window.work.has_module(CONTACT)
        screen = await told(driven, windows, says("1001", "a posto"))
        assert [one.cells[0] for one in screen.table.records()] == ["1001", "1002", "1009"]
        words = " ".join(cell for one in screen.table.records() for cell in one.cells)
        assert "Anna" not in words


async def test_what_is_wrong_stands_in_a_word_and_what_it_means_beside(
    app: QApplication, tmp_path: Path
) -> None:
    async with an_it_desk(app, tmp_path) as (server, driven, windows):
        slow = replace(WELL, network_ms=200, headset="Altoparlanti")
        await server.database.write(lambda c: keep_health(c, "1002", slow, server.clock()))
        screen = await told(driven, windows, says("1002", "rete lenta"))
        screen.table.select_key("1002")
        assert screen.name.text().endswith("1002\u2069")
        assert "guarda la rete" in screen.why.text()
        assert "Altoparlanti" in screen.facts.accessibleName()


async def test_since_when_a_seat_is_so_is_a_time_of_day_as_all_times_here(
    app: QApplication, tmp_path: Path
) -> None:
    async with an_it_desk(app, tmp_path) as (server, driven, windows):
        screen = await told(driven, windows, says("1001", "a posto"))
        screen.table.select_key("1001")
        seats = {one.seat: one for one in driven.models.of(SystemsViewModel).all_seats}
        since = seats["1001"].since_at
        assert since is not None
        words = without_isolates(screen.facts.accessibleName())
        assert words.endswith(f"In questo stato da {day_and_time(since, server.clock())}")


async def test_what_a_card_in_sight_needs_is_not_offered_where_there_is_none(
    app: QApplication, tmp_path: Path
) -> None:
    async with an_it_desk(app, tmp_path) as (_, driven, _):
        knowledge = driven.models.knowledge
        await until(lambda: knowledge.preview is not None, what="the card most asked for")
        commands = {one.name: one for one in driven.window.commands.all}
        of_cards = ("entry.fault", "card.read", "card.send")
        assert [name for name in of_cards if commands[name].is_offered()] == []


async def test_she_finds_a_seat_by_its_number_and_the_others_stay_known(
    app: QApplication, tmp_path: Path
) -> None:
    async with an_it_desk(app, tmp_path) as (_, driven, windows):
        screen = await told(driven, windows, says("1001", "a posto"))
        driven.press(Qt.Key.Key_F2)
        await until(lambda: driven.focus() is screen.search.editor)
        driven.type("1002")
        await told(driven, windows, lambda shown: len(shown.table.records()) == 1)
        assert screen.table.records()[0].cells[0] == "1002"
        for _ in "1002":
            driven.press(Qt.Key.Key_Backspace)
        await told(driven, windows, lambda shown: len(shown.table.records()) == 3)


async def test_accounts_and_queues_are_there_to_be_read(app: QApplication, tmp_path: Path) -> None:
    async with an_it_desk(app, tmp_path) as (_, driven, _):
        driven.window.work.show_module(ACCOUNTS)
        screen = driven.window.part(AccountsScreen)

        def is_shown() -> bool:
            screen.accounts.flush()
            screen.queues.flush()
            return bool(screen.accounts.records())

        await until(is_shown)
        assert [one.cells[:2] for one in screen.accounts.records()] == [
            ("anna", "Operatore"),
            ("ivo", "Sistemi"),
            ("livia", "II livello"),
        ]
        assert [one.cells[0] for one in screen.queues.records()] == ["Tributi"]


async def test_an_operator_has_no_such_page(driven: DrivenConsole) -> None:
    await driven.sign_in("anna", seat="1001")
    assert not driven.window.work.has_module(SEATS)
    assert not driven.window.work.has_module(ACCOUNTS)


async def test_the_console_itself_tells_version_and_system_of_its_seat(
    city: RealServer, driven: DrivenConsole
) -> None:
    await driven.sign_in("anna", seat="1001")

    async def known() -> list[dict[str, object]]:
        return await city.database.read(
            lambda c: c.execute("SELECT seat, version, system FROM seat_health")
        )

    rows: list[dict[str, object]] = []
    while not rows:
        rows = await known()
    assert (rows[0]["seat"], rows[0]["version"]) == ("1001", VERSION)
    assert rows[0]["system"]


async def test_hours_of_a_queue_are_read_in_the_language_of_the_page(app: QApplication) -> None:
    async with staged(app, "systems-accounts") as (window, _):
        table = window.findChild(AccountsScreen).queues
        cells = [without_isolates(one.cells[2]) for one in table.records()]
        saturday = "lun-ven 08:00-18:30; sab 08:30-13:00"
        assert cells == [saturday, "sempre aperta", "lun-ven 08:30-18:30"]


async def test_the_microphone_of_a_seat_is_whole_in_larger_text(app: QApplication) -> None:
    async with staged(app, "systems", text_percent=130, size=QSize(1366, 690)) as (window, _):
        table = window.part(SeatsScreen).table
        for column in (1, 2, MICROPHONE_AT):
            assert table.columnWidth(column) >= table.sizeHintForColumn(column)
