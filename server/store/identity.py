"""Who this server is: its id, the epoch of its feed, and the secrets made at first need."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from contract.domain.ids import new_id
from server.store.connection import Connection

_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class ServerIdentity:
    server_id: str  # for ever
    epoch: str  # new after a restore: every seat takes its snapshots anew


def server_identity(connection: Connection) -> ServerIdentity:
    """Return the identity, made when there is none. Needs a writing transaction at first."""
    return ServerIdentity(
        server_id=_kept(connection, "server_id", new_id), epoch=_kept(connection, "epoch", new_id)
    )


def epoch(connection: Connection) -> str:
    """Return the epoch of the feed, "" before server_identity was asked for the first time."""
    return _value(connection, "epoch") or ""


def begin_epoch(connection: Connection, name: str | None = None) -> str:
    """Give the feed a new epoch, as after a restore from a backup; return it."""
    name = name or new_id()
    _put(connection, "epoch", name)
    return name


def server_secret(connection: Connection, name: str) -> bytes:
    """Return 32 random bytes kept under name, the same on every node."""
    kept = _kept(connection, f"secret:{name}", lambda: secrets.token_hex(_SECRET_BYTES))
    return bytes.fromhex(kept)


def _kept(connection: Connection, name: str, make: Callable[[], str]) -> str:
    value = _value(connection, name)
    if value is None:
        # Two nodes at their first start: the one that comes second keeps the first one's value.
        connection.execute(
            "INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING",
            {"name": name, "value": make()},
        )
        value = _value(connection, name)
    return value or ""


def _value(connection: Connection, name: str) -> str | None:
    row = connection.one("SELECT value FROM meta WHERE name = :name", {"name": name})
    return None if row is None else str(row["value"])


def _put(connection: Connection, name: str, value: str) -> None:
    connection.execute(
        "INSERT INTO meta (name, value) VALUES (:name, :value)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        {"name": name, "value": value},
    )
