"""Taking a folder of knowledge files into the server: all or nothing, and nothing twice."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from contract.domain.ids import BASE_SCOPE, KNOWLEDGE_SCOPE, Scope
from contract.wire.changes import BODY_TYPES, Kind
from server.store.connection import Connection
from server.store.feed_edit import FeedEdit
from server.store.replicated_rows import TABLES
from server.store.row_codec import codec_of
from server.usecases.knowledge_files import Knowledge, read_knowledge


class KindSummary(msgspec.Struct, frozen=True, kw_only=True):
    added: int = 0  # withdrawn ones that came back too
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0


class ImportSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did, by kind."""

    kinds: dict[Kind, KindSummary]

    @property
    def changes(self) -> int:
        """Return how many feed rows it made."""
        return sum(kind.added + kind.changed + kind.withdrawn for kind in self.kinds.values())


def import_knowledge(connection: Connection, folder: Path, now: datetime) -> ImportSummary:
    """Read the folder and store it. Raise ImportRefused, having written nothing.

    Where the transaction should be short, call read_knowledge before it and store_knowledge in it.
    """
    return store_knowledge(connection, read_knowledge(folder), now)


def store_knowledge(connection: Connection, knowledge: Knowledge, now: datetime) -> ImportSummary:
    """Make the stored knowledge equal to this, writing only the rows that differ."""
    plan: tuple[tuple[Kind, Scope, Sequence[msgspec.Struct]], ...] = (
        (Kind.DESK, BASE_SCOPE, knowledge.desks),
        (Kind.TOPIC, BASE_SCOPE, knowledge.topics),
        (Kind.OFFICE, KNOWLEDGE_SCOPE, knowledge.offices),
        (Kind.CARD, KNOWLEDGE_SCOPE, knowledge.cards),
        (Kind.FAQ, KNOWLEDGE_SCOPE, knowledge.faqs),
        (Kind.THESAURUS, KNOWLEDGE_SCOPE, knowledge.thesaurus),
    )
    edit = FeedEdit(connection, now=now)
    summary = ImportSummary(
        kinds={kind: _store_kind(connection, edit, kind, scope, new) for kind, scope, new in plan}
    )
    edit.finish()
    return summary


def _store_kind(
    connection: Connection,
    edit: FeedEdit,
    kind: Kind,
    scope: Scope,
    values: Sequence[msgspec.Struct],
) -> KindSummary:
    stored = _stored(connection, kind)
    added = changed = 0
    for value in values:
        old = stored.pop(_id(value), None)
        if old is not None and old == _with_version_of(value, old):
            continue
        edit.put(scope, value)
        added, changed = added + (old is None), changed + (old is not None)
    for entity_id in stored:
        edit.remove(kind, entity_id)
    return KindSummary(
        added=added,
        changed=changed,
        unchanged=len(values) - added - changed,
        withdrawn=len(stored),
    )


def _stored(connection: Connection, kind: Kind) -> dict[str, msgspec.Struct]:
    """Return the rows seats can see, by id."""
    codec = codec_of(BODY_TYPES[kind])
    rows = connection.execute(f"SELECT * FROM {TABLES[kind]} WHERE deleted = 0 ORDER BY id")
    return {row["id"]: codec.value(row) for row in rows}


def _with_version_of(value: msgspec.Struct, old: msgspec.Struct) -> msgspec.Struct:
    return msgspec.structs.replace(value, version=getattr(old, "version"))  # noqa: B009 # all have one


def _id(value: msgspec.Struct) -> str:
    return str(getattr(value, "id"))  # noqa: B009 # all have one
