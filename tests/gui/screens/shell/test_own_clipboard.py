"""What was copied here is gone after a minute, at the lock and at the end of the session."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit

from console.shell import own_clipboard
from console.shell.own_clipboard import OwnClipboard
from tests.support.seats.driven_console import DrivenConsole
from tests.support.waiting import until


class Desk:
    """A clipboard, with a field to copy from and somebody else to copy in another program."""

    def __init__(self, app: QApplication) -> None:
        self.clipboard = app.clipboard()
        self.is_ours = True
        self._all = QObject()
        self.own = OwnClipboard(self.clipboard, self._all, owns=lambda: self.is_ours)

    def copy(self, text: str) -> None:
        field = QLineEdit(text)
        field.selectAll()
        field.copy()

    def somebody_copies(self, text: str) -> None:
        self.is_ours = False
        self.clipboard.setText(text)


@pytest.fixture
def desk(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(own_clipboard, "KEPT_MS", 20)
    return Desk(app)


async def test_a_copied_text_ends_by_itself(desk: Desk) -> None:
    desk.copy("CNRMRA80A01H501U")
    assert desk.clipboard.text() == "CNRMRA80A01H501U"
    await until(lambda: desk.clipboard.text() == "")


async def test_what_another_program_copied_is_left_alone(desk: Desk) -> None:
    desk.copy("CNRMRA80A01H501U")
    desk.somebody_copies("una lettera")
    desk.own.clear()
    assert desk.clipboard.text() == "una lettera"
    assert not desk.own._over.isActive()


async def test_told_to_it_ends_at_once(desk: Desk) -> None:
    desk.copy("CNRMRA80A01H501U")
    desk.own.clear()
    assert desk.clipboard.text() == ""


@pytest.mark.parametrize("end", ["locked", "signed_out"])
async def test_at_the_lock_and_at_the_end_of_a_session_it_ends(
    driven: DrivenConsole, app: QApplication, end: str
) -> None:
    await driven.sign_in()
    own = driven.window.findChild(OwnClipboard)
    assert own is not None
    own._owns = lambda: True  # without a screen nobody owns it
    app.clipboard().setText("CNRMRA80A01H501U")
    session = driven.models.session
    if end == "locked":
        session.lock()
    else:
        session.sign_out()
    await until(lambda: app.clipboard().text() == "")
