"""Opens the lock screen, and renews the session when that was why it locked."""

import asyncio
from typing import Protocol

from console.errors import ServerNotTrusted, ServerUnreachable, SignInRefused
from console.runtime.change_feed import Topic
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.session.seat_vault import SeatVault, wait_after_s
from console.store.session.session_record import save_reply, save_work_keys, signed_in_account
from console.usecases.session.later_entry import LaterEntry
from console.usecases.session.offline_limit import OfflineLimit
from console.usecases.session.sign_in import Server
from contract.wire.session import LoginRequest, SessionReply


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
        offline: OfflineLimit,
    ) -> None:
        self._database = database
        self._vault = vault
        self._server = server
        self._device_id = device_id
        self._seat = seat
        self._offline_limit = offline
        self._wrong_tries = 0

    async def __call__(self, secret: str) -> bool:
        """Return whether the secret is the operator's. A wrong one makes the next answer slower.

        Raise SignInRefused when the session has ended and the server refuses a new one, or when its
        last word is too old and it does not answer.
        """
        await asyncio.sleep(wait_after_s(self._wrong_tries))
        if not (await self._vault.verify(secret) or await self._opens(secret)):
            self._wrong_tries += 1
            return False
        self._wrong_tries = 0
        # Opened by the right password, the seat else stays without server and telephone.
        is_vouched = await self._database.read(self._offline_limit.allows)
        if self._server.is_expired or not is_vouched:
            await self._renew(secret, is_vouched=is_vouched)
        return True

    async def _opens(self, secret: str) -> bool:
        """After a restart there is nothing in memory to compare with: the vault itself is tried."""
        who = await self._database.read(signed_in_account)
        return await self._vault.opens(who.login, secret)

    async def _renew(self, secret: str, *, is_vouched: bool) -> None:
        who = await self._database.read(signed_in_account)
        request = LoginRequest(
            login=who.login,
            password=secret,
            device_id=self._device_id,
            seat=self._seat,
            new_password="",
        )
        try:
            reply = await self._server.login(request)
        except (ServerUnreachable, ServerNotTrusted):
            # Else the lock would let in for ever whom a sign-in keeps out: pull the plug, and lock.
            if not is_vouched:
                raise SignInRefused("offline_too_long") from None
            self._server.begin_later(LaterEntry(self._server, request, who.id))
            return
        await self.renewed(reply)

    async def renewed(self, reply: SessionReply) -> None:
        """Go on with the session that the server gave anew. Raise SignInRefused."""
        who = await self._database.read(signed_in_account)
        # The login was given to somebody else: no session of another may begin in this replica.
        if reply.account.id != who.id:
            raise SignInRefused("bad_credentials")

        def save(connection: Connection) -> None:
            save_reply(connection, reply, reply.line)
            save_work_keys(connection, reply, self._device_id)
            self._offline_limit.note(connection)

        await self._database.write(save, changes=frozenset({Topic.SESSION}))
        self._server.begin(reply.access_token, reply.refresh_token)
