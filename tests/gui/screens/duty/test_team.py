"""A lead's team by keys: an alarm is seen, a state set, a number blocked, a text switched on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.screens.team.team_commands import TeamCommands
from console.store.session.unsent_input_record import unsent_input
from console.viewmodels.duty.block_wish import BlockWishViewModel
from console.viewmodels.team.team import TeamViewModel
from contract.domain.account import Role
from contract.domain.ids import BASE_SCOPE, QueueId
from contract.domain.queue import Queue
from contract.wire.queues import BlockRequest
from contract.wire.trunks import EVENT_TRUNKS, TrunkState
from server.store.calls.trunks import keep_trunks
from tests.gui.screens.conftest import a_city
from tests.support.duty.duty_window import DutyWindow
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.seats.killed_console import started_again
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until
from widgets.kit.plain_text import isolated, without_isolates
from widgets.panels.order_panel import OrderPanel
from widgets.tables.record_model import Record

CTRL = Qt.KeyboardModifier.ControlModifier


@asynccontextmanager
async def a_lead(
    app: QApplication, tmp_path: Path, *, keyring: MemoryKeyring | None = None
) -> AsyncIterator[tuple[RealServer, DutyWindow, DrivenConsole]]:
    """Yield the server, the window of an operator on duty, and the console of her lead."""
    async with a_city() as server:
        await server.add_account("lea", Role.TEAM_LEAD)
        await server.put(BASE_SCOPE, Queue(id=QueueId("tributi"), name="Tributi"))
        anna = DutyWindow(server, await server.sign_in("anna", seat="1001"), "1001")
        await anna.wish("ready")
        async with driven_console(app, server, tmp_path, keyring=keyring) as driven:
            await driven.sign_in("lea", seat="1009")
            stream = driven.console.engine.stream
            await until(lambda: stream.is_live, what="what is told to leads reaches her window")
            yield server, anna, driven


def panel(driven: DrivenConsole) -> OrderPanel:
    return driven.window.part(TeamCommands).team.panel


async def opened(driven: DrivenConsole, row: str, *, is_person: bool = False) -> None:
    """Open the panel by its key and go to the row that begins so; a person's after saying why."""
    driven.press(Qt.Key.Key_G, CTRL)
    if is_person:
        await marked(driven, "Persone in servizio")
        driven.press(Qt.Key.Key_Return)
        driven.press(Qt.Key.Key_3)
    await marked(driven, row)


async def marked(driven: DrivenConsole, row: str) -> None:
    """Go to the row that begins so, from the first one on."""
    table = panel(driven).table

    def is_it(one: Record) -> bool:
        return without_isolates(one.cells[0]).startswith(row)

    await until(lambda: any(is_it(one) for one in table.records()))
    await until(lambda: driven.focus() is table)
    for _ in table.records():
        current = next(one for one in table.records() if one.key == table.current_key())
        if is_it(current):
            return
        driven.press(Qt.Key.Key_Down)
    raise AssertionError(f"no row {row}")


async def test_a_lead_sees_an_alarm_and_sends_its_operator_to_a_pause_with_a_word(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_lead(app, tmp_path) as (_, anna, driven):
        assert await anna.alarm("emergency", call_key="k1") == 1
        await until(lambda: driven.models.notices.alarm is not None)
        await opened(driven, "Anna")
        assert panel(driven).table.records()[0].urgency == "Allarme: serve il 112"
        driven.press(Qt.Key.Key_Return)
        driven.press(Qt.Key.Key_1)
        await until(lambda: not panel(driven).table.records()[0].urgency)
        assert driven.models.notices.alarm is None
        driven.press(Qt.Key.Key_Escape)
        await opened(driven, "Anna", is_person=True)
        driven.press(Qt.Key.Key_Return)
        driven.press(Qt.Key.Key_Tab)
        await driven.tab_to(panel(driven).field.editor)
        driven.type("Respira")
        driven.press(Qt.Key.Key_Return)
        driven.press(Qt.Key.Key_2)
        rows = panel(driven).table
        await until(lambda: "Non pronto · Pausa" in [one.cells[2] for one in rows.records()])
        view = (await anna.report()).view
        assert (view.reason, view.forced_by, view.message) == ("break", "Lea", "Respira")


async def test_a_message_being_typed_is_there_after_a_crash_and_is_not_sent_unnoticed(
    app: QApplication, tmp_path: Path
) -> None:
    keyring = MemoryKeyring()
    async with a_lead(app, tmp_path / "killed", keyring=keyring) as (server, anna, driven):
        await opened(driven, "Anna", is_person=True)
        driven.press(Qt.Key.Key_Return)
        await driven.tab_to(panel(driven).field.editor)
        driven.type("Resp")
        await until(lambda: driven.models.words.is_saved)
        async with started_again(app, server, driven, tmp_path, keyring) as again:
            await opened(again, "Anna", is_person=True)
            again.press(Qt.Key.Key_Return)
            assert panel(again).note() == "Resp"
            again.press(Qt.Key.Key_Escape)
            again.press(Qt.Key.Key_Return)
            assert panel(again).note() == "Resp"
            again.press(Qt.Key.Key_2)
            assert panel(again).note() == "Resp2", "a digit goes into the words, not out with them"
            again.press(Qt.Key.Key_Backspace)
            again.type("ira")
            again.press(Qt.Key.Key_Return)
            again.press(Qt.Key.Key_2)
            rows = panel(again).table
            await until(lambda: "Non pronto · Pausa" in [one.cells[2] for one in rows.records()])
            assert (await anna.report()).view.message == "Respira"
            await until(lambda: again.models.words.is_saved)
            assert await again.console.database.read(unsent_input) == {}
            again.press(Qt.Key.Key_Return)
            assert panel(again).note() == "", "it must not go along with what she does next"


async def test_a_message_the_server_did_not_get_stands_there_again(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_lead(app, tmp_path) as (server, _, driven):
        await opened(driven, "Anna", is_person=True)
        driven.press(Qt.Key.Key_Return)
        await driven.tab_to(panel(driven).field.editor)
        driven.type("Respira")
        server.go_offline()
        driven.press(Qt.Key.Key_Return)
        driven.press(Qt.Key.Key_2)
        await until(lambda: driven.models.of(TeamViewModel).fault)
        await until(lambda: driven.focus() is panel(driven).table)
        driven.press(Qt.Key.Key_Return)
        assert panel(driven).note() == "Respira"


async def test_the_name_of_a_text_is_there_after_a_crash_and_gone_once_it_is_heard(
    app: QApplication, tmp_path: Path
) -> None:
    keyring = MemoryKeyring()
    async with a_lead(app, tmp_path / "killed", keyring=keyring) as (server, _, driven):
        await until(lambda: driven.models.of(TeamViewModel).queues)
        await opened(driven, "Coda Tributi")
        driven.press(Qt.Key.Key_Return)
        await driven.tab_to(panel(driven).field.editor)
        driven.press(Qt.Key.Key_End)
        driven.type("-nev")
        await until(lambda: driven.models.words.is_saved)
        async with started_again(app, server, driven, tmp_path, keyring) as again:
            await until(lambda: again.models.of(TeamViewModel).queues)
            await opened(again, "Coda Tributi")
            again.press(Qt.Key.Key_Return)
            assert panel(again).note() == "emergenza-nev"
            again.type("e")
            again.press(Qt.Key.Key_Return)
            again.press(Qt.Key.Key_1)
            found_text = isolated("emergenza-neve") + ": testo di emergenza"
            rows = panel(again).table
            await until(lambda: found_text in [one.cells[2] for one in rows.records()])
            await until(lambda: not again.models.words.waiting and again.models.words.is_saved)
            assert await again.console.database.read(unsent_input) == {}


async def test_a_lead_blocks_a_number_and_switches_a_text_on(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_lead(app, tmp_path) as (server, anna, driven):
        wish = BlockRequest(phone="+390655501234", reason="Insulta")
        assert (await anna.post("/blocked-numbers", wish)).status_code == 200
        await until(lambda: driven.models.of(TeamViewModel).queues)
        await opened(driven, "Blocco")
        driven.press(Qt.Key.Key_Return)
        driven.press(Qt.Key.Key_1)
        rows = panel(driven).table
        await until(lambda: "bloccato" in [one.cells[2] for one in rows.records()])
        driven.press(Qt.Key.Key_Escape)
        await opened(driven, "Coda Tributi")
        driven.press(Qt.Key.Key_Return)
        driven.press(Qt.Key.Key_1)
        found = isolated("emergenza") + ": testo di emergenza"
        await until(lambda: found in [one.cells[2] for one in rows.records()])
        queues = await server.database.read(lambda c: c.one("SELECT emergency_text FROM queue"))
        assert queues == {"emergency_text": "emergenza"}


async def test_a_lead_sees_that_the_line_to_the_outside_is_down(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_lead(app, tmp_path) as (server, _, driven):
        down = TrunkState(exchange="a", is_up=False, since_at=server.clock())
        await server.database.write(lambda c: keep_trunks(c, (down,)))
        server.running.hub.tell_all(EVENT_TRUNKS, (down,))
        await until(lambda: "trunk_down" in driven.models.notices.passing)
        await opened(driven, "Linea esterna")
        assert panel(driven).table.records()[0].urgency == "Linea esterna guasta"
        driven.press(Qt.Key.Key_Return)
        driven.press(Qt.Key.Key_1)
        await server.database.write(lambda c: keep_trunks(c, (replace(down, is_up=True),)))
        rows = panel(driven).table
        await until(lambda: not rows.records()[0].urgency)


async def test_an_operator_has_no_team_and_asks_to_block_by_keys(
    city: RealServer, driven: DrivenConsole
) -> None:
    await driven.sign_in()
    driven.press(Qt.Key.Key_G, CTRL)
    assert not panel(driven).isVisible()
    driven.phone.citizen_calls()
    driven.press(Qt.Key.Key_F4)
    await until(lambda: driven.models.editor.draft is not None)
    driven.press(Qt.Key.Key_K, CTRL)
    driven.type("bloccare")
    driven.press(Qt.Key.Key_Return)
    block = driven.window.part(TeamCommands).block.panel
    await until(block.isVisible)
    driven.type("Insulta")
    driven.press(Qt.Key.Key_Return)
    driven.press(Qt.Key.Key_2)
    await until(lambda: driven.models.of(BlockWishViewModel).state == "sent")
    assert block.list.isHidden()
    assert driven.focus() is block, "Esc closes it, and nothing is asked twice"
    driven.press(Qt.Key.Key_Escape)
    assert not block.isVisible()
    found = await city.database.read(lambda c: c.one("SELECT reason FROM blocked_number"))
    assert found == {"reason": "Insulta"}


async def test_a_lead_goes_on_with_a_message_from_the_list_of_what_waits(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_lead(app, tmp_path) as (_, _, driven):
        await until(lambda: driven.models.of(TeamViewModel).queues)
        await opened(driven, "Anna", is_person=True)
        driven.press(Qt.Key.Key_Return)
        await driven.tab_to(panel(driven).field.editor)
        driven.type("Resp")
        driven.press(Qt.Key.Key_O, CTRL)
        waiting = driven.window.commands.unsent.panel
        [row] = waiting.table.records()
        assert row.cells[:2] == ("Messaggio a un collega", "Anna")
        driven.press(Qt.Key.Key_Return)
        driven.press(Qt.Key.Key_1)
        await until(lambda: panel(driven).is_asking, what="why she looks at names is asked first")
        driven.press(Qt.Key.Key_3)
        await until(lambda: driven.focus() is panel(driven).field.editor)
        assert panel(driven).note() == "Resp"
