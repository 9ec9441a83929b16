"""Signing in by the identity provider: a visit begins, and ends in a session or a refusal."""

import asyncio
import hashlib
import logging
import re
from collections.abc import Callable
from datetime import datetime
from typing import NoReturn

from contract.domain.account import Role
from contract.wire import reason_codes
from contract.wire.decoding import MalformedMessage
from contract.wire.session import (
    REDIRECT_PATH,
    ProviderLogin,
    ProviderStart,
    ProviderStarted,
    SessionReply,
)
from server.store.engine.connection import Connection, Row
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.account_rows import account_row
from server.usecases.accounts.login_attempts import (
    TooManyAttempts,
    clear_place,
    count_place,
    place_of,
)
from server.usecases.accounts.open_session import AccountChanged, Desk, OpenSession
from server.usecases.accounts.seat_proofs import SeatNotEnrolled, SeatProofs
from server.usecases.accounts.sign_in import SignInRefused
from server.usecases.accounts.take_seat import SeatTaken
from server.usecases.identity.identity_provider import Identity, IdentityProvider
from server.usecases.identity.provider_wire import ProviderRefused, ProviderSilent
from server.usecases.identity.visits import Visit, Visits
from server.usecases.operations.write_audit import write_audit

log = logging.getLogger(__name__)

# For all that one step asks of the provider: a console waits five seconds for an answer, and a
# provider that sends a byte now and then would hold it for ever.
PATIENCE_S = 4.0
FAILED = (ProviderSilent, ProviderRefused, TimeoutError)
_REDIRECT = re.compile(rf"http://127\.0\.0\.1:[1-9][0-9]{{0,4}}{REDIRECT_PATH}")
_SHAPES = {
    "device_id": re.compile(r"(?=.*\S).{1,200}"),
    "redirect_uri": _REDIRECT,
    "challenge": re.compile(r"[A-Za-z0-9_-]{43}"),
    "account_id": re.compile(r".{0,64}"),
    "state": re.compile(r"[A-Za-z0-9_-]{1,64}"),
    "code": re.compile(r"[!-~]{1,4096}"),
    "verifier": re.compile(r"[A-Za-z0-9._~-]{43,128}"),
    "iss": re.compile(r"[!-~]{0,500}"),
    "seat": re.compile(r"[A-Za-z0-9_-]{0,32}"),
}


class SignInByProvider:
    def __init__(
        self,
        *,
        provider: IdentityProvider,
        database: ServerDatabase,
        clock: Callable[[], datetime],
        open_session: OpenSession,
        proofs: SeatProofs,
    ) -> None:
        self._provider = provider
        self._database = database
        self._clock = clock
        self._open_session = open_session
        self._proofs = proofs
        self._visits = Visits(clock)

    async def begin(self, asked: ProviderStart, address: str) -> ProviderStarted:
        """Return where the browser shall go. Raise SignInRefused, or MalformedMessage."""
        _check_shape(asked)
        place = await self._counted(asked.device_id, address)
        visit = self._visits.begin(asked, place)
        try:
            async with asyncio.timeout(PATIENCE_S):
                url = await self._provider.address(visit)
        except FAILED as error:
            await self._refuse_for(error)
        return ProviderStarted(url=url, state=visit.state)

    async def __call__(self, brought: ProviderLogin, address: str) -> SessionReply:
        """Open a session for who came back. Raise SignInRefused, or MalformedMessage."""
        _check_shape(brought)
        desk = await self._desk(brought, address)
        visit = self._visits.end(brought.state, brought.device_id)
        if visit is None:  # whoever guesses states is slowed down as who guesses passwords
            await self._counted(brought.device_id, address)
            await self._refuse(None, reason_codes.PROVIDER_REFUSED)
        try:
            async with asyncio.timeout(PATIENCE_S):
                identity = await self._provider.identity(visit, brought)
        except FAILED as error:
            await self._refuse_for(error)
        row = await self._account_of(identity, visit)
        return await self._opened(row, identity, visit, desk)

    async def _desk(self, brought: ProviderLogin, address: str) -> Desk:
        try:
            return await self._proofs.desk(brought, brought.state, address)
        except SeatNotEnrolled as refused:
            raise SignInRefused(refused.code, refused.retry_after_s) from None

    async def _opened(self, row: Row, identity: Identity, visit: Visit, desk: Desk) -> SessionReply:
        def noted(connection: Connection) -> None:
            clear_place(connection, visit.place)
            now = self._clock()
            self._proofs.confirm(connection, desk, now)
            write_audit(connection, row["id"], "identified", _masked(identity), now)

        try:
            return await self._open_session(row, desk, noted)
        except SeatTaken:
            await self._database.write(lambda c: clear_place(c, visit.place))
            await self._refuse(row, reason_codes.SEAT_TAKEN)
        except SeatNotEnrolled as refused:
            await self._refuse(row, refused.code)
        except AccountChanged:
            await self._refuse(row, reason_codes.ACCOUNT_DISABLED)

    async def _account_of(self, identity: Identity, visit: Visit) -> Row:
        """Return an enabled account that is there already: none is made by a sign-in."""
        login = _login(identity.name)
        row = await self._database.read(lambda c: account_row(c, login))
        # Compared again: what folds to a login in the database is not what the provider said.
        if row is None or row["login"] != login or row["role"] == Role.EXCHANGE:
            await self._refuse(None, reason_codes.UNKNOWN_IDENTITY)
        if not row["is_active"]:
            await self._refuse(row, reason_codes.ACCOUNT_DISABLED)
        # Before a session is opened: it would end the one of whoever has locked the seat.
        if visit.asked.account_id not in ("", row["id"]):
            await self._refuse(row, reason_codes.OTHER_IDENTITY)
        return row

    async def _counted(self, device_id: str, address: str) -> str:
        """Return the place where this try was counted. Raise SignInRefused."""

        def count(connection: Connection) -> str:
            now = self._clock()
            place = place_of(connection, device_id, address, now)
            count_place(connection, place, now)
            return place

        try:
            return await self._database.write(count)
        except TooManyAttempts as error:
            await self._note(None, reason_codes.TOO_MANY_ATTEMPTS)
            raise SignInRefused(reason_codes.TOO_MANY_ATTEMPTS, error.retry_after_s) from None

    async def _refuse_for(self, error: Exception) -> NoReturn:
        # What it was about is for IT alone: to a guesser it would be a help.
        log.warning("sign-in by the identity provider: %s", str(error) or "no answer in time")
        refused = isinstance(error, ProviderRefused)
        code = reason_codes.PROVIDER_REFUSED if refused else reason_codes.PROVIDER_SILENT
        await self._refuse(None, code)

    async def _refuse(self, row: Row | None, code: str) -> NoReturn:
        await self._note(row["id"] if row else None, code)
        raise SignInRefused(code)

    async def _note(self, account_id: str | None, code: str) -> None:
        log.info("sign-in by the identity provider refused account=%s code=%s", account_id, code)
        now = self._clock()
        await self._database.write(
            lambda c: write_audit(c, account_id, "sign_in_refused", code, now)
        )


def _login(name: str) -> str:
    """Return the login that a name stands for; capitals of ASCII are folded, nothing else is.

    A provider may let people choose "roſſi", which a wider folding makes "rossi".
    """
    return name.lower() if name.isascii() else name


def _masked(identity: Identity) -> str:
    """Return what tells two subjects apart in the audit: a subject may be a fiscal code."""
    return hashlib.sha256(identity.subject.encode("utf-8", "replace")).hexdigest()[:16]


def _check_shape(message: ProviderStart | ProviderLogin) -> None:
    for name in set(message.__struct_fields__) & set(_SHAPES):
        if not _SHAPES[name].fullmatch(getattr(message, name)):
            raise MalformedMessage(f"{name} - at `$.{name}`")
