"""Who looks something up in another program comes back to the field in which she was typing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen
from console.shell.keyboard import first_stop
from console.shell.main_window import MainWindow
from console.viewmodels.contact.contact_fields import Field
from console.viewmodels.session.session import SessionState
from contract.wire.phone_socket import EndCause
from tests.gui.failures.told import a_contact_with
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import PASSWORD
from tests.support.waiting import until
from widgets.cards.passed_card import PassedCard
from widgets.fields.chooser_field import ChooserField
from widgets.panels.floating_panel import is_in_panel


@asynccontextmanager
async def elsewhere(window: QWidget) -> AsyncIterator[None]:
    """Another program is in front, and comes behind the window again at the end."""
    other = QWidget()
    other.show()
    other.activateWindow()
    await settle()
    assert QApplication.focusWidget() is None
    try:
        yield
    finally:
        other.close()
        other.deleteLater()
        window.activateWindow()
        await settle()


def type_into(window: MainWindow, text: str) -> None:
    window.activateWindow()
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget(), letter)


async def test_what_changes_in_the_call_leaves_the_cursor_where_she_writes(
    app: QApplication,
) -> None:
    async with staged(app, "talking") as (window, seat):
        contact = window.part(ContactScreen)
        contact.focus_description()
        type_into(window, "chiede")
        async with elsewhere(window):
            await seat.phone.hold(1)
            await settle()
            await seat.phone.resume(1)
            await settle()
        type_into(window, " ancora")
        assert seat.models.editor.draft is not None
        assert seat.models.editor.draft.description.startswith("chiede ancora")


async def test_letters_of_a_topic_that_is_not_chosen_yet_stay(app: QApplication) -> None:
    async with staged(app, "talking") as (window, seat):
        form = window.part(ContactScreen).form
        seat.models.editor.edit(Field.TOPIC, "")
        await settle()
        form.focus_field("topic")
        window.activateWindow()
        topic = form.fields.field("topic")
        assert isinstance(topic, ChooserField)
        QApplication.focusWidget().selectAll()
        type_into(window, "ana")
        async with elsewhere(window):
            form.fields.set_values({"topic": ""}, is_refresh=True)
        assert topic.text() == "ana"
        type_into(window, "g")
        assert topic.text() == "anag", "she goes on with the word"


async def test_a_call_that_ends_meanwhile_takes_the_cursor_out_of_no_panel(
    app: QApplication,
) -> None:
    async with staged(app, "danger-suicide") as (window, seat):
        window.commands.run("entry.fault")
        await settle()
        window.activateWindow()
        typed_in = QApplication.focusWidget()
        assert is_in_panel(typed_in)
        async with elsewhere(window):
            seat.phone.end(EndCause.HUNG_UP_THERE)
            await settle()
        assert QApplication.focusWidget() is typed_in


async def test_a_case_that_is_put_down_meanwhile_takes_the_cursor_out_of_no_panel(
    app: QApplication,
) -> None:
    async with staged(app, "level2-case") as (window, seat):
        window.commands.run("palette.open")
        await settle()
        window.activateWindow()
        typed_in = QApplication.focusWidget()
        assert is_in_panel(typed_in)
        async with elsewhere(window):
            seat.models.case_work.opened.emit()
            await settle()
        assert QApplication.focusWidget() is typed_in


async def test_a_seat_that_is_locked_meanwhile_goes_on_where_she_wrote(
    driven: DrivenConsole,
) -> None:
    await driven.sign_in("anna")
    window, session = driven.window, driven.models.session
    await a_contact_with(driven, "Chiede")
    window.part(ContactScreen).focus_description()
    window.activateWindow()
    typed_in = QApplication.focusWidget()
    async with elsewhere(window):
        session.lock()
        await settle()
    assert window.lock_page.isAncestorOf(QApplication.focusWidget())
    session.unlock(PASSWORD)
    await until(lambda: session.state is SessionState.SIGNED_IN)
    assert QApplication.focusWidget() is typed_in


async def test_a_card_that_goes_takes_along_the_cursor_that_stands_in_it_and_no_other(
    app: QApplication,
) -> None:
    async with staged(app, "talking-passed-on") as (window, _):
        card, contact = window.part(PassedCard), window.part(ContactScreen)
        window.activateWindow()
        contact.search.card_view.setFocus()
        async with elsewhere(window):
            card.show_call("")
        assert QApplication.focusWidget() is contact.search.card_view
    async with staged(app, "talking-passed-on") as (window, _):
        card = window.part(PassedCard)
        window.activateWindow()
        first_stop(card).setFocus()
        async with elsewhere(window):
            card.show_call("")
        assert window.part(ContactScreen).isAncestorOf(QApplication.focusWidget())
