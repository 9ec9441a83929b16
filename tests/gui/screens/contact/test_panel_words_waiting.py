"""Words left in a panel: one line says so after a restart, one key leads back to each of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.model.contact.unsent_input import (
    About,
    block_place,
    closed_line_place,
    field_place,
    report_place,
    transfer_place,
    withdrawal_place,
)
from console.model.editing.revision_draft import draft_key
from console.screens.calls.call_panels import CallPanels
from console.screens.editing.editing_screen import EditingScreen
from console.screens.team.team_commands import TeamCommands
from console.store.session.unsent_input_record import unsent_input
from console.viewmodels.kit.unsent_input import WAITING
from contract.domain.account import Role
from contract.domain.ids import BASE_SCOPE, EDITING_SCOPE
from contract.domain.knowledge_entries.revision import EntryKind
from tests.gui.screens.calls.test_call_panel import QUEUES
from tests.gui.screens.conftest import a_city, heard
from tests.gui.screens.contact.test_unsent_input import FAULT
from tests.gui.screens.editing.test_editing import written_by_rina
from tests.gui.screens.editing.test_learning import request_state
from tests.gui.screens.knowledge.test_entry_fault import CTRL, arrived, reading
from tests.gui.screens.knowledge.test_entry_fault import panel as fault_panel
from tests.gui.screens.shell.test_key_counts import a_call_answered
from tests.support.known import known
from tests.support.phones.scripted_phone import ScriptedPhone
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.seats.killed_console import started_again
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.waiting import until
from widgets.panels.order_panel import OrderPanel

SAID = "Ci sono testi che hai scritto e non hai inviato: Ctrl+O li mostra."


def panel(driven: DrivenConsole) -> OrderPanel:
    return driven.window.commands.unsent.panel


def _listed(driven: DrivenConsole) -> list[str]:
    return [one.cells[0] for one in panel(driven).table.records()]


async def _left(driven: DrivenConsole, place: str, *words: str, about: About) -> None:
    driven.models.words.type(place, words, about)
    await driven.models.words.saver.flush()


async def test_after_a_crash_one_key_leads_back_to_a_fault_that_was_being_told(
    app: QApplication, tmp_path: Path, spoken: list[str]
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
        spoken.clear()
        async with started_again(app, server, driven, tmp_path, keyring) as again:
            await heard(spoken, SAID)
            notice = again.window.work.bar._notices[WAITING]
            assert (notice.text, notice.action, notice.key_hint) == (SAID, "Mostra", "Ctrl+O")
            await again.search_is_ready()
            await reading(again, "imu")
            again.press(Qt.Key.Key_O, CTRL)
            assert WAITING not in again.window.work.bar._notices
            assert again.focus() is panel(again).table
            again.press(Qt.Key.Key_Return)
            await until(lambda: any("La rata sc" in one for one in spoken), what=f"{spoken}")
            [said] = [one for one in spoken if "La rata sc" in one]
            assert said.startswith("Errore nella scheda · ")
            assert "Tassa rifiuti: scadenze e rate" in said
            again.press(Qt.Key.Key_1)
            await until(lambda: again.focus() is fault_panel(again).field.editor)
            assert fault_panel(again).field.value() == "La rata sc"
            assert fault_panel(again).places.marked().row() == 1
            again.type("ade il 17")
            again.press(Qt.Key.Key_Return)
            report = await arrived(server)
            assert (report.text, report.entry_id) == ("La rata scade il 17", "c-tari")
            await until(lambda: not again.models.words.waiting and again.models.words.is_saved)
            again.press(Qt.Key.Key_O, CTRL)
            assert panel(again).table.records() == ()


async def test_whoever_left_nothing_is_told_nothing(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    await driven.sign_in()
    await heard(spoken, "Non pronto, appena entrato")
    assert WAITING not in driven.models.notices.passing
    driven.press(Qt.Key.Key_O, CTRL)
    await until(lambda: "Non c'è niente di scritto e non inviato." in _sentences(driven))
    driven.press(Qt.Key.Key_Escape)
    assert panel(driven).isHidden()


def _sentences(driven: DrivenConsole) -> str:
    return panel(driven)._sentence.text()


async def test_words_of_one_operator_wait_for_her_and_are_shown_to_nobody_else(
    app: QApplication, tmp_path: Path
) -> None:
    place, about = (
        withdrawal_place(draft_key(EntryKind.CARD, "c-tari")),
        About(title="Tassa rifiuti"),
    )
    async with a_city() as server, driven_console(app, server, tmp_path) as driven:
        await driven.sign_in("anna")
        await _left(driven, place, "Tariffe sb", about=about)
        driven.press(Qt.Key.Key_O, CTRL)
        assert _listed(driven) == ["Motivo del ritiro"]
        await driven.sign_out()
        await driven.sign_in("livia")
        assert WAITING not in driven.models.notices.passing
        driven.press(Qt.Key.Key_O, CTRL)
        assert _listed(driven) == []
        assert await driven.console.database.read(unsent_input) == {}
        await driven.sign_out()
        await driven.sign_in("anna")
        assert WAITING in driven.models.notices.passing
        driven.press(Qt.Key.Key_O, CTRL)
        assert _listed(driven) == ["Motivo del ritiro"]


async def test_words_of_a_call_that_is_over_are_copied_and_thrown_away(
    driven: DrivenConsole,
) -> None:
    await driven.sign_in()
    about = About(title="Bianca Esempio")
    await _left(driven, transfer_place("gone"), "Ha scritto ieri", about=about)
    driven.press(Qt.Key.Key_O, CTRL)
    driven.press(Qt.Key.Key_Return)
    assert "non è più in linea" in _sentences(driven)
    driven.press(Qt.Key.Key_1)
    assert panel(driven).is_asking, "there is nothing to open"
    driven.press(Qt.Key.Key_2)
    clipboard = QApplication.clipboard()
    assert clipboard.text() == "Ha scritto ieri"
    assert _sentences(driven) == "Copiato."
    driven.press(Qt.Key.Key_Return)
    driven.press(Qt.Key.Key_3)
    assert _listed(driven) == []
    assert _sentences(driven) == "Eliminato."
    await until(lambda: driven.models.words.is_saved)
    assert await driven.console.database.read(unsent_input) == {}


@asynccontextmanager
async def _an_editor(app: QApplication, tmp_path: Path) -> AsyncIterator[DrivenConsole]:
    """Redi is signed in; Rina has changed a card, and there is something to answer."""
    async with a_city() as server:
        for login in ("redi", "rina"):
            await server.add_account(login, Role.EDITOR, name=login.title())
        await written_by_rina(server, "La rata scade il 18 dicembre.")
        await server.put(EDITING_SCOPE, replace(FAULT, title="IMU"))
        await request_state(server)
        async with driven_console(app, server, tmp_path) as driven:
            await driven.sign_in("redi", seat="1009")
            await until(lambda: driven.models.editing.list.work.reports)
            await until(lambda: driven.models.editing.list.work.revisions)
            await until(lambda: driven.models.editing.learning.proposals)
            yield driven


async def _back_to(driven: DrivenConsole, what: str) -> None:
    """Open the list and go on with the one that is called so."""
    driven.press(Qt.Key.Key_O, CTRL)
    table = panel(driven).table
    for _ in table.records():
        row = next(one for one in table.records() if one.key == table.current_key())
        if row.cells[0] == what:
            break
        driven.press(Qt.Key.Key_Down)
    driven.press(Qt.Key.Key_Return)
    driven.press(Qt.Key.Key_1)
    assert panel(driven).isHidden()


async def test_each_word_of_an_editor_is_gone_on_with_from_the_list(
    app: QApplication, tmp_path: Path
) -> None:
    async with _an_editor(app, tmp_path) as driven:
        editing, words = driven.window.part(EditingScreen), driven.models.words
        about = About(title="IMU", kind="card", id="c-imu")
        await _left(
            driven, withdrawal_place(draft_key(EntryKind.CARD, "c-imu")), "Tariffe sb", about=about
        )
        await _left(driven, report_place("rep-1"), "Va be", about=about)
        await _left(driven, "proposal p-0", "monopattino > mono", about=About())
        await _left(driven, "bulk-hours", "tributi", "", "Sciop", "desk", about=About())
        [revision] = driven.models.editing.list.work.revisions
        await _left(driven, f"review {revision.id}", "Manca la delib", "31/12", about=About())
        await _left(driven, field_place("card:c-imu", "say", "Mezzo"), "Mezzo", about=about)
        assert len(words.waiting) == 6
        await _back_to(driven, "Risposta a una segnalazione")
        assert editing.panels.panel.note() == "Va be"
        assert driven.focus() is editing.panels.panel.field.editor
        driven.press(Qt.Key.Key_Escape)
        await _back_to(driven, "Riga del dizionario")
        assert driven.focus() is editing.learning_panel.line.editor
        assert editing.learning_panel.line.value() == "monopattino > mono"
        driven.press(Qt.Key.Key_Escape)
        await _back_to(driven, "Orari di molti uffici")
        assert editing.bulk_panel.why.value() == "Sciop"
        driven.press(Qt.Key.Key_Escape)
        await _back_to(driven, "Nota di revisione")
        await until(lambda: editing.page.is_comparing)
        assert editing.page.compare.note.value() == "Manca la delib"
        assert editing.page.compare.when.value() == "31/12"
        await _back_to(driven, "Altro testo di un campo")
        await until(lambda: known(driven.models.editing.editor.draft).entry_id == "c-imu")
        await _back_to(driven, "Motivo del ritiro")
        await until(lambda: driven.focus() is editing.panels.panel.field.editor)
        draft = known(driven.models.editing.editor.draft)
        assert (draft.entry_kind, draft.entry_id) == (EntryKind.CARD, "c-imu")
        assert editing.panels.panel.note() == "Tariffe sb"


async def test_a_note_thrown_away_from_the_list_leaves_the_page_it_stands_on(
    app: QApplication, tmp_path: Path
) -> None:
    async with _an_editor(app, tmp_path) as driven:
        editing = driven.window.part(EditingScreen)
        driven.models.editing.editor.open(EntryKind.CARD, "c-tari")
        await until(lambda: editing.page.is_comparing)
        await driven.tab_to(editing.page.compare.note.editor)
        driven.type("Manca")
        driven.press(Qt.Key.Key_O, CTRL)
        driven.press(Qt.Key.Key_Return)
        driven.press(Qt.Key.Key_3)
        assert editing.page.compare.note.value() == ""


@pytest.mark.parametrize("what", ["Nota per chi riceve", "Motivo di un blocco"])
async def test_words_of_a_call_that_goes_on_are_gone_on_with(
    app: QApplication, tmp_path: Path, what: str
) -> None:
    phone = ScriptedPhone()
    async with a_city() as server, driven_console(app, server, tmp_path, phone=phone) as driven:
        await driven.sign_in()
        await a_call_answered(driven)
        main = known(driven.models.call.main)
        await _left(driven, transfer_place(main.key), "Ha scritto ie", about=About())
        await _left(driven, block_place(main.call.peer), "Insulta", about=About())
        await _back_to(driven, what)
        picker, block = (
            driven.window.part(CallPanels).transfer.picker,
            driven.window.part(TeamCommands).block,
        )
        if what == "Nota per chi riceve":
            assert picker.note.value() == "Ha scritto ie"
            assert picker.isAncestorOf(driven.focus())
        else:
            assert block.panel.note() == "Insulta"
            assert driven.focus() is block.panel.field.editor


async def test_the_reason_for_a_closed_line_outlives_slips_and_crashes_and_goes_with_the_call(
    app: QApplication, tmp_path: Path
) -> None:
    keyring, phone = MemoryKeyring(), ScriptedPhone()
    async with a_city() as server:
        await server.put(BASE_SCOPE, *QUEUES)
        async with driven_console(
            app, server, tmp_path / "killed", keyring=keyring, phone=phone
        ) as driven:
            await driven.sign_in()
            await until(lambda: driven.models.status.queues)
            await a_call_answered(driven)
            await _closed_line_is_asked(driven)
            driven.type("Urgente, b")
            picker = driven.window.part(CallPanels).transfer.picker
            driven.press(Qt.Key.Key_Escape)
            await _closed_line_is_asked(driven)
            assert picker.reason.value() == "Urgente, b"
            await until(lambda: driven.models.words.is_saved and driven.models.editor.is_saved)
            main = known(driven.models.call.main)
            place = closed_line_place(main.key, "queue nidi")
            assert place in await driven.console.database.read(unsent_input)
            async with started_again(app, server, driven, tmp_path, keyring, phone=phone) as again:
                await until(lambda: again.models.call.main is not None)
                await until(lambda: again.models.status.queues)
                await _closed_line_is_asked(again)
                picker = again.window.part(CallPanels).transfer.picker
                assert picker.reason.value() == "Urgente, b"
                again.press(Qt.Key.Key_Escape)
                phone.citizen_hangs_up()
                await until(lambda: again.models.call.main is None)
                await until(lambda: again.models.words.is_saved)
                assert await again.console.database.read(unsent_input) == {}


async def test_a_note_from_before_a_crash_goes_with_its_call_though_the_panel_was_not_opened(
    app: QApplication, tmp_path: Path
) -> None:
    phone = ScriptedPhone()
    async with a_city() as server, driven_console(app, server, tmp_path, phone=phone) as driven:
        await driven.sign_in()
        await a_call_answered(driven)
        main = known(driven.models.call.main)
        await _left(driven, transfer_place(main.key), "Ha scritto ie", about=About())
        phone.citizen_hangs_up()
        await until(lambda: driven.models.call.main is None)
        await until(lambda: driven.models.words.is_saved)
        assert await driven.console.database.read(unsent_input) == {}


async def _closed_line_is_asked(driven: DrivenConsole) -> None:
    """Open the transfer, find the closed queue, want it: the cursor stands in the reason."""
    driven.press(Qt.Key.Key_F7)
    driven.type("nidi")
    directory = driven.models.calls.directory
    await until(lambda: any(one.to == "q-nidi" for one in directory.found))
    driven.press(Qt.Key.Key_Return, CTRL)
    reason = driven.window.part(CallPanels).transfer.picker.reason.editor
    await until(lambda: driven.focus() is reason)


async def test_words_typed_while_the_last_things_are_sent_are_there_when_she_comes_back(
    app: QApplication, tmp_path: Path
) -> None:
    place, words = report_place("rep-1"), ("Va bene così",)

    class Keyring(MemoryKeyring):
        async def write(self, entry: str, text: str | None) -> None:
            await super().write(entry, text)
            if text is None:  # she leaves, and all was saved before
                driven.models.words.type(place, words)

    async with (
        a_city() as server,
        driven_console(app, server, tmp_path, keyring=Keyring()) as driven,
    ):
        await driven.sign_in()
        await _left(driven, place, "Va be", about=About())
        await driven.sign_out()
        assert driven.models.words.of(place) == ("",)
        await driven.sign_in()
        assert driven.models.words.of(place) == words
