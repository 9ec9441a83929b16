"""What was done is said in one place, what stands in another: neither hides or moves anything."""

import re

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from console.scenes.at_rest import settle
from console.scenes.photograph import SIZES, staged
from console.screens.contact.contact_screen import ContactScreen
from console.shell.keyboard import move_pane
from console.shell.main_window import MainWindow
from console.viewmodels.calls.call_notices import CallNotice
from console.viewmodels.contact.contact_notices import ContactNotice
from console.viewmodels.duty.duty_notices import DutyNotice
from console.viewmodels.kit.notice_code import NoticeCode
from console.viewmodels.kit.notices import Level
from console.viewmodels.knowledge.knowledge_notices import KnowledgeNotice
from contract.wire.phone_socket import CallState
from tests.support.waiting import until
from widgets.kit.action_button import ActionButton


def place(part: QWidget, window: MainWindow) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def places_of_panes(window: MainWindow) -> dict[str, QRect]:
    contact = window.part(ContactScreen)
    panes = {
        "citizen": contact.citizen, "form": contact.form, "search": contact.search,
        "answer": contact.search.card_view, "strip": window.work._strips()[0],
        "status": window.work.status,
    }  # fmt: skip
    return {name: place(part, window) for name, part in panes.items()}


@pytest.mark.parametrize("percent", [100, 150, 200])
async def test_a_confirmation_moves_no_pane(app: QApplication, percent: int) -> None:
    async with staged(app, "talking", text_percent=percent) as (window, seat):
        before = places_of_panes(window)
        seat.models.notices.tell(ContactNotice.SAVED, Level.DONE)
        assert window.work.area.pill.isVisible()
        assert places_of_panes(window) == before
        seat.models.notices.take_back(ContactNotice.SAVED)
        assert window.work.area.pill.isHidden()
        assert places_of_panes(window) == before


EVERY_CODE = [code for codes in NoticeCode.__subclasses__() for code in codes]


@pytest.mark.parametrize("level", Level)
async def test_whatever_is_told_moves_no_pane(app: QApplication, level: Level) -> None:
    async with staged(app, "talking") as (window, seat):
        before = places_of_panes(window)
        for code in EVERY_CODE:
            seat.models.notices.tell(code, level)
            assert places_of_panes(window) == before, code
        seat.models.notices.take_back(*seat.models.notices.passing)
        assert places_of_panes(window) == before


async def test_what_is_no_confirmation_is_named_in_the_status_bar(app: QApplication) -> None:
    async with staged(app, "talking") as (window, seat):
        for code in (code for code in EVERY_CODE if code != CallNotice.HOLD_REMINDER):
            seat.models.notices.tell(code, Level.ACT_SOON)  # the strip says how long a hold lasts
            assert window.work.area.pill.isHidden()
            words = window.work.status.findChild(ActionButton, "status_connection").text()
            assert words
            assert window.work.bar.current().text.startswith(words), code
            seat.models.notices.take_back(code)


async def test_ctrl_d_brings_the_line_of_what_stands_then_the_details(app: QApplication) -> None:
    async with staged(app, "offline") as (window, _):
        receipt = place(window.part(ContactScreen).form, window)
        assert window.work.bar.isHidden()
        window.commands.run("connection.details")
        assert window.work.bar.isVisible()
        assert not place(window.work.bar, window).intersects(receipt)
        window.commands.run("connection.details")
        assert window.panels.connection.isVisible()


async def test_it_lies_over_the_receipt_and_leaves_results_and_answer_free(
    app: QApplication,
) -> None:
    async with staged(app, "talking") as (window, seat):
        seat.models.notices.tell(ContactNotice.SAVED, Level.DONE)
        pill = window.work.area.pill
        seen = QRect(pill.mapTo(window, QPoint(0, 0)), pill.size())
        panes = places_of_panes(window)
        assert not seen.intersects(panes["search"])
        assert seen.intersects(panes["form"])
        assert not seen.intersects(panes["status"])


@pytest.mark.parametrize("with_promise", [False, True], ids=["plain", "promise"])
@pytest.mark.parametrize(
    ("percent", "size"),
    [(100, QSize(1180, 768)), (130, SIZES[0]), (100, SIZES[0]), (200, SIZES[0])],
)
async def test_it_lies_over_nothing_that_can_be_pressed(
    app: QApplication, percent: int, size: QSize, *, with_promise: bool
) -> None:
    """What was undone is back in the form, and may be saved anew at once."""
    async with staged(app, "wrap-up", text_percent=percent, size=size) as (window, seat):
        if with_promise:
            seat.models.editor.promise_callback(seat.models.editor.offered_windows()[1])
        window.part(ContactScreen).form.focus_field("description")
        await settle()
        seat.models.notices.tell(ContactNotice.UNDONE, Level.DONE)
        pill = window.work.area.pill
        seen = pill.body().translated(pill.parentWidget().mapTo(window, QPoint(0, 0)))
        assert pill.isVisible()
        for button in window.findChildren(QAbstractButton):
            if button.isVisible() and not pill.isAncestorOf(button):
                assert not seen.intersects(place(button, window)), button.objectName()


@pytest.mark.parametrize("scene", ["no-keyring", "offline", "full-disk", "bad-line", "clock"])
async def test_a_condition_that_stands_hides_no_confirmation(app: QApplication, scene: str) -> None:
    name = "talking" if scene == "clock" else scene
    async with staged(app, name) as (window, seat):
        if scene == "clock":
            seat.models.notices.tell(scene, Level.ACT_NOW, minutes="7")
        seat.models.notices.tell(ContactNotice.SAVED, Level.DONE)
        told = window.work.area.pill.confirmation()
        assert told is not None
        assert told.key == ContactNotice.SAVED
        assert window.work.area.pill.isVisible()


@pytest.mark.parametrize(
    ("percent", "size"),
    [(100, QSize(1366, 768)), (150, QSize(1366, 768)), (100, QSize(880, 700)), (200, SIZES[0])],
)
async def test_what_a_lead_decided_covers_no_confirmation_at_any_width(
    app: QApplication, percent: int, size: QSize
) -> None:
    async with staged(app, "talking", text_percent=percent, size=size) as (window, seat):
        pill, line = window.work.area.pill, window.work.bar
        forced = {"by": "Carla Capoturno"}
        for codes in (
            (DutyNotice.FORCED_READY, ContactNotice.SAVED),
            (ContactNotice.SAVED, DutyNotice.FORCED_READY),
        ):
            for code in codes:
                is_done = code is ContactNotice.SAVED
                seat.models.notices.tell(code, Level.DONE if is_done else Level.ACT_NOW, **forced)
            assert pill.isVisible()
            assert line.isVisible()
            seen = pill.body().translated(pill.parentWidget().mapTo(window, QPoint(0, 0)))
            assert not seen.intersects(place(line, window))
            assert seen.bottom() < window.work.status.mapTo(window, QPoint(0, 0)).y()
            seat.models.notices.take_back(*codes)
            assert line.isHidden()


async def test_that_a_lead_made_her_ready_is_over_once_she_takes_a_call(
    app: QApplication,
) -> None:
    async with staged(app, "idle") as (window, seat):
        seat.models.notices.tell(DutyNotice.FORCED_READY, Level.ACT_NOW, by="Carla Capoturno")
        assert window.work.bar.isVisible()
        seat.phone.report(state=CallState.INCOMING, peer="+390655500123")
        await settle()
        window.commands.run("call.answer_or_hold")
        await settle()
        assert window.work.bar.isHidden()


async def test_the_pill_is_the_stop_of_f6_after_the_receipt(app: QApplication) -> None:
    async with staged(app, "talking") as (window, seat):
        contact = window.part(ContactScreen)
        seat.models.notices.tell(ContactNotice.SAVED, Level.DONE)
        contact.focus_description()
        move_pane(window.work.panes(), 1)
        assert QApplication.focusWidget() is window.work.area.pill
        move_pane(window.work.panes(), 1)
        assert QApplication.focusWidget() is contact.search.field.editor


async def test_the_last_message_is_said_again_and_the_last_ten_are_listed(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "talking") as (window, seat):
        for title in range(12):
            code = KnowledgeNotice.ENTRY_REPORTED
            seat.models.notices.tell(code, Level.DONE, title=f"Scheda {title}")
        seat.models.notices.take_back(KnowledgeNotice.ENTRY_REPORTED)
        await until(lambda: any("Scheda 11" in one for one in spoken))
        spoken.clear()
        window.commands.run("messages.last")
        await until(lambda: any("Scheda 11" in one for one in spoken))
        listed = [record.cells[1] for record in window.panels.messages.table.records()]
        assert len(listed) == 10
        assert "Scheda 11" in listed[0]
        assert "Scheda 2" in listed[-1]


@pytest.mark.parametrize("scene", ["offline", "news-offline"])
async def test_that_there_is_no_server_is_said_in_the_status_bar_alone(
    app: QApplication, scene: str
) -> None:
    async with staged(app, scene) as (window, _):
        said = [
            label.text()
            for label in window.findChildren(QLabel)
            if label.isVisible()
            and re.search("collegament|non risponde|copia|Banca dati delle", label.text())
        ]
        assert len(said) == 1
        assert said[0].startswith("Banca dati delle")
        button = window.work.status.findChild(ActionButton, "status_connection")
        assert button.text().startswith("Senza collegamento dalle")
