"""The head of the audit, kept outside its database under a key that is not in it either.

The chain alone shows a careless hand: who may write to the database can cut its end, or write a
line anew and all hashes after it.
"""

import fcntl
import hashlib
import hmac
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import structs

from server.store.engine.connection import Connection
from server.store.operations.audit_log import first_broken_line, hash_of_line, last_line
from server.usecases.operations.server_keys import replace_file

log = logging.getLogger(__name__)

FILE = "audit-head.json"  # in the data folder


class AuditBroken(Exception):
    """The audit is not what it was; the text says what is wrong."""


class AuditHead(msgspec.Struct, frozen=True, kw_only=True):
    """seq, hash: the newest line that was seen. begun_…: the last one deleted for its age."""

    seq: int = 0
    hash: str = ""
    begun_seq: int = 0
    begun_hash: str = ""
    seal: str = ""

    @property
    def begun(self) -> tuple[int, str]:
        return self.begun_seq, self.begun_hash

    def sealed(self, key: bytes) -> "AuditHead":
        told = f"{self.seq} {self.hash} {self.begun_seq} {self.begun_hash}".encode()
        return structs.replace(self, seal=hmac.digest(key, told, hashlib.sha256).hex())


def head_file(data_dir: Path) -> Path:
    return data_dir / FILE


def read_head(path: Path, key: bytes) -> AuditHead | None:
    """Return the head, None before the first. Raise AuditBroken for one that was not ours."""
    try:
        head = msgspec.json.decode(path.read_bytes(), type=AuditHead)
    except FileNotFoundError:
        return None
    except msgspec.DecodeError:
        raise AuditBroken(f"{path} was altered") from None
    if not hmac.compare_digest(head.sealed(key).seal, head.seal):
        raise AuditBroken(f"{path} was altered")
    return head


def keep_head(connection: Connection, path: Path, key: bytes) -> AuditHead:
    """Bring the file to the newest line and return it. Raise AuditBroken, OSError.

    Where a line that was seen is another or missing now the file stays: it is the evidence.
    """
    with _alone(path):
        known = read_head(path, key)
        if known is not None:
            _require_line(connection, known)
        seq, line_hash = last_line(connection)
        if known is not None and known.seq == seq:
            return known
        head = structs.replace(known or AuditHead(), seq=seq, hash=line_hash).sealed(key)
        replace_file(path, msgspec.json.encode(head))
        return head


def begin_head(connection: Connection, path: Path, key: bytes) -> AuditHead:
    """Take the audit as it is now, after the database was put back. Raise OSError."""
    with _alone(path):
        seq, line_hash = last_line(connection)
        row = connection.one("SELECT seq, prev_hash FROM audit ORDER BY seq LIMIT 1")
        begun_seq, begun_hash = (row["seq"] - 1, row["prev_hash"]) if row else (0, "")
        head = AuditHead(seq=seq, hash=line_hash, begun_seq=begun_seq, begun_hash=begun_hash)
        replace_file(path, msgspec.json.encode(head.sealed(key)))
        return head


def move_beginning(path: Path, key: bytes, begun: tuple[int, str]) -> None:
    """Say before they go that lines up to this one go. Raise AuditBroken, OSError."""
    with _alone(path):
        head = read_head(path, key)
        if head is None or head.seq < begun[0]:
            raise AuditBroken("its head is older than what is to go")
        moved = structs.replace(head, begun_seq=begun[0], begun_hash=begun[1])
        replace_file(path, msgspec.json.encode(moved.sealed(key)))


def verify_audit(connection: Connection, path: Path, key: bytes) -> AuditHead:
    """Return the head of an audit that is whole. Raise AuditBroken."""
    head = read_head(path, key)
    broken = first_broken_line(connection, head.begun if head else (0, ""))
    if broken is not None:
        raise AuditBroken(f"line {broken} was altered or is missing")
    if head is None:
        raise AuditBroken(f"{path} is missing: nobody can tell whether its end was cut")
    _require_line(connection, head)
    return head


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let nobody else change the head meanwhile: another job, or a command beside the server."""
    # Of the folder: the file is another one after each change.
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _require_line(connection: Connection, head: AuditHead) -> None:
    if head.seq <= head.begun_seq:
        return
    found = hash_of_line(connection, head.seq)
    if not found:
        raise AuditBroken(f"its end was cut: line {head.seq} is missing")
    if found != head.hash:
        raise AuditBroken(f"line {head.seq} or one before it was written anew")
