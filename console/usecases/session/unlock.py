"""Opens the lock screen, and renews the session when that was why it locked."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

from console.errors import ServerNotTrusted, ServerUnreachable, SignInRefused
from console.runtime.change_feed import Topic
from console.store.replica.local_database import LocalDatabase
from console.store.session.seat_vault import SeatVault, wait_after_s
from console.store.session.session_record import save_reply, signed_in_account
from console.usecases.session.sign_in import Server
from contract.wire.session import LoginRequest


class RenewingServer(Server, Protocol):
    @property
    def is_expired(self) -> bool: ...


class Unlock:
    def __init__(
        self,
        *,
        database: LocalDatabase,
        vault: SeatVault,
        server: RenewingServer,
        device_id: str,
        seat: str,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._vault = vault
        self._server = server
        self._device_id = device_id
        self._seat = seat
        self._sleep = sleep
        self._wrong_tries = 0

    @property
    def is_session_ended(self) -> bool:
        """Return whether the server must still be asked for a new session: it did not answer."""
        return self._server.is_expired

    async def __call__(self, secret: str) -> bool:
        """Return whether the secret is the operator's. A wrong one makes the next answer slower.

        Raise SignInRefused when the session has ended and the server refuses a new one.
        """
        await self._sleep(wait_after_s(self._wrong_tries))
        if not await self._vault.verify(secret):
            self._wrong_tries += 1
            return False
        self._wrong_tries = 0
        # Opened by the right password, the seat else stays without server and telephone.
        if self._server.is_expired:
            await self._renew(secret)
        return True

    async def _renew(self, secret: str) -> None:
        who = await self._database.read(signed_in_account)
        request = LoginRequest(
            login=who.login, password=secret, device_id=self._device_id, seat=self._seat
        )
        try:
            reply = await self._server.login(request)
        except (ServerUnreachable, ServerNotTrusted):
            return  # work goes on offline; the sync loop keeps saying that the session ended
        # The login was given to somebody else: no session of another may begin in this replica.
        if reply.account.id != who.id:
            raise SignInRefused("bad_credentials")
        await self._database.write(
            lambda c: save_reply(c, reply, reply.line),
            changes=frozenset({Topic.SESSION}),
        )
        self._server.begin(reply.access_token, reply.refresh_token)
