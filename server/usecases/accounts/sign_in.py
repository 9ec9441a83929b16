"""Signing in: password, delay against guessing, session, and the seat's telephone line."""

import logging
import re
from collections.abc import Callable
from datetime import datetime
from typing import NoReturn

from contract.domain.account import Account, Capability
from contract.domain.ids import new_id
from contract.wire import reason_codes
from contract.wire.decoding import MalformedMessage
from contract.wire.session import LineSettings, LoginRequest, SessionReply
from server.store.engine.connection import Connection, Row, millis
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.account_rows import account_from, account_row, normal_login
from server.usecases.accounts.login_attempts import (
    TooManyAttempts,
    clear_place,
    count_attempt,
    count_place,
    forgive,
    place_of,
)
from server.usecases.accounts.mint_line_secret import LineSecrets
from server.usecases.accounts.password_hash import PasswordCheck
from server.usecases.accounts.session_tokens import (
    ACCESS_S,
    REFRESH_FOR,
    RefreshToken,
    SessionTokens,
)
from server.usecases.duty.duty_sign_in import begin_duty
from server.usecases.messages.available_ways import texts_a_day
from server.usecases.operations.write_audit import write_audit

log = logging.getLogger(__name__)

_SEAT = re.compile(r"[A-Za-z0-9_-]{0,32}")
_MAX_LOGIN = 200


class SignInRefused(Exception):
    """code is a reason code; retry_after_s is 0 unless it is "too_many_attempts"."""

    def __init__(self, code: str, retry_after_s: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after_s = retry_after_s


class SignIn:
    def __init__(
        self,
        *,
        database: ServerDatabase,
        tokens: SessionTokens,
        clock: Callable[[], datetime],
        lines: LineSecrets | None,
    ) -> None:
        self._database = database
        self._tokens = tokens
        self._clock = clock
        self._lines = lines
        self._check = PasswordCheck()

    async def __call__(self, request: LoginRequest, address: str = "") -> SessionReply:
        """Raise SignInRefused, or MalformedMessage for a request that no console makes.

        address: IP address it comes from, "" for none.
        """
        _check_shape(request)
        # Two transactions: the password is checked for a tenth of a second, too long to hold the
        # writer.
        row, place = await self._account_of(request, address)
        session_id = new_id()
        account = await self._database.write(
            lambda c: self._opened(c, session_id, row, request, place)
        )
        # Changed while it was checked: whoever was shut out meanwhile stays out.
        if account is None:
            await self._refuse(row, reason_codes.BAD_CREDENTIALS)
        log.info("signed in account=%s session=%s", account.id, session_id)
        return session_reply(
            self._tokens,
            RefreshToken(session_id=session_id, generation=1),
            request.device_id,
            account,
            self._clock(),
            # After the session is kept: a silent exchange costs the line, never the sign-in.
            line=await self._line_of(account, request.seat),
            texts=await self._database.read(texts_a_day),
        )

    async def _account_of(self, request: LoginRequest, address: str) -> tuple[Row, str]:
        """Return whose password it is, and the place where the try was counted."""
        try:
            row, place = await self._database.write(lambda c: self._begin(c, request, address))
        except TooManyAttempts as error:
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

    def _begin(
        self, connection: Connection, request: LoginRequest, address: str
    ) -> tuple[Row | None, str]:
        now = self._clock()
        place = place_of(connection, request.device_id, address, now)
        # Counted before the password is looked at: tries side by side gain nothing.
        count_place(connection, place, now)
        count_attempt(connection, f"login:{normal_login(request.login)}", now)
        return account_row(connection, request.login), place

    async def _refuse(self, row: Row | None, code: str) -> NoReturn:
        account_id = row["id"] if row else None
        log.info("sign-in refused account=%s code=%s", account_id, code)
        now = self._clock()
        await self._database.write(
            lambda c: write_audit(c, account_id, "sign_in_refused", code, now)
        )
        raise SignInRefused(code)

    def _opened(
        self, connection: Connection, session_id: str, row: Row, request: LoginRequest, place: str
    ) -> Account | None:
        """Open the session; None: password or account were changed since they were checked."""
        # Read again, locked, and compared (decision 0025).
        if account_row(connection, request.login, lock=True) != row:
            return None
        account = account_from(connection, row)
        self._open(connection, session_id, account, request, place)
        return account

    def _open(
        self,
        connection: Connection,
        session_id: str,
        account: Account,
        request: LoginRequest,
        place: str,
    ) -> None:
        now = self._clock()
        at = millis(now)
        clear_place(connection, place)  # before the login's row, as when the try was counted
        # The login's failures only: those of the place stay, or any success would buy it free.
        forgive(connection, f"login:{account.login}")
        who = {"account_id": account.id, "device_id": request.device_id, "seat": request.seat}
        times = dict.fromkeys(("created_at", "rotated_at", "last_used_at"), at)
        times["expires_at"] = millis(now + REFRESH_FOR)
        connection.insert("session", {"id": session_id, "generation": 1, **who, **times})
        if request.seat:
            connection.put("seat", {**who, "last_seen": at}, "seat")
            if account.may(Capability.PHONE_USE):
                # In the same transaction: two at one seat at the same moment would both be on duty
                # there.
                begin_duty(connection, account.id, request.seat, now)
        write_audit(connection, account.id, "sign_in", request.seat, now)

    async def _line_of(self, account: Account, seat: str) -> LineSettings | None:
        if not seat or self._lines is None or not account.may(Capability.PHONE_USE):
            return None
        return await self._lines.mint(seat)


def session_reply(
    tokens: SessionTokens,
    token: RefreshToken,
    device_id: str,
    account: Account,
    now: datetime,
    line: LineSettings | None = None,
    texts: int = 0,
) -> SessionReply:
    """texts: SMS an operator may send in a day, 0 where none leave."""
    return SessionReply(
        access_token=tokens.access(token.session_id, now),
        access_expires_s=ACCESS_S,
        refresh_token=tokens.refresh(token, device_id),
        account=account,
        line=line,
        sends_sms=texts > 0,
        texts_a_day=texts,
    )


def _check_shape(request: LoginRequest) -> None:
    if not request.device_id.strip() or len(request.device_id) > _MAX_LOGIN:
        raise MalformedMessage("device - at `$.device_id`")
    if not _SEAT.fullmatch(request.seat):
        raise MalformedMessage("seat - at `$.seat`")
    if len(request.login) > _MAX_LOGIN:
        raise MalformedMessage("login - at `$.login`")
