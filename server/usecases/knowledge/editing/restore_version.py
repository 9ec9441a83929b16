"""Begin a revision with an entry as it was; it is reviewed like any other change."""

from contract.domain.knowledge_entries.entry_fields import BadField, blank_entry, values_of
from contract.domain.knowledge_entries.entry_merge import edits_between
from contract.wire import reason_codes
from contract.wire.commands import RestoreVersion
from server.usecases.knowledge.editing.kept_versions import keep_replaced
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
