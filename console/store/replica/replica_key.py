"""The key of a replica, sealed under the operator's secret and the seat's secret together."""

import secrets

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
# Each seal carries the figures it was made with, so that both may grow.
MEMORY_KIB = 64 * 1024
ROUNDS = 3


class WrongSecret(Exception):
    """The password, or the seat, is not the one the key was sealed with."""


class SealedKey(msgspec.Struct, frozen=True, kw_only=True):
    """What lies on disk. Worthless without both secrets."""

    salt: bytes
    nonce: bytes
    sealed: bytes
    memory_kib: int = MEMORY_KIB
    rounds: int = ROUNDS


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, password: str, seat_secret: bytes) -> SealedKey:
    """Take about 0.2 s of CPU: call it off the loop."""
    # Fresh for each sealing: AES-GCM gives its key away when a nonce comes twice.
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapping = _wrapping_key(password, seat_secret, salt, MEMORY_KIB, ROUNDS)
    return SealedKey(
        salt=salt,
        nonce=nonce,
        sealed=AESGCM(wrapping).encrypt(nonce, key, b"replica"),
        memory_kib=MEMORY_KIB,
        rounds=ROUNDS,
    )


def unseal(box: SealedKey, password: str, seat_secret: bytes) -> bytes:
    """Return the key. Raise WrongSecret. Take about 0.2 s of CPU: call it off the loop."""
    wrapping = _wrapping_key(password, seat_secret, box.salt, box.memory_kib, box.rounds)
    try:
        return AESGCM(wrapping).decrypt(box.nonce, box.sealed, b"replica")
    except InvalidTag as error:
        raise WrongSecret from error


def _wrapping_key(
    password: str, seat_secret: bytes, salt: bytes, memory_kib: int, rounds: int
) -> bytes:
    """Derive from the password slowly, then bind to the seat; neither alone gives the key."""
    # The password first, and slowly: who has the seat's secret still pays that for each guess.
    # surrogatepass: half of a UTF-16 pair, as a keyboard may give it, must not end in a traceback.
    slow = hash_secret_raw(
        password.encode("utf-8", "surrogatepass"), salt, rounds, memory_kib, 1, 32, Type.ID
    )
    bound = hmac.HMAC(seat_secret, hashes.SHA256())
    bound.update(slow)
    return bound.finalize()
