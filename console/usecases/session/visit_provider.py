"""Has the operator visit the city's identity provider in the browser, and brings back a session."""

import asyncio
import base64
import hashlib
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol
from urllib.parse import urlsplit

from console.errors import SignInRefused
from contract.wire.session import ProviderLogin, ProviderStart, ProviderStarted, SessionReply

LIMIT_S = 300.0  # in the browser: a telephone with the second factor must be found first
LEFT, NO_BROWSER = "browser_left", "no_browser"


class IdentityServer(Protocol):
    async def start(self, asked: ProviderStart) -> ProviderStarted: ...
    async def login(self, brought: ProviderLogin) -> SessionReply: ...


class Redirect(Protocol):
    @property
    def uri(self) -> str: ...
    async def answer(self, state: str) -> Mapping[str, str]: ...
    def leave(self) -> None: ...


# With the words of the page that the browser shows at the end.
type Listen = Callable[[str], AbstractAsyncContextManager[Redirect]]


class VisitProvider:
    """One visit at a time; open_browser tells whether a browser was found."""

    def __init__(
        self,
        *,
        server: IdentityServer,
        listen: Listen,
        open_browser: Callable[[str], bool],
        device_id: str,
    ) -> None:
        self._server = server
        self._listen = listen
        self._open_browser = open_browser
        self._device_id = device_id
        self._redirect: Redirect | None = None
        self._is_left = False

    async def __call__(self, seat: str, words: str, account_id: str = "") -> SessionReply:
        """Return the session of who came back. account_id: who alone may, "" for anybody.

        Raise SignInRefused(code), or one of NOT_TOLD.
        """
        # It stays here: a code that somebody else catches on its way is worth nothing without it.
        verifier = secrets.token_urlsafe(48)
        async with self._listening(words) as redirect:
            started = await self._server.start(
                ProviderStart(
                    device_id=self._device_id,
                    redirect_uri=redirect.uri,
                    challenge=_challenge(verifier),
                    account_id=account_id,
                )
            )
            said = await self._brought(redirect, started)
        if "code" not in said:
            raise SignInRefused(LEFT)
        return await self._server.login(
            ProviderLogin(
                state=started.state,
                code=said["code"],
                iss=said.get("iss", ""),
                verifier=verifier,
                device_id=self._device_id,
                seat=seat,
            )
        )

    def leave(self) -> None:
        """The operator goes on waiting for no browser."""
        self._is_left = True  # also while the server is asked where to go
        if self._redirect is not None:
            self._redirect.leave()

    @asynccontextmanager
    async def _listening(self, words: str) -> AsyncIterator[Redirect]:
        self._is_left = False
        async with self._listen(words) as self._redirect:
            if self._is_left:
                self._redirect.leave()
            yield self._redirect

    async def _brought(self, redirect: Redirect, started: ProviderStarted) -> Mapping[str, str]:
        """Return what the browser brought; nothing where it was left, or takes too long."""
        if not (_is_page(started.url) and self._open_browser(started.url)):
            raise SignInRefused(NO_BROWSER)
        try:
            async with asyncio.timeout(LIMIT_S):
                return await redirect.answer(started.state)
        except TimeoutError:
            return {}


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _is_page(url: str) -> bool:
    """Return whether it is a page: what else an address may start is not for a server to say."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname == "127.0.0.1")
