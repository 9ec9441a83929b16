"""Signing out: the session ends on the server, the seat's telephone secret becomes useless."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from server.store.engine.connection import Connection, Row, millis
from server.store.engine.server_database import ServerDatabase
from server.store.operations.in_steps import AT_ONCE
from server.store.operations.old_rows import delete_some, older
from server.usecases.accounts.current_session import CurrentSession, SessionLookup
from server.usecases.accounts.mint_line_secret import LineSecrets
from server.usecases.accounts.session_tokens import CLOCKS_APART_S, REFRESH_FOR
from server.usecases.duty.duty_sign_in import end_duty
from server.usecases.operations.write_audit import write_audit

log = logging.getLogger(__name__)

HAND_OVER_FOR = timedelta(minutes=1)
# A computer is known by its sessions: they stay this long after their end (decision 0015).
KEPT_FOR = timedelta(days=30)
_OLD = older("sessions", "session", "expires_at")


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


def revoke_sessions_of(
    connection: Connection, account_id: str, now: datetime, *, but: str = ""
) -> None:
    """End the account's sessions at once; but: the id of one that goes on."""
    connection.execute(
        "UPDATE session SET revoked_at = :at WHERE account_id = :id AND revoked_at IS NULL"
        " AND id <> :but",
        {"id": account_id, "at": millis(now), "but": but},
    )


def live_sessions(connection: Connection, account_id: str, now: datetime) -> list[Row]:
    """Return the account's sessions that nothing has ended yet."""
    return connection.execute(
        "SELECT id, device_id, seat, created_at FROM session WHERE account_id = :id"
        " AND revoked_at IS NULL AND ended_as = '' AND expires_at > :at",
        {"id": account_id, "at": millis(now)},
    )


def end_sessions(
    connection: Connection, account_id: str, ended_as: str, now: datetime, *, seat: str = ""
) -> None:
    """End the account's sessions, at a seat only those there; ended_as: a reason code.

    Unlike one that is revoked, such a session may still send what its console has not sent yet.
    """
    at_seat = " AND seat = :seat" if seat else ""
    whose = {"id": account_id, "seat": seat}
    _end_where(connection, f"account_id = :id{at_seat}", whose, ended_as, now)


def end_sessions_of_key(connection: Connection, key: str, ended_as: str, now: datetime) -> None:
    """Do as end_sessions for those that began at the computer with this key."""
    _end_where(connection, "seat_key = :key", {"key": key}, ended_as, now)


def _end_where(
    connection: Connection, whose: str, values: dict[str, str], ended_as: str, now: datetime
) -> None:
    connection.execute(
        "UPDATE session SET ended_as = :ended_as,"
        " expires_at = CASE WHEN expires_at < :until THEN expires_at ELSE :until END"
        f" WHERE {whose} AND revoked_at IS NULL AND ended_as = '' AND expires_at > :at",
        {
            **values,
            "ended_as": ended_as,
            "until": millis(now + HAND_OVER_FOR),
            "at": millis(now),
        },
    )


def forget_old_sessions(connection: Connection, now: datetime) -> int:
    """Delete some of the sessions that ended long ago; return how many."""
    return delete_some(connection, _OLD, millis(now - KEPT_FOR))


def shorten_sessions(connection: Connection, now: datetime) -> int:
    """Let some that began while the clock was ahead begin now; return how many."""
    ends = millis(now + REFRESH_FOR)
    return len(
        connection.execute(
            "UPDATE session SET created_at = :now, rotated_at = :now, last_used_at = :now,"
            " expires_at = :ends WHERE id IN"
            " (SELECT id FROM session WHERE expires_at > :too_late LIMIT :limit) RETURNING id",
            {
                "now": millis(now),
                "ends": ends,
                "too_late": ends + 1000 * int(CLOCKS_APART_S),
                "limit": AT_ONCE,
            },
        )
    )
