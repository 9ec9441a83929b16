"""Where every sign-in ends, however somebody proved who they are: one session, one seat, a line."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from contract.domain.account import Account, Capability
from contract.domain.ids import new_id
from contract.wire.session import LineSettings, SessionReply
from server.store.engine.connection import Connection, Row, millis
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.account_rows import account_from, account_row
from server.usecases.accounts.mint_line_secret import LineSecrets
from server.usecases.accounts.sealed_keys import SealedKeys
from server.usecases.accounts.session_tokens import (
    ACCESS_S,
    REFRESH_FOR,
    RefreshToken,
    SessionTokens,
)
from server.usecases.accounts.take_seat import take_seat
from server.usecases.duty.duty_sign_in import begin_duty
from server.usecases.messages.available_ways import texts_a_day
from server.usecases.operations.write_audit import write_audit

log = logging.getLogger(__name__)


class AccountChanged(Exception):
    """The account, or its password, was changed since somebody was checked against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where somebody signs in: seat is a telephone line, "" for none.

    key: with which the computer has proved itself, "" for none; Base64.
    """

    device_id: str
    seat: str
    key: str = ""


class OpenSession:
    def __init__(
        self,
        *,
        database: ServerDatabase,
        tokens: SessionTokens,
        clock: Callable[[], datetime],
        lines: LineSecrets | None,
        keys: SealedKeys | None = None,
    ) -> None:
        """keys: under which seats seal what is theirs; None: they are told of none."""
        self._database = database
        self._tokens = tokens
        self._clock = clock
        self._lines = lines
        self._keys = keys

    async def __call__(
        self, row: Row, desk: Desk, forgive: Callable[[Connection], None]
    ) -> SessionReply:
        """Open a session for the account of row, which was read before its owner was checked.

        forgive takes back, in the same transaction, what was counted of this try. Raise SeatTaken
        or AccountChanged.
        """
        session_id = new_id()
        account = await self._database.write(
            lambda c: self._opened(c, session_id, row, desk, forgive)
        )
        log.info("signed in account=%s session=%s", account.id, session_id)
        reply = session_reply(
            self._tokens,
            RefreshToken(session_id=session_id, generation=1),
            desk.device_id,
            account,
            self._clock(),
            # After the session is kept: a silent exchange costs the line, never the sign-in.
            line=await self._line_of(account, desk.seat, session_id),
            texts=await self._database.read(texts_a_day),
        )
        if self._keys is None:
            return reply
        return self._keys.given(reply, desk.device_id, row["password_hash"])

    def _opened(
        self,
        connection: Connection,
        session_id: str,
        row: Row,
        desk: Desk,
        forgive: Callable[[Connection], None],
    ) -> Account:
        # Read again, locked, and compared (decision 0025): whoever was shut out meanwhile stays so.
        if account_row(connection, row["login"], lock=True) != row:
            raise AccountChanged
        account = account_from(connection, row)
        forgive(connection)
        self._open(connection, session_id, account, desk)
        return account

    def _open(self, connection: Connection, session_id: str, account: Account, desk: Desk) -> None:
        now = self._clock()
        take_seat(connection, account, desk.device_id, desk.seat, now)
        who = {"account_id": account.id, "device_id": desk.device_id, "seat": desk.seat}
        who["seat_key"] = desk.key
        times = dict.fromkeys(("created_at", "rotated_at", "last_used_at"), millis(now))
        times["expires_at"] = millis(now + REFRESH_FOR)
        connection.insert("session", {"id": session_id, "generation": 1, **who, **times})
        if desk.seat and account.may(Capability.PHONE_USE):
            # In the same transaction: two at one seat at the same moment would both be on duty
            # there.
            begin_duty(connection, account.id, desk.seat, now)
        write_audit(connection, account.id, "sign_in", desk.seat, now)

    async def _line_of(self, account: Account, seat: str, session_id: str) -> LineSettings | None:
        if not seat or self._lines is None or not account.may(Capability.PHONE_USE):
            return None
        return await self._lines.mint(seat, session_id)


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
