"""A password that its owner chooses: in place of a temporary one, or of one they have."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from contract.domain.account import Account
from contract.wire import reason_codes
from contract.wire.session import PasswordChange
from server.store.engine.connection import Connection, Row, millis
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.account_rows import account_row
from server.usecases.accounts.current_session import CurrentSession
from server.usecases.accounts.leaked_passwords import IsLeaked, nothing_leaked
from server.usecases.accounts.login_attempts import (
    TooManyAttempts,
    count_attempt,
    forgive,
    login_subject,
)
from server.usecases.accounts.password_hash import PasswordCheck, WeakPassword
from server.usecases.accounts.password_rules import check_for
from server.usecases.accounts.sign_out import revoke_sessions_of
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit

log = logging.getLogger(__name__)


class Passwords:
    """Checks the passwords there are, and new ones against the rules."""

    def __init__(self, is_leaked: IsLeaked = nothing_leaked) -> None:
        self.are_equal = PasswordCheck()
        self._is_leaked = is_leaked

    async def new_hash(self, account: Account, old: str, new: str) -> str:
        """Return the hash of what its owner chose in place of old. Raise WeakPassword."""
        if new == old:
            sentence = "This is the password that is to be changed."
            raise WeakPassword(sentence, reason_codes.PASSWORD_UNCHANGED)
        await asyncio.to_thread(check_for, account, new, self._is_leaked)
        return await self.are_equal.hash_of(new)


class ChangePassword:
    def __init__(
        self, *, database: ServerDatabase, clock: Callable[[], datetime], passwords: Passwords
    ) -> None:
        self._database = database
        self._clock = clock
        self._passwords = passwords

    async def __call__(self, session: CurrentSession, change: PasswordChange) -> None:
        """End all other sessions of the account. Raise Refused or TooManyAttempts."""
        # Counted before it is checked, as at a sign-in: an unlocked seat is no place to guess at.
        try:
            row = await self._database.write(lambda c: self._begin(c, session))
        except TooManyAttempts:
            await self._note(session, reason_codes.TOO_MANY_ATTEMPTS)
            raise
        if not await self._passwords.are_equal(change.password, row["password_hash"] or None):
            await self._note(session, reason_codes.BAD_CREDENTIALS)
            raise Refused(reason_codes.BAD_CREDENTIALS)
        try:
            new = await self._passwords.new_hash(
                session.account, change.password, change.new_password
            )
        except WeakPassword as weak:
            await self._database.write(lambda c: self._forgive(c, session))
            raise Refused(weak.code) from None
        if not await self._database.write(lambda c: self._kept(c, session, row, new)):
            raise Refused(reason_codes.BAD_CREDENTIALS)
        log.info("password changed account=%s", session.account.id)

    def _begin(self, connection: Connection, session: CurrentSession) -> Row:
        now = self._clock()
        count_attempt(connection, self._subject(connection, session, now), now)
        row = account_row(connection, session.account.login)
        assert row is not None  # accounts are disabled, never deleted
        return row

    def _kept(
        self, connection: Connection, session: CurrentSession, row: Row, new_hash: str
    ) -> bool:
        """Return whether the account is still the one that was checked (decision 0025)."""
        if account_row(connection, session.account.login, lock=True) != row:
            return False
        self._forgive(connection, session)
        keep_own_password(
            connection,
            session.account.id,
            new_hash,
            self._clock(),
            seat=session.seat,
            here=session.id,
        )
        return True

    def _forgive(self, connection: Connection, session: CurrentSession) -> None:
        forgive(connection, self._subject(connection, session, self._clock()))

    def _subject(self, connection: Connection, session: CurrentSession, now: datetime) -> str:
        return login_subject(connection, session.account.login, session.device_id, now)

    async def _note(self, session: CurrentSession, code: str) -> None:
        account_id, now = session.account.id, self._clock()
        await self._database.write(
            lambda c: write_audit(c, account_id, "password_refused", code, now)
        )


def keep_own_password(
    connection: Connection, account_id: str, new_hash: str, now: datetime, *, seat: str, here: str
) -> None:
    """Keep what the owner chose. Sessions end as at a password set anew, but that with the id here.

    seat: where it was chosen, for the audit.
    """
    changed = {"password_hash": new_hash, "password_is_temporary": 0, "changed_at": millis(now)}
    connection.change("account", {"id": account_id, **changed})
    revoke_sessions_of(connection, account_id, now, but=here)
    write_audit(connection, account_id, "password_changed", seat, now)
