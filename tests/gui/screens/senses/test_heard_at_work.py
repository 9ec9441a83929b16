"""What an operator who does not see the window hears of callbacks, transfers and filters."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.model.callbacks.case_file import AttemptResult
from console.model.duty.seat_state import AgentState
from console.scenes import scene_city as city
from console.scenes.photograph import staged
from console.screens.callbacks.callback_queue_screen import CallbackQueueScreen
from console.screens.calls.call_panels import CallPanels
from console.screens.contact.contact_screen import ContactScreen
from console.screens.editing.editing_screen import EditingScreen
from contract.domain.agents.agent import AgentView, DutyState
from contract.domain.callback import CallbackAlreadyClaimed, CallbackState
from contract.domain.ids import AccountId
from tests.gui.screens.conftest import heard
from tests.support.seats.driven_console import strip_of
from tests.support.waiting import until
from widgets.fields.filter_row import FilterRow
from widgets.kit.plain_text import without_isolates


async def test_a_callback_that_is_hers_is_said_with_citizen_topic_and_hour(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "level2-queue") as (_, seat):
        seat.models.queue.claim(city.CALLBACKS[0].id)
        await heard(spoken, "Preso: Bianca Esempio, Tributi › Tassa rifiuti, fascia 11-13")
        seat.models.case_work.opened.emit()
        assert not any(said.startswith("Preso") for said in spoken), "once is enough"


async def test_one_a_colleague_was_faster_with_is_said_with_who_has_it(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "level2-queue") as (_, seat):
        seat.models.queue.claim_lost.emit("Carlo Collega")
        await heard(spoken, "Preso da Carlo Collega. Prendi il prossimo: F11.")


async def test_a_result_that_cannot_be_recorded_any_more_is_said_and_its_text_stays(
    app: QApplication, spoken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(app, "level2-case") as (window, seat):
        work, written = seat.models.case_work, seat.models.case_work.draft.note

        async def gone(result: AttemptResult) -> None:
            raise CallbackAlreadyClaimed(result.callback.id, "")

        monkeypatch.setattr(work._records, "record", gone)
        work.choose_outcome("solved")
        work.record()
        await until(
            lambda: any("non è più dei tuoi uffici" in said for said in spoken),
            what=f"among {spoken}",
        )
        assert work.draft.note == written
        assert window.part(CallbackQueueScreen).case.values()["answer"] == written


async def test_the_one_she_looks_at_going_into_other_hands_is_said(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "level2-queue") as (_, seat):
        first, *rest = city.CALLBACKS
        taken = replace(
            first,
            state=CallbackState.CLAIMED,
            holder_id=AccountId("op-2"),
            holder_name="Carlo Collega",
        )
        seat.server.callbacks = (taken, *rest)
        await seat.copy_anew()
        await heard(spoken, "In mano a Carlo Collega.")


async def test_a_narrowed_queue_says_what_is_left_in_it(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "level2-queue") as (window, _):
        window.part(CallbackQueueScreen).queue._mine.click()
        await heard(spoken, "Da richiamare · 0 in coda")
        window.part(CallbackQueueScreen).queue._mine.click()
        await heard(spoken, "Da richiamare · 5 in coda · 2 oltre termine")


async def test_a_row_says_in_whose_hands_it_is(app: QApplication) -> None:
    async with staged(app, "level2-queue") as (window, _):
        table = window.part(CallbackQueueScreen).queue.table
        table.flush()
        model = table.model()
        said = [
            model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)
            for row in range(model.rowCount())
        ]
        assert any(row.endswith("di Carlo Collega") for row in said)


async def test_an_outcome_that_misses_has_the_cursor_and_is_told_as_required_and_as_wrong(
    app: QApplication,
) -> None:
    async with staged(app, "level2-case") as (window, seat):
        field = window.part(CallbackQueueScreen).case.fields.field("outcome")
        told = QAccessible.queryAccessibleInterface(field.editor)
        assert told.text(QAccessible.Text.Description) == "Obbligatorio."
        seat.models.case_work.record()
        assert QApplication.focusWidget() is field.editor
        assert field.error()
        assert told.text(QAccessible.Text.Description) == f"Da sistemare: {field.error()}"


async def test_a_transfer_is_said_when_it_begins_and_when_it_is_taken(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "transferring") as (window, seat):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert window.part(CallPanels).transfer.picker.isHidden()
        detail = strip_of(window).state().detail
        assert "trasferisco a Tributi…" in without_isolates(detail)
        begun = "Trasferisco la telefonata a "
        await until(lambda: any(one.startswith(begun) for one in spoken), what=f"among {spoken}")
        spoken.clear()
        seat.models.call.on_transfer(1, 200, True)
        await until(lambda: any("Tributi" in said for said in spoken), what=f"among {spoken}")


async def test_a_transfer_that_failed_is_said(app: QApplication, spoken: list[str]) -> None:
    async with staged(app, "transferring") as (_, seat):
        spoken.clear()
        seat.models.calls.transfer.told.emit("transfer_failed", {"line": "Tributi"})
        await until(lambda: any("Tributi" in said for said in spoken), what=f"among {spoken}")


async def test_a_filter_is_said_when_it_goes_on_and_off(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "answered") as (window, _):
        filters = window.part(ContactScreen).search.filters
        chip = filters._chips["open"]
        assert (chip.accessibleName(), chip.accessibleDescription()) == ("Aperti adesso", "Filtro.")
        chip.click()
        await heard(spoken, "Solo: aperti adesso.")
        assert chip.isChecked()
        assert chip.accessibleDescription() == "Filtro attivo: premi per toglierlo."
        assert QAccessible.queryAccessibleInterface(chip).role() is QAccessible.Role.CheckBox
        chip.click()
        await heard(spoken, "Nessun filtro.")
        assert not chip.isChecked()
        _opens_a_list_and_is_no_check_box(filters, "municipio")
        await until(lambda: filters.is_open)


def _opens_a_list_and_is_no_check_box(filters: FilterRow, name: str) -> None:
    seen = QAccessible.queryAccessibleInterface(filters._chips[name])
    assert seen.role() is QAccessible.Role.Button
    assert seen.state().hasPopup
    assert not seen.state().checkable
    seen.actionInterface().doAction(QAccessibleActionInterface.pressAction())


async def test_what_became_of_an_entry_handed_over_is_said_each_time(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "editing-card") as (window, seat):
        page, handing = window.part(EditingScreen).page, seat.models.editing.handing
        spoken.clear()
        handing.save()
        await heard(spoken, "Bozza salvata: la vedono anche gli altri.")
        seat.models.editing.editor.write("how_to", "[modulo](javascript:x)")
        for _ in range(2):
            handing.ask_review()
            await heard(spoken, "Prima sistema gli errori segnati con ✗ nei controlli.")
            assert "Prima sistema gli errori" in page.notice()


async def test_whom_a_lead_set_off_hears_at_each_f5_how_to_come_back(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "forced-pause") as (window, seat):
        off = AgentView(
            account_id=AccountId("op-1"), rev=9, state=DutyState.OFF, forced_by="Carla Capoturno"
        )
        seat.models.status.server.adopt(off, True)
        sentence = "Carla Capoturno ti ha messo fuori servizio. Per rientrare esci e rientra."
        await heard(spoken, sentence)
        for _ in range(2):
            QTest.keyClick(window, Qt.Key.Key_F5)
            await heard(spoken, sentence)
            assert seat.models.status.state is AgentState.NOT_READY
