"""A callback promised in a contact: on the screen stands what will be kept, and nothing else."""

from PySide6.QtWidgets import QApplication, QPushButton

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen
from console.shell.main_window import MainWindow
from console.viewmodels.contact.contact_fields import Field
from contract.domain.contact import Disposition


def promise_is_shown(window: MainWindow) -> bool:
    form = window.part(ContactScreen).form
    remove = form.findChild(QPushButton, "callback_remove")
    assert remove is not None
    return remove.isVisible()


def outcome_of(window: MainWindow) -> str:
    return window.part(ContactScreen).form.values()["disposition"]


async def test_the_outcome_follows_the_promise_and_another_outcome_takes_it_off_the_screen(
    app: QApplication,
) -> None:
    async with staged(app, "talking") as (window, seat):
        editor = seat.models.editor
        assert outcome_of(window) == Disposition.INFORMATION_GIVEN
        editor.promise_callback(editor.offered_windows()[0])
        await settle()
        assert outcome_of(window) == Disposition.FORWARDED
        assert promise_is_shown(window)
        editor.edit(Field.DISPOSITION, str(Disposition.CALLER_HUNG_UP))
        await settle()
        assert not promise_is_shown(window)
        editor.edit(Field.DISPOSITION, str(Disposition.FORWARDED))
        await settle()
        assert promise_is_shown(window)
