"""Signing in by a password, with the delay against guessing."""

import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NoReturn

from contract.domain.account import Capability
from contract.wire import reason_codes
from contract.wire.decoding import MalformedMessage
from contract.wire.session import LoginRequest, SessionReply
from server.store.engine.connection import Connection, Row, millis
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.account_rows import account_from, account_row
from server.usecases.accounts.change_password import Passwords, keep_own_password
from server.usecases.accounts.login_attempts import (
    TooManyAttempts,
    clear_place,
    count_attempt,
    count_place,
    forgive,
    login_subject,
    place_of,
)
from server.usecases.accounts.open_session import AccountChanged, Desk, OpenSession
from server.usecases.accounts.password_hash import WeakPassword
from server.usecases.accounts.seat_proofs import SeatNotEnrolled, SeatProofs
from server.usecases.accounts.second_factor import FactorRefused, SecondFactors
from server.usecases.accounts.sign_out import live_sessions
from server.usecases.accounts.take_seat import SeatTaken
from server.usecases.operations.write_audit import write_audit

log = logging.getLogger(__name__)

_SEAT = re.compile(r"[A-Za-z0-9_-]{0,32}")
_MAX_LOGIN = 200
_MAX_AGO_S = 1e7
_ON_ITS_WAY = timedelta(seconds=5)  # a sign-in that says how long ago its password was typed


class SignInRefused(Exception):
    """code is a reason code; retry_after_s is 0 unless it is "too_many_attempts"."""

    def __init__(self, code: str, retry_after_s: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after_s = retry_after_s
        self.detail: dict[str, str] = {}  # the secret of a new second factor, told once


class SignIn:
    def __init__(
        self,
        *,
        database: ServerDatabase,
        clock: Callable[[], datetime],
        open_session: OpenSession,
        passwords: Passwords,
        factors: SecondFactors,
        proofs: SeatProofs,
    ) -> None:
        self._database = database
        self._clock = clock
        self._open_session = open_session
        self._passwords = passwords
        self._factors = factors
        self._proofs = proofs
        self._check = passwords.are_equal

    async def __call__(self, request: LoginRequest, address: str = "") -> SessionReply:
        """Raise SignInRefused, or MalformedMessage for a request that no console makes.

        address: IP address it comes from, "" for none.
        """
        _check_shape(request)
        desk = await self._desk(request, address)
        # Two transactions: the password is checked for a tenth of a second, too long to hold the
        # writer.
        row, place = await self._account_of(request, address)
        new_hash = await self._new_hash(request, row, place)

        def proven(connection: Connection) -> None:
            # In the transaction that opens the session: digits that come twice at once open one.
            self._proofs.confirm(connection, desk, self._clock())
            self._factors.prove(connection, row, request.code, self._clock())
            self._clear(connection, request, place)
            if request.typed_ago_s:
                self._check_newest(connection, request, row)
            self._keep(connection, request, row, new_hash)

        try:
            return await self._open_session(row, desk, proven)
        except (SeatTaken, WorksElsewhere) as error:
            # The password was right: it must not count as a guess.
            await self._database.write(lambda c: self._clear(c, request, place))
            is_taken = isinstance(error, SeatTaken)
            code = reason_codes.SEAT_TAKEN if is_taken else reason_codes.SIGNED_IN_ELSEWHERE
            await self._refuse(row, code)
        except AccountChanged:
            await self._refuse(row, reason_codes.BAD_CREDENTIALS)
        except SeatNotEnrolled as refused:
            await self._refuse(row, refused.code)
        except FactorRefused as refused:
            # The try stays counted: who has the password must not guess digits.
            await self._ask_factor(row, refused.code)

    async def _desk(self, request: LoginRequest, address: str) -> Desk:
        """Return where they sign in. Raise SignInRefused before the password is looked at."""
        # Whoever has no enrolled computer learns of no password whether it is right.
        try:
            return await self._proofs.desk(request, request.login, address)
        except SeatNotEnrolled as refused:
            raise SignInRefused(refused.code, refused.retry_after_s) from None

    async def _account_of(self, request: LoginRequest, address: str) -> tuple[Row, str]:
        """Return whose password it is, and the place where the try was counted."""
        try:
            row, place = await self._database.write(lambda c: self._begin(c, request, address))
        except TooManyAttempts as error:
            await self._note_many(request.login)
            raise SignInRefused(reason_codes.TOO_MANY_ATTEMPTS, error.retry_after_s) from None
        # Also for an unknown login, against nothing: the time taken must not tell which logins
        # exist.
        if not await self._check(request.password, row["password_hash"] or None if row else None):
            await self._refuse(row, reason_codes.BAD_CREDENTIALS)
        assert row is not None  # no account: the check is never passed
        # Only after the right password: nobody else learns that the account is disabled.
        if not row["is_active"]:
            await self._refuse(row, reason_codes.ACCOUNT_DISABLED)
        return row, place

    async def _new_hash(self, request: LoginRequest, row: Row, place: str) -> str:
        """Return that of the password in place of a temporary one; "" where there is none."""
        # A console of before cannot ask: it is let in, and the audit says so (decision 0047).
        if not row["password_is_temporary"] or request.new_password is None:
            return ""
        code = reason_codes.PASSWORD_TEMPORARY
        if request.new_password:
            owner = await self._database.read(lambda c: account_from(c, row))
            try:
                return await self._passwords.new_hash(owner, request.password, request.new_password)
            except WeakPassword as weak:
                code = weak.code
        # The temporary password was right: looking for a good one is no guessing, unless who does
        # so could guess digits in between.
        if not await self._database.read(lambda c: self._factors.is_asked(c, row)):
            await self._database.write(lambda c: self._clear(c, request, place))
        await self._refuse(row, code)

    async def _ask_factor(self, row: Row, code: str) -> NoReturn:
        detail = {}
        if code == reason_codes.SECOND_FACTOR_NEW:
            now = self._clock()
            detail = await self._database.write(lambda c: self._factors.begin(c, row, now))
        try:
            await self._refuse(row, code)
        except SignInRefused as refused:
            refused.detail = detail
            raise

    def _check_newest(self, connection: Connection, request: LoginRequest, row: Row) -> None:
        """Raise WorksElsewhere. Who has no line may be at two computers (take_seat)."""
        if not account_from(connection, row).may(Capability.PHONE_USE):
            return
        now = self._clock()
        typed_at = millis(now - timedelta(seconds=request.typed_ago_s) - _ON_ITS_WAY)
        for session in live_sessions(connection, row["id"], now):
            if session["device_id"] != request.device_id and session["created_at"] > typed_at:
                raise WorksElsewhere

    def _keep(self, connection: Connection, request: LoginRequest, row: Row, new_hash: str) -> None:
        now = self._clock()
        if new_hash:
            keep_own_password(connection, row["id"], new_hash, now, seat=request.seat, here="")
        elif row["password_is_temporary"]:
            write_audit(connection, row["id"], "sign_in_temporary", request.seat, now)

    def _begin(
        self, connection: Connection, request: LoginRequest, address: str
    ) -> tuple[Row | None, str]:
        now = self._clock()
        place = place_of(connection, request.device_id, address, now)
        # Counted before the password is looked at: tries side by side gain nothing.
        count_place(connection, place, now)
        subject = login_subject(connection, request.login, request.device_id, now)
        count_attempt(connection, subject, now)
        return account_row(connection, request.login), place

    async def _note_many(self, login: str) -> None:
        """Keep in the audit that somebody tries too often; of whom, if there is such an account."""
        now = self._clock()

        def noted(connection: Connection) -> None:
            row = account_row(connection, login)
            code = reason_codes.TOO_MANY_ATTEMPTS
            write_audit(connection, row["id"] if row else None, "sign_in_refused", code, now)

        await self._database.write(noted)

    async def _refuse(self, row: Row | None, code: str) -> NoReturn:
        account_id = row["id"] if row else None
        log.info("sign-in refused account=%s code=%s", account_id, code)
        now = self._clock()
        await self._database.write(
            lambda c: write_audit(c, account_id, "sign_in_refused", code, now)
        )
        raise SignInRefused(code)

    def _clear(self, connection: Connection, request: LoginRequest, place: str) -> None:
        """Take back what was counted of a try whose password was right."""
        clear_place(connection, place)  # before the login's row, as when the try was counted
        # The login's failures only: those of the place stay, or any success would buy it free.
        subject = login_subject(connection, request.login, request.device_id, self._clock())
        forgive(connection, subject)


class WorksElsewhere(Exception):
    """The account went on at another computer after the password was typed at this one."""


def _check_shape(request: LoginRequest) -> None:
    if not 0 <= request.typed_ago_s < _MAX_AGO_S:
        raise MalformedMessage("seconds - at `$.typed_ago_s`")
    if not request.device_id.strip() or len(request.device_id) > _MAX_LOGIN:
        raise MalformedMessage("device - at `$.device_id`")
    if not _SEAT.fullmatch(request.seat):
        raise MalformedMessage("seat - at `$.seat`")
    if len(request.login) > _MAX_LOGIN:
        raise MalformedMessage("login - at `$.login`")
