"""Checks an ID token: who signed it, for whom, for which visit, and when."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from server.usecases.identity.provider_wire import Document, ProviderRefused, strict_document

# The token names its own algorithm: only these count, in which who can check cannot sign.
FAMILIES = {
    **dict.fromkeys(("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"), RSAKey),
    **dict.fromkeys(("ES256", "ES384", "ES512"), ECKey),
}
SKEW = timedelta(seconds=60)
LONGEST = 16_384  # characters
LEAST_RSA_LETTERS = 342  # 2048 bits in base64
LATEST = 1e12  # seconds since 1970

type PublicKey = RSAKey | ECKey


class UnknownKey(Exception):
    """The token is signed by a key that is not among those known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a token must say to be of one visit."""

    issuer: str
    client_id: str
    nonce: str
    begun_at: datetime
    acr: str = ""  # how strongly the provider must have checked, "" for as it likes


def claims_of(token: str, keys: Sequence[PublicKey], expected: Expected, now: datetime) -> Document:
    """Return the claims. Raise UnknownKey, or ProviderRefused with what is wrong."""
    if len(token) > LONGEST:
        raise ProviderRefused("token: too long")
    head, _, _ = token.partition(".")
    algorithm, key_id = _header(head)
    key = _key(keys, algorithm, key_id)
    try:
        payload = jws.deserialize_compact(token, key, algorithms=[algorithm]).payload
        claims = strict_document(payload or b"")
    except (JoseError, ValueError, TypeError) as error:
        raise ProviderRefused(f"token: {type(error).__name__}") from None
    _check_parties(claims, expected)
    _check_times(claims, expected, now)
    return claims


def check_access_token(claims: Document, access_token: str, bits: int) -> None:
    """Raise ProviderRefused where the ID token was given with another access token.

    bits: of the digest that the ID token is signed with.
    """
    said = claims.get("at_hash")
    if said is None:
        return
    digest = hashlib.new(f"sha{bits}", access_token.encode()).digest()
    half = base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=")
    _require(said == half.decode(), "at_hash")


def bits_of(token: str) -> int:
    """Return the bits of the digest that a checked token is signed with."""
    return int(_header(token.partition(".")[0])[0][2:])


def keys_of(document: Document) -> list[PublicKey]:
    """Return the keys of a JWKS with which a token may be checked; others are passed over."""
    listed = document.get("keys")
    if not isinstance(listed, list):
        raise ProviderRefused("keys: no list")
    return [key for one in listed if (key := _public_key(one)) is not None]


def _public_key(one: Any) -> PublicKey | None:
    if not isinstance(one, dict) or one.get("use", "sig") != "sig":
        return None
    try:
        if one.get("kty") == "EC":
            return ECKey.import_key(one)
        is_strong = len(str(one.get("n"))) >= LEAST_RSA_LETTERS
        return RSAKey.import_key(one) if one.get("kty") == "RSA" and is_strong else None
    except (JoseError, ValueError, TypeError):
        return None  # one broken key must not take the good ones along


def _header(segment: str) -> tuple[str, str | None]:
    """Return algorithm and id of the key."""
    try:
        padded = segment.encode("ascii") + b"=" * (-len(segment) % 4)
        header = strict_document(base64.b64decode(padded, altchars=b"-_", validate=True))
    except ValueError:
        raise ProviderRefused("token: header") from None
    algorithm, key_id = header.get("alg"), header.get("kid")
    _require(isinstance(algorithm, str) and algorithm in FAMILIES, "alg")
    _require(key_id is None or isinstance(key_id, str), "kid")
    return str(algorithm), key_id


def _key(keys: Sequence[PublicKey], algorithm: str, key_id: str | None) -> PublicKey:
    fitting = [
        key for key in keys if isinstance(key, FAMILIES[algorithm]) and key.alg in (None, algorithm)
    ]
    if key_id is not None:
        fitting = [key for key in fitting if key.kid == key_id]
    if len(fitting) != 1:  # none, or several that a token without an id could mean
        raise UnknownKey
    return fitting[0]


def _check_parties(claims: Document, expected: Expected) -> None:
    _require(claims.get("iss") == expected.issuer, "iss")
    _require(claims.get("aud") in (expected.client_id, [expected.client_id]), "aud")
    _require(claims.get("azp", expected.client_id) == expected.client_id, "azp")
    _require(claims.get("nonce") == expected.nonce, "nonce")
    subject = claims.get("sub")
    _require(isinstance(subject, str) and 0 < len(subject) <= 255, "sub")
    _require(not expected.acr or claims.get("acr") == expected.acr, "acr")


def _check_times(claims: Document, expected: Expected, now: datetime) -> None:
    skew, at = SKEW.total_seconds(), now.timestamp()
    begun = expected.begun_at.timestamp() - skew
    _require(_time(claims, "exp") > at - skew, "exp")
    _require(begun <= _time(claims, "iat") <= at + skew, "iat")
    # A browser that is still signed in belongs to whoever sat here before.
    _require(begun <= _time(claims, "auth_time") <= at + skew, "auth_time")
    _require("nbf" not in claims or _time(claims, "nbf") <= at + skew, "nbf")


def _time(claims: Document, name: str) -> float:
    value = claims.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < LATEST:
        raise ProviderRefused(f"claim: {name}")
    return float(value)


def _require(holds: bool, name: str) -> None:
    if not holds:
        raise ProviderRefused(f"claim: {name}")
