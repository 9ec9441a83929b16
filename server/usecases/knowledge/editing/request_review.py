"""Hand a revision over to somebody who did not write it."""

import msgspec

from contract.domain.account import Capability
from contract.domain.knowledge_entries.revision import Revision, RevisionState
from contract.wire import reason_codes
from contract.wire.commands import RequestReview
from server.store.sync.replicated_rows import find
from server.usecases.accounts.account_rows import account_by_id
from server.usecases.knowledge.editing.entry_faults import require_references, require_sound
from server.usecases.knowledge.editing.lay_edits import signed, told_why
from server.usecases.knowledge.editing.open_revisions import (
    begin,
    entry_in,
    published_entry,
    revision_in,
    save,
)
from server.usecases.knowledge.editing.rebase import rebased
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork, Outcome


def request_review(work: CommandWork, data: RequestReview) -> Outcome:
    """Put it into review as it is; with clashes or errors it stays a draft. Raise Refused."""
    # Before anything is read: nobody may write in while it is handed over.
    begin(work)
    states = (RevisionState.DRAFT, RevisionState.IN_REVIEW)
    if data.seen_version == 0 and find(work.connection, Revision, data.revision_id) is None:
        raise Refused(reason_codes.STALE_REVISION)  # her edits went into somebody else's revision
    seen = data.seen_version or None
    revision = revision_in(work, data.revision_id, *states, seen_version=seen)
    _require_read(work, data, revision)
    _require_reviewer(work, data, revision)
    published = published_entry(work.connection, revision.entry_kind, revision.entry_id)
    revision, woven = rebased(work.connection, revision, published, work.now)
    # Both sides changed a field: its editor must read the result before anybody reviews it.
    if woven:
        saved = save(work, msgspec.structs.replace(revision, state=RevisionState.DRAFT))
        return Outcome(reason_codes.STALE_REVISION, {"fields": ",".join(woven), "id": saved.id})
    # Two texts for one field cannot be reviewed: somebody must choose.
    if revision.clashes:
        raise Refused(reason_codes.HAS_CLASHES, field=revision.clashes[0].field)
    entry = entry_in(revision)
    require_sound(entry, published, work.now)
    require_references(work.connection, [entry])
    me = work.account
    if not revision.author_ids:  # an import's: who hands it over answers for it
        revision = signed(work, revision)
    elif me.id in revision.author_ids:  # the whole was read now: another author may decide
        revision = revision.written_by(me.id, me.display_name)
    handed = msgspec.structs.replace(
        told_why(revision, data.why),
        state=RevisionState.IN_REVIEW,
        held_for=(),
        reviewer_id=data.reviewer_id or revision.reviewer_id,
    )
    save(work, handed)
    return Outcome()


def _require_read(work: CommandWork, data: RequestReview, revision: Revision) -> None:
    """Raise Refused where words of others may be in it that were not read: whoever hands over
    answers for all of it, and one of the others may decide."""
    me = work.account.id
    if data.seen_version == 0:  # handed over right after the edit: whatever it became was meant
        is_read = set(revision.author_ids) <= {me}
    else:
        is_read = not data.is_own_on_top or revision.author_ids[-1:] == (me,)
    if not is_read:
        raise Refused(reason_codes.STALE_REVISION, version=str(revision.version))


def _require_reviewer(work: CommandWork, data: RequestReview, revision: Revision) -> None:
    if data.reviewer_id is None:
        return
    if data.reviewer_id == work.account.id or not revision.may_be_decided_by(data.reviewer_id):
        raise Refused(reason_codes.OWN_WORK, field="reviewer_id")
    reviewer = account_by_id(work.connection, data.reviewer_id)
    if reviewer is None or not reviewer.may(Capability.KNOWLEDGE_REVIEW):
        raise Refused(reason_codes.UNKNOWN_ACCOUNT, field="reviewer_id")
