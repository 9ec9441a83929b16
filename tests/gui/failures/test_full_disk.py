"""The seat's disk is full: while typing, for everything else, and before anybody came."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from console.viewmodels.session.session import SessionState
from tests.gui.failures.conftest import fill
from tests.gui.failures.told import (
    a_contact_with,
    is_kept,
    is_quiet,
    is_told,
    pasted,
    shown_description,
    told,
)
from tests.gui.screens.conftest import a_city
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.seats.own_disk import NEEDS_A_DISK
from tests.support.servers.real_server import PASSWORD
from tests.support.waiting import until

NEARLY = (
    "Il disco di questa postazione è quasi pieno. Quello che scrivi si salva ancora: libera spazio "
    "o chiama l'assistenza (codice DISCO)."
)
FULL = (
    "Disco pieno: l'ultima modifica non è salvata. Non chiudere la console, libera spazio o chiama "
    "l'assistenza (codice DISCO): riprovo da sola ogni secondo."
)
AT_START = (
    "Il disco di questa postazione è pieno: la console non può salvare. Quello che avevi salvato è "
    "al sicuro. Libera spazio o chiama l'assistenza (codice DISCO), poi riprova."
)


def no_room_at_all(folder: Path) -> list[Path]:
    """Fill the disk, and what the reserve and the journals gave back too."""
    made = [fill(folder)]
    (folder / "reserve.bin").unlink(missing_ok=True)
    made.append(fill(folder))
    return made


@pytest.mark.root
@NEEDS_A_DISK
class TestOnASmallDisk:
    async def test_what_is_typed_is_kept_and_saved_as_soon_as_there_is_room(
        self, app: QApplication, small_disk: Path, spoken: list[str]
    ) -> None:
        async with a_city() as server, driven_console(app, server, small_disk) as driven:
            await driven.start_work()
            await a_contact_with(driven, "Prima")
            await is_kept(driven, "Prima")
            ballast = no_room_at_all(small_disk)
            await too_much_is_pasted(driven, FULL, spoken)
            text = shown_description(driven)
            assert text.startswith("Prima x")
            driven.type(" ultima")
            for file in ballast:
                file.unlink()
            await is_quiet(driven)
            await is_kept(driven, f"{text} ultima")

    async def test_from_the_reserve_drafts_are_still_saved_and_that_is_said(
        self, app: QApplication, small_disk: Path, spoken: list[str]
    ) -> None:
        async with a_city() as server, driven_console(app, server, small_disk) as driven:
            await driven.start_work()
            await until(lambda: driven.models.connection.connection.online)
            ballast = fill(small_disk)
            await a_contact_with(driven, "Dopo")
            pasted(driven, "x" * 15_000)
            await is_told(driven, NEARLY, spoken)
            await is_kept(driven, "Dopo" + "x" * 15_000)
            assert not (small_disk / "reserve.bin").exists()
            ballast.unlink()
            driven.type(" e poi")
            await is_quiet(driven)
            await is_kept(driven, "Dopo" + "x" * 15_000 + " e poi")
            assert (small_disk / "reserve.bin").exists()

    async def test_at_the_first_start_a_page_with_one_button_says_what_to_do(
        self, app: QApplication, small_disk: Path, spoken: list[str]
    ) -> None:
        ballast = no_room_at_all(small_disk)
        async with a_city() as server, driven_console(app, server, small_disk) as driven:
            await submitted(driven)
            await until(lambda: driven.models.session.state is SessionState.STORE_BROKEN)
            page = driven.window.broken_page
            assert told(driven.window) == [AT_START]
            await until(lambda: AT_START in spoken)
            [button] = [
                button
                for button in page.findChildren(QPushButton)
                if button.isVisible() and not button.objectName().startswith("comfort_")
            ]
            assert (button.text(), driven.focus()) == ("Riprova", button)
            assert button.accessibleDescription() == AT_START
            for file in ballast:
                file.unlink()
            driven.press(Qt.Key.Key_Space)
            await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)
            assert driven.window.sign_in._login.value() == "anna"
            await submitted(driven)
            await until(lambda: driven.models.session.state is SessionState.SIGNED_IN)
            await is_quiet(driven)


async def submitted(driven: DrivenConsole) -> None:
    await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)
    driven.window.sign_in.set_values(login="anna", seat="1001")
    driven.window.sign_in.focus_first()
    driven.type(PASSWORD)
    driven.press(Qt.Key.Key_Return)


async def too_much_is_pasted(driven: DrivenConsole, sentence: str, spoken: list[str]) -> None:
    """Paste more than the store has pages left for."""
    pasted(driven, " " + "x" * 15_000)
    await is_told(driven, sentence, spoken)
