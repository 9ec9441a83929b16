"""What a thief makes of a sealed backup and of a copy of the database: no token, no link."""

import base64
import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server.usecases.accounts.session_tokens import ForgedToken, RefreshToken, SessionTokens
from server.usecases.knowledge.maintenance.owner_link import OwnerLinks
from tools.hostile.refused.asking import Answer, Asker, Told, outcome, signed_in
from tools.hostile.target import LEAD, Target

SHORTEST = 16  # bytes of what might be a key
ONLINE = 12  # keys that are tried at the server too
READABLE = (b"SQLite format", b"signing", b"seat1001", b"argon2")
MAIL = "0190a0a0-0000-7000-8000-000000000001"
_DEVICE = "of-a-thief"


def copied(database: Path, target: Path) -> None:
    """Copy the database of a running server as whoever reads its disk would."""
    with (
        contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as source,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)


def forged_from_backup(target: Target, sealed: str, copy: str) -> Told:
    """sealed: a backup as it lies at night; copy: the database as it lies on the disk."""
    with Asker(target, 68) as asker, Asker(target, 68, port=target.owners_port) as owners:
        own = signed_in(asker, "thief", device=_DEVICE)
        signed_in(asker, LEAD, device="of-forged")
        rows = list(_values(Path(copy)))
        keys = sorted({key for value in rows for key in _keys(value)})
        opened = [key for key in keys if _opens(key, own, target.answers_mark)]
        sessions = _column(Path(copy), "SELECT id FROM session WHERE revoked_at IS NULL")
        tries = [
            one
            for key in (b"\0" * 32, *keys[:: max(1, len(keys) // ONLINE)])
            for one in _online(asker, owners, key, sessions[-1])
        ]
    content = Path(sealed).read_bytes()
    readable = [word.decode() for word in READABLE if word in content]
    readable += [] if content.startswith(b"age-encryption.org/v1") else ["no age file"]
    refused = sum(one.is_refusal for one in tries)
    return outcome(
        len(keys) + len(tries),
        len(keys) - len(opened) + refused,
        len(keys) - len(opened) + sum(bool(one.body) and one.is_refusal for one in tries),
        values=len(rows),
        keys=len(keys),
        sessions=len(sessions),
        passed=[f"{len(opened)} keys of the copy are the server's"] if opened else [],
        readable=readable,
    )


def _values(copy: Path) -> Iterator[str | bytes]:
    """Yield each text and each blob of every table."""
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            with contextlib.suppress(sqlite3.OperationalError):  # of a search index
                for row in connection.execute(f'SELECT * FROM "{table}"'):
                    yield from (one for one in row if isinstance(one, str | bytes))


def _keys(value: str | bytes) -> Iterator[bytes]:
    """Yield what a value may be as a key: as it is, as hex, as base 64."""
    if len(value) < SHORTEST or len(value) > 4096:
        return
    if isinstance(value, bytes):
        yield value
        return
    yield value.encode()
    with contextlib.suppress(ValueError):
        yield bytes.fromhex(value)
    with contextlib.suppress(ValueError):
        yield base64.b64decode(value, validate=True)


def _opens(key: bytes, own: Told, mark: str) -> bool:
    """Return whether a key signs what this server signs; the thief's own session is the probe."""
    tokens = SessionTokens(key)
    with contextlib.suppress(ForgedToken):
        tokens.read_access(own["access_token"], datetime.now(UTC))
        return True
    with contextlib.suppress(ForgedToken):
        tokens.read_refresh(own["refresh_token"], _DEVICE)
        return True
    if len(key) != 32:
        return False
    public = Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()
    return base64.b64encode(public).decode() == mark


def _online(asker: Asker, owners: Asker, key: bytes, session: str) -> Iterator[Answer]:
    """Show the server a token, a renewal and an owner's link that were made with key."""
    tokens = SessionTokens(key)
    yield asker.ask("GET", "/team", token=tokens.access(session, datetime.now(UTC)))
    renewal = tokens.refresh(RefreshToken(session_id=session, generation=1), f"of-{LEAD}")
    words = {"refresh_token": renewal, "device_id": f"of-{LEAD}"}
    yield asker.ask("POST", "/auth/refresh", words)
    yield owners.get(OwnerLinks(key).path(MAIL))


def _column(copy: Path, query: str) -> list[str]:
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        return [str(row[0]) for row in connection.execute(query)]
