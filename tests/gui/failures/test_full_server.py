"""The server answers but its disk is full: work stays on the seat and goes by itself."""

import msgspec
from PySide6.QtCore import Qt

from console.screens.contact.contact_screen import ContactScreen
from console.viewmodels.session.session import SessionState
from contract.wire.session import LoginRequest
from tests.gui.failures.told import a_contact_with, is_kept, is_quiet, is_told, pasted
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import PASSWORD, RealServer
from tests.support.waiting import until

FULL = (
    "Il server non può registrare: il suo disco è pieno. Puoi continuare: quello che salvi resta "
    "qui e parte da solo. Avvisa l'assistenza."
)
AT_SIGN_IN = (
    "Il server è raggiungibile ma non può registrare: il suo disco è pieno. Chiama l'assistenza, "
    "poi riprova."
)


async def disk_holds(server: RealServer, pages: int) -> None:
    await server.database.write(lambda c: c.execute(f"PRAGMA max_page_count = {pages}"))


async def test_a_saved_contact_waits_and_arrives_once_there_is_room(
    city: RealServer, driven: DrivenConsole, spoken: list[str]
) -> None:
    await driven.start_work()
    await disk_holds(city, 1)
    await a_contact_with(driven, "Una lunga storia")
    pasted(driven, " x" * 8_000)
    driven.window.part(ContactScreen).focus_search()
    driven.type("tassa ri")
    driven.press(Qt.Key.Key_F9)
    await is_told(driven, FULL, spoken)
    assert driven.window.work.connection_line.sentence() == "Il server non registra"
    await until(lambda: driven.models.connection.waiting == 1)
    await a_contact_with(driven, "Il prossimo")
    await is_kept(driven, "Il prossimo")
    await disk_holds(city, 100_000)
    await until(lambda: driven.models.connection.waiting == 0)
    await is_quiet(driven)
    await is_kept(driven, "Il prossimo")


async def submitted(driven: DrivenConsole) -> None:
    driven.type(PASSWORD)
    driven.press(Qt.Key.Key_Return)


async def test_who_is_new_to_the_seat_hears_that_the_password_is_not_to_blame(
    city: RealServer, driven: DrivenConsole, spoken: list[str]
) -> None:
    await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)
    await fill_up(city)
    driven.window.sign_in.set_values(login="anna", seat="1001")
    driven.window.sign_in.focus_first()
    await submitted(driven)
    await is_told(driven, AT_SIGN_IN, spoken)
    assert driven.window.sign_in._login.value() == "anna"
    await disk_holds(city, 100_000)
    await submitted(driven)
    await until(lambda: driven.models.session.state is SessionState.SIGNED_IN)


async def fill_up(server: RealServer) -> None:
    """Leave no free page, and no room in the last one of the sessions."""
    await disk_holds(server, 1)
    request = LoginRequest(login="anna", password=PASSWORD, device_id="other")
    async with server.client() as client:
        for number in range(200):
            ballast = msgspec.structs.replace(request, device_id=f"{number}-" + "x" * 40)
            answer = await client.post("/auth/login", content=msgspec.json.encode(ballast))
            if answer.status_code == 503:
                return
    raise AssertionError("the disk did not fill up")
