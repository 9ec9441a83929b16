"""Gives whoever is signed in another password, at the server and at this seat."""

import logging
from typing import Protocol

from console.errors import KeyringMissing, LocalStoreBroken
from console.store.replica.local_database import LocalDatabase
from console.store.session.seat_vault import SeatVault
from contract.wire.session import PasswordChange

log = logging.getLogger(__name__)


class PasswordServer(Protocol):
    async def tell(self, path: str, body: object) -> None: ...


class ChangePassword:
    def __init__(
        self, *, database: LocalDatabase, vault: SeatVault, server: PasswordServer
    ) -> None:
        self._database = database
        self._vault = vault
        self._server = server

    async def __call__(self, login: str, old: str, new: str) -> None:
        """Raise ServerRejected(code), or what else a question to the server may raise.

        The server first: it alone knows whether the old one is right. What waits to be sent stays
        in the replica, whose key is sealed anew.
        """
        await self._server.tell("/auth/password", PasswordChange(password=old, new_password=new))
        path, key_hex = self._database.location
        try:
            if path is not None:
                await self._vault.seal_anew(login, key_hex, new)
        except (KeyringMissing, LocalStoreBroken) as error:
            # It is changed all the same: the server opens the vault at the next sign-in here.
            log.warning("the vault keeps the password of before: %s", type(error).__name__)
        await self._vault.remember(new)  # the lock page asks for this one from here on
