"""Digits of a telephone at the sign-in, by keys alone: begun, wrong, asked for, a code instead."""

import base64
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from console.viewmodels.session.session import SessionState
from contract.domain.account import Role
from server.account_settings import AccountSettings
from tests.gui.screens.conftest import a_city
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.real_server import PASSWORD
from tests.support.waiting import until
from widgets.kit.plain_text import without_isolates
from widgets.kit.typed_text import SECRET_KEPT_MS


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
            await until(lambda: any("Segui i tre passi" in one for one in spoken))
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


async def test_what_was_begun_and_left_is_gone_with_its_key_and_the_password(
    app: QApplication, tmp_path: Path, spoken: list[str]
) -> None:
    async with _who_leads(app, tmp_path) as driven:
        key = await _begun(driven)
        timer = driven.window.sign_in.answers.findChild(QTimer, "left_alone")
        assert timer is not None
        assert timer.isActive()
        assert timer.interval() == SECRET_KEPT_MS
        timer.timeout.emit()
        assert driven.models.session.refusal == "left_half_way"
        assert _of_the_key(driven, key) == []
        assert not timer.isActive()
        await until(lambda: any("rimasto a metà" in one for one in spoken))
        assert driven.focus() is driven.window.sign_in._secret.editor


async def test_what_was_begun_ends_with_another_name_or_another_way_in(
    app: QApplication, tmp_path: Path
) -> None:
    async with _who_leads(app, tmp_path) as driven:
        key, page = await _begun(driven), driven.window.sign_in
        page._login.editor.setFocus()
        driven.type("x")
        assert _of_the_key(driven, key) == []
        page._login.set_value("")
        key = await _begun(driven)
        page.offer_provider("SPID")
        page._choose_provider()
        assert _of_the_key(driven, key) == []
        await until(lambda: not driven.models.session.is_busy)


async def test_a_key_that_comes_once_another_name_stands_there_is_not_shown(
    app: QApplication, tmp_path: Path
) -> None:
    async with _who_leads(app, tmp_path) as driven:
        page, session = driven.window.sign_in, driven.models.session
        await until(lambda: session.state is SessionState.SIGNED_OUT)
        page.set_values(login="carla", seat="1001")
        page.focus_first()
        driven.type(PASSWORD)
        driven.press(Qt.Key.Key_Return)
        page._login.editor.setFocus()
        driven.type("x")
        await until(lambda: not session.is_busy)
        assert (session.refusal, session.detail) == ("", {})
        shown = page.findChild(QLabel, "second_factor_shown")
        assert shown is not None
        assert shown.text() == ""


@asynccontextmanager
async def _who_leads(app: QApplication, tmp_path: Path) -> AsyncIterator[DrivenConsole]:
    """Yield a console at a city whose leads need digits; carla leads and has none yet."""
    async with a_city() as server:
        server._accounts = AccountSettings(second_factor=(Role.TEAM_LEAD,))
        await server.restart()
        await server.add_account("carla", Role.TEAM_LEAD)
        async with driven_console(app, server, tmp_path) as driven:
            yield driven


async def _begun(driven: DrivenConsole) -> str:
    """Sign in as far as the key; return it as it is shown."""
    await _typed(driven, PASSWORD)
    shown = driven.window.sign_in.findChild(QLabel, "second_factor_shown")
    assert shown is not None
    key = re.search(r"(?:[A-Z2-7]{4} ?){8}", shown.text())
    assert key is not None
    return key[0]


def _of_the_key(driven: DrivenConsole, key: str) -> list[str]:
    """Return each place of window and session where the key or a password still is."""
    labels = driven.window.findChildren(QLabel)
    lines = driven.window.findChildren(QLineEdit)
    texts = [label.text() + label.accessibleName() for label in labels]
    found = [text for text in texts if key in without_isolates(text)]
    found += [line.text() for line in lines if line.text() == PASSWORD]
    return found + [text for text in driven.models.session.detail.values() if text]


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
