"""Words typed in a panel outlive the console: killed, it shows them where they were typed."""

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from console.screens.calls.call_panels import CallPanels
from console.screens.editing.editing_screen import EditingScreen
from console.screens.team.team_commands import TeamCommands
from console.store.session.unsent_input_record import unsent_input
from console.viewmodels.duty.block_wish import BlockWishViewModel
from console.viewmodels.session.session import SessionState
from contract.domain.account import Role
from contract.domain.ids import EDITING_SCOPE, ReportId
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause
from contract.domain.knowledge_entries.revision import EntryKind
from tests.gui.screens.conftest import a_city
from tests.gui.screens.editing.test_editing import written_by_rina
from tests.gui.screens.editing.test_learning import opened, request_state
from tests.gui.screens.knowledge.test_entry_fault import CTRL, arrived, panel, reading
from tests.gui.screens.shell.test_key_counts import a_call_answered
from tests.support.phones.scripted_phone import ScriptedPhone
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.seats.killed_console import started_again
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.servers.real_server import utc_now
from tests.support.waiting import until

FAULT = EntryReport(
    id=ReportId("rep-1"),
    cause=ReportCause.OPERATOR,
    entry_kind=EntryKind.CARD,
    entry_id="c-imu",
    text="La rata scade il 17",
    reported_at=utc_now(),
)


async def _back(driven: DrivenConsole) -> None:
    await until(lambda: driven.models.session.state is SessionState.SIGNED_IN)
    await driven.search_is_ready()


async def test_a_fault_being_told_is_there_again_after_a_crash_and_goes_out(
    app: QApplication, tmp_path: Path
) -> None:
    keyring = MemoryKeyring()
    async with (
        a_city() as server,
        driven_console(app, server, tmp_path / "killed", keyring=keyring) as driven,
    ):
        await driven.start_work()
        await reading(driven, "rifiuti")
        driven.press(Qt.Key.Key_E, CTRL)
        driven.press(Qt.Key.Key_Down)
        driven.type("La rata sc")
        await until(lambda: driven.models.words.is_saved)
        async with started_again(app, server, driven, tmp_path, keyring) as again:
            await _back(again)
            await reading(again, "rifiuti")
            again.press(Qt.Key.Key_E, CTRL)
            assert panel(again).field.value() == "La rata sc"
            assert panel(again).places.marked().row() == 1
            again.type("ade il 17")
            again.press(Qt.Key.Key_Return)
            assert (await arrived(server)).text == "La rata scade il 17"
            await until(lambda: again.models.words.is_saved)
            assert await again.console.database.read(unsent_input) == {}


async def test_note_reason_and_word_of_an_editor_are_there_again_after_a_crash(
    app: QApplication, tmp_path: Path
) -> None:
    keyring = MemoryKeyring()
    async with a_city() as server:
        for login in ("redi", "rina"):
            await server.add_account(login, Role.EDITOR, name=login.title())
        await written_by_rina(server, "La rata scade il 18 dicembre.")
        await server.put(EDITING_SCOPE, replace(FAULT, title="IMU"))
        async with driven_console(app, server, tmp_path / "killed", keyring=keyring) as driven:
            await driven.start_work("redi", seat="1009")
            await _at_her_revision(driven)
            compare = driven.window.part(EditingScreen).page.compare
            await driven.tab_to(compare.note.editor)
            driven.type("Manca la delib")
            await driven.tab_to(compare.when.editor)
            driven.type("31/12")
            driven.window.commands.run("entry.withdraw")
            driven.type("Tariffe sb")
            driven.press(Qt.Key.Key_Escape)
            driven.window.part(EditingScreen).panels.ask_report([FAULT])
            driven.type("Va be")
            await until(lambda: driven.models.words.is_saved)
            async with started_again(app, server, driven, tmp_path, keyring) as again:
                await _back(again)
                await _at_her_revision(again)
                editing = again.window.part(EditingScreen)
                assert editing.page.compare.note.value() == "Manca la delib"
                assert editing.page.compare.when.value() == "31/12"
                again.window.commands.run("entry.withdraw")
                assert editing.panels.panel.note() == "Tariffe sb"
                again.press(Qt.Key.Key_Escape)
                editing.panels.ask_report([FAULT])
                assert editing.panels.panel.note() == "Va be"


async def _at_her_revision(driven: DrivenConsole) -> None:
    """Open what Rina changed, and look at the changes."""
    editing, screen = driven.models.editing, driven.window.part(EditingScreen)
    editing.editor.open(EntryKind.CARD, "c-tari")
    await until(lambda: editing.editor.revision is not None)
    driven.window.commands.run("entry.changes")
    await until(lambda: screen.page.is_comparing)


async def test_reason_and_note_typed_in_a_call_are_there_while_the_call_goes_on(
    app: QApplication, tmp_path: Path
) -> None:
    keyring, phone = MemoryKeyring(), ScriptedPhone()
    async with (
        a_city() as server,
        driven_console(app, server, tmp_path / "killed", keyring=keyring, phone=phone) as driven,
    ):
        await driven.sign_in()
        await a_call_answered(driven)
        driven.window.commands.run("block.ask")
        driven.type("Insulta gli op")
        driven.press(Qt.Key.Key_Escape)
        driven.press(Qt.Key.Key_F7)
        await driven.tab_to(_transfer_note(driven))
        driven.type("Ha scritto ie")
        await until(lambda: driven.models.words.is_saved and driven.models.editor.is_saved)
        async with started_again(app, server, driven, tmp_path, keyring, phone=phone) as again:
            await until(lambda: again.models.call.main is not None)
            again.press(Qt.Key.Key_F7)
            assert again.window.part(CallPanels).transfer.picker.note.value() == "Ha scritto ie"
            again.press(Qt.Key.Key_Escape)
            again.window.commands.run("block.ask")
            block = again.window.part(TeamCommands).block.panel
            assert block.note() == "Insulta gli op"
            again.press(Qt.Key.Key_Return)
            again.press(Qt.Key.Key_2)
            await until(lambda: again.models.of(BlockWishViewModel).state == "sent")
            again.press(Qt.Key.Key_Escape)
            phone.citizen_hangs_up()
            await until(lambda: again.models.call.main is None)
            await until(lambda: again.models.words.is_saved)
            assert await again.console.database.read(unsent_input) == {}


async def test_a_note_goes_with_its_call_also_where_nobody_looked_at_it_again(
    app: QApplication, tmp_path: Path
) -> None:
    keyring, phone = MemoryKeyring(), ScriptedPhone()
    async with (
        a_city() as server,
        driven_console(app, server, tmp_path / "killed", keyring=keyring, phone=phone) as driven,
    ):
        await driven.sign_in()
        await a_call_answered(driven)
        driven.press(Qt.Key.Key_F7)
        await driven.tab_to(_transfer_note(driven))
        driven.type("Ha scritto ie")
        await until(lambda: driven.models.words.is_saved and driven.models.editor.is_saved)
        async with started_again(app, server, driven, tmp_path, keyring, phone=phone) as again:
            await until(lambda: again.models.call.main is not None)
            phone.citizen_hangs_up()
            await until(lambda: again.models.call.main is None)
            await until(lambda: again.models.words.is_saved)
            assert await again.console.database.read(unsent_input) == {}


def _transfer_note(driven: DrivenConsole) -> QWidget:
    return driven.window.part(CallPanels).transfer.picker.note.editor


async def test_hours_of_many_offices_and_a_line_of_the_thesaurus_outlive_the_console(
    app: QApplication, tmp_path: Path
) -> None:
    keyring = MemoryKeyring()
    async with a_city() as server:
        await server.add_account("redi", Role.EDITOR, name="Redi")
        await request_state(server)
        async with driven_console(app, server, tmp_path / "killed", keyring=keyring) as driven:
            await driven.sign_in("redi", seat="1009")
            await opened(driven)
            line = driven.window.part(EditingScreen).learning_panel.line
            driven.press(Qt.Key.Key_Return)
            await until(lambda: driven.focus() is line.editor)
            driven.press(Qt.Key.Key_End)
            driven.type(", rifiu")
            driven.press(Qt.Key.Key_Escape)
            driven.window.commands.run("entry.bulk")
            bulk = driven.window.part(EditingScreen).bulk_panel
            driven.type("tributi")
            await driven.tab_to(bulk.phone)
            driven.press(Qt.Key.Key_Space)
            await driven.tab_to(bulk.why.editor)
            driven.type("Sciop")
            await until(lambda: driven.models.words.is_saved)
            async with started_again(app, server, driven, tmp_path, keyring) as again:
                await opened(again)
                line = again.window.part(EditingScreen).learning_panel.line
                assert line.value() == "monopattino > tassa rifiuti, rifiu"
                again.press(Qt.Key.Key_Escape)
                again.window.commands.run("entry.bulk")
                bulk = again.window.part(EditingScreen).bulk_panel
                assert (bulk.filter.value(), bulk.why.value()) == ("tributi", "Sciop")
                assert bulk.desk.isChecked()
                assert bulk.phone.isChecked()
                model = again.models.editing.bulk
                assert (model.filter, model.why, model.for_phone) == ("tributi", "Sciop", True)


async def test_the_next_editor_at_a_seat_finds_no_hours_of_the_one_before(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_city() as server:
        for login in ("redi", "rina"):
            await server.add_account(login, Role.EDITOR, name=login.title())
        async with driven_console(app, server, tmp_path) as driven:
            await driven.sign_in("redi", seat="1009")
            driven.window.commands.run("entry.bulk")
            driven.type("tributi")
            driven.models.session.sign_out()
            await driven.sign_in("rina", seat="1009")
            driven.window.commands.run("entry.bulk")
            bulk = driven.window.part(EditingScreen).bulk_panel
            assert bulk.filter.value() == driven.models.editing.bulk.filter == ""
            driven.models.session.sign_out()
            await driven.sign_in("redi", seat="1009")
            driven.window.commands.run("entry.bulk")
            bulk = driven.window.part(EditingScreen).bulk_panel
            assert bulk.filter.value() == "tributi"
