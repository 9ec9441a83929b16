"""Every published version of every entry: what it said, who made it so and why."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from contract.domain.knowledge_entries.revision import EntryKind
from server.store.engine.advisory_locks import Lock, take, try_to_take
from server.store.engine.connection import Connection, Row, instant, millis
from server.store.engine.readable_rows import readable
from server.store.sync.replicated_rows import rows_by_ids


class KeptVersion(msgspec.Struct, frozen=True, kw_only=True):
    """author_names: as they were then, or the program that wrote it."""

    entry_kind: str
    entry_id: str
    version: int
    body: str
    at: datetime
    author_id: str | None = None
    author_names: tuple[str, ...] = ()
    reviewer_id: str | None = None
    why: str = ""


def lock_knowledge(connection: Connection) -> None:
    """Let nobody else change the knowledge base until the commit."""
    take(connection, Lock.KNOWLEDGE)


def try_lock_knowledge(connection: Connection) -> bool:
    """Return False at once when another process is changing the knowledge base."""
    return try_to_take(connection, Lock.KNOWLEDGE)


def keep_versions(connection: Connection, versions: Sequence[KeptVersion]) -> None:
    """Add versions; one that is there stays as it is."""
    # An import keeps the version before its own too; where an editor made it, it is there.
    connection.insert("knowledge_version", *map(_row, versions), keeps_old=True)


def versions_of_entry(
    connection: Connection, entry_kind: str, entry_id: str, limit: int
) -> list[KeptVersion]:
    """Return the newest versions of an entry, newest first."""
    rows = connection.execute(
        "SELECT * FROM knowledge_version WHERE entry_kind = :entry_kind AND entry_id = :entry_id"
        " ORDER BY version DESC LIMIT :limit",
        {"entry_kind": entry_kind, "entry_id": entry_id, "limit": limit},
    )
    return readable("knowledge_version", "entry_id", rows, _version)


def version_of_entry(
    connection: Connection, entry_kind: str, entry_id: str, version: int
) -> KeptVersion | None:
    row = connection.one(
        "SELECT * FROM knowledge_version WHERE entry_kind = :entry_kind AND entry_id = :entry_id"
        " AND version = :version",
        {"entry_kind": entry_kind, "entry_id": entry_id, "version": version},
    )
    return None if row is None else _version(row)


def newest_versions(
    connection: Connection, entry_kind: EntryKind, ids: Iterable[str]
) -> dict[str, int]:
    """Return the newest version kept of each of these entries of a kind."""
    sql = (
        "SELECT entry_id, max(version) AS newest FROM knowledge_version"
        f" WHERE entry_kind = '{entry_kind}' AND entry_id IN"
    )
    rows = rows_by_ids(connection, sql, ids, " GROUP BY entry_id")
    return {row["entry_id"]: row["newest"] for row in rows}


def written_since(connection: Connection, since: datetime, limit: int) -> list[KeptVersion]:
    """Return what persons with an account have published since, newest first."""
    rows = connection.execute(
        "SELECT * FROM knowledge_version WHERE at >= :since AND author_id IS NOT NULL"
        " ORDER BY at DESC, entry_id LIMIT :limit",
        {"since": millis(since), "limit": limit},
    )
    return readable("knowledge_version", "entry_id", rows, _version)


def flagged_cards_since(connection: Connection, since: datetime, limit: int) -> list[KeptVersion]:
    """Return the newest version of cards with an alert or withdrawn, where it was made since."""
    rows = connection.execute(
        "SELECT v.* FROM service_card c JOIN knowledge_version v ON v.entry_kind = 'card'"
        " AND v.entry_id = c.id AND v.version = c.version"
        " WHERE c.deleted = 0 AND (c.alert <> '' OR c.withdrawn <> '') AND v.at >= :since"
        " ORDER BY v.at DESC, c.id LIMIT :limit",
        {"since": millis(since), "limit": limit},
    )
    return readable("knowledge_version", "entry_id", rows, _version)


def _row(one: KeptVersion) -> Row:
    return {
        "entry_kind": one.entry_kind,
        "entry_id": one.entry_id,
        "version": one.version,
        "body": one.body,
        "at": millis(one.at),
        "author_id": one.author_id,
        "author_names": "\n".join(one.author_names),
        "reviewer_id": one.reviewer_id,
        "why": one.why,
    }


def _version(row: Row) -> KeptVersion:
    return KeptVersion(
        entry_kind=row["entry_kind"],
        entry_id=row["entry_id"],
        version=row["version"],
        body=row["body"],
        at=instant(row["at"]),
        author_id=row["author_id"],
        author_names=tuple(name for name in row["author_names"].split("\n") if name),
        reviewer_id=row["reviewer_id"],
        why=row["why"],
    )
