"""Edits of an entry's fields, merged into its open revision or into a new one."""

from collections.abc import Mapping

import msgspec

from contract.domain.ids import ReportId, RevisionId
from contract.domain.knowledge_entries.entry_fields import (
    BadField,
    Entry,
    blank_entry,
    body_of,
    plain_value,
    title_of,
    values_of,
    with_values,
)
from contract.domain.knowledge_entries.entry_fields import with_values as with_fields
from contract.domain.knowledge_entries.entry_merge import FieldEdit, MergedFields, merge_fields
from contract.domain.knowledge_entries.revision import (
    OPEN_STATES,
    EntryKind,
    FieldClash,
    Revision,
    RevisionState,
)
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.commands import SettleClash
from server.store.sync.replicated_rows import exists
from server.usecases.knowledge.editing.field_limits import check_field, limit_of
from server.usecases.knowledge.editing.open_revisions import (
    begin,
    entry_at,
    entry_in,
    revision_in,
    save,
)
from server.usecases.knowledge.editing.rebase import clashes_of, rebased
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork, Outcome

WHY_LIMIT = 40_000  # of all reasons of one revision together
# A seat that sends the same edit again and again must not make a revision grow without end.
MOST_CLASHES = 100  # of one revision; somebody should settle some first


def begun(
    work: CommandWork,
    wanted_id: RevisionId,
    kind: EntryKind,
    entry_id: str,
    published: Entry | None,
    base_version: int = 0,
) -> Revision:
    """Return a new revision with nothing changed yet; the id is another one when it was used."""
    old = entry_at(work.connection, kind, entry_id, base_version) if published is None else None
    entry = published or old or blank_entry(kind, entry_id)
    # Discarded or published meanwhile: its id is not to be used for another one.
    is_used = exists(work.connection, Kind.REVISION, wanted_id)
    return Revision(
        id=RevisionId(work.id_for(f"revision/{entry_id}")) if is_used else wanted_id,
        entry_kind=kind,
        entry_id=entry_id,
        body=body_of(entry),
        base_version=entry.version if published is not None else base_version,
        title=title_of(entry),
        begun_at=work.at,
    )


def laid(
    work: CommandWork,
    revision: Revision,
    edits: Mapping[str, FieldEdit],
    published: Entry | None,
) -> Revision:
    """Return the revision with the edits in it, or beside it where they do not fit.

    What was handed over for review goes back to its authors. Raise BadField or Refused.
    """
    # First: what an import wrote meanwhile is part of what the edit meets.
    based = rebased(work.connection, revision, published, work.now).revision
    revision, edits = _continued(work, based, edits)
    entry = entry_in(revision)
    merged = _within_limits(merge_fields(values_of(entry), edits), values_of(entry), edits)
    entry = with_fields(entry, merged.values)
    clashes = clashes_of(
        merged,
        author_id=work.account.id,
        author_name=work.account.display_name,
        at=work.at,
    )
    clashes = _added(revision.clashes, clashes)
    if len(clashes) > MOST_CLASHES:
        raise Refused(reason_codes.HAS_CLASHES, field=clashes[0].field)
    changed = msgspec.structs.replace(
        revision, body=body_of(entry), title=title_of(entry), clashes=clashes
    )
    # Nothing new: an edit sent twice makes nobody an author and no review stale.
    return changed if changed == based else signed(work, changed)


def signed(work: CommandWork, revision: Revision) -> Revision:
    """Return the revision as one more of its authors left it: a draft."""
    return msgspec.structs.replace(
        revision.written_by(work.account.id, work.account.display_name),
        state=RevisionState.DRAFT,
        # What was approved for later is not what it says now.
        publish_at=None,
        held_for=(),
        edited_at=work.at,
    )


def told_why(revision: Revision, why: str, report_ids: tuple[ReportId, ...] = ()) -> Revision:
    """Return the revision with one more reason and with the reports it mends. Raise Refused."""
    why = why.strip()
    reasons = revision.why if why in revision.why else f"{revision.why}\n{why}".strip()
    if len(reasons) > max(WHY_LIMIT, len(revision.why)):
        # Its author has the words again: cut off, the first reason would be lost unseen.
        raise Refused(reason_codes.TEXT_TOO_LONG, field="why", limit=str(WHY_LIMIT))
    reports = tuple(dict.fromkeys((*revision.report_ids, *report_ids)))
    return msgspec.structs.replace(revision, why=reasons, report_ids=reports)


def _within_limits(
    merged: MergedFields, present: Mapping[str, object], edits: Mapping[str, FieldEdit]
) -> MergedFields:
    """Two texts that are too long together do not fit together."""
    values, clashes = dict(merged.values), dict(merged.clashes)
    for name in edits:
        text = values[name]
        if isinstance(text, str) and len(text) > limit_of(name):
            # Kept beside: cut off, somebody's words would be lost unseen.
            values[name], clashes[name] = present[name], edits[name].after
    return MergedFields(values, merged.woven, clashes)


def _continued(
    work: CommandWork, revision: Revision, edits: Mapping[str, FieldEdit]
) -> tuple[Revision, dict[str, FieldEdit]]:
    """Return the revision with edits of the author's own clashing texts, and the other edits.

    The author saw her own text, not the body: against the body it would look as if others had
    written over it.
    """
    clashes, rest = list(revision.clashes), dict(edits)
    for place, clash in enumerate(clashes):
        edit = rest.get(clash.field)
        is_own = clash.author_id == work.account.id
        # Only an edit of that very text: any other is merged with the body as usual.
        if edit is not None and is_own and clash.other == _json(edit.before):
            clashes[place] = msgspec.structs.replace(clash, other=_json(edit.after), at=work.at)
            del rest[clash.field]
    return msgspec.structs.replace(revision, clashes=tuple(clashes)), rest


def _added(
    before: tuple[FieldClash, ...], clashes: tuple[FieldClash, ...]
) -> tuple[FieldClash, ...]:
    """Return all texts beside, each once."""
    # The same words twice are one clash to settle.
    known = {(one.field, one.other) for one in before}
    return (*before, *(one for one in clashes if (one.field, one.other) not in known))


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def settle_clash(work: CommandWork, data: SettleClash) -> Outcome:
    """Write the value; the other texts of the field go. Raise Refused."""
    begin(work)
    revision = revision_in(
        work, data.revision_id, *OPEN_STATES, seen_version=data.seen_version or None
    )
    left = tuple(clash for clash in revision.clashes if clash.field != data.field)
    if left == revision.clashes:
        raise Refused(reason_codes.INVALID, field="field")
    try:
        value = plain_value(revision.entry_kind, data.field, data.value)
    except BadField as bad:
        raise Refused(reason_codes.INVALID, field=data.field) from bad
    check_field(data.field, value)
    entry = with_values(entry_in(revision), {data.field: value})
    settled = msgspec.structs.replace(
        revision, body=body_of(entry), title=title_of(entry), clashes=left
    )
    save(work, signed(work, settled))
    return Outcome()
