"""One's own password, by keys alone: chosen in place of a temporary one, and changed later."""

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from console.screens.settings.password_panel import PasswordPanel
from console.viewmodels.session.session import SessionState
from server.usecases.accounts.manage_accounts import set_password
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import PASSWORD, RealServer, hash_once, utc_now
from tests.support.waiting import until

NEW, TEMPORARY = "tavolo verde lince", "data da altri"
PROVISIONAL = "La tua password è provvisoria"
GUESSED = "La password nuova è tra le prime che si indovinano"
WRONG = "La password attuale non è corretta. Controlla le maiuscole e riprova."
DONE = "Password cambiata."


async def test_a_temporary_password_is_changed_at_the_sign_in(
    city: RealServer, driven: DrivenConsole, spoken: list[str]
) -> None:
    hashed = await asyncio.to_thread(hash_once, TEMPORARY)
    await city.database.write(
        lambda c: set_password(c, "anna", hashed, utc_now(), is_temporary=True)
    )
    session, page = driven.models.session, driven.window.sign_in
    await until(lambda: session.state is SessionState.SIGNED_OUT)
    page.set_values(login="anna", seat="1001")
    page.focus_first()
    driven.type(TEMPORARY)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: page.answers.asked())
    await until(lambda: any(PROVISIONAL in one for one in spoken))
    assert "Almeno 12 caratteri" in driven.focus().accessibleDescription()
    _chosen(driven, "password1234")
    await until(lambda: session.refusal == "password_guessed")
    await until(lambda: any(GUESSED in one for one in spoken))
    driven.type(NEW)
    driven.press(Qt.Key.Key_Tab)
    driven.type("tavolo verde")
    driven.press(Qt.Key.Key_Return)
    assert driven.focus() is page.answers._again.editor
    assert page.answers._again.error() == "Non è uguale a quella sopra."
    driven.press(Qt.Key.Key_End)
    driven.type(" lince")
    driven.press(Qt.Key.Key_Return)
    await until(lambda: session.state is SessionState.SIGNED_IN)
    assert (page._secret.value(), page.answers._new.value(), page.answers._again.value()) == (
        "",
        "",
        "",
    )
    assert not page.answers.asked()
    await driven.sign_out()
    await driven.sign_in("anna", NEW)


async def test_what_was_asked_of_one_name_is_not_asked_of_another(
    city: RealServer, driven: DrivenConsole
) -> None:
    page = driven.window.sign_in
    await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)
    page.set_values(login="anna", seat="1001")
    page.answers.ask_new_secret("")
    page._login.editor.setFocus()
    driven.type("x")
    assert not page.answers.asked()


async def test_at_work_it_is_changed_by_keys_and_the_lock_takes_the_new_one(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    await driven.sign_in()
    driven.window.commands.run("password.change")
    panel = driven.window.findChild(PasswordPanel)
    assert panel is not None
    _asked(driven, "a guess", NEW)
    await until(lambda: WRONG in spoken)
    assert driven.focus() is panel.now.editor
    assert (panel.now.value(), panel.new.value()) == ("", NEW)
    driven.type(PASSWORD)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: any(one.startswith(DONE) for one in spoken))
    assert [field.value() for field in (panel.now, panel.new, panel.again)] == ["", "", ""]
    driven.press(Qt.Key.Key_Escape)
    driven.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: driven.window.lock_page.isVisible())
    driven.type(NEW)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.models.session.state is SessionState.SIGNED_IN)


async def test_no_password_waits_in_a_panel_that_was_closed(driven: DrivenConsole) -> None:
    await driven.sign_in()
    driven.window.commands.run("password.change")
    panel = driven.window.findChild(PasswordPanel)
    assert panel is not None
    driven.type(PASSWORD)
    driven.press(Qt.Key.Key_Escape)
    driven.window.commands.run("password.change")
    assert panel.now.value() == ""
    assert not any(PASSWORD in label.text() for label in panel.findChildren(QLabel))


def _chosen(driven: DrivenConsole, password: str) -> None:
    driven.type(password)
    driven.press(Qt.Key.Key_Tab)
    driven.type(password)
    driven.press(Qt.Key.Key_Return)


def _asked(driven: DrivenConsole, old: str, new: str) -> None:
    driven.type(old)
    driven.press(Qt.Key.Key_Tab)
    _chosen(driven, new)
