"""The access token in use and how another one is got, one renewal at a time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from console.errors import LocalStoreBroken, ServerUnreachable, SessionExpired
from contract.wire import reason_codes
from contract.wire.session import SessionReply

type Renewal = Callable[[], Awaitable[SessionReply]]

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
        self._renewal: Renewal | None = None  # None: only a sign-in goes on from here
        self._used: set[str] = set()  # access tokens of this session; the set stands for it
        self._renewing = asyncio.Lock()
        self._expired_as = ""  # the reason code once nothing renews it
        self._ended_as = ""

    @property
    def is_expired(self) -> bool:
        return bool(self._expired_as or self._ended_as)

    def begin(self, access: str, refresh: str | None) -> None:
        self._start(access, None if refresh is None else partial(self._renew, refresh))

    def begin_later(self, enter: Renewal) -> None:
        """Begin a session that the server does not know yet: enter asks for it, once it is there.

        enter raises SessionExpired where the server refuses, ServerUnreachable while it is away.
        """
        self._start("", enter)

    def _start(self, access: str, renewal: Renewal | None) -> None:
        self._access, self._renewal = access, renewal
        # A new set for each session: it tells apart whose question a token came from.
        self._used = {access}
        self._expired_as, self._ended_as = "", ""

    def expire(self, token: str | None = None, code: str = reason_codes.SESSION_EXPIRED) -> None:
        """Nothing renews this session any more: only a sign-in does.

        token: the access token that was refused; a session begun meanwhile is another one.
        """
        # A late refusal: see
        # test_a_refusal_of_an_older_session_does_not_end_the_one_begun_meanwhile.
        if token is not None and token != self._access:
            return
        self._access, self._renewal = "", None
        self._expired_as = code

    def end_as(self, code: str, token: str) -> None:
        """Somebody ended this session: its tokens hand over what is not sent yet, no more."""
        if token in self._used:
            self._ended_as = code

    async def access(self) -> str:
        """Return a token to try. Raise SessionExpired."""
        return self._access or await self._renewed("", self._used)

    async def refuse(self, token: str) -> str:
        """The server refused token: return another of the same session.

        Raise SessionExpired; ServerUnreachable when another session began meanwhile: what one
        operator asked for is not asked again in the name of the next.
        """
        if token not in self._used:
            raise ServerUnreachable("asked in a session that is over")
        if self._ended_as:
            raise SessionExpired(self._ended_as)
        return await self._renewed(token, self._used)

    async def _renewed(self, token: str, session: set[str]) -> str:
        # A token that runs out refuses several calls at once: one renewal serves them all.
        async with self._renewing:
            if self._access and self._access != token:
                return self._current(session)  # somebody renewed it meanwhile
            if self._renewal is None:  # also one gone on with whose renewal token was dropped
                self._expired_as = self._expired_as or reason_codes.SESSION_EXPIRED
                raise SessionExpired(self._expired_as)
            # Compared after each wait: somebody may sign out, and the next operator in, meanwhile.
            used = self._renewal
            try:
                reply = await used()
            except SessionExpired as error:
                if self._renewal is used:
                    self._end(error.code)
                raise
            if self._renewal is used:  # else the replica may be another operator's by now
                await self._stored(reply)
            if self._renewal is used:  # nobody signed in or out while we waited
                self._access = reply.access_token
                self._renewal = partial(self._renew, reply.refresh_token)
                self._used.add(self._access)
            return self._current(session)

    def _end(self, code: str) -> None:
        if code in reason_codes.ENDED and self._access:
            self._ended_as = code  # not expired: with the access token the rest is handed over
        else:
            self.expire(code=code)

    def _current(self, session: set[str]) -> str:
        if not self._access:  # signed out: no request goes out in nobody's name
            raise SessionExpired
        if session is not self._used:
            raise ServerUnreachable("asked in a session that is over")
        return self._access

    async def _stored(self, reply: SessionReply) -> None:
        """Go on in memory when the disk is full: the token used is worthless in a minute."""
        try:
            await self._store(reply)
        except LocalStoreBroken as error:
            log.warning("the renewed session was not stored: %s", error.kind)
