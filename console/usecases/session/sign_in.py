"""Lets an operator in: through the server, or offline through the vault of this seat."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

from console.errors import KeyringMissing, ServerNotTrusted, ServerUnreachable, SignInRefused
from console.model.duty.signed_in import SignedIn
from console.runtime.change_feed import Topic
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_file import OpenReport
from console.store.replica.replica_key import WrongSecret
from console.store.session.seat_vault import NoVault, SeatVault
from console.store.session.session_record import account, line, refresh_token, save_reply
from contract.domain.account import Account
from contract.domain.ids import AccountId
from contract.wire import reason_codes
from contract.wire.session import LineSettings, LoginRequest, SessionReply

# Ends what is still here of somebody else; the account is not known yet where the server is away.
type MakeWay = Callable[[str, AccountId | None], Awaitable[None]]


async def nobody_was_here(_: str, __: AccountId | None) -> None:
    """Make way where no session of an operator lives in the console."""


class Server(Protocol):
    """What signing in and out needs of the link to the server."""

    async def login(self, request: LoginRequest) -> SessionReply: ...
    async def logout(self) -> None: ...
    def begin(self, access_token: str, refresh_token: str | None) -> None: ...
    def end(self) -> None: ...


class SignIn:
    def __init__(
        self, *, database: LocalDatabase, vault: SeatVault, server: Server, device_id: str
    ) -> None:
        self._database = database
        self._vault = vault
        self._server = server
        self._device_id = device_id

    async def __call__(
        self, login: str, password: str, seat: str = "", *, make_way: MakeWay = nobody_was_here
    ) -> SignedIn:
        """Open the operator's replica and return who signed in.

        make_way is awaited once it is certain who comes, and before anything of hers is open.
        Raise SignInRefused(code). Without a server, the vault decides; an operator new to this
        seat then gets ServerUnreachable or ServerNotTrusted. Raise LocalStoreBroken, and
        KeyringMissing when there is neither server nor keyring.
        """
        request = LoginRequest(login=login, password=password, device_id=self._device_id, seat=seat)
        try:
            reply = await self._server.login(request)
        # Not SignInRefused: the vault must not let in whom the server has just refused.
        except (ServerUnreachable, ServerNotTrusted) as error:
            return await self._offline(login, password, error, make_way)
        await make_way(login, reply.account.id)
        return await self._online(login, password, reply)

    async def _online(self, login: str, password: str, reply: SessionReply) -> SignedIn:
        path: Path | None = self._vault.replica_path(login)
        try:
            key_hex = await self._vault.unlock_or_make(login, password)
        except KeyringMissing:
            # Without a keyring nothing may lie on the disk: the session lives in memory only.
            path, key_hex = None, ""
            # The lock page needs it in any case; unlock_or_make() did not come that far.
            await self._vault.remember(password)
        report = await self._open(path, key_hex)
        # A login may go to another person: see
        # test_a_login_given_to_another_person_starts_with_an_empty_replica.
        if path is not None and await self._belongs_to_another(reply.account.id):
            report = await self._start_anew(login, password, path)
        await self._database.write(
            lambda c: save_reply(c, reply, reply.line),
            changes=frozenset({Topic.SESSION}),
        )
        # After the write: a session that lives in memory only would be gone after a crash.
        self._server.begin(reply.access_token, reply.refresh_token)
        return SignedIn(
            account=reply.account,
            line=reply.line,
            is_memory_only=path is None,
            recovered=report.recovered,
            broken=report.broken,
        )

    async def _offline(
        self, login: str, password: str, error: Exception, make_way: MakeWay
    ) -> SignedIn:
        try:
            key_hex = await self._vault.unlock(login, password)
        except NoVault:
            # New at this seat: the missing server is the reason to tell, not the missing vault.
            raise error from None
        except WrongSecret:
            raise SignInRefused(reason_codes.BAD_CREDENTIALS) from None
        await make_way(login, None)
        report = await self._open(self._vault.replica_path(login), key_hex)
        known = await self._database.read(_session)
        if known is None:
            await self._database.switch_to(None, "")
            raise error
        who, phone_line, token = known
        self._server.begin("", token)
        return SignedIn(
            account=who,
            line=phone_line,
            is_offline=True,
            recovered=report.recovered,
            broken=report.broken,
        )

    async def _open(self, path: Path | None, key_hex: str) -> OpenReport:
        return await self._database.switch_to(path, key_hex)

    async def _belongs_to_another(self, account_id: AccountId) -> bool:
        """A login may be another person's by now, who must not see the first one's work."""
        before = await self._database.read(account)
        return before is not None and before.id != account_id

    async def _start_anew(self, login: str, password: str, path: Path) -> OpenReport:
        # Closed before it is moved: a file in use cannot be set aside everywhere.
        await self._database.switch_to(None, "")
        self._vault.set_aside(login)
        return await self._open(path, await self._vault.unlock_or_make(login, password))


def _session(connection: Connection) -> tuple[Account, LineSettings | None, str | None] | None:
    who = account(connection)
    return None if who is None else (who, line(connection), refresh_token(connection))
