"""A second proof beside the password: six digits of an authenticator (RFC 6238), or a code kept.

Secret and codes lie in the database under a key that does not: a copy of it gives neither.
"""

import base64
import hashlib
import hmac
import logging
import os
import secrets
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from contract.domain.account import Role
from contract.wire import reason_codes
from server.store.engine.connection import Connection, Row, millis
from server.store.operations.old_rows import Deletion, delete_some
from server.usecases.operations.write_audit import write_audit

log = logging.getLogger(__name__)

STEP_S, DIGITS = 30, 6  # what every authenticator does
CLOCK_AHEAD_STEPS = 120  # digits used longer ahead were taken by a clock that was wrong
SECRET_BYTES = 20
CODES, CODE_BYTES = 8, 10  # kept on paper: as long as a key
BEGUN_FOR = timedelta(minutes=30)  # to show it to an authenticator, and type the first digits
_BEGUN = Deletion(
    name="second factors that were begun",
    table="second_factor",
    keys=("account_id",),
    at="created_at",
    old="confirmed_at IS NULL AND created_at < :before",
)
_PURPOSE = b"chiamaroma second factor 1"
_NONCE_BYTES = 12


class _Factor(msgspec.Struct, frozen=True, kw_only=True):
    """What is sealed: the secret, and of each code that was not used yet its hash."""

    secret: bytes
    codes: tuple[bytes, ...]


class FactorRefused(Exception):
    """The second proof is missing or wrong. code is a reason code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SecondFactors:
    """private: keys of the installation outside the database, the present one first.

    roles: which must have a second factor, and get one at their next sign-in.
    """

    def __init__(self, private: Sequence[bytes], roles: Collection[Role]) -> None:
        self._ciphers = [
            AESGCM(HKDF(hashes.SHA256(), 32, None, _PURPOSE).derive(one)) for one in private
        ]
        self._roles = frozenset(roles)

    def is_asked(self, connection: Connection, row: Row) -> bool:
        """Return whether the account of row needs more than its password."""
        return Role(row["role"]) in self._roles or _kept(connection, row["id"], None) is not None

    def begin(self, connection: Connection, row: Row, now: datetime) -> dict[str, str]:
        """Make another secret, which counts once its first digits came; return what is shown."""
        if _kept(connection, row["id"], None) is not None:
            return {}  # somebody was quicker: what counts is not written over
        codes = [_as_text(secrets.token_bytes(CODE_BYTES)) for _ in range(CODES)]
        factor = _Factor(secret=secrets.token_bytes(SECRET_BYTES), codes=tuple(map(_digest, codes)))
        fresh = {"account_id": row["id"], "sealed": self._sealed(row["id"], factor)}
        connection.put(
            "second_factor",
            {**fresh, "last_step": 0, "created_at": millis(now), "confirmed_at": None},
            "account_id",
        )
        return {
            "secret": _as_text(factor.secret),
            "codes": " ".join(codes),
            "link": _totp(factor.secret).get_provisioning_uri(row["login"], "ChiamaRoma"),
        }

    def prove(self, connection: Connection, row: Row, code: str | None, now: datetime) -> None:
        """Take the digits, or a code kept, each once. Raise FactorRefused.

        code: None of a console that cannot ask.
        """
        if not self.is_asked(connection, row):
            return
        known = _kept(connection, row["id"], code)
        if (
            known is not None
            and known["confirmed_at"] is None
            and known["created_at"] < _since(now)
        ):
            known = None  # whoever saw it since may have it: another one is shown
        if not code or known is None:
            # Only a console that can show it is given a secret; any other is kept out.
            begins = known is None and code is not None
            raise FactorRefused(
                reason_codes.SECOND_FACTOR_NEW if begins else reason_codes.SECOND_FACTOR
            )
        factor = self._opened(row["id"], known["sealed"])
        if factor is None:
            raise FactorRefused(reason_codes.SECOND_FACTOR_WRONG)
        self._use(connection, known, factor, code, now)

    def _use(
        self, connection: Connection, known: Row, factor: _Factor, code: str, now: datetime
    ) -> None:
        typed = code.replace(" ", "").replace("-", "").upper()
        changed: dict[str, object] = {"account_id": known["account_id"]}
        step = _step_of(factor.secret, typed, now)
        last = known["last_step"]
        if last > now.timestamp() // STEP_S + CLOCK_AHEAD_STEPS:
            last = 0  # else no digits would open until then
        if step is not None and step > last:  # the same digits open nothing twice
            changed["last_step"] = step
        elif known["confirmed_at"] is not None and _digest(typed) in factor.codes:
            left = tuple(one for one in factor.codes if one != _digest(typed))
            changed["sealed"] = self._sealed(
                known["account_id"], _Factor(secret=factor.secret, codes=left)
            )
            write_audit(
                connection, known["account_id"], "recovery_code_used", f"{len(left)} left", now
            )
        else:
            raise FactorRefused(reason_codes.SECOND_FACTOR_WRONG)
        if known["confirmed_at"] is None:
            changed["confirmed_at"] = millis(now)
            write_audit(connection, known["account_id"], "second_factor_begun", "", now)
        connection.change("second_factor", changed, "account_id")

    def _sealed(self, account_id: str, factor: _Factor) -> str:
        nonce = os.urandom(_NONCE_BYTES)
        content = msgspec.msgpack.encode(factor)
        # Bound to its account: in another's row it opens nothing.
        box = self._ciphers[0].encrypt(nonce, content, account_id.encode())
        return base64.b64encode(nonce + box).decode()

    def _opened(self, account_id: str, sealed: str) -> _Factor | None:
        box = base64.b64decode(sealed)
        for cipher in self._ciphers:
            with suppress(InvalidTag):
                content = cipher.decrypt(
                    box[:_NONCE_BYTES], box[_NONCE_BYTES:], account_id.encode()
                )
                return msgspec.msgpack.decode(content, type=_Factor)
        # The keys were made anew without those of before: an administrator resets it.
        log.error("the second factor of account=%s is sealed with a key that is gone", account_id)
        return None


def drop_factor(connection: Connection, account_id: str) -> bool:
    """Forget the second factor of an account; return whether there was one."""
    return bool(
        connection.execute(
            "DELETE FROM second_factor WHERE account_id = :id RETURNING account_id",
            {"id": account_id},
        )
    )


def forget_begun_factors(connection: Connection, now: datetime) -> int:
    """Delete some of those that nobody has confirmed in time; return how many."""
    return delete_some(connection, _BEGUN, _since(now))


def _since(now: datetime) -> int:
    return millis(now - BEGUN_FOR)


def accounts_with_factor(connection: Connection) -> frozenset[str]:
    rows = connection.execute("SELECT account_id FROM second_factor WHERE confirmed_at IS NOT NULL")
    return frozenset(row["account_id"] for row in rows)


def _kept(connection: Connection, account_id: str, code: str | None) -> Row | None:
    """Return the account's factor; one that is not confirmed yet only for who brings its digits."""
    row = connection.one("SELECT * FROM second_factor WHERE account_id = :id", {"id": account_id})
    return row if row is None or code or row["confirmed_at"] is not None else None


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, hashes.SHA1(), STEP_S)  # noqa: S303  # as authenticators reckon


def _step_of(secret: bytes, typed: str, now: datetime) -> int | None:
    """Return which step's digits these are: of now, or of the one before or behind."""
    at, totp = int(now.timestamp()), _totp(secret)
    steps = (at // STEP_S + away for away in (0, -1, 1))  # a telephone's clock is seldom right
    return next(
        (one for one in steps if hmac.compare_digest(totp.generate(one * STEP_S), _ascii(typed))),
        None,
    )


def _ascii(text: str) -> bytes:
    return text.encode("ascii", "replace")


def _as_text(secret: bytes) -> str:
    return base64.b32encode(secret).decode()


def _digest(code: str) -> bytes:
    return hashlib.sha256(code.encode()).digest()
