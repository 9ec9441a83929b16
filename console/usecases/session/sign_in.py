"""Lets an operator in: through the server, or offline through the vault of this seat."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

from console.errors import (
    KeyringMissing,
    ServerNotTrusted,
    ServerRejected,
    ServerUnreachable,
    SignInRefused,
)
from console.model.duty.signed_in import SignedIn
from console.runtime.change_feed import Topic
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_file import OpenReport
from console.store.replica.replica_key import WrongSecret
from console.store.replica.unsent_file import SUFFIX, contacts_in
from console.store.session.seat_vault import NoVault, PasswordNeeded, SeatVault
from console.store.session.session_record import (
    account,
    line,
    save_reply,
    save_work_keys,
)
from console.usecases.session.later_entry import LaterEntry
from console.usecases.session.offline_limit import OfflineLimit
from contract.domain.account import Account
from contract.domain.ids import AccountId
from contract.wire import reason_codes
from contract.wire.sealed_key import KeyOf, SealedKeyReply, SealedKeyRequest, seal_key
from contract.wire.session import LineSettings, LoginRequest, SessionReply

# Ends what is still here of somebody else; the account is not known yet where the server is away.
type MakeWay = Callable[[str, AccountId | None], Awaitable[None]]


async def nobody_was_here(_: str, __: AccountId | None) -> None:
    """Make way where no session of an operator lives in the console."""


class Server(Protocol):
    """What signing in and out needs of the link to the server."""

    async def login(self, request: LoginRequest) -> SessionReply: ...
    async def logout(self) -> None: ...
    async def ask[T](self, method: str, path: str, body: object, kind: type[T]) -> T: ...
    def begin(self, access_token: str, refresh_token: str | None) -> None: ...
    def begin_later(self, enter: Callable[[], Awaitable[SessionReply]]) -> None: ...


class SignIn:
    def __init__(
        self,
        *,
        database: LocalDatabase,
        vault: SeatVault,
        server: Server,
        device_id: str,
        offline: OfflineLimit,
    ) -> None:
        self._offline_limit = offline
        self._database = database
        self._vault = vault
        self._server = server
        self._device_id = device_id

    async def __call__(
        self,
        login: str,
        password: str,
        seat: str = "",
        new_password: str = "",
        code: str = "",
        *,
        make_way: MakeWay = nobody_was_here,
    ) -> SignedIn:
        """Open the operator's replica and return who signed in.

        new_password: what the server asked for in place of a temporary one; code: of a second
        factor, likewise. make_way is awaited once it is certain who comes, and before anything of
        hers is open.
        Raise SignInRefused(code). Without a server, the vault decides; an operator new to this
        seat then gets ServerUnreachable or ServerNotTrusted, and SignInRefused("offline_too_long")
        whose last word of the server is too old. Raise LocalStoreBroken, and
        KeyringMissing when there is neither server nor keyring.
        """
        request = LoginRequest(
            login=login,
            password=password,
            device_id=self._device_id,
            seat=seat,
            new_password=new_password,
            code=code,
        )
        try:
            reply = await self._server.login(request)
        # Not SignInRefused: the vault must not let in whom the server has just refused.
        except (ServerUnreachable, ServerNotTrusted) as error:
            return await self._offline(request, error, make_way)
        await make_way(login, reply.account.id)
        return await self._online(login, new_password or password, reply)

    async def by_provider(self, reply: SessionReply, make_way: MakeWay) -> SignedIn:
        """Open the replica of whom the server let in without a password.

        Raise SignInRefused("password_once") where only the password opens it.
        """
        await make_way(reply.account.login, reply.account.id)
        return await self._online(reply.account.login, None, reply)

    async def _online(self, login: str, password: str | None, reply: SessionReply) -> SignedIn:
        path: Path | None = self._vault.replica_path(login)
        left: list[int] = []  # contacts in what was set aside
        unsent = self._vault.replica_path(login).with_suffix(SUFFIX)
        try:
            key_hex = await self._key(
                login, password, reply, lambda: left.append(contacts_in(unsent))
            )
        except KeyringMissing:
            # Without a keyring nothing may lie on the disk: the session lives in memory only.
            path, key_hex = None, ""
            # The lock page needs it in any case; unlock_or_make() did not come that far.
            if password is not None:
                await self._vault.remember(password)
        report = await self._open(path, key_hex)
        # A login may go to another person: see
        # test_a_login_given_to_another_person_starts_with_an_empty_replica.
        if path is not None and await self._belongs_to_another(reply.account.id):
            # Closed before it is moved: a file in use cannot be set aside everywhere.
            await self._database.switch_to(None, "")
            left.append(contacts_in(unsent))
            report = await self._start_anew(login, password, reply, path)

        def save(connection: Connection) -> None:
            save_reply(connection, reply, reply.line)
            save_work_keys(connection, reply, self._device_id)
            self._offline_limit.note(connection)

        await self._database.write(save, changes=frozenset({Topic.SESSION}))
        # After the write: a session that lives in memory only would be gone after a crash.
        self._server.begin(reply.access_token, reply.refresh_token)
        return SignedIn(
            account=reply.account,
            line=reply.line,
            is_memory_only=path is None,
            left_behind=bool(left),
            left_contacts=sum(left),
            recovered=report.recovered,
            broken=report.broken,
            is_partial=report.is_partial,
            is_copy_broken=report.is_copy_broken,
        )

    async def _offline(
        self, request: LoginRequest, error: Exception, make_way: MakeWay
    ) -> SignedIn:
        login = request.login
        try:
            key_hex = await self._vault.unlock(login, request.password)
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
        if not await self._database.read(self._offline_limit.allows):
            await self._database.switch_to(None, "")
            raise SignInRefused("offline_too_long")
        who, phone_line = known
        self._server.begin_later(LaterEntry(self._server, request, who.id))
        return SignedIn(
            account=who,
            line=phone_line,
            is_offline=True,
            recovered=report.recovered,
            broken=report.broken,
            is_partial=report.is_partial,
            is_copy_broken=report.is_copy_broken,
        )

    async def _open(self, path: Path | None, key_hex: str) -> OpenReport:
        return await self._database.switch_to(path, key_hex)

    async def _belongs_to_another(self, account_id: AccountId) -> bool:
        """A login may be another person's by now, who must not see the first one's work."""
        before = await self._database.read(account)
        return before is not None and before.id != account_id

    async def _start_anew(
        self, login: str, password: str | None, reply: SessionReply, path: Path
    ) -> OpenReport:
        self._vault.set_aside(login)
        return await self._open(path, await self._key(login, password, reply, _nothing_left))

    async def _key(
        self,
        login: str,
        password: str | None,
        reply: SessionReply,
        on_set_aside: Callable[[], None],
    ) -> str:
        at_server = _KeyAtServer(self._server, reply)
        if password is not None:
            return await self._vault.unlock_or_make(login, password, at_server, on_set_aside)
        try:
            return await self._vault.unlock_by_server(login, at_server, on_set_aside)
        except PasswordNeeded:
            raise SignInRefused("password_once") from None


def _nothing_left() -> None:
    """Of what is made anew nothing is set aside."""


class _KeyAtServer:
    """The lock on a key that the server opens when the password does so no more."""

    def __init__(self, server: Server, reply: SessionReply) -> None:
        self._server = server
        self._reply = reply
        self.server_key = reply.seal_key
        self.password_mark = reply.password_mark

    def box(self, key: bytes) -> bytes:
        return seal_key(self.server_key, KeyOf(account_id=self._reply.account.id, key=key))

    async def opened(self, box: bytes) -> bytes | None:
        """Return None for a box that the server refuses. Raise ServerUnreachable."""
        # It asks who wants the key: the session begins a moment early.
        self._server.begin(self._reply.access_token, self._reply.refresh_token)
        try:
            wanted = SealedKeyRequest(box=box)
            reply = await self._server.ask("POST", "/auth/sealed-key", wanted, SealedKeyReply)
        except ServerRejected:
            return None
        return reply.key


def _session(connection: Connection) -> tuple[Account, LineSettings | None] | None:
    who = account(connection)
    return None if who is None else (who, line(connection))
