"""The session behind an access token, checked against the database through a short memory."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from contract.domain.account import Account
from contract.wire import reason_codes
from server.store.engine.connection import Connection, Row, millis
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.account_rows import account_from, session_row
from server.usecases.accounts.session_tokens import ForgedToken, SessionTokens

KEEP_FOR = timedelta(seconds=2)  # how late another process's revocation is noticed
_KEEP_AT_MOST = 5_000


class SessionEnded(Exception):
    """No such session, or no longer. code is a reason code."""

    def __init__(self, code: str = reason_codes.SESSION_EXPIRED) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentSession:
    id: str
    account: Account
    device_id: str
    seat: str  # "" without a telephone line
    ended_as: str = ""  # reason code; what it still holds to send may come for a moment


class SessionLookup:
    """Finds who calls. Used on the loop's thread only."""

    def __init__(
        self, *, database: ServerDatabase, tokens: SessionTokens, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._tokens = tokens
        self._clock = clock
        self._kept: dict[str, tuple[datetime, CurrentSession]] = {}
        self._times_forgotten = 0

    async def by_token(self, access_token: str) -> CurrentSession:
        """Raise SessionEnded."""
        try:
            session_id = self._tokens.read_access(access_token, self._clock())
        except ForgedToken:
            raise SessionEnded from None
        return await self.by_id(session_id)

    async def by_id(self, session_id: str) -> CurrentSession:
        """Raise SessionEnded."""
        now = self._clock()
        kept = self._kept.get(session_id)
        # Also not from the future: a clock that was set back must not keep a revoked session alive.
        if kept is not None and now - KEEP_FOR <= kept[0] <= now:
            return kept[1]
        self._kept.pop(session_id, None)
        # Counted, not noted by id: the answer may be on its way while the account signs out.
        asked_at = self._times_forgotten
        found = await self._database.read(lambda c: live_session(c, session_id, now))
        if asked_at == self._times_forgotten:  # else this may be older than what was revoked
            self._keep(found, now)
        return found

    def _keep(self, found: CurrentSession, now: datetime) -> None:
        # Emptied at once: after two seconds nothing in it counts any more.
        if len(self._kept) >= _KEEP_AT_MOST:
            self._kept.clear()
        self._kept[found.id] = (now, found)

    def forget(self, session_id: str) -> None:
        """Ask the database again next time: the session was revoked or renewed."""
        self._times_forgotten += 1
        self._kept.pop(session_id, None)


def live_session(connection: Connection, session_id: str, now: datetime) -> CurrentSession:
    """Raise SessionEnded."""
    row = session_row(connection, session_id)
    if row is None or row["revoked_at"] is not None or row["expires_at"] <= millis(now):
        raise SessionEnded(end_of(row))
    if not row["is_active"]:
        raise SessionEnded(reason_codes.ACCOUNT_DISABLED)
    return CurrentSession(
        id=session_id,
        account=account_from(connection, row),
        device_id=row["device_id"],
        seat=row["seat"],
        ended_as=row["ended_as"],
    )


def end_of(row: Row | None) -> str:
    """Return the reason code of a session that lives no more."""
    return (row["ended_as"] if row else "") or reason_codes.SESSION_EXPIRED
