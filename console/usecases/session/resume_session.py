"""Resumes the session that a crash interrupted, with the ticket in the OS keyring."""

import asyncio

from console.errors import LocalStoreBroken
from console.model.duty.signed_in import SignedIn
from console.runtime.task_scope import TaskScope
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.session.resume_ticket import ResumeTicket, TicketKeeper
from console.store.session.seat_vault import SeatVault
from console.store.session.session_record import account, line, refresh_token
from console.usecases.session.offline_limit import OfflineLimit
from console.usecases.session.sign_in import MakeWay, Server, nobody_was_here
from contract.domain.account import Account
from contract.wire.session import LineSettings


class ResumeSession:
    def __init__(
        self,
        *,
        database: LocalDatabase,
        vault: SeatVault,
        tickets: TicketKeeper,
        server: Server,
        offline: OfflineLimit,
    ) -> None:
        self._offline_limit = offline
        self._database = database
        self._vault = vault
        self._tickets = tickets
        self._server = server
        self._begun: asyncio.Future[SignedIn | None] | None = None

    def begin(self, scope: TaskScope) -> None:
        """Open the replica already, while nobody can have worked here: the next call returns it."""
        self._begun = begun = asyncio.get_running_loop().create_future()
        scope.start("session.begun", self._tried(begun))

    async def _tried(self, begun: "asyncio.Future[SignedIn | None]") -> None:
        try:
            found = await self._resumed(nobody_was_here)
        except Exception as error:  # noqa: BLE001  # whoever asks is told, of a bug too
            if not begun.done():  # else who asked has gone
                begun.set_exception(error)
                begun.exception()  # a console that ends before it is asked has nobody to tell
        else:
            if not begun.done():
                begun.set_result(found)

    async def __call__(self, *, make_way: MakeWay) -> SignedIn | None:
        """Return who goes on working; None: nobody, or the replica opens with a password only.

        make_way is awaited before the replica is opened, as at a sign-in.
        Raise LocalStoreBroken when another console has the replica, or the disk is at fault.
        """
        begun, self._begun = self._begun, None
        if begun is None:
            return await self._resumed(make_way)
        try:
            return await begun
        finally:  # who listens by now did not when the store was opened
            self._database.tell_all()

    async def _resumed(self, make_way: MakeWay) -> SignedIn | None:
        ticket = await self._tickets.find()
        if ticket is None:
            return None
        path = self._vault.replica_path(ticket.login)
        # A ticket without its replica would be tried at each start for ever.
        if not path.exists():
            await self._tickets.drop()
            return None
        await make_way(ticket.login, None)
        report = await self._database.switch_to(path, ticket.key_hex)
        known = await self._database.read(_session)
        # Whose last word of the server is old is asked for the password, which the server checks.
        if known is None or not await self._database.read(self._offline_limit.allows):
            await self._tickets.drop()
            # Or the replica had to be begun anew and knows nobody: only a password may fill it.
            await self._database.switch_to(None, "")
            return None
        who, phone_line, token = known
        # Without an access token: the first question renews it, whenever the server is there.
        self._server.begin("", token)
        return SignedIn(
            account=who,
            line=phone_line,
            recovered=report.recovered,
            broken=report.broken,
            is_partial=report.is_partial,
            is_copy_broken=report.is_copy_broken,
            resumed_seat=ticket.seat,
        )

    async def keep(self, login: str, seat: str) -> None:
        """Make the session in progress one that can be resumed, at the same seat or at none."""
        path, key_hex = self._database.location
        if path is None:
            return
        await self._tickets.keep(ResumeTicket(login=login, key_hex=key_hex, seat=seat))

    async def drop(self) -> None:
        """From here on a password is asked for."""
        await self._tickets.drop()


def _session(connection: Connection) -> tuple[Account, LineSettings | None, str | None] | None:
    try:
        who = account(connection)
    except LocalStoreBroken:
        return None
    return None if who is None else (who, line(connection), refresh_token(connection))
