"""The key with which this computer proves which seat it is; in the keyring, else a file of ours."""

import hashlib
from contextlib import suppress
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from console.errors import KeyringMissing
from console.runtime.private_file import replace_private
from console.store.session.os_keyring import OsKeyring


class SeatKey(msgspec.Struct, frozen=True, kw_only=True):
    """server_id: for whom it signs, "" until a server has enrolled it."""

    private: bytes
    server_id: str = ""

    @property
    def public(self) -> bytes:
        return self._key().public_key().public_bytes_raw()

    def sign(self, said: bytes) -> bytes:
        return self._key().sign(said)

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.private)


def new_seat_key() -> SeatKey:
    return SeatKey(private=Ed25519PrivateKey.generate().private_bytes_raw())


class SeatKeys:
    """One key per data folder."""

    def __init__(self, keyring: OsKeyring, data_dir: Path) -> None:
        self._keyring = keyring
        digest = hashlib.sha256(str(data_dir.absolute()).encode("utf-8", "surrogateescape"))
        self._entry = f"seat-key-{digest.hexdigest()[:16]}"
        self._file = data_dir / "seat-key"
        self._known: SeatKey | None = None

    async def find(self) -> SeatKey | None:
        """Return None where there is none, or the keyring that has it does not answer."""
        if self._known is None:
            text: str | bytes | None = None
            with suppress(KeyringMissing):
                text = await self._keyring.read(self._entry)
            with suppress(OSError):
                text = text or self._file.read_bytes()
            with suppress(msgspec.DecodeError, ValueError):  # of another version, or half a file
                self._known = msgspec.json.decode(text, type=SeatKey) if text else None
        return self._known

    async def keep(self, key: SeatKey) -> None:
        """Raise OSError where neither keyring nor disk takes it."""
        content = msgspec.json.encode(key)
        try:
            await self._keyring.write(self._entry, content.decode())
            self._file.unlink(missing_ok=True)  # of a time without a keyring
        except KeyringMissing:
            replace_private(self._file, content)
        self._known = key
