"""The verdicts given, by command id: what makes a command that arrives twice apply once."""

from dataclasses import dataclass
from datetime import datetime

from contract.wire.commands import Verdict
from contract.wire.decoding import decode, encode
from server.store.engine.connection import Connection, millis


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    account_id: str
    digest: str  # SHA-256 of what was asked
    verdict: Verdict


def stored_verdict(connection: Connection, command_id: str) -> StoredVerdict | None:
    row = connection.one(
        "SELECT account_id, digest, verdict FROM command WHERE id = :id", {"id": command_id}
    )
    if row is None:
        return None
    return StoredVerdict(row["account_id"], row["digest"], decode(row["verdict"].encode(), Verdict))


def has_verdict(connection: Connection, command_id: str) -> bool:
    """Return whether a verdict on the command is kept, whatever it is."""
    row = connection.one("SELECT id FROM command WHERE id = :id", {"id": command_id})
    return row is not None


def store_verdict(
    connection: Connection,
    command_id: str,
    stored: StoredVerdict,
    now: datetime,
    *,
    replaces: bool = False,
) -> None:
    """Keep a verdict for ever; a twin on another node makes this fail and try again.

    replaces: a refusal that was given before it was known that the server had gone back.
    """
    row = {
        "id": command_id,
        "account_id": stored.account_id,
        "digest": stored.digest,
        "verdict": encode(stored.verdict).decode(),
        "at": millis(now),
    }
    if replaces:
        connection.put("command", row, "id")
    else:
        connection.insert("command", row)


def forget_verdicts(connection: Connection, before: datetime, at_most: int) -> int:
    """Delete the oldest verdicts that no seat may ask for any more; return how many."""
    rows = connection.execute(
        "DELETE FROM command WHERE id IN"
        " (SELECT id FROM command WHERE at < :before ORDER BY at LIMIT :limit) RETURNING id",
        {"before": millis(before), "limit": at_most},
    )
    return len(rows)
