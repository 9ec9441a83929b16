"""Lets the operator out: the replica is closed, unsent work stays in it, encrypted."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from console.errors import NOT_TOLD, LocalStoreBroken
from console.runtime.change_feed import Topic
from console.store.replica.local_database import LocalDatabase
from console.store.session.seat_vault import SeatVault
from console.store.session.session_record import save_refresh_token
from console.usecases.session.sign_in import Server

LIMIT_S = 3.0


class SignOut:
    def __init__(
        self,
        *,
        database: LocalDatabase,
        vault: SeatVault,
        server: Server,
        release: Callable[[], Awaitable[None]],
    ) -> None:
        """release: frees what she has in hand alone; may raise LocalStoreBroken or a NOT_TOLD."""
        self._database = database
        self._vault = vault
        self._server = server
        self._release = release

    async def __call__(self) -> None:
        """End the session here in any case; the server hears of it when it can be reached."""
        with contextlib.suppress(*NOT_TOLD, TimeoutError):
            async with asyncio.timeout(LIMIT_S):
                with contextlib.suppress(LocalStoreBroken):  # the session ends all the same
                    await self._release()
                await self._server.logout()
        self._server.begin("", None)
        self._vault.forget()
        try:
            await self._database.write(
                lambda connection: save_refresh_token(connection, None),
                changes=frozenset({Topic.SESSION}),
            )
        finally:  # a full disk keeps no replica open under the next operator
            await self._database.switch_to(None, "")
