"""The access token in use and the refresh token it is renewed with, one renewal at a time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from console.errors import LocalStoreBroken, SessionExpired
from contract.wire.session import SessionReply

log = logging.getLogger(__name__)


class SessionTokens:
    def __init__(
        self,
        *,
        renew: Callable[[str], Awaitable[SessionReply]],
        store: Callable[[SessionReply], Awaitable[None]],
    ) -> None:
        self._renew = renew
        self._store = store
        self._access = ""
        self._refresh: str | None = None
        self._renewing = asyncio.Lock()
        self.is_expired = False

    def begin(self, access: str, refresh: str | None) -> None:
        self._access, self._refresh = access, refresh
        self.is_expired = False

    def expire(self, token: str | None = None) -> None:
        """Nothing renews this session any more: only a sign-in does.

        token: the access token that was refused; a session begun meanwhile is another one.
        """
        if token is not None and token != self._access:
            return
        self._access, self._refresh = "", None
        self.is_expired = True

    async def access(self) -> str:
        """Return a token to try. Raise SessionExpired."""
        return self._access or await self.refuse("")

    async def refuse(self, token: str) -> str:
        """The server did not take token: return another. Raise SessionExpired."""
        async with self._renewing:
            if self._access and self._access != token:
                return self._access  # somebody renewed it meanwhile
            if self._refresh is None:
                raise SessionExpired
            used = self._refresh
            try:
                reply = await self._renew(used)
            except SessionExpired:
                if self._refresh == used:
                    self.expire()
                raise
            if self._refresh == used:  # else the replica may be another operator's by now
                await self._stored(reply)
            if self._refresh == used:  # nobody signed in or out while we waited
                self._access, self._refresh = reply.access_token, reply.refresh_token
            if not self._access:  # she left: no request goes out in nobody's name
                raise SessionExpired
            return self._access

    async def _stored(self, reply: SessionReply) -> None:
        """Go on in memory when the disk takes nothing: the token used is worthless in a minute."""
        try:
            await self._store(reply)
        except LocalStoreBroken as error:
            log.warning("the renewed session was not stored: %s", error.kind)
