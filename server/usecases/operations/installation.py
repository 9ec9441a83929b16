"""What makes this installation itself: its id, the epoch of its data and its signing key."""

import secrets
from dataclasses import dataclass

from contract.domain.ids import new_id
from server.store.engine.connection import Connection

SERVER_ID = "server_id"
EPOCH = "epoch"
SIGNING_KEY = "signing_key"
ANSWER_KEY = "answer_key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    server_id: str
    epoch: str  # new after a restore: seats then take everything anew
    signing_key: bytes  # of session tokens, the same on every node
    answer_key: bytes  # Ed25519 secret under what seats copy, likewise


def installation(connection: Connection) -> Installation:
    """Return what this installation is, made up at its first start. Needs a write transaction."""
    return Installation(
        server_id=_once(connection, SERVER_ID, new_id()),
        epoch=_once(connection, EPOCH, new_id()),
        signing_key=bytes.fromhex(_once(connection, SIGNING_KEY, secrets.token_hex(32))),
        answer_key=bytes.fromhex(_once(connection, ANSWER_KEY, secrets.token_hex(32))),
    )


def current_epoch(connection: Connection) -> str:
    """Return the epoch of the data, "" before the first start."""
    return _value(connection, EPOCH) or ""


def renew_epoch(connection: Connection) -> str:
    """Begin a new epoch: the data are no longer the continuation of what seats have seen."""
    epoch = new_id()
    connection.put("meta", {"name": EPOCH, "value": epoch}, "name")
    return epoch


def _once(connection: Connection, name: str, fresh: str) -> str:
    """Two nodes at their first start: the second keeps the first one's value."""
    connection.insert("meta", {"name": name, "value": fresh}, keeps_old=True)
    return _value(connection, name) or fresh


def _value(connection: Connection, name: str) -> str | None:
    row = connection.one("SELECT value FROM meta WHERE name = :name", {"name": name})
    return None if row is None else str(row["value"])
