"""What makes this installation itself: its id and the epoch of its data."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from contract.domain.ids import new_id
from contract.wire.changes import life_of
from server.store.engine.connection import Connection

SERVER_ID = "server_id"
EPOCH = "epoch"
WORDS_KEY = "words_key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    server_id: str
    epoch: str  # new after a restore: seats then take everything anew


def installation(connection: Connection) -> Installation:
    """Return what this installation is, made up at its first start. Needs a write transaction."""
    return Installation(
        server_id=_once(connection, SERVER_ID, new_id()), epoch=_once(connection, EPOCH, new_id())
    )


def words_key(connection: Connection) -> bytes:
    """Return the key of what was searched for, which opens nothing. Needs a write transaction."""
    return bytes.fromhex(_once(connection, WORDS_KEY, secrets.token_hex(32)))


def current_epoch(connection: Connection) -> str:
    """Return the epoch of the data, "" before the first start."""
    return _value(connection, EPOCH) or ""


def renew_epoch(connection: Connection) -> str:
    """Begin a new epoch: the data are no longer the continuation of what seats have seen."""
    epoch = new_id()
    connection.put("meta", {"name": EPOCH, "value": epoch}, "name")
    return epoch


def begun_at(epoch: str) -> datetime | None:
    """Return when the life of an epoch began; None: its id does not say."""
    try:
        life = UUID(life_of(epoch))
    except ValueError:
        return None
    return datetime.fromtimestamp((life.int >> 80) / 1000, UTC) if life.version == 7 else None


def _once(connection: Connection, name: str, fresh: str) -> str:
    """Two nodes at their first start: the second keeps the first one's value."""
    connection.insert("meta", {"name": name, "value": fresh}, keeps_old=True)
    return _value(connection, name) or fresh


def _value(connection: Connection, name: str) -> str | None:
    row = connection.one("SELECT value FROM meta WHERE name = :name", {"name": name})
    return None if row is None else str(row["value"])
