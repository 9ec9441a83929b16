"""One sealed replica key per login, and the growing wait after wrong passwords."""

import asyncio
import hashlib
import hmac
import logging
import os
import secrets
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

import msgspec

from console.errors import KeyringMissing, LocalStoreBroken
from console.runtime.private_file import replace_private
from console.store.replica.replica_key import SealedKey, WrongSecret, new_key, seal, unseal
from console.store.replica.set_aside import set_aside
from console.store.replica.store_faults import translated

log = logging.getLogger(__name__)
# Typing errors cost nothing; from then on each wrong try doubles the wait.
FREE_TRIES = 3
LONGEST_WAIT_S = 30.0
PROOF_STEPS = 2**14  # of scrypt: some 50 ms and 16 MiB a try
# A virus scanner may hold a file for a moment.
READ_AGAIN_AFTER_S = (0.1, 0.5)
DAMAGED = "corrupt"


class NoVault(Exception):
    """Nobody with this login has worked on this seat yet."""


class PasswordNeeded(Exception):
    """The server cannot open this login's vault now, and its password does."""


class _Sealed(msgspec.Struct, kw_only=True):
    key: SealedKey
    wrong_tries: int = 0
    has_password: bool = True  # False: the server alone opens it, for who came without one
    for_server: bytes = b""  # the key once more, in a box that only the server opens
    server_key: bytes = b""  # for which server the box was made
    password_mark: bytes = b""  # the server's, of the password it opens with; b"": not known


class KeyAtServer(Protocol):
    """Seals keys for the server, and has the server open them for the operator signing in."""

    @property
    def server_key(self) -> bytes: ...
    @property
    def password_mark(self) -> bytes: ...
    def box(self, key: bytes) -> bytes: ...
    async def opened(self, box: bytes) -> bytes | None: ...  # None: refused


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
        self.data_dir = data_dir
        self._seat_secret = seat_secret
        self._sleep = sleep
        self._proof: tuple[bytes, bytes] | None = None  # salt and hash of the secret in use
        self._sealed_before: set[Path] = set()  # with another password, for no disk took this one
        self._uncounted: dict[Path, int] = {}  # wrong tries that no disk took

    def replica_path(self, login: str) -> Path:
        # Folded as the server folds it: a login in capitals must find the same replica.
        name = hashlib.sha256(login.strip().casefold().encode("utf-8", "replace")).hexdigest()[:24]
        return self.data_dir / f"{name}.replica"

    async def unlock(self, login: str, password: str) -> str:
        """Return the key in hex.

        Raise NoVault, WrongSecret (after waiting), KeyringMissing, or LocalStoreBroken for a vault
        that is there and cannot be read.
        """
        file = self._vault_path(login)
        stored = await asyncio.to_thread(_load, file)
        if stored is None:
            raise NoVault
        # The count is on disk: starting the console anew shortens no wait
        # (test_wrong_passwords_make_the_next_try_slower_also_after_a_restart).
        stored.wrong_tries += self._uncounted.get(file, 0)
        await self._sleep(wait_after_s(stored.wrong_tries))
        seat_secret = await self._seat_secret()
        try:
            # On a thread: deriving the key takes 0.2 s, and the window must go on painting.
            key = await asyncio.to_thread(unseal, stored.key, password, seat_secret)
        except WrongSecret:
            stored.wrong_tries += 1
            # Said as it is: a full disk must not hide that a password is wrong.
            is_counted = await self._noted(file, stored)
            self._uncounted[file] = 0 if is_counted else self._uncounted.get(file, 0) + 1
            raise
        self._uncounted.pop(file, None)
        if stored.wrong_tries:
            stored.wrong_tries = 0
            await self._noted(file, stored)
        await self.remember(password)
        return key.hex()

    async def opens(self, login: str, password: str) -> bool:
        """Return whether the password is right; unknown without a keyring."""
        try:
            await self.unlock(login, password)
        except (NoVault, WrongSecret, KeyringMissing, LocalStoreBroken):
            return False
        return True

    async def unlock_or_make(
        self,
        login: str,
        password: str,
        at_server: KeyAtServer | None = None,
        on_set_aside: Callable[[], None] = lambda: None,
    ) -> str:
        """Return the key in hex for a password that the server has just accepted.

        A vault of an earlier password or of another keyring is opened by the server. What nobody
        opens is set aside with its replica, not deleted, and on_set_aside is called. Raise
        KeyringMissing; LocalStoreBroken for a vault that cannot be read now; what at_server raises.
        """
        key: str | None = None
        try:
            key = await self.unlock(login, password)
        except WrongSecret:
            key = await self._reopened(login, password, at_server)
        except LocalStoreBroken as broken:
            # Only half a vault is given up: one that cannot be read now may be whole.
            if broken.kind != DAMAGED:
                raise
        except NoVault:
            key = await self._make(login, password)
            return await self._kept_at(login, key, at_server, is_new=True)
        if key is None:
            log.warning("the vault of this login cannot be opened, its replica was set aside")
            self.set_aside(login)
            on_set_aside()
            key = await self._make(login, password)
        return await self._kept_at(login, key, at_server, is_new=True)

    async def unlock_by_server(
        self, login: str, at_server: KeyAtServer, on_set_aside: Callable[[], None]
    ) -> str:
        """Return the key in hex for a login that the server has let in without a password.

        Nothing is set aside that a password still opens: raise PasswordNeeded there. Raise
        KeyringMissing; LocalStoreBroken; what at_server raises.
        """
        self.forget()
        seat_secret, is_half = await self._seat_secret(), False
        try:
            stored = await asyncio.to_thread(_load, self._vault_path(login))
        except LocalStoreBroken as broken:
            if broken.kind != DAMAGED:
                raise
            stored, is_half = None, True
        if stored is not None and stored.for_server:
            key = await at_server.opened(stored.for_server)
            if key is not None:
                await self._shut_to_an_old_password(login, stored, key, at_server)
                return await self._kept_at(login, key.hex(), at_server)
        if stored is not None and stored.has_password:
            raise PasswordNeeded
        if stored is not None or is_half:
            self.set_aside(login)
            on_set_aside()
        return await self._make_for_server(login, at_server, seat_secret)

    async def _shut_to_an_old_password(
        self, login: str, stored: _Sealed, key: bytes, at_server: KeyAtServer
    ) -> None:
        """Have a password that is another at the server by now open nothing here without it."""
        marks = (stored.password_mark, at_server.password_mark)
        if not stored.has_password or not all(marks) or hmac.compare_digest(*marks):
            return
        seat_secret, nobodys = await self._seat_secret(), secrets.token_hex(32)
        stored.key = await asyncio.to_thread(seal, key, nobodys, seat_secret)
        stored.has_password, stored.password_mark = False, b""
        await asyncio.to_thread(_store, self._vault_path(login), stored)

    async def _make_for_server(self, login: str, at_server: KeyAtServer, seat_secret: bytes) -> str:
        key = new_key()
        # Sealed with a secret that nobody keeps: a password of later on takes its place.
        nobodys = secrets.token_hex(32)
        sealed = _Sealed(
            key=await asyncio.to_thread(seal, key, nobodys, seat_secret),
            has_password=False,
            for_server=at_server.box(key),
            server_key=at_server.server_key,
        )
        await asyncio.to_thread(_store, self._vault_path(login), sealed)
        return key.hex()

    async def _reopened(
        self, login: str, password: str, at_server: KeyAtServer | None
    ) -> str | None:
        """Return the key that the server opened, sealed anew; None where it opens none."""
        file = self._vault_path(login)
        stored = await asyncio.to_thread(_load, file)
        if stored is None or not stored.for_server or at_server is None:
            return None
        key = await at_server.opened(stored.for_server)
        if key is None:
            return None
        log.info("the vault of this login was opened by the server")
        try:
            return await self._sealed_anew(login, key, password)
        except LocalStoreBroken as broken:  # the server opens it once more at the next sign-in
            log.warning("the vault could not be sealed anew: %s", broken.kind)
            self._sealed_before.add(file)
        await self.remember(password)
        return key.hex()

    async def _kept_at(
        self, login: str, key_hex: str, at_server: KeyAtServer | None, *, is_new: bool = False
    ) -> str:
        """Return the key, once a box of it lies in the vault that the present server opens.

        is_new: the server has just taken the password that the vault opens with.
        """
        if at_server is None or not at_server.server_key:
            return key_hex
        file = self._vault_path(login)
        stored = await asyncio.to_thread(_load, file)
        # The mark of the password of now would let that other one open it for ever.
        if stored is None or file in self._sealed_before:
            return key_hex
        before = msgspec.structs.replace(stored)
        if stored.server_key != at_server.server_key:
            stored.for_server = at_server.box(bytes.fromhex(key_hex))
            stored.server_key = at_server.server_key
        if stored.has_password and (is_new or not stored.password_mark):
            stored.password_mark = at_server.password_mark
        if stored != before:
            await self._noted(file, stored)
        return key_hex

    @staticmethod
    async def _noted(file: Path, stored: _Sealed) -> bool:
        """Store what the next sign-in makes up for; a full disk keeps nobody from unsent work."""
        try:
            await asyncio.to_thread(_store, file, stored)
        except LocalStoreBroken as broken:
            log.warning("the vault could not be written: %s", broken.kind)
            return False
        return True

    async def seal_anew(self, login: str, key_hex: str, password: str) -> None:
        """Have the key that is in use open with another password, by the server as before.

        Raise KeyringMissing, or LocalStoreBroken: then the server opens it at the next sign-in.
        """
        file = self._vault_path(login)
        stored = await asyncio.to_thread(_load, file)
        await self._sealed_anew(login, bytes.fromhex(key_hex), password, stored)

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
        return await self._sealed_anew(login, new_key(), password)

    async def _sealed_anew(
        self, login: str, key: bytes, password: str, before: _Sealed | None = None
    ) -> str:
        """before: the vault of the same key, whose box for the server stays."""
        seat_secret = await self._seat_secret()
        sealed = _Sealed(key=await asyncio.to_thread(seal, key, password, seat_secret))
        if before is not None:
            sealed.for_server, sealed.server_key = before.for_server, before.server_key
        await asyncio.to_thread(_store, self._vault_path(login), sealed)
        self._sealed_before.discard(self._vault_path(login))
        await self.remember(password)
        return key.hex()

    def _vault_path(self, login: str) -> Path:
        return self.replica_path(login).with_suffix(".vault")


def _slow_hash(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        password.encode("utf-8", "surrogatepass"), salt=salt, n=PROOF_STEPS, r=8, p=1, dklen=32
    )


def _load(file: Path) -> _Sealed | None:
    """Return None where there is no vault. Blocking, half a second for one that is held.

    Raise LocalStoreBroken: DAMAGED for half a vault, another kind for one that cannot be read now.
    """
    for wait_s in (*READ_AGAIN_AFTER_S, None):
        try:
            return msgspec.json.decode(file.read_bytes(), type=_Sealed)
        except FileNotFoundError:
            return None
        except msgspec.DecodeError:
            raise LocalStoreBroken(DAMAGED, "vault") from None
        except OSError as error:
            if wait_s is None:
                raise LocalStoreBroken("unwritable", type(error).__name__) from error
            time.sleep(wait_s)
    raise AssertionError("unreachable")


def _store(file: Path, sealed: _Sealed) -> None:
    """Replace the file in one step; half a vault would lose the replica.

    Raise LocalStoreBroken when the disk does not take it.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_private(file, msgspec.json.encode(sealed))
    except OSError as error:
        raise translated(error, file.parent) or error from error
