"""Signing out: the session ends on the server, the seat's telephone secret becomes useless."""

import logging
from collections.abc import Callable
from datetime import datetime

from server.store.engine.connection import Connection, millis
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.current_session import CurrentSession, SessionLookup
from server.usecases.accounts.mint_line_secret import LineSecrets
from server.usecases.duty.duty_sign_in import end_duty
from server.usecases.operations.write_audit import write_audit

log = logging.getLogger(__name__)


class SignOut:
    def __init__(
        self,
        *,
        database: ServerDatabase,
        sessions: SessionLookup,
        clock: Callable[[], datetime],
        lines: LineSecrets | None,
    ) -> None:
        self._database = database
        self._sessions = sessions
        self._clock = clock
        self._lines = lines

    async def __call__(self, session: CurrentSession) -> None:
        # Who signs out late leaves the line to whoever took the seat over.
        was_holder = await self._database.write(lambda c: _end(c, session, self._clock()))
        # At once on this node: a request of a moment before must not let the session in again.
        self._sessions.forget(session.id)
        if was_holder and self._lines is not None:
            await self._lines.forget(session.seat)
        log.info("signed out account=%s session=%s", session.account.id, session.id)


def _end(connection: Connection, session: CurrentSession, now: datetime) -> bool:
    """Return whether the session still held its seat: a later one may have taken it over."""
    revoke_session(connection, session.id, now)
    freed = connection.execute(
        "UPDATE seat SET account_id = NULL, device_id = ''"
        # The computer too: the same account may hold the same seat from another one by now.
        " WHERE seat = :seat AND account_id = :account AND device_id = :device RETURNING seat",
        {"seat": session.seat, "account": session.account.id, "device": session.device_id},
    )
    end_duty(connection, session.account.id, session.seat, now)
    write_audit(connection, session.account.id, "sign_out", session.seat, now)
    return bool(freed)


def revoke_session(connection: Connection, session_id: str, now: datetime) -> None:
    connection.execute(
        "UPDATE session SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL",
        {"id": session_id, "at": millis(now)},
    )


def revoke_sessions_of(connection: Connection, account_id: str, now: datetime) -> None:
    connection.execute(
        "UPDATE session SET revoked_at = :at WHERE account_id = :id AND revoked_at IS NULL",
        {"id": account_id, "at": millis(now)},
    )


def forget_old_sessions(connection: Connection, now: datetime) -> None:
    """Delete the sessions that could not be renewed any more."""
    connection.execute("DELETE FROM session WHERE expires_at < :now", {"now": millis(now)})
