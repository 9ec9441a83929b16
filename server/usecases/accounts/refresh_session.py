"""Renewing a session: the refresh token rotates; a lost answer is given again for a minute."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from contract.domain.account import Account
from contract.domain.agents.agent import DutyState
from contract.domain.agents.state_changes import WITH_A_CALL
from contract.wire import reason_codes
from contract.wire.session import RefreshRequest, SessionReply
from server.store.duty.duties import find_duty
from server.store.engine.connection import Connection, Row, millis
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.account_rows import account_from, session_row
from server.usecases.accounts.current_session import SessionEnded, SessionLookup, end_of
from server.usecases.accounts.open_session import session_reply
from server.usecases.accounts.seat_proofs import SeatProofs
from server.usecases.accounts.session_tokens import (
    ACCESS_S,
    REFRESH_FOR,
    ForgedToken,
    RefreshToken,
    SessionTokens,
)
from server.usecases.accounts.sign_out import revoke_session
from server.usecases.messages.available_ways import texts_a_day
from server.usecases.operations.write_audit import write_audit

log = logging.getLogger(__name__)

# An answer may be lost on the way: the seat asks again with the token it still has.
SAME_SUCCESSOR_MS = 60_000
# A call that rings is one: behind a lock nobody could answer it.
_ON_THE_LINE = WITH_A_CALL | {DutyState.RESERVED}
REFRESH_MS = int(REFRESH_FOR.total_seconds() * 1000)
# The seat itself says that it has a call: not even that keeps a session alive for ever.
LONGEST_MS = 14 * 3600 * 1000

Renewed = tuple[RefreshToken, Account]


class RefreshSession:
    def __init__(
        self,
        *,
        database: ServerDatabase,
        tokens: SessionTokens,
        sessions: SessionLookup,
        clock: Callable[[], datetime],
        proofs: SeatProofs,
    ) -> None:
        self._database = database
        self._tokens = tokens
        self._sessions = sessions
        self._clock = clock
        self._proofs = proofs

    async def __call__(self, request: RefreshRequest) -> SessionReply:
        """Raise SessionEnded; a token used twice ends the session for whoever holds it."""
        try:
            token = self._tokens.read_refresh(request.refresh_token, request.device_id)
        except ForgedToken:
            raise SessionEnded from None
        now = self._clock()
        renewed = await self._database.write(lambda c: self._renewed(c, token, request, now))
        # Also when it was refused: a revoked session is in nobody's memory any more.
        self._sessions.forget(token.session_id)
        # Raised only now: inside the transaction it would undo the revocation it tells of.
        if isinstance(renewed, SessionEnded):
            log.warning("refresh refused session=%s code=%s", token.session_id, renewed.code)
            raise renewed
        successor, account = renewed
        texts = await self._database.read(texts_a_day)
        return session_reply(self._tokens, successor, request.device_id, account, now, texts=texts)

    def _renewed(
        self, connection: Connection, token: RefreshToken, request: RefreshRequest, now: datetime
    ) -> Renewed | SessionEnded:
        row = session_row(connection, token.session_id, lock=True)
        # Not revoked: whoever found a token could end the session of who works there.
        if row is not None and not self._proofs.may_renew(row["seat_key"], request):
            write_audit(connection, row["id"], "refresh_unproven", token.session_id, now)
            return SessionEnded()
        return _renew(connection, token, row, now)


def _renew(
    connection: Connection, token: RefreshToken, row: Row | None, now: datetime
) -> Renewed | SessionEnded:
    """Return the end of the session instead of raising it: a revocation must be kept."""
    at = millis(now)
    if row is None or not _may_go_on(connection, row, at):
        return SessionEnded(end_of(row))
    if not row["is_active"]:
        return SessionEnded(reason_codes.ACCOUNT_DISABLED)
    account = account_from(connection, row)
    # Before the check for reuse: the same token twice within a minute is a lost answer, not a
    # thief.
    if _is_repeat(token, row, at):
        return RefreshToken(session_id=token.session_id, generation=row["generation"]), account
    # Two hold it: the session ends for both, for nobody knows which is the thief.
    if token.generation < row["generation"]:
        revoke_session(connection, token.session_id, now)
        write_audit(connection, account.id, "refresh_token_reused", token.session_id, now)
        return SessionEnded()
    # Beyond its end for a call in progress, and not longer than the tokens live.
    until = millis(now + timedelta(seconds=ACCESS_S)) if row["expires_at"] <= at else 0
    # A generation beyond ours was issued by us and lost by a restore: it is taken as it is.
    successor = RefreshToken(session_id=token.session_id, generation=token.generation + 1)
    connection.execute(
        "UPDATE session SET generation = :generation, rotated_at = :at, last_used_at = :at,"
        " expires_at = CASE WHEN expires_at < :until THEN :until ELSE expires_at END"
        " WHERE id = :id",
        {"id": token.session_id, "generation": successor.generation, "at": at, "until": until},
    )
    return successor, account


def _may_go_on(connection: Connection, row: Row, at: int) -> bool:
    """Return whether the session lives: after its end, only until the call in progress is over."""
    # Of what was ended only what is held already is taken: nothing is renewed for it.
    if row["revoked_at"] is not None or row["ended_as"]:
        return False
    age_ms = at - row["created_at"]  # the end of one that an older server began is far away
    if row["expires_at"] > at and age_ms < REFRESH_MS:
        return True
    if age_ms > LONGEST_MS:
        return False
    known = find_duty(connection, row["id"])
    return known is not None and known.duty.state in _ON_THE_LINE


def _is_repeat(token: RefreshToken, row: Row, at: int) -> bool:
    is_previous = bool(token.generation == row["generation"] - 1)
    return is_previous and abs(at - row["rotated_at"]) <= SAME_SUCCESSOR_MS
