"""One sealed replica key per login, and the growing wait after wrong passwords."""

import asyncio
import hashlib
import hmac
import logging
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec

from console.errors import KeyringMissing
from console.store.replica.replica_key import SealedKey, WrongSecret, new_key, seal, unseal
from console.store.replica.set_aside import set_aside
from console.store.replica.store_faults import translated

log = logging.getLogger(__name__)
# Typing errors cost nothing; from then on each wrong try doubles the wait.
FREE_TRIES = 3
LONGEST_WAIT_S = 30.0
PROOF_STEPS = 2**14  # of scrypt: some 50 ms and 16 MiB a try


class NoVault(Exception):
    """Nobody with this login has worked on this seat yet."""


class _Sealed(msgspec.Struct, kw_only=True):
    key: SealedKey
    wrong_tries: int = 0


def wait_after_s(wrong_tries: int) -> float:
    """Return how long to wait before the next try, after so many wrong ones in a row."""
    if wrong_tries < FREE_TRIES:
        return 0.0
    return min(LONGEST_WAIT_S, 2.0 ** (wrong_tries - FREE_TRIES))


class SeatVault:
    """Files are named by a hash of the login, so that a disk listing names nobody."""

    def __init__(
        self,
        *,
        data_dir: Path,
        seat_secret: Callable[[], Awaitable[bytes]],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._data_dir = data_dir
        self._seat_secret = seat_secret
        self._sleep = sleep
        self._proof: tuple[bytes, bytes] | None = None  # salt and hash of the secret in use

    def replica_path(self, login: str) -> Path:
        # Folded as the server folds it: a login in capitals must find the same replica.
        name = hashlib.sha256(login.strip().casefold().encode("utf-8", "replace")).hexdigest()[:24]
        return self._data_dir / f"{name}.replica"

    async def unlock(self, login: str, password: str) -> str:
        """Return the key in hex. Raise NoVault, WrongSecret (after waiting) or KeyringMissing."""
        file = self._vault_path(login)
        stored = await asyncio.to_thread(_load, file)
        if stored is None:
            raise NoVault
        # The count is on disk: starting the console anew shortens no wait
        # (test_wrong_passwords_make_the_next_try_slower_also_after_a_restart).
        await self._sleep(wait_after_s(stored.wrong_tries))
        seat_secret = await self._seat_secret()
        try:
            # On a thread: deriving the key takes 0.2 s, and the window must go on painting.
            key = await asyncio.to_thread(unseal, stored.key, password, seat_secret)
        except WrongSecret:
            stored.wrong_tries += 1
            await asyncio.to_thread(_store, file, stored)
            raise
        if stored.wrong_tries:
            stored.wrong_tries = 0
            await asyncio.to_thread(_store, file, stored)
        await self.remember(password)
        return key.hex()

    async def opens(self, login: str, password: str) -> bool:
        """Return whether the password is right; unknown without a keyring."""
        try:
            await self.unlock(login, password)
        except (NoVault, WrongSecret, KeyringMissing):
            return False
        return True

    async def unlock_or_make(self, login: str, password: str) -> str:
        """Return the key in hex for a password that the server has just accepted.

        A vault sealed with an earlier password cannot be opened any more: it and its replica are
        set aside, not deleted. Raise KeyringMissing.
        """
        try:
            return await self.unlock(login, password)
        except WrongSecret:
            log.warning("the password of this login has changed, its replica was set aside")
            # The old password alone opens the old key: without it nobody can, so a new one is made.
            self.set_aside(login)
        except NoVault:
            pass
        return await self._make(login, password)

    def set_aside(self, login: str) -> None:
        """Move the vault and the replica of a login out of the way."""
        path = self.replica_path(login)
        # The copy goes along: it is sealed with the same key that nobody can open any more.
        for part in (path, path.with_suffix(".outbox-copy"), self._vault_path(login)):
            set_aside(part)

    async def remember(self, password: str) -> None:
        """Store what verify() needs: a salted slow hash, in memory only."""
        # A hash, not the password: the lock page needs no more than to compare.
        salt = os.urandom(16)
        self._proof = (salt, await asyncio.to_thread(_slow_hash, password, salt))

    async def verify(self, password: str) -> bool:
        """Return whether this is the secret of the operator signed in."""
        if self._proof is None:
            return False
        salt, expected = self._proof
        # compare_digest: how long it takes tells nothing of how much was right.
        return hmac.compare_digest(await asyncio.to_thread(_slow_hash, password, salt), expected)

    def forget(self) -> None:
        self._proof = None

    async def _make(self, login: str, password: str) -> str:
        key = new_key()
        seat_secret = await self._seat_secret()
        sealed = await asyncio.to_thread(seal, key, password, seat_secret)
        await asyncio.to_thread(_store, self._vault_path(login), _Sealed(key=sealed))
        await self.remember(password)
        return key.hex()

    def _vault_path(self, login: str) -> Path:
        return self.replica_path(login).with_suffix(".vault")


def _slow_hash(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        password.encode("utf-8", "surrogatepass"), salt=salt, n=PROOF_STEPS, r=8, p=1, dklen=32
    )


def _load(file: Path) -> _Sealed | None:
    """Return None for a vault that is missing or unreadable: no key can be had from either."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=_Sealed)
    except (OSError, msgspec.DecodeError):
        return None


def _store(file: Path, sealed: _Sealed) -> None:
    """Replace the file in one step; half a vault would lose the replica.

    Raise LocalStoreBroken when the disk does not take it.
    """
    try:
        _replace(file, msgspec.json.encode(sealed))
    except OSError as error:
        raise translated(error, file.parent) or error from error


def _replace(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Written whole and flushed before it takes the old one's name.
    fresh = file.with_suffix(".vault-new")
    # Made with its mode at once: between open() and chmod() another account could read it.
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)
