"""Who works without a telephone, and who comes by the city's identity provider."""

from PySide6.QtWidgets import QLineEdit

from console.scenes.at_rest import settle
from console.scenes.scene_seat import SceneSeat
from console.scenes.scenes import idle, sign_in
from console.shell.main_window import MainWindow
from contract.wire.session import LOCAL, OIDC, Hello, ProviderStarted


async def sign_in_without_phone(window: MainWindow, seat: SceneSeat) -> None:
    await sign_in(window, seat)
    window.sign_in.set_values(login="edda.prova", seat="1001", has_phone=False)
    window.sign_in.focus_first()


async def without_phone(window: MainWindow, seat: SceneSeat) -> None:
    await seat.enter(seat="")


async def temporary_password(window: MainWindow, seat: SceneSeat) -> None:
    """Another one is chosen before anybody is in."""
    await _refused(window, seat, "password_temporary")


async def second_factor(window: MainWindow, seat: SceneSeat) -> None:
    await _refused(window, seat, "second_factor")


async def new_second_factor(window: MainWindow, seat: SceneSeat) -> None:
    codes = " ".join(letter * 4 + "234567ABCDEF" for letter in "BCDEFGHJ")
    seat.server.refusal_detail = {"secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "codes": codes}
    await _refused(window, seat, "second_factor_new")


async def _refused(window: MainWindow, seat: SceneSeat, code: str) -> None:
    await sign_in(window, seat)
    window.sign_in.set_values(login="anna.prova", seat="1001")
    secret = window.sign_in.findChild(QLineEdit, "secret_editor")
    assert secret is not None
    secret.setText("data da altri")
    seat.server.refusal = code
    seat.models.session.sign_in("anna.prova", secret.text(), "1001")


async def own_password(window: MainWindow, seat: SceneSeat) -> None:
    await seat.enter()
    await settle()
    window.commands.run("password.change")


async def sign_in_by_provider(window: MainWindow, seat: SceneSeat) -> None:
    _offer(seat)
    await sign_in(window, seat)


async def sign_in_in_browser(window: MainWindow, seat: SceneSeat) -> None:
    await sign_in_by_provider(window, seat)
    seat.models.session.sign_in_by_provider("1001", "")
    await settle()


async def locked_by_provider(window: MainWindow, seat: SceneSeat) -> None:
    _offer(seat)
    await idle(window, seat)
    seat.models.session.lock()
    await settle()


def _offer(seat: SceneSeat) -> None:
    hello = {"server_id": "scena", "name": "", "version": "", "epoch": "scena"}
    seat.server.answers["/hello"] = Hello(
        **hello, protocol_min=1, protocol_max=1, auth=(LOCAL, OIDC), provider="SPID"
    )
    seat.server.answers["/auth/oidc/start"] = ProviderStarted(
        url="https://accesso.invalid/", state="scena"
    )
