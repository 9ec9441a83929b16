"""Whoever leaves is asked first where something written would be lost, whatever kept it here."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.errors import LocalStoreBroken
from console.model.contact.unsent_input import fault_place
from console.viewmodels.session.leaving import LeavingViewModel
from console.viewmodels.session.session import SessionState
from tests.gui.failures.conftest import fill
from tests.gui.failures.told import a_contact_with, is_kept, pasted
from tests.gui.screens.conftest import a_city
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.seats.own_disk import NEEDS_A_DISK
from tests.support.seats.played_disk import full_disk
from tests.support.seats.seat import StoppedClock
from tests.support.waiting import until

LEAVING: dict[str, Callable[[DrivenConsole], object]] = {
    "sign-out": lambda driven: driven.window.commands.run("session.sign_out"),
    "key": lambda driven: driven.press(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
    "cross": lambda driven: driven.window.close(),
    "desktop": lambda driven: driven.window.ask_to_end(),
}


def _asked(count: int) -> str:
    return (
        f"Se esci ancora, si perde quello che hai scritto ({count}): il disco di questo PC non lo "
        "prende. Avvisa l'assistenza."
    )


def _has_left(driven: DrivenConsole) -> Callable[[], bool]:
    """Return what tells whether the console ends or somebody was signed out, from now on."""
    session, ended = driven.models.session, list[None]()
    driven.window.close_requested.connect(lambda: ended.append(None))
    return lambda: bool(ended) or session.state is SessionState.SIGNED_OUT


@pytest.mark.root
@NEEDS_A_DISK
@pytest.mark.parametrize("way", LEAVING)
async def test_on_a_full_disk_whoever_leaves_is_asked_and_goes_when_it_is_said_again(
    app: QApplication, small_disk: Path, spoken: list[str], way: str
) -> None:
    async with a_city() as server, driven_console(app, server, small_disk) as driven:
        await driven.start_work()
        clock = StoppedClock()
        driven.models.of(LeavingViewModel)._now = clock
        await a_contact_with(driven, "Prima")
        await is_kept(driven, "Prima")
        fill(small_disk)
        (small_disk / "reserve.bin").unlink(missing_ok=True)
        fill(small_disk)
        has_left = _has_left(driven)
        pasted(driven, " " + "x" * 15_000)
        driven.models.words.type(fault_place("c1"), ("La rata scade " * 2000, ""))
        LEAVING[way](driven)  # before the disk was asked even once
        await until(lambda: _asked(2) in " ".join(spoken))
        assert not has_left()
        clock.advance(2)
        LEAVING[way](driven)
        await until(has_left)


async def test_from_the_lock_as_well_after_the_session_ended_from_afar(
    app: QApplication, tmp_path: Path, spoken: list[str]
) -> None:
    async with a_city() as server, driven_console(app, server, tmp_path) as driven:
        await driven.sign_in()
        with full_disk(driven.console.database):
            await a_contact_with(driven, "Scritto prima")
            driven.models.session.lock("session_ended")
            driven.window.commands.run("session.sign_out")
            await until(lambda: _asked(1) in " ".join(spoken))
            assert driven.models.session.state is SessionState.LOCKED
        driven.window.commands.run("session.sign_out")  # there is room again: nothing is lost
        await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)


async def test_what_one_model_cannot_save_keeps_nothing_else_from_the_disk(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_city() as server, driven_console(app, server, tmp_path) as driven:
        await driven.sign_in()
        await a_contact_with(driven, "Prima")

        async def refuse(_: object) -> None:
            raise LocalStoreBroken("full")

        driven.models.editor.saver._save = refuse  # type: ignore[assignment]
        driven.models.words.type(fault_place("c1"), ("La rata scade", ""))
        await driven.console.seat.operator.save_all()
        assert driven.models.words.is_saved
        driven.models.editor.saver.drop()
