"""The city's identity provider beside the password: by keys, heard, and given up again."""

import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.viewmodels.session.session import SessionState
from tests.gui.screens.conftest import heard
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.real_server import RealServer
from tests.support.servers.scripted_provider import ScriptedProvider
from tests.support.waiting import until
from widgets.kit.doors.provider_button import ProviderButton

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def provider() -> Iterator[ScriptedProvider]:
    with ScriptedProvider() as scripted:
        yield scripted


class Browser:
    """It is signed in as provider.login, and comes back at once unless it stays."""

    def __init__(self, provider: ScriptedProvider) -> None:
        self._provider = provider
        self._visits: list[threading.Thread] = []
        self.stays = False
        self.opened = 0
        self.page = ""

    def __call__(self, url: str) -> bool:
        self.opened += 1
        if not self.stays:
            self._visits.append(threading.Thread(target=self._come_back, args=(url,)))
            self._visits[-1].start()
        return True

    def _come_back(self, url: str) -> None:
        back = parse_qs(urlsplit(url).query)["redirect_uri"][0]
        brought = urlencode(self._provider.visited(url))
        self.page = httpx.get(f"{back}?{brought}", trust_env=False, timeout=60).text

    def close(self) -> None:
        for visit in self._visits:
            visit.join()


async def offered(driven: DrivenConsole) -> None:
    """Wait at the sign-in page until the button is there, with the cursor in the name."""
    await until(lambda: driven.models.session.by_provider.name)
    driven.window.sign_in.set_values(seat="1001")
    driven.window.sign_in.focus_first()


def button(driven: DrivenConsole, name: str = "sign_in") -> ProviderButton:
    page = driven.window.sign_in if name == "sign_in" else driven.window.lock_page
    return page.findChild(ProviderButton)


async def test_one_key_leads_through_the_browser_into_the_work_and_back_from_the_lock(
    app: QApplication, provider: ScriptedProvider, tmp_path: Path, spoken: list[str]
) -> None:
    browser = Browser(provider)
    async with await RealServer.start(oidc=provider.settings(name="Roma")) as server:
        await server.add_account("anna")
        async with driven_console(app, server, tmp_path, open_browser=browser) as driven:
            session = driven.models.session
            await offered(driven)
            driven.press(Qt.Key.Key_B, ALT)
            await until(lambda: session.state is SessionState.SIGNED_IN)
            await heard(
                spoken, "Continua nel browser: lì la città ti chiede chi sei. Poi torna qui."
            )
            driven.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
            await until(lambda: session.state is SessionState.LOCKED)
            driven.press(Qt.Key.Key_B, ALT)
            await until(lambda: session.state is SessionState.SIGNED_IN)
            browser.close()
            assert "Chiudi questa pagina" in browser.page
            await driven.sign_out()


async def test_somebody_else_does_not_open_the_lock(
    app: QApplication, provider: ScriptedProvider, tmp_path: Path, spoken: list[str]
) -> None:
    browser = Browser(provider)
    async with await RealServer.start(oidc=provider.settings()) as server:
        await server.add_account("anna")
        await server.add_account("bruno")
        async with driven_console(app, server, tmp_path, open_browser=browser) as driven:
            session = driven.models.session
            await offered(driven)
            driven.press(Qt.Key.Key_B, ALT)
            await until(lambda: session.state is SessionState.SIGNED_IN)
            driven.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
            await until(lambda: session.state is SessionState.LOCKED)
            provider.login = "bruno"
            driven.press(Qt.Key.Key_B, ALT)
            await until(lambda: session.refusal == "other_identity")
            assert session.state is SessionState.LOCKED
            assert (
                "Nel browser è entrata un'altra persona" in driven.window.lock_page.message_text()
            )
            browser.close()


async def test_who_waits_for_no_browser_may_give_it_up_and_comes_in_by_password(
    app: QApplication, provider: ScriptedProvider, tmp_path: Path
) -> None:
    browser = Browser(provider)
    browser.stays = True
    async with await RealServer.start(oidc=provider.settings()) as server:
        await server.add_account("anna")
        async with driven_console(app, server, tmp_path, open_browser=browser) as driven:
            session = driven.models.session
            await offered(driven)
            driven.press(Qt.Key.Key_B, ALT)
            await until(lambda: browser.opened)
            assert button(driven)._button.text() == "Non aspettare il browser"
            driven.press(Qt.Key.Key_B, ALT)
            await until(lambda: not session.is_busy)
            assert session.refusal == "browser_left"
            assert "Accedi con" in button(driven)._button.accessibleName()
            await driven.sign_in()


async def test_the_browser_is_not_asked_before_the_seat_is_known(
    app: QApplication, provider: ScriptedProvider, tmp_path: Path
) -> None:
    async with (
        await RealServer.start(oidc=provider.settings()) as server,
        driven_console(app, server, tmp_path) as driven,
    ):
        await offered(driven)
        page = driven.window.sign_in
        page.set_values(seat="")
        driven.press(Qt.Key.Key_B, ALT)
        assert page._seat.error()
        assert not page._login.error()
        assert driven.focus() is page._seat.editor
        assert not driven.models.session.is_busy
        page.set_values(seat="1001")
        driven.press(Qt.Key.Key_B, ALT)  # no browser on this computer
        await until(lambda: driven.models.session.refusal == "no_browser")
        assert "non si apre nessun browser" in page.message_text()


async def test_without_a_provider_there_is_no_button(driven: DrivenConsole) -> None:
    await driven.sign_in()
    for name in ("sign_in", "lock"):
        assert button(driven, name).isHidden()
