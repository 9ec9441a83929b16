"""From which computer somebody signs in: a signature over a challenge, by the key of a seat.

Challenges are kept nowhere: the server knows its own, and of each enrolled computer the last one
that it answered.
"""

import base64
import hashlib
import hmac
import logging
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from contract.wire import reason_codes
from contract.wire.session import (
    LoginRequest,
    ProviderLogin,
    RefreshRequest,
    SeatAct,
    SeatProof,
    seat_text,
)
from server.store.engine.connection import Connection, millis
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.login_attempts import TooManyAttempts, count_place, place_of
from server.usecases.accounts.open_session import Desk
from server.usecases.operations.write_audit import write_audit

log = logging.getLogger(__name__)

GOOD_FOR_S = 60


class SeatNotEnrolled(Exception):
    """code: a reason code; retry_after_s: 0 unless there were too many tries."""

    def __init__(self, code: str, retry_after_s: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after_s = retry_after_s


class SeatProofs:
    """is_demanded: nobody signs in without a proof."""

    def __init__(
        self,
        *,
        database: ServerDatabase,
        clock: Callable[[], datetime],
        server_id: str,
        is_demanded: bool,
    ) -> None:
        self._database = database
        self._clock = clock
        self._server_id = server_id
        self._is_demanded = is_demanded
        self._secret = secrets.token_bytes(32)  # challenges of before a restart are none
        self._numbers = count(1)
        # Of enrolled keys alone: what strangers send costs no memory (decision 0060).
        self._answered: dict[str, int] = {}  # key -> number of its last challenge

    def challenge(self) -> str:
        said = f"{self._second()}.{next(self._numbers)}"
        return f"{said}.{self._seal(said)}"

    async def desk(self, asked: LoginRequest | ProviderLogin, about: str, address: str) -> Desk:
        """Return where they sign in; about: the login, or the state of their visit.

        Raise SeatNotEnrolled; such tries are counted where they come from, but one that answers
        no challenge of now: nothing was looked at for it, and an honest one comes again at once.
        """
        proof = asked.proof
        number = self._number_of(proof.challenge) if proof is not None else 0
        key = self._key_of(proof, (self._server_id, asked.device_id, asked.seat, about))
        desk = Desk(device_id=asked.device_id, seat=asked.seat, key=key)
        refusal = reason_codes.SEAT_UNPROVEN
        if key:
            refusal = await self._database.read(lambda c: _refusal(c, desk))
        if refusal != reason_codes.SEAT_UNPROVEN and not self._takes(key, number):
            desk, refusal = replace(desk, key=""), reason_codes.SEAT_UNPROVEN
        if refusal and self._is_demanded:
            await self._note(desk, refusal, address)
            raise SeatNotEnrolled(refusal)
        return desk

    def confirm(self, connection: Connection, desk: Desk, now: datetime) -> None:
        """Note that the key is in use, in the transaction of the session. Raise SeatNotEnrolled."""
        # Locks the row: a seat removed at this moment ends this session too.
        connection.execute(
            "UPDATE seat_key SET last_used_at = :at WHERE key = :key",
            {"key": desk.key, "at": millis(now)},
        )
        if self._is_demanded and (refusal := _refusal(connection, desk)):
            raise SeatNotEnrolled(refusal)

    def may_renew(self, key: str, request: RefreshRequest) -> bool:
        """Return whether the key with which a session began has signed; "": it began without."""
        said = seat_text(SeatAct.RENEW, request.refresh_token, self._server_id, request.device_id)
        return not key or is_signed(base64.b64decode(key), request.signature, said)

    def _key_of(self, proof: SeatProof | None, whose: tuple[str, ...]) -> str:
        """Return the key that made the proof in Base64, "" where it is none."""
        if proof is None:
            return ""
        said = seat_text(SeatAct.SIGN_IN, proof.challenge, *whose)
        if not is_signed(proof.key, proof.signature, said):
            log.warning("a proof of a seat is not right")
            return ""
        return base64.b64encode(proof.key).decode()

    def _number_of(self, challenge: str) -> int:
        """Raise SeatNotEnrolled for one that is not ours, or too old."""
        said, _, seal = challenge.rpartition(".")
        if hmac.compare_digest(seal.encode("utf-8", "replace"), self._seal(said).encode()):
            made_at, number = map(int, said.split("."))
            if made_at <= self._second() <= made_at + GOOD_FOR_S:
                return number
        log.info("a proof of a seat answers no challenge of now")
        raise SeatNotEnrolled(reason_codes.CHALLENGE_VOID)

    def _takes(self, key: str, number: int) -> bool:
        """Return whether the computer of the key has answered neither this nor a later one."""
        if number <= self._answered.get(key, 0):
            log.warning("a proof of a seat comes again")
            return False
        self._answered[key] = number
        return True

    async def _note(self, desk: Desk, code: str, address: str) -> None:
        def noted(connection: Connection) -> None:
            now = self._clock()
            count_place(connection, place_of(connection, desk.device_id, address, now), now)
            write_audit(connection, None, "seat_refused", f"{desk.seat} {code}".strip(), now)

        log.info("sign-in refused seat=%s code=%s", desk.seat, code)
        try:
            await self._database.write(noted)
        except TooManyAttempts as many:
            raise SeatNotEnrolled(reason_codes.TOO_MANY_ATTEMPTS, many.retry_after_s) from None

    def _seal(self, said: str) -> str:
        return hmac.new(self._secret, said.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def _second(self) -> int:
        return int(self._clock().timestamp())


def is_signed(key: bytes, signature: bytes, said: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, said)
    except (InvalidSignature, ValueError):  # ValueError: it is no key
        return False
    return True


def _refusal(connection: Connection, desk: Desk) -> str:
    """Return the reason code for which nobody may sign in there, "" where they may."""
    row = connection.one("SELECT seat FROM seat_key WHERE key = :key", {"key": desk.key})
    if row is None:
        return reason_codes.SEAT_UNPROVEN
    # Without a line any enrolled computer will do: there is no seat that could be taken.
    return reason_codes.SEAT_OTHER if desk.seat not in ("", row["seat"]) else ""
