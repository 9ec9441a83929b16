"""What was done is said in one place, what stands in another: neither hides or moves anything."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen
from console.shell.keyboard import move_pane
from console.shell.main_window import MainWindow
from console.viewmodels.contact.contact_notices import ContactNotice
from console.viewmodels.kit.notices import Level


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


async def test_the_pill_is_the_stop_of_f6_after_the_receipt(app: QApplication) -> None:
    async with staged(app, "talking") as (window, seat):
        contact = window.part(ContactScreen)
        seat.models.notices.tell(ContactNotice.SAVED, Level.DONE)
        contact.focus_description()
        move_pane(window.work.panes(), 1)
        assert QApplication.focusWidget() is window.work.area.pill
        move_pane(window.work.panes(), 1)
        assert QApplication.focusWidget() is contact.search.field.editor
