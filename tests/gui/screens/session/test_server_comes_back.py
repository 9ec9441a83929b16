"""Who began without the server works on when it is back: nobody is locked, nothing is asked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from console.viewmodels.session.session import SessionState
from tests.gui.failures.told import a_contact_with, is_kept
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import PASSWORD, RealServer
from tests.support.waiting import until


async def _begin_without_server(city: RealServer, driven: DrivenConsole) -> list[SessionState]:
    """Return each state of the session from here on."""
    await driven.sign_in()
    await until(lambda: driven.models.connection.connection.online)
    await driven.sign_out()
    city.go_offline()
    await driven.sign_in()
    session, states = driven.models.session, list[SessionState]()
    session.changed.connect(lambda: states.append(session.state))
    await a_contact_with(driven, "Di mattina presto")
    return states


async def test_who_signed_in_without_the_server_is_connected_once_it_is_back(
    city: RealServer, driven: DrivenConsole
) -> None:
    states = await _begin_without_server(city, driven)
    assert not driven.models.connection.connection.online
    city.go_online()
    await until(lambda: driven.models.connection.connection.online)
    await is_kept(driven, "Di mattina presto")
    assert set(states) <= {SessionState.SIGNED_IN}


async def test_who_went_on_at_another_computer_is_told_so_at_the_first(
    city: RealServer, driven: DrivenConsole
) -> None:
    await _begin_without_server(city, driven)
    city.go_online()
    await city.sign_in("anna", device="another computer")
    session, page = driven.models.session, driven.window.lock_page
    await until(lambda: session.state is SessionState.LOCKED)
    assert page.title.text() == "Accesso aperto altrove"
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert any("a un'altra postazione" in text for text in shown)
    driven.type(PASSWORD)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.models.connection.connection.online)
    await is_kept(driven, "Di mattina presto")
