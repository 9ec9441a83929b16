"""Merge an editor's changes, whatever others did to the entry since she loaded it."""

from typing import Any

from contract.domain.ids import RevisionId
from contract.domain.knowledge_entries.entry_fields import (
    BadField,
    Entry,
    blank_entry,
    plain_value,
    values_of,
)
from contract.domain.knowledge_entries.entry_merge import FieldEdit
from contract.domain.knowledge_entries.entry_values import is_entry_id
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire import reason_codes
from contract.wire.commands import EditRevision, FieldChange
from server.usecases.knowledge.editing.field_limits import check_field
from server.usecases.knowledge.editing.kept_versions import keep_replaced
from server.usecases.knowledge.editing.lay_edits import begun, laid, signed, told_why
from server.usecases.knowledge.editing.open_revisions import (
    begin,
    open_revision,
    published_entry,
    save,
)
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork, Outcome


def edit_revision(work: CommandWork, data: EditRevision) -> Outcome:
    """Begin the entry's revision, or merge into the one that is open. Raise Refused."""
    # First: two who begin the same entry at once would each begin a revision of it.
    begin(work)
    kind, entry_id = data.entry_kind, data.entry_id
    edits = _edits(kind, entry_id, data.changes)
    published = published_entry(work.connection, kind, entry_id)
    revision = open_revision(work.connection, kind, entry_id)
    if work.comes_again:
        _require_base(published, data.base_version)
    if revision is None:
        _require_good_id(published, entry_id)
        # What an import wrote has no version yet: what was published must be there to come back to.
        keep_replaced(work.connection, kind, [entry_id], work.now)
        wanted = _laid_into(work) or data.revision_id
        revision = begun(work, wanted, kind, entry_id, published, data.base_version)
        revision = signed(work, revision)
    changed = told_why(laid(work, revision, edits, published), data.why, data.report_ids)
    saved = save(work, changed)
    clashing = dict.fromkeys(clash.field for clash in saved.clashes)
    return Outcome(detail={"revision_id": saved.id, "clashes": ",".join(clashing)})


def _require_base(published: Entry | None, base_version: int) -> None:
    """Raise Refused while another seat has yet to bring what was published before this."""
    # Laid into the revision before it, neither of the two could be reviewed as it was.
    if published is not None and base_version > published.version:
        raise Refused(reason_codes.UNKNOWN_ENTRY, field="base_version")


def _laid_into(work: CommandWork) -> RevisionId | None:
    """Return the revision that an edit went into before it was lost: a review names that one."""
    known = work.earlier.detail.get("revision_id") if work.earlier is not None else None
    return RevisionId(known) if known else None


def _require_good_id(published: Entry | None, entry_id: str) -> None:
    """Raise Refused for a new entry with an id that no file could carry."""
    if published is None and not is_entry_id(entry_id):
        raise Refused(reason_codes.INVALID, field="entry_id")


def _edits(kind: EntryKind, entry_id: str, changes: dict[str, FieldChange]) -> dict[str, FieldEdit]:
    """Return the changes as values. What was seen before may be odd, what shall be may not."""
    usual = values_of(blank_entry(kind, entry_id))
    edits = {}
    for name, change in changes.items():
        try:
            after = plain_value(kind, name, change.after)
        except BadField as bad:
            raise Refused(reason_codes.INVALID, field=bad.field[:64]) from bad
        # Only the new value: the one seen before may be an old one that nobody could write today.
        check_field(name, after)
        edits[name] = FieldEdit(_seen(kind, name, change, usual[name]), after)
    return edits


def _seen(kind: EntryKind, name: str, change: FieldChange, usual: Any) -> Any:
    try:
        return plain_value(kind, name, change.before)
    except BadField:
        return usual
