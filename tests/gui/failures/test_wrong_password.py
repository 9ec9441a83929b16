"""A wrong password: one sentence, the name stays typed, the next answers come slower."""

import time

from PySide6.QtCore import Qt

from console.viewmodels.session.session import SessionState
from tests.gui.failures.told import a_contact_with, is_kept, is_told, told
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import PASSWORD
from tests.support.waiting import until

TOO_MANY = "Troppi tentativi. Aspetta cinque minuti, poi riprova o chiama l'assistenza."
WRONG_SECRET = "Password o PIN non corretti. Controlla le maiuscole e riprova."
WRONG = "Nome utente o password non corretti. Controlla le maiuscole e riprova."


async def tried(driven: DrivenConsole, password: str) -> float:
    """Type a secret and Enter; return how many seconds the answer took."""
    driven.type(password)
    began_s = time.monotonic()
    driven.press(Qt.Key.Key_Return)
    await until(lambda: not driven.models.session.is_busy)
    return time.monotonic() - began_s


async def at_the_sign_in(driven: DrivenConsole, login: str = "anna") -> None:
    await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)
    driven.window.sign_in.set_values(login=login, seat="1001")
    driven.window.sign_in.focus_first()


async def test_the_name_stays_and_the_right_password_lets_in(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    await at_the_sign_in(driven)
    await tried(driven, "una parola corta")
    await is_told(driven, WRONG, spoken)
    page = driven.window.sign_in
    assert (page._login.value(), page._seat.value()) == ("anna", "1001")
    assert driven.focus() is page._secret.editor
    assert page._secret.value() == ""
    await tried(driven, PASSWORD)
    await until(lambda: driven.models.session.state is SessionState.SIGNED_IN)


async def test_an_unknown_name_is_told_with_the_same_words(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    await at_the_sign_in(driven, "nessuno")
    await tried(driven, PASSWORD)
    await is_told(driven, WRONG, spoken)


async def test_at_the_locked_seat_the_draft_stays_and_each_wrong_try_takes_longer(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    await driven.sign_in()
    await a_contact_with(driven, "Chiede della TARI")
    driven.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: driven.window.lock_page.isVisible())
    waits = [await tried(driven, "sbagliata") for _ in range(4)]
    await is_told(driven, WRONG_SECRET, spoken)
    assert waits[3] > 0.95, "three are free, then 1 s, 2 s, 4 s…"
    unlock = driven.models.session
    driven.type(PASSWORD)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: unlock.state is SessionState.SIGNED_IN)
    await is_kept(driven, "Chiede della TARI")
    driven.type(" e paga")
    await is_kept(driven, "Chiede della TARI e paga")
    assert told(driven.window) == []


async def test_too_many_tries_are_told_with_how_long_to_wait(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    await at_the_sign_in(driven)
    session = driven.models.session
    for _ in range(12):
        await tried(driven, "no")
        if session.refusal == "too_many_attempts":
            break
    assert session.refusal == "too_many_attempts"
    await is_told(driven, TOO_MANY, spoken)
