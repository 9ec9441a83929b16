"""Passwords as argon2id; at most two are computed at once, each off the loop."""

import asyncio
import functools

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from contract.wire import reason_codes

MIN_LENGTH = 12  # characters
MAX_LENGTH = 1024  # hashing more is only a way to keep the server busy
_AT_ONCE = 2

_hasher = PasswordHasher(memory_cost=19_456, time_cost=2, parallelism=1)


class WeakPassword(Exception):
    """The password is too short, too long or easily guessed.

    str() is a sentence that says so, code a reason code.
    """

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(sentence)
        self.code = code


def hash_password(password: str) -> str:
    """Return the argon2id hash. Blocks for some 50 ms. Raise WeakPassword."""
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH:
        sentence = f"A password has {MIN_LENGTH} to {MAX_LENGTH} characters."
        raise WeakPassword(sentence, reason_codes.PASSWORD_LENGTH)
    return _hasher.hash(password)


class PasswordCheck:
    """Works on passwords in a thread; an unknown account costs the same work as a known one."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def __call__(self, password: str, password_hash: str | None) -> bool:
        async with self._turn:
            return await asyncio.to_thread(_matches, password, password_hash)

    async def hash_of(self, password: str) -> str:
        """Return the hash of a new password. Raise WeakPassword."""
        async with self._turn:
            return await asyncio.to_thread(hash_password, password)


def _matches(password: str, password_hash: str | None) -> bool:
    try:
        _hasher.verify(password_hash or _decoy(), password[:MAX_LENGTH])
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


@functools.cache
def _decoy() -> str:
    return _hasher.hash("a password that no account has")
