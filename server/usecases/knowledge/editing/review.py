"""Decide on revisions that others wrote: publish now, publish later, or send back."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from contract.domain.account import Capability
from contract.domain.ids import EDITING_SCOPE
from contract.domain.knowledge_entries.revision import (
    OPEN_STATES,
    Revision,
    RevisionState,
    as_read,
)
from contract.wire import reason_codes
from contract.wire.commands import ReviewBatch, ReviewRevision
from server.usecases.knowledge.editing.approval import (
    Approved,
    MustBeReadAgain,
    approved,
    warnings_on,
)
from server.usecases.knowledge.editing.open_revisions import begin, revision_in, revisions_of_batch
from server.usecases.knowledge.editing.publication import Publishing, publish
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audits
from server.usecases.sync.command_work import CommandWork, Outcome


def review_revision(work: CommandWork, data: ReviewRevision) -> Outcome:
    """Decide on one. Raise Refused."""
    begin(work, Capability.KNOWLEDGE_REVIEW)
    seen = data.seen_version
    revision = revision_in(work, data.revision_id, *OPEN_STATES, seen_version=seen)
    if revision.state not in _decidable(data):
        raise Refused(reason_codes.REVISION_STATE, state=str(revision.state))
    return _decide(work, [revision], data)


def review_batch(work: CommandWork, data: ReviewBatch) -> Outcome:
    """Decide on all of a batch that are handed over, as on one. Raise Refused."""
    begin(work, Capability.KNOWLEDGE_REVIEW)
    revisions = [
        revision
        for state in _decidable(data)
        for revision in revisions_of_batch(work.connection, data.batch_id, state)
    ]
    if not revisions:
        raise Refused(reason_codes.UNKNOWN_REVISION, field="batch_id")
    # Written in and handed over anew since, or joined by another: a review is of what was read.
    if data.is_approved and data.seen != as_read(revisions):
        raise Refused(reason_codes.UNREAD_BATCH)
    return _decide(work, revisions, data)


def _decidable(data: ReviewRevision | ReviewBatch) -> tuple[RevisionState, ...]:
    """What waits for its hour can still be sent back."""
    waiting = () if data.is_approved else (RevisionState.SCHEDULED,)
    return (RevisionState.IN_REVIEW, *waiting)


def _decide(
    work: CommandWork, revisions: Sequence[Revision], data: ReviewRevision | ReviewBatch
) -> Outcome:
    # Four eyes: what the last author wrote nobody else may have read.
    if not all(revision.may_be_decided_by(work.account.id) for revision in revisions):
        raise Refused(reason_codes.OWN_WORK)
    decided = [_signed(work, revision, data) for revision in revisions]
    if not data.is_approved:
        _write(work, decided, "knowledge.send_back")
        return Outcome()
    try:
        # Also what is to wait: an error is better told now than in its hour.
        ready = approved(work.connection, decided, work.now)
    except MustBeReadAgain as unread:
        work.edit.put_many(EDITING_SCOPE, unread.revisions)
        return Outcome(unread.code, unread.detail)
    return _publish_or_wait(work, ready, data.publish_at)


def _signed(work: CommandWork, revision: Revision, data: ReviewRevision | ReviewBatch) -> Revision:
    return msgspec.structs.replace(
        revision,
        state=RevisionState.IN_REVIEW if data.is_approved else RevisionState.DRAFT,
        reviewer_id=work.account.id,
        review_note=data.note,
        publish_at=data.publish_at if data.is_approved else None,
    )


def _publish_or_wait(
    work: CommandWork, ready: Sequence[Approved], publish_at: datetime | None
) -> Outcome:
    if publish_at is not None and publish_at > work.now:
        waiting = [
            msgspec.structs.replace(one.revision, state=RevisionState.SCHEDULED) for one in ready
        ]
        _write(work, waiting, "knowledge.schedule")
        return Outcome(detail={"scheduled": str(len(waiting))})
    publishing = Publishing(
        connection=work.connection, edit=work.edit, reviewer_id=work.account.id, now=work.now
    )
    publish(publishing, ready)
    warnings = warnings_on(ready, work.now)
    told = {"warnings": warnings} if warnings else {}
    return Outcome(detail={"published": str(len(ready))} | told)


def _write(work: CommandWork, revisions: Sequence[Revision], action: str) -> None:
    work.edit.put_many(EDITING_SCOPE, revisions)
    subjects = [f"{one.entry_kind} {one.entry_id} revision {one.id}" for one in revisions]
    write_audits(work.connection, work.account.id, action, subjects, work.now)
