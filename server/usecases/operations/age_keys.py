"""Recipients and identities of sealed backups, written as age writes them."""

import os
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from server.usecases.operations.server_keys import sync_folder

RECIPIENT = "age"
IDENTITY = "age-secret-key-"
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK = 6
_KEY_BYTES = 32


class UnusableIdentity(Exception):
    """The text is what was given: a recipient, or the path of a file of identities."""


def new_identity(path: Path) -> str:
    """Write a new identity for its owner's eyes only; return the recipient. Raise OSError."""
    private = X25519PrivateKey.generate().private_bytes_raw()
    recipient = recipient_of(private)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with open(handle, "w", encoding="ascii") as file:
        file.write(f"# public key: {recipient}\n{_written(IDENTITY, private).upper()}\n")
        file.flush()
        # Without it no backup opens: it must not be lost after the recipient was told.
        os.fsync(file.fileno())
    sync_folder(path.parent)
    return recipient


def recipient_of(private: bytes) -> str:
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return _written(RECIPIENT, public)


def public_key(recipient: str) -> bytes:
    """Raise UnusableIdentity."""
    key = _read(RECIPIENT, recipient)
    if key is None:
        raise UnusableIdentity(recipient)
    return key


def identities_in(path: Path) -> list[bytes]:
    """Return the private keys of a file of age-keygen. Raise UnusableIdentity, OSError."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    keys = [_read(IDENTITY, line.lower()) for line in lines if line and not line.startswith("#")]
    found = [key for key in keys if key is not None]
    if not found or len(found) < len(keys):
        raise UnusableIdentity(str(path))
    return found


def _written(kind: str, key: bytes) -> str:
    number, digits = int.from_bytes(key) << 4, []
    for _ in range(52):
        digits.append(number & 31)
        number >>= 5
    digits.reverse()
    whole = [*_expanded(kind), *digits, *[0] * _CHECK]
    sums = _polymod(whole) ^ 1
    digits += [sums >> 5 * (_CHECK - 1 - place) & 31 for place in range(_CHECK)]
    return f"{kind}1" + "".join(_LETTERS[digit] for digit in digits)


def _read(kind: str, text: str) -> bytes | None:
    start = f"{kind}1"
    letters = text.removeprefix(start)
    if not text.startswith(start) or len(letters) != 52 + _CHECK or set(letters) - set(_LETTERS):
        return None
    digits = [_LETTERS.index(letter) for letter in letters]
    if _polymod([*_expanded(kind), *digits]) != 1:
        return None
    number = 0
    for digit in digits[:-_CHECK]:
        number = number << 5 | digit
    # 52 letters hold four bits more than a key, which are none of its own.
    return None if number & 15 else (number >> 4).to_bytes(_KEY_BYTES)


def _expanded(kind: str) -> Iterator[int]:
    yield from (ord(letter) >> 5 for letter in kind)
    yield 0
    yield from (ord(letter) & 31 for letter in kind)


def _polymod(values: list[int]) -> int:
    """Return the check sum of Bech32 (BIP 173)."""
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, part in enumerate(_GENERATOR):
            check ^= part if top >> place & 1 else 0
    return check
