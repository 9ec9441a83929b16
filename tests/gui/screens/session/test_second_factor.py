"""Digits of a telephone at the sign-in, by keys alone: begun, wrong, asked for, a code instead."""

import base64
import re
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from console.viewmodels.session.session import SessionState
from contract.domain.account import Role
from server.account_settings import AccountSettings
from tests.gui.screens.conftest import a_city
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.real_server import PASSWORD
from tests.support.waiting import until
from widgets.kit.plain_text import without_isolates


async def test_who_leads_begins_with_the_key_on_the_page_and_types_digits_from_then_on(
    app: QApplication, tmp_path: Path, spoken: list[str]
) -> None:
    async with a_city() as server:
        server._accounts = AccountSettings(second_factor=(Role.TEAM_LEAD,))
        await server.restart()
        await server.add_account("carla", Role.TEAM_LEAD)
        async with driven_console(app, server, tmp_path) as driven:
            await _typed(driven, PASSWORD)
            page, session = driven.window.sign_in, driven.models.session
            shown = page.findChild(QLabel, "second_factor_shown")
            assert shown is not None
            assert driven.focus() is shown
            assert shown.accessibleName() == without_isolates(shown.text())
            assert any("Segui i tre passi" in one for one in spoken)
            key = re.search(r"\n\W*((?:[A-Z2-7]{4} ?){8})", shown.text())
            assert key is not None
            secret = key[1].replace(" ", "")
            codes = re.findall(r"[A-Z2-7]{16}", shown.text())
            driven.press(Qt.Key.Key_Tab)
            await _entered(driven, "000000")
            assert session.refusal == "second_factor_wrong"
            assert shown.text(), "the key is still to be typed into the telephone"
            await _entered(driven, _digits(secret, server.clock().timestamp()))
            assert session.state is SessionState.SIGNED_IN
            assert (shown.text(), page.answers.asked()) == ("", ())
            await driven.sign_out()
            await _typed(driven, PASSWORD)
            assert session.refusal == "second_factor"
            assert "codice di riserva" in driven.focus().accessibleDescription()
            await _entered(driven, codes[0])
            assert session.state is SessionState.SIGNED_IN


async def _typed(driven: DrivenConsole, password: str) -> None:
    await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)
    driven.window.sign_in.set_values(login="carla", seat="1001")
    driven.window.sign_in.focus_first()
    await _entered(driven, password)


async def _entered(driven: DrivenConsole, text: str) -> None:
    driven.type(text)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: not driven.models.session.is_busy)


def _digits(secret: str, at: float) -> str:
    return TOTP(base64.b32decode(secret), 6, hashes.SHA1(), 30).generate(int(at)).decode()
