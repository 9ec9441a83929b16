"""Computers that are enrolled as seats: a code that IT makes is shown once, with a public key."""

import base64
import hashlib
import logging
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from contract.wire import reason_codes
from contract.wire.session import EnrolReply, EnrolRequest, SeatAct, seat_text
from server.store.engine.connection import Connection, Row, instant, millis
from server.store.engine.readable_rows import readable
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.login_attempts import (
    TooManyAttempts,
    clear_place,
    count_place,
    place_of,
)
from server.usecases.accounts.seat_proofs import SeatNotEnrolled, is_signed
from server.usecases.accounts.sign_out import end_sessions_of_key
from server.usecases.operations.write_audit import write_audit

log = logging.getLogger(__name__)

VALID_FOR = timedelta(days=7)
CODE_BYTES = 10  # too long to be guessed from its digest in a copy of the database
_SEAT = re.compile(r"[A-Za-z0-9_-]{1,32}")


class UnusableSeat(Exception):
    """A seat is a telephone line, or 1 to 32 letters, digits, - and _."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolledSeat:
    """keys: fingerprint, enrolled at and last used at of each; code_until: of one not used."""

    seat: str
    keys: tuple[tuple[str, datetime, datetime | None], ...]
    code_until: datetime | None


def add_code(
    connection: Connection, seat: str, now: datetime, by: str, *, keeps_others: bool = False
) -> str:
    """Return a code for the seat; one that was not used yet counts no more. Raise UnusableSeat.

    keeps_others: computers enrolled as this seat stay so.
    """
    if not _SEAT.fullmatch(seat):
        raise UnusableSeat
    code = base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode()
    row = {"seat": seat, "digest": _digest(code), "keeps_others": int(keeps_others)}
    times = {"made_at": millis(now), "expires_at": millis(now + VALID_FOR), "used_at": None}
    connection.put("seat_code", {**row, **times}, "seat")
    write_audit(connection, None, "seat_add", f"{seat} {by}", now)
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def remove_seat(connection: Connection, seat: str, now: datetime, by: str) -> int:
    """Let no computer be this seat any more; their sessions end. Return how many there were."""
    connection.execute("DELETE FROM seat_code WHERE seat = :seat", {"seat": seat})
    removed = _drop_keys(connection, seat, now)
    write_audit(connection, None, "seat_remove", f"{seat} {by}", now)
    return removed


def list_seats(connection: Connection, now: datetime) -> list[EnrolledSeat]:
    """Return all that are enrolled, or have a code that counts, by name."""
    keys: dict[str, list[Row]] = {}
    for row in connection.execute("SELECT * FROM seat_key ORDER BY seat, enrolled_at"):
        keys.setdefault(row["seat"], []).append(row)
    codes = connection.execute(
        "SELECT seat, expires_at FROM seat_code WHERE used_at IS NULL AND expires_at > :at",
        {"at": millis(now)},
    )
    until = dict(
        readable("seat_code", "seat", codes, lambda row: (row["seat"], instant(row["expires_at"])))
    )
    return [
        EnrolledSeat(
            seat=seat,
            keys=tuple(readable("seat_key", "seat", keys.get(seat, ()), _told)),
            code_until=until.get(seat),
        )
        for seat in sorted({*keys, *until})
    ]


class EnrolSeat:
    def __init__(
        self, *, database: ServerDatabase, clock: Callable[[], datetime], server_id: str
    ) -> None:
        self._database = database
        self._clock = clock
        self._server_id = server_id

    async def __call__(self, request: EnrolRequest, address: str) -> EnrolReply:
        """Take the key for the seat of the code. Raise SeatNotEnrolled."""
        now = self._clock()

        def counted(connection: Connection) -> str:
            place = place_of(connection, "", address, now)
            count_place(connection, place, now)
            return place

        def enrolled(connection: Connection) -> str:
            clear_place(connection, place)
            return _enrol(connection, request, now)

        try:
            place = await self._database.write(counted)
            seat = await self._database.write(enrolled)
        except TooManyAttempts as many:
            raise SeatNotEnrolled(reason_codes.TOO_MANY_ATTEMPTS, many.retry_after_s) from None
        except SeatNotEnrolled as refused:
            await self._note(refused.code)
            raise
        log.info("a computer was enrolled as seat=%s", seat)
        return EnrolReply(seat=seat, server_id=self._server_id)

    async def _note(self, code: str) -> None:
        log.warning("a computer was not enrolled code=%s", code)
        now = self._clock()
        await self._database.write(lambda c: write_audit(c, None, "seat_enrol_refused", code, now))


def _enrol(connection: Connection, request: EnrolRequest, now: datetime) -> str:
    code, key = _as_made(request.code), base64.b64encode(request.key).decode()
    row = connection.one(
        f"SELECT * FROM seat_code WHERE digest = :digest{connection.for_update}",
        {"digest": _digest(code)},
    )
    # Who does not have the private key could enrol the key of another computer as theirs.
    said = seat_text(SeatAct.ENROL, request.code, key)
    if row is None or not is_signed(request.key, request.signature, said):
        raise SeatNotEnrolled(reason_codes.ENROL_CODE_UNKNOWN)
    if row["used_at"] is not None:
        return _enrolled_before(connection, row, key)
    if row["expires_at"] <= millis(now):
        raise SeatNotEnrolled(reason_codes.ENROL_CODE_EXPIRED)
    if not row["keeps_others"]:
        _drop_keys(connection, row["seat"], now, but=key)
    enrolled = {"key": key, "seat": row["seat"], "enrolled_at": millis(now), "last_used_at": 0}
    connection.put("seat_key", enrolled, "key")
    connection.change("seat_code", {"seat": row["seat"], "used_at": millis(now)}, "seat")
    write_audit(connection, None, "seat_enrolled", f"{row['seat']} {fingerprint(key)}", now)
    return str(row["seat"])


def _enrolled_before(connection: Connection, code: Row, key: str) -> str:
    """Return the seat to a computer whose answer was lost: it asks again with the same key."""
    known = connection.one("SELECT seat FROM seat_key WHERE key = :key", {"key": key})
    if known is None or known["seat"] != code["seat"]:
        raise SeatNotEnrolled(reason_codes.ENROL_CODE_USED)
    return str(code["seat"])


def _drop_keys(connection: Connection, seat: str, now: datetime, *, but: str = "") -> int:
    dropped = connection.execute(
        "DELETE FROM seat_key WHERE seat = :seat AND key <> :but RETURNING key",
        {"seat": seat, "but": but},
    )
    for row in dropped:
        end_sessions_of_key(connection, row["key"], reason_codes.SIGNED_OUT_BY_OTHERS, now)
    return len(dropped)


def fingerprint(key: str) -> str:
    """Return what tells keys apart for people; key: Base64."""
    return hashlib.sha256(base64.b64decode(key)).hexdigest()[:16]


def _told(row: Row) -> tuple[str, datetime, datetime | None]:
    used_at = instant(row["last_used_at"]) if row["last_used_at"] else None
    return fingerprint(row["key"]), instant(row["enrolled_at"]), used_at


def _as_made(code: str) -> str:
    return code.replace("-", "").replace(" ", "").upper()


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()
