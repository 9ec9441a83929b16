"""Imported entries as drafts for editors to complete and review, instead of publishing them.

What nothing stands against waits as one batch for one decision; what must be completed, by itself.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from contract.domain.ids import AccountId, RevisionId, new_id
from contract.domain.knowledge_entries.entry_checks import errors_of
from contract.domain.knowledge_entries.entry_fields import (
    Entry,
    blank_entry,
    body_of,
    kind_of,
    title_of,
    values_of,
    with_values,
)
from contract.domain.knowledge_entries.entry_merge import FieldEdit, merge_fields
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState
from contract.wire.changes import Kind
from server.store.engine.connection import Connection
from server.store.sync.replicated_rows import living
from server.usecases.knowledge.editing.entry_faults import references
from server.usecases.knowledge.editing.kept_versions import IMPORT, keep_replaced
from server.usecases.knowledge.editing.open_revisions import (
    entry_in,
    open_revisions,
    published_entries,
)
from server.usecases.knowledge.editing.rebase import clashes_of, rebased

DRAFTED = {
    Kind.OFFICE: EntryKind.OFFICE,
    Kind.CARD: EntryKind.CARD,
    Kind.FAQ: EntryKind.FAQ,
}
MANY = 20  # fewer are completed and handed over one by one
NO_REASONS: Mapping[str, str] = {}


def entries_in_drafts(connection: Connection, kind: Kind) -> dict[str, msgspec.Struct]:
    """Return the entries of a kind as their open revisions have them, by id."""
    if kind not in DRAFTED:
        return {}
    drafts = open_revisions(connection, DRAFTED[kind])
    return {entry_id: entry_in(one) for entry_id, one in drafts.items()}


def imported_drafts(
    connection: Connection,
    kind: Kind,
    values: Sequence[msgspec.Struct],
    reasons: Mapping[str, str],
    now: datetime,
) -> list[Revision]:
    """Return the revisions in which editors find the values; what others wrote stays there."""
    if not values:
        return []
    entries: list[Any] = list(values)
    entry_kind, ids = DRAFTED[kind], [one.id for one in entries]
    # What is published now must be there to come back to, when an editor hands the draft over.
    keep_replaced(connection, entry_kind, ids, now)
    published = published_entries(connection, entry_kind, ids)
    drafts = open_revisions(connection, entry_kind)
    laid = []
    for entry in entries:
        before = published.get(entry.id)
        draft = drafts.get(entry.id) or _begun(entry_kind, entry.id, before, now)
        # First: what was published since the draft began is part of what the import meets.
        based = rebased(connection, draft, before, now).revision
        laid.append(_laid(based, before, entry, reasons.get(entry.id, ""), now))
    return laid


def handed_over_as_one(
    connection: Connection, drafts: Sequence[Revision], batch_id: str
) -> list[Revision]:
    """Return the drafts, those in review that could be published together as they are.

    Of these nobody has written in any, none has an error, and none leads to what is not there.
    """
    entries = {one.id: entry_in(one) for one in drafts if _is_fit(one)}
    while strays := _leading_nowhere(connection, entries):
        for one in strays:
            del entries[one]
    if len(entries) < MANY:
        return list(drafts)
    return [
        msgspec.structs.replace(one, state=RevisionState.IN_REVIEW, batch_id=batch_id)
        if one.id in entries
        else one
        for one in drafts
    ]


def _is_fit(draft: Revision) -> bool:
    return not (draft.author_ids or draft.clashes or errors_of(entry_in(draft)))


def _leading_nowhere(
    connection: Connection, entries: Mapping[RevisionId, Entry]
) -> list[RevisionId]:
    """Return those that refer to what is neither published nor among the others."""
    wanted: dict[Kind, set[str]] = defaultdict(set)
    for entry in entries.values():
        for _, kind, entity_id in references(entry):
            wanted[kind].add(entity_id)
    there = {(kind, one) for kind, ids in wanted.items() for one in living(connection, kind, ids)}
    there |= {(Kind(kind_of(entry)), entry.id) for entry in entries.values()}
    return [
        at
        for at, entry in entries.items()
        if any((kind, one) not in there for _, kind, one in references(entry))
    ]


def _begun(kind: EntryKind, entry_id: str, published: Entry | None, now: datetime) -> Revision:
    """Return a revision nobody has written in: whoever hands it over is its author."""
    return Revision(
        id=RevisionId(new_id()),
        entry_kind=kind,
        entry_id=entry_id,
        body=body_of(published or blank_entry(kind, entry_id)),
        base_version=published.version if published is not None else 0,
        begun_at=now,
    )


def _laid(
    draft: Revision, published: Entry | None, entry: Entry, reason: str, now: datetime
) -> Revision:
    """Return the draft with the values; where an editor wrote another, it becomes a clash."""
    body = entry_in(draft)
    present, wanted = values_of(body), values_of(entry)
    blank = published or blank_entry(draft.entry_kind, draft.entry_id)
    # A draft nobody has written in is the last import's: this one simply replaces it.
    seen = values_of(blank) if draft.author_ids else present
    changed = {name: value for name, value in wanted.items() if value != present[name]}
    merged = merge_fields(present, {n: FieldEdit(seen[n], v) for n, v in changed.items()})
    clashes = clashes_of(merged, author_id=AccountId(""), author_name=IMPORT, at=now)
    known = {(one.field, one.other) for one in draft.clashes}
    laid = with_values(body, merged.values)
    return msgspec.structs.replace(
        draft,
        body=body_of(laid),
        title=title_of(laid),
        state=RevisionState.DRAFT,
        batch_id="",
        # Approved was what it said before.
        publish_at=None,
        edited_at=now,
        held_for=(),
        why=draft.why if reason in draft.why else f"{draft.why}\n{reason}".strip(),
        # The same import again adds no second text beside an editor's.
        clashes=(*draft.clashes, *(c for c in clashes if (c.field, c.other) not in known)),
    )
