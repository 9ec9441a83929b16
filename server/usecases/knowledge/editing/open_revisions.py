"""The one open revision of an entry, and what is published of it now."""

from collections.abc import Iterable

import msgspec

from contract.domain.account import Capability
from contract.domain.ids import EDITING_SCOPE, RevisionId
from contract.domain.knowledge_entries.entry_fields import ENTRY_TYPES, Entry, blank_entry, entry_of
from contract.domain.knowledge_entries.revision import (
    OPEN_STATES,
    EntryKind,
    Revision,
    RevisionState,
)
from contract.wire import reason_codes
from server.store.engine.connection import Connection
from server.store.knowledge.knowledge_versions import lock_knowledge, version_of_entry
from server.store.sync.replicated_rows import find, find_many, value_of, values_in
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork

_OPEN = ", ".join(f"'{state}'" for state in sorted(OPEN_STATES))


def begin(work: CommandWork, capability: Capability = Capability.KNOWLEDGE_EDIT) -> None:
    """Let only who may go on, and one at a time. Raise Refused."""
    work.require(capability)
    # One change at a time: two who hand over, publish or write one entry must see each other.
    lock_knowledge(work.connection)


def open_revision(connection: Connection, kind: EntryKind, entry_id: str) -> Revision | None:
    row = connection.one(
        "SELECT * FROM revision WHERE entry_kind = :kind AND entry_id = :entry_id"
        f" AND state IN ({_OPEN}) AND deleted = 0 ORDER BY id LIMIT 1",
        {"kind": str(kind), "entry_id": entry_id},
    )
    return None if row is None else value_of(connection, Revision, row)


def open_revisions(connection: Connection, kind: EntryKind) -> dict[str, Revision]:
    """Return the open revisions of a kind, by entry."""
    rows = connection.execute(
        f"SELECT * FROM revision WHERE entry_kind = :kind AND state IN ({_OPEN}) AND deleted = 0",
        {"kind": str(kind)},
    )
    return {one.entry_id: one for one in values_in(connection, Revision, rows).values()}


def revisions_of_batch(
    connection: Connection, batch_id: str, state: RevisionState
) -> list[Revision]:
    rows = connection.execute(
        "SELECT * FROM revision WHERE batch_id = :batch_id AND state = :state AND deleted = 0"
        " ORDER BY id",
        {"batch_id": batch_id, "state": str(state)},
    )
    return list(values_in(connection, Revision, rows).values())


def revision_in(
    work: CommandWork,
    revision_id: RevisionId,
    *states: RevisionState,
    seen_version: int | None = None,
) -> Revision:
    """Return it as it is now, when it is in one of the states. Raise Refused.

    seen_version: what it must still be; None: whatever it is.
    """
    revision = find(work.connection, Revision, revision_id)
    if revision is None:
        raise Refused(reason_codes.UNKNOWN_REVISION, field="revision_id")
    if revision.state not in states:
        raise Refused(reason_codes.REVISION_STATE, state=str(revision.state))
    # Written in since: a review is of what the reviewer read.
    if seen_version not in (None, revision.version):
        raise Refused(reason_codes.STALE_REVISION, version=str(revision.version))
    return revision


def save(work: CommandWork, revision: Revision) -> Revision:
    return work.edit.put(EDITING_SCOPE, revision)


def published_entry(connection: Connection, kind: EntryKind, entry_id: str) -> Entry | None:
    return find(connection, ENTRY_TYPES[kind], entry_id)


def published_entries(
    connection: Connection, kind: EntryKind, ids: Iterable[str]
) -> dict[str, Entry]:
    return dict(find_many(connection, ENTRY_TYPES[kind], ids))


def entry_in(revision: Revision) -> Entry:
    """Return the entry as it would be published. Raise Refused."""
    try:
        return entry_of(revision.entry_kind, revision.body)
    except msgspec.DecodeError as error:
        raise Refused(reason_codes.INVALID, field="body", entry=revision.entry_id) from error


def entry_at(connection: Connection, kind: EntryKind, entry_id: str, version: int) -> Entry | None:
    """Return the entry as it was published then; a new one was blank."""
    if version == 0:
        return blank_entry(kind, entry_id)
    kept = version_of_entry(connection, kind, entry_id, version)
    if kept is None:
        return None
    try:
        return entry_of(kind, kept.body)
    except msgspec.DecodeError:
        return None  # written by a version of the product that held it in another way
