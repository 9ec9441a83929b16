"""The session ends while somebody writes: the secret is asked, the work stays behind the page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from console.screens.contact.contact_screen import ContactScreen
from console.viewmodels.session.session import SessionState
from server.usecases.accounts.sign_out import revoke_sessions_of
from tests.gui.failures.told import a_contact_with, assert_clear, is_kept, is_quiet, told
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import PASSWORD, RealServer
from tests.support.waiting import until
from widgets.kit.plain_text import without_isolates

ASKED = (
    "Anna, il lavoro resta aperto: telefonata e bozza restano come sono. Scrivi la "
    "password per continuare."
)


async def session_ends(server: RealServer, driven: DrivenConsole) -> None:
    account = driven.models.session.account
    assert account is not None
    await server.database.write(lambda c: revoke_sessions_of(c, account.id, server.clock()))
    await server.restart()  # it remembers who was in for two seconds; the open stream ends
    await until(lambda: driven.models.session.state is SessionState.LOCKED)


async def test_the_draft_and_the_cursor_are_there_after_the_password(
    city: RealServer, driven: DrivenConsole, spoken: list[str]
) -> None:
    await driven.sign_in()
    await until(lambda: driven.models.connection.connection.online)
    await a_contact_with(driven, "Chiede della rata")
    driven.press(Qt.Key.Key_Home)
    field = driven.window.part(ContactScreen).form.fields.field("description")
    await session_ends(city, driven)
    page = driven.window.lock_page
    assert page.title.text() == "Accesso scaduto"
    labels = page.findChildren(QLabel)
    shown = [label for label in labels if without_isolates(label.text()) == ASKED]
    assert [label.isVisible() for label in shown] == [True]
    assert_clear(ASKED)
    await until(lambda: any(ASKED in sentence for sentence in spoken))
    assert told(driven.window) == []
    assert driven.focus() is page._secret.editor
    await is_kept(driven, "Chiede della rata")
    driven.type(PASSWORD)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.models.session.state is SessionState.SIGNED_IN)
    assert driven.focus() is field.editor
    assert field.cursor_position() == 0
    driven.type("Anna ")
    await is_kept(driven, "Anna Chiede della rata")
    await until(lambda: driven.models.connection.connection.online)
    await is_quiet(driven)


async def test_a_telephone_call_goes_on_behind_the_page(
    city: RealServer, driven: DrivenConsole
) -> None:
    await driven.sign_in()
    await driven.become_ready()
    driven.phone.citizen_calls()
    driven.press(Qt.Key.Key_F4)
    await until(lambda: driven.models.editor.draft is not None)
    await session_ends(city, driven)
    assert driven.models.call.is_live
    driven.type(PASSWORD)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.models.session.state is SessionState.SIGNED_IN)
    assert driven.models.call.is_live
    assert driven.models.editor.draft is not None


async def test_without_a_server_the_password_opens_the_work_and_is_asked_for_no_more(
    city: RealServer, driven: DrivenConsole
) -> None:
    await driven.sign_in()
    await until(lambda: driven.models.connection.connection.online)
    await a_contact_with(driven, "Scritto")
    await session_ends(city, driven)
    city.go_offline()
    session, states = driven.models.session, list[SessionState]()
    session.changed.connect(lambda: states.append(session.state))
    driven.type(PASSWORD)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: session.state is SessionState.SIGNED_IN)
    await until(lambda: driven.models.connection.connection.trouble == "unreachable")
    driven.type(" ancora")
    await is_kept(driven, "Scritto ancora")
    states.clear()
    city.go_online()
    await until(lambda: driven.models.connection.connection.online)
    await is_quiet(driven)
    assert states == []


async def test_a_contact_that_opens_behind_the_lock_does_not_take_the_cursor(
    driven: DrivenConsole,
) -> None:
    """The password must not be typed into it, and the seat opens by the keyboard alone."""
    await driven.sign_in()
    driven.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    driven.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    editor, session = driven.models.editor, driven.models.session
    opened: list[bool] = []
    editor.opened.connect(lambda: opened.append(True))
    await until(lambda: opened)
    assert session.state is SessionState.LOCKED
    driven.type(PASSWORD)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: session.state is SessionState.SIGNED_IN)
    search = driven.window.part(ContactScreen).search
    await until(lambda: driven.focus() is search.field.editor)
    assert search.text() == ""
    assert editor.draft is not None
    assert editor.draft.search_text == ""


async def test_a_panel_that_opens_behind_the_lock_closes_at_once(driven: DrivenConsole) -> None:
    await driven.sign_in()
    driven.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page, keys = driven.window.lock_page, driven.window.panels.keys
    await until(lambda: driven.focus() is page._secret.editor)
    driven.window.commands.run("help.keys")
    await until(lambda: not keys.isVisible())
    await until(lambda: driven.focus() is page._secret.editor)


async def test_who_signs_in_at_another_computer_is_told_so_at_the_first_and_may_come_back(
    city: RealServer, driven: DrivenConsole
) -> None:
    await driven.sign_in()
    await until(lambda: driven.models.connection.connection.online)
    account = driven.models.session.account
    assert account is not None
    await a_contact_with(driven, "Chiede della rata")
    await city.sign_in(account.login, device="another computer")
    await until(lambda: driven.models.session.state is SessionState.LOCKED)
    page = driven.window.lock_page
    assert page.title.text() == "Accesso aperto altrove"
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert any("a un'altra postazione" in text for text in shown)
    driven.type(PASSWORD)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.models.session.state is SessionState.SIGNED_IN)
    await until(lambda: driven.models.connection.connection.online)
    await is_kept(driven, "Chiede della rata")
