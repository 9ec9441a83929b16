"""A file of bytes that can be had again: sealed, whole or not at all, thrown away when in doubt."""

import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

log = logging.getLogger(__name__)
PIECE = 1024 * 1024  # bytes sealed at once, a millisecond: others wait no longer for their turn
ROOM_BYTES = 256 * 1024 * 1024  # left on the disk: what operators type comes first
_SALT_BYTES, _LENGTH_BYTES = 16, 4
_MORE, _END_OF_PART, _END = b"\0", b"\1", b"\2"


class SealedFile:
    """Blocking: call it off the loop. key: 32 bytes, of which the file's own key is derived.

    stamp: what wrote it; what another stamp, another key or nobody's hand has made is not read.
    """

    def __init__(self, path: Path, key: bytes, stamp: bytes) -> None:
        self.path = path
        self._key = key
        self._stamp = stamp

    def read(self, pause: Callable[[], None]) -> list[bytes] | None:
        """Return the parts; None where there is no such file, which is then deleted."""
        try:
            with self.path.open("rb") as file:
                return list(_parts(_opened(file.read, self._cipher(file.read(_SALT_BYTES)), pause)))
        except FileNotFoundError:
            return None
        # It can be built again: a doubt costs seconds, a wrong index would lead to wrong cards.
        except (OSError, InvalidTag, _Torn) as error:
            log.info("what was kept cannot be read and is made anew: %s", type(error).__name__)
            self.remove()
            return None

    def write(self, parts: Iterable[bytes], pause: Callable[[], None]) -> bool:
        """Replace the file in one step. Return whether it was written; without room it is not."""
        fresh = self.path.with_name(self.path.name + "-new")
        try:
            if shutil.disk_usage(self.path.parent).free < ROOM_BYTES:
                return False
            salt = os.urandom(_SALT_BYTES)
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as out:
                out.write(salt)
                for sealed in _sealed(parts, self._cipher(salt)):
                    out.write(len(sealed).to_bytes(_LENGTH_BYTES) + sealed)
                    pause()
                out.flush()
                # Before the rename: after a power cut the name could stand for a file of zeros.
                os.fsync(out.fileno())
            fresh.replace(self.path)
        except OSError as error:
            log.warning("what is built cannot be kept: %s", type(error).__name__)
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            return False
        return True

    def remove(self) -> None:
        with suppress(OSError):
            self.path.unlink(missing_ok=True)

    def _cipher(self, salt: bytes) -> AESGCM:
        """Return the cipher of one file: with a key of its own, pieces may simply be counted."""
        derived = HKDF(hashes.SHA256(), 32, salt, b"sealed file " + self._stamp)
        return AESGCM(derived.derive(self._key))


class _Torn(Exception):
    """The file ends too early, or goes on after its end."""


def _sealed(parts: Iterable[bytes], cipher: AESGCM) -> Iterator[bytes]:
    numbers = count()
    for part in parts:
        for first in range(0, max(1, len(part)), PIECE):
            mark = _MORE if first + PIECE < len(part) else _END_OF_PART
            piece = mark + part[first : first + PIECE]
            yield cipher.encrypt(next(numbers).to_bytes(12), piece, None)
    # The end is sealed too: a file cut between two pieces would else pass for a whole one.
    yield cipher.encrypt(next(numbers).to_bytes(12), _END, None)


def _opened(
    read: Callable[[int], bytes], cipher: AESGCM, pause: Callable[[], None]
) -> Iterator[bytes]:
    """Yield the pieces in clear, the last one not included."""
    for number in count():
        length = int.from_bytes(read(_LENGTH_BYTES))
        # The length is not sealed: unchecked, a damaged one would ask for gigabytes.
        if not length or length > 2 * PIECE:
            raise _Torn
        piece = cipher.decrypt(number.to_bytes(12), read(length), None)
        if piece == _END:
            break
        yield piece
        pause()
    if read(1):
        raise _Torn


def _parts(pieces: Iterable[bytes]) -> Iterator[bytes]:
    part: list[bytes] = []
    for piece in pieces:
        part.append(piece[1:])
        if piece[:1] == _END_OF_PART:
            yield b"".join(part)
            part = []
