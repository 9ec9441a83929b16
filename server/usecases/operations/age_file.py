"""Files sealed in the format of age (age-encryption.org/v1), by X25519 recipients alone.

The program age opens them too: whoever restores in ten years needs none of ours for it.
"""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_VERSION = b"age-encryption.org/v1\n"
_CHUNK = 64 * 1024
_TAG = 16
_FILE_KEY = 16
_NONCE = 16
_LONGEST_LINE = 4096


class SealBroken(Exception):
    """The file is no age file, was changed, was cut, or is sealed for somebody else."""


class SealedWriter:
    """Seals what is written into file for each recipient; finish() ends it."""

    def __init__(self, file: BinaryIO, recipients: Sequence[bytes]) -> None:
        """recipients: X25519 public keys. Raise ValueError for what is none."""
        self._file = file
        key, nonce = secrets.token_bytes(_FILE_KEY), secrets.token_bytes(_NONCE)
        head = _VERSION + b"".join(_stanza(key, recipient) for recipient in recipients) + b"---"
        file.write(head + b" " + _base64(_mac(key, head)) + b"\n" + nonce)
        self._chunks = _Chunks(key, nonce)
        self._left = bytearray()

    def write(self, data: bytes) -> int:
        self._left += data
        # More than a chunk: the last one is not known before the end.
        while len(self._left) > _CHUNK:
            self._file.write(self._chunks.sealed(bytes(self._left[:_CHUNK]), is_last=False))
            del self._left[:_CHUNK]
        return len(data)

    def finish(self) -> None:
        self._file.write(self._chunks.sealed(bytes(self._left), is_last=True))


class SealedReader:
    """Reads what was sealed. Nothing read is whole before read() has returned b""."""

    def __init__(self, file: BinaryIO, identities: Sequence[bytes]) -> None:
        """identities: X25519 private keys. Raise SealBroken."""
        self._file = file
        key = _file_key(file, identities)
        self._chunks = _Chunks(key, file.read(_NONCE))
        self._next = file.read(_CHUNK + _TAG)
        self._left = bytearray()
        self._is_last = False

    def read(self, size: int = -1) -> bytes:
        """Raise SealBroken."""
        while not self._is_last and (size < 0 or len(self._left) < size):
            chunk, self._next = self._next, self._file.read(_CHUNK + _TAG)
            self._is_last = not self._next
            self._left += self._chunks.opened(chunk, is_last=self._is_last)
        end = len(self._left) if size < 0 else size
        data = bytes(self._left[:end])
        del self._left[:end]
        return data


class _Chunks:
    """The payload: each chunk under its number, the last one marked, so that no end is missing."""

    def __init__(self, key: bytes, nonce: bytes) -> None:
        self._cipher = ChaCha20Poly1305(_derived(key, nonce, b"payload"))
        self._count = 0

    def sealed(self, data: bytes, *, is_last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(is_last), data, None)

    def opened(self, data: bytes, *, is_last: bool) -> bytes:
        try:
            return self._cipher.decrypt(self._nonce(is_last), data, None)
        except (InvalidTag, ValueError) as error:
            raise SealBroken("it was changed or cut") from error

    def _nonce(self, is_last: bool) -> bytes:
        self._count += 1
        return (self._count - 1).to_bytes(11) + bytes([is_last])


def _file_key(file: BinaryIO, identities: Sequence[bytes]) -> bytes:
    """Read the header. Raise SealBroken."""
    head = file.readline(_LONGEST_LINE)
    if head != _VERSION:
        raise SealBroken("it is not sealed as age seals")
    stanzas: list[tuple[bytes, bytes]] = []
    while not (line := file.readline(_LONGEST_LINE)).startswith(b"---"):
        if not line:
            raise SealBroken("its header was cut")
        if line.startswith(b"-> X25519 "):
            body = file.readline(_LONGEST_LINE)
            stanzas.append((line.removeprefix(b"-> X25519 ").strip(), body.strip()))
            line += body
        head += line
    for identity in identities:
        for share, body in stanzas:
            key = _opened_stanza(identity, share, body)
            if key is not None and line == b"--- " + _base64(_mac(key, head + b"---")) + b"\n":
                return key
    raise SealBroken("it is sealed for another identity, or its header was changed")


def _stanza(key: bytes, recipient: bytes) -> bytes:
    mine = X25519PrivateKey.generate()
    share = mine.public_key().public_bytes_raw()
    shared = mine.exchange(X25519PublicKey.from_public_bytes(recipient))
    wrapped = _wrapping(shared, share + recipient).encrypt(bytes(12), key, None)
    return b"-> X25519 " + _base64(share) + b"\n" + _base64(wrapped) + b"\n"


def _opened_stanza(identity: bytes, share: bytes, body: bytes) -> bytes | None:
    mine = X25519PrivateKey.from_private_bytes(identity)
    try:
        sender, wrapped = _unbase64(share), _unbase64(body)
        shared = mine.exchange(X25519PublicKey.from_public_bytes(sender))
        salt = sender + mine.public_key().public_bytes_raw()
        return _wrapping(shared, salt).decrypt(bytes(12), wrapped, None)
    except (InvalidTag, ValueError):
        return None


def _wrapping(shared: bytes, salt: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_derived(shared, salt, b"age-encryption.org/v1/X25519"))


def _mac(key: bytes, head: bytes) -> bytes:
    mac = hmac.HMAC(_derived(key, b"", b"header"), hashes.SHA256())
    mac.update(head)
    return mac.finalize()


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt, purpose).derive(key)


def _base64(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _unbase64(text: bytes) -> bytes:
    return b64decode(text + b"=" * (-len(text) % 4), validate=True)
