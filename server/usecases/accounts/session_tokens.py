"""Access and refresh tokens: signed with this installation's key, checked without the database."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from contract.whole_number import whole_number

ACCESS_S = 600.0
CLOCKS_APART_S = 60.0
REFRESH_FOR = timedelta(hours=12)  # from the sign-in on: a renewal does not lengthen it
_ALGORITHM = "HS256"


_LAST = 999_999_999  # generation of a token


class ForgedToken(Exception):
    """The token was not issued by this installation, or it has expired."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshToken:
    """generation grows by one at each rotation of the session."""

    session_id: str
    generation: int


class SessionTokens:
    """Issues and reads tokens. key: 32 secret bytes, one per installation."""

    def __init__(self, key: bytes) -> None:
        # A key for each use: a text signed for one is never a token of the other.
        self._access_key = OctKey.import_key(hmac.digest(key, b"access", "sha256"))
        self._refresh_key = hmac.digest(key, b"refresh", "sha256")

    def access(self, session_id: str, now: datetime) -> str:
        at = int(now.timestamp())
        claims = {"sid": session_id, "iat": at, "exp": at + int(ACCESS_S)}
        return jwt.encode({"alg": _ALGORITHM}, claims, self._access_key)

    def read_access(self, token: str, now: datetime) -> str:
        """Return the session's id. Raise ForgedToken."""
        try:
            # The algorithm is ours to say: a token names its own, "none" among them.
            claims = jwt.decode(token, self._access_key, algorithms=[_ALGORITHM]).claims
        except (JoseError, ValueError, TypeError) as error:
            raise ForgedToken from error
        session_id, expires_at = claims.get("sid"), claims.get("exp")
        # Signed by us in another version, perhaps: what has another shape is no token.
        if not isinstance(session_id, str) or not isinstance(expires_at, int):
            raise ForgedToken
        # One of a clock that was ahead would count until then: its console asks for another.
        if not 0 < expires_at - now.timestamp() <= ACCESS_S + CLOCKS_APART_S:
            raise ForgedToken
        return session_id

    def refresh(self, token: RefreshToken, device_id: str) -> str:
        """Return the same text for the same values: a lost answer can be given again."""
        signature = self._signature(token, device_id)
        return f"{token.session_id}.{token.generation}.{signature}"

    def read_refresh(self, text: str, device_id: str) -> RefreshToken:
        """Raise ForgedToken, also when another device shows the token."""
        session_id, _, rest = text.partition(".")
        generation, _, signature = rest.partition(".")
        number = whole_number(generation, _LAST)
        if number is None:
            raise ForgedToken
        token = RefreshToken(session_id=session_id, generation=number)
        # In constant time: how long a comparison takes tells how much was right.
        if not hmac.compare_digest(self._signature(token, device_id).encode(), signature.encode()):
            raise ForgedToken
        return token

    def _signature(self, token: RefreshToken, device_id: str) -> str:
        parts = (token.session_id, str(token.generation), device_id)
        # Each with its length: the parts of a token cannot be shifted into each other.
        message = b"".join(len(part.encode()).to_bytes(4) + part.encode() for part in parts)
        digest = hmac.digest(self._refresh_key, message, hashlib.sha256)
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
