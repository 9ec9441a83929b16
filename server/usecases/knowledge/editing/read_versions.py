"""What an entry said before, who changed it and why."""

from contract.domain.ids import AccountId
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire import reason_codes
from contract.wire.editing import EntryAtVersion, EntryVersion, EntryVersions
from server.store.engine.connection import Connection
from server.store.knowledge.knowledge_versions import (
    KeptVersion,
    version_of_entry,
    versions_of_entry,
)
from server.usecases.operations.refused import Refused

MOST = 500


def read_versions(connection: Connection, kind: EntryKind, entry_id: str) -> EntryVersions:
    """Return the newest versions; none of an entry nobody knows."""
    kept = versions_of_entry(connection, kind, entry_id, MOST)
    versions = tuple(_version(one) for one in kept)
    return EntryVersions(entry_kind=kind, entry_id=entry_id, versions=versions)


def read_version(
    connection: Connection, kind: EntryKind, entry_id: str, version: int
) -> EntryAtVersion:
    """Return the whole entry as it was. Raise Refused."""
    kept = version_of_entry(connection, kind, entry_id, version)
    if kept is None:
        raise Refused(reason_codes.UNKNOWN_ENTRY, field="version")
    return EntryAtVersion(
        entry_kind=kind, entry_id=entry_id, version=_version(kept), body=kept.body
    )


def _version(kept: KeptVersion) -> EntryVersion:
    return EntryVersion(
        version=kept.version,
        at=kept.at,
        author_id=None if kept.author_id is None else AccountId(kept.author_id),
        author_names=kept.author_names,
        reviewer_id=None if kept.reviewer_id is None else AccountId(kept.reviewer_id),
        why=kept.why,
    )
