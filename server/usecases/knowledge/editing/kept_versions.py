"""Keeping every version of an entry, whoever wrote it: an editor, an import, its owner."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from contract.domain.account import Account
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.changes import BODY_TYPES, Kind
from contract.wire.decoding import encode
from server.store.engine.connection import Connection
from server.store.knowledge.knowledge_versions import KeptVersion, keep_versions, newest_versions
from server.store.sync.replicated_rows import find_many

IMPORT = "import"  # the author of what no person wrote
OWNER = "owner"  # of who answers for an entry and has no account
_KINDS = frozenset(Kind(kind) for kind in EntryKind)


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
    newest = newest_versions(connection, kind)
    entries = find_many(connection, BODY_TYPES[Kind(kind)], ids)
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
