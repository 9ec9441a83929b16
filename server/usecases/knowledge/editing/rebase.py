"""An open revision after its entry was published by other means: by an import, a withdrawal."""

from datetime import datetime
from typing import NamedTuple

import msgspec

from contract.domain.ids import AccountId
from contract.domain.knowledge_entries.entry_fields import (
    Entry,
    blank_entry,
    body_of,
    values_of,
    with_values,
)
from contract.domain.knowledge_entries.entry_merge import MergedFields, edits_between, merge_fields
from contract.domain.knowledge_entries.revision import FieldClash, Revision
from server.store.engine.connection import Connection
from server.store.knowledge.knowledge_versions import version_of_entry
from server.usecases.knowledge.editing.open_revisions import entry_at, entry_in


class Rebased(NamedTuple):
    """woven: fields that both changed, so that nobody has read yet what they say now."""

    revision: Revision
    woven: tuple[str, ...] = ()


def rebased(
    connection: Connection, revision: Revision, published: Entry | None, now: datetime
) -> Rebased:
    """Return the revision with what was published since it began. Raise Refused."""
    # Nothing was published since it began.
    if published is None or published.version == revision.base_version:
        return Rebased(revision)
    kind, entry_id = revision.entry_kind, revision.entry_id
    base = entry_at(connection, kind, entry_id, revision.base_version)
    # A version nobody kept, or that cannot be read: then all that is published counts as new.
    before = values_of(base or blank_entry(kind, entry_id))
    entry = entry_in(revision)
    merged = merge_fields(values_of(entry), edits_between(before, values_of(published)))
    kept = version_of_entry(connection, kind, entry_id, published.version)
    clashes = clashes_of(
        merged,
        author_id=AccountId(kept.author_id or "") if kept else AccountId(""),
        # Whose words they are, so that an editor knows whom to ask.
        author_name=", ".join(kept.author_names) if kept else "",
        at=kept.at if kept else now,
    )
    changed = msgspec.structs.replace(
        revision,
        body=body_of(with_values(entry, merged.values)),
        base_version=published.version,
        clashes=(*revision.clashes, *clashes),
    )
    return Rebased(changed, merged.woven)


def clashes_of(
    merged: MergedFields, *, author_id: AccountId, author_name: str, at: datetime
) -> tuple[FieldClash, ...]:
    """Return the texts that did not fit, under the name of who wrote them."""
    return tuple(
        FieldClash(
            field=name,
            other=msgspec.json.encode(value).decode(),
            author_id=author_id,
            author_name=author_name,
            at=at,
        )
        for name, value in merged.clashes.items()
    )
