"""Every version of an entry is kept, whoever wrote it; versions are read and restored."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from contract.domain.account import Account
from contract.domain.ids import AccountId
from contract.domain.knowledge_entries.entry_fields import BadField, blank_entry, values_of
from contract.domain.knowledge_entries.entry_merge import edits_between
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire import reason_codes
from contract.wire.changes import BODY_TYPES, Kind
from contract.wire.commands import RestoreVersion
from contract.wire.decoding import encode
from contract.wire.editing import EntryAtVersion, EntryVersion, EntryVersions
from server.store.engine.connection import Connection
from server.store.knowledge.knowledge_versions import (
    KeptVersion,
    keep_versions,
    newest_versions,
    version_of_entry,
    versions_of_entry,
)
from server.store.sync.replicated_rows import find_many
from server.usecases.knowledge.editing.lay_edits import begun, laid, signed, told_why
from server.usecases.knowledge.editing.open_revisions import (
    begin,
    entry_at,
    open_revision,
    published_entry,
    save,
)
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork, Outcome

IMPORT = "import"  # the author of what no person wrote
OWNER = "owner"  # of who answers for an entry and has no account
_KINDS = frozenset(Kind(kind) for kind in EntryKind)
MOST = 500


def keep_version(
    connection: Connection,
    kind: Kind | EntryKind,
    entry: msgspec.Struct,
    now: datetime,
    author: Account | str,
    why: str = "",
) -> None:
    """Keep an entry as it was just written."""
    author_id, name = (
        (None, author) if isinstance(author, str) else (author.id, author.display_name)
    )
    version = msgspec.structs.replace(
        _kept(kind, entry, now), author_id=author_id, author_names=(name,), why=why
    )
    keep_versions(connection, [version])


def keep_imported(
    connection: Connection, kind: Kind, entries: Sequence[msgspec.Struct], now: datetime
) -> None:
    """Keep what an import has just written; of kinds nobody edits there are no versions."""
    # Topics, desks and queues are changed by imports alone: nobody takes an older one back.
    if kind in _KINDS:
        imported = {"author_names": (IMPORT,)}
        keep_versions(
            connection,
            [msgspec.structs.replace(_kept(kind, one, now), **imported) for one in entries],
        )


def keep_replaced(
    connection: Connection, kind: Kind | EntryKind, ids: Iterable[str], now: datetime
) -> None:
    """Keep what is published of these entries now, where it was written before versions were."""
    if kind not in _KINDS:
        return
    entries = find_many(connection, BODY_TYPES[Kind(kind)], ids)
    newest = newest_versions(connection, EntryKind(kind), entries)
    unkept = [
        one
        for entry_id, entry in entries.items()
        # A version an editor published is kept already.
        if (one := _kept(kind, entry, now)).version > newest.get(entry_id, 0)
    ]
    keep_versions(connection, unkept)


def _kept(kind: Kind | EntryKind, entry: msgspec.Struct, now: datetime) -> KeptVersion:
    return KeptVersion(
        entry_kind=str(kind),
        entry_id=str(entry.id),  # type: ignore[attr-defined] # every entry has one
        version=int(entry.version),  # type: ignore[attr-defined]
        body=encode(entry).decode(),
        at=now,
    )


def restore_version(work: CommandWork, data: RestoreVersion) -> Outcome:
    """Lay what differs into the open revision, or into a new one. Raise Refused."""
    begin(work)
    kind, entry_id = data.entry_kind, data.entry_id
    old = entry_at(work.connection, kind, entry_id, max(data.entry_version, 1))
    if old is None:
        raise Refused(reason_codes.UNKNOWN_ENTRY, field="entry_version")
    published = published_entry(work.connection, kind, entry_id)
    edits = edits_between(values_of(published or blank_entry(kind, entry_id)), values_of(old))
    revision = open_revision(work.connection, kind, entry_id)
    if revision is None:
        keep_replaced(work.connection, kind, [entry_id], work.now)
        revision = signed(work, begun(work, data.revision_id, kind, entry_id, published))
    try:
        changed = laid(work, revision, edits, published)
    except BadField as bad:
        raise Refused(reason_codes.INVALID, field=bad.field) from bad
    saved = save(work, told_why(changed, data.why))
    return Outcome(detail={"revision_id": saved.id})


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
