"""Give up a revision. What was written in it stays where it is, for who looks back."""

from datetime import datetime, timedelta

import msgspec

from contract.domain.account import Capability
from contract.domain.knowledge_entries.revision import OPEN_STATES, RevisionState
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.commands import DiscardRevision
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import forget_old
from server.usecases.knowledge.editing.lay_edits import told_why
from server.usecases.knowledge.editing.open_revisions import begin, revision_in, save
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit
from server.usecases.sync.command_work import CommandWork, Outcome

SHOWN_FOR = timedelta(days=30)
AT_ONCE = 1_000


def discard_revision(work: CommandWork, data: DiscardRevision) -> Outcome:
    """Only its authors and who reviews may do it. Raise Refused."""
    begin(work)
    revision = revision_in(work, data.revision_id, *OPEN_STATES)
    is_author = work.account.id in revision.author_ids
    if not (is_author or work.account.may(Capability.KNOWLEDGE_REVIEW)):
        raise Refused(reason_codes.FORBIDDEN, needs=str(Capability.KNOWLEDGE_REVIEW))
    given_up = msgspec.structs.replace(
        told_why(revision, data.why), state=RevisionState.DISCARDED, publish_at=None
    )
    save(work, given_up)
    subject = f"{revision.entry_kind} {revision.entry_id} revision {revision.id}"
    write_audit(work.connection, work.account.id, "knowledge.discard", subject, work.now)
    return Outcome()


def forget_closed_revisions(connection: Connection, now: datetime) -> int:
    """Take the oldest ones out of the feed; return how many."""
    closed, before = "state IN ('published', 'discarded')", now - SHOWN_FOR
    return len(
        forget_old(connection, Kind.REVISION, "edited_at", before, now, only=closed, limit=AT_ONCE)
    )
