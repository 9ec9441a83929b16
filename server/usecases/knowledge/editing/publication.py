"""Making approved revisions what operators read, all or none; reports they answer are closed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from contract.domain.ids import EDITING_SCOPE, KNOWLEDGE_SCOPE, AccountId
from contract.domain.knowledge_entries.entry_fields import Entry, body_of
from contract.domain.knowledge_entries.entry_report import (
    OPEN_REPORTS,
    EntryReport,
    ReportCause,
    ReportState,
)
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState
from contract.domain.opening_times.opening_state import ROME
from server.store.engine.connection import Connection
from server.store.knowledge.entry_reports import open_reports_of
from server.store.knowledge.knowledge_versions import KeptVersion, keep_versions
from server.store.messages.owner_mails import drop_waiting
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find_many
from server.usecases.knowledge.editing.approval import Approved
from server.usecases.knowledge.editing.kept_versions import IMPORT
from server.usecases.operations.write_audit import write_audits

_BY_DATE = (ReportCause.EXPIRED, ReportCause.REVIEW_DUE)


def close_mended(
    connection: Connection,
    edit: FeedEdit,
    published: Sequence[Approved],
    closed_by: AccountId,
    now: datetime,
) -> None:
    """Close the reports the revisions name, and those whose date has been moved on."""
    named = {report for one in published for report in one.revision.report_ids}
    # Locked: an editor may take one up again, and an owner answer, at this moment.
    reports = dict(find_many(connection, EntryReport, named, lock=True))
    reports |= {one.id: one for one in _moved_on(connection, published, now)}
    # Closed by hand meanwhile: its day and its words stay.
    still_open = [one for one in reports.values() if one.state in OPEN_REPORTS]
    for report in still_open:
        drop_waiting(connection, report.id)  # the owner need not be asked any more
    edit.put_many(
        EDITING_SCOPE,
        [
            msgspec.structs.replace(
                report, state=ReportState.DONE, closed_by=closed_by, closed_at=now
            )
            for report in still_open
        ],
    )


def _moved_on(
    connection: Connection, published: Sequence[Approved], now: datetime
) -> Iterator[EntryReport]:
    today = now.astimezone(ROME).date()
    for kind in EntryKind:
        entries = {one.entry.id: one.entry for one in published if one.revision.entry_kind is kind}
        for report in open_reports_of(connection, kind, entries, _BY_DATE):
            # Published without a new date it is due still.
            if not _is_due(entries[report.entry_id], report.cause, today):
                yield report


def _is_due(entry: Entry, cause: ReportCause, today: date) -> bool:
    if cause is ReportCause.EXPIRED:
        until: date | None = getattr(entry, "valid_until", None)
        return until is not None and until < today
    review_on: date | None = getattr(entry, "review_on", None)
    return review_on is not None and review_on <= today


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """Who publishes, when and into what. The lock of the knowledge base must be held."""

    connection: Connection
    edit: FeedEdit
    reviewer_id: AccountId
    now: datetime


def publish(work: Publishing, ready: Sequence[Approved]) -> None:
    """Write entries, versions, revisions, reports and audit; what is written once is not read."""
    subjects: list[str] = []
    for kind in EntryKind:
        group = [one for one in ready if one.revision.entry_kind is kind]
        entries = work.edit.put_many(KNOWLEDGE_SCOPE, [one.entry for one in group])
        pairs = list(zip(group, entries, strict=True))
        # In the same transaction: no version that was read to citizens is ever missing.
        keep_versions(work.connection, [_version(work, one, entry) for one, entry in pairs])
        subjects += [
            audit_subject(kind, entry, one.changed_fields, one.revision.author_ids)
            for one, entry in pairs
        ]
    close_mended(work.connection, work.edit, ready, work.reviewer_id, work.now)
    work.edit.put_many(EDITING_SCOPE, [_published(work, one.revision) for one in ready])
    write_audits(work.connection, work.reviewer_id, "knowledge.publish", subjects, work.now)


def audit_subject(
    kind: EntryKind, entry: Entry, fields: Sequence[str], author_ids: Sequence[str] = ()
) -> str:
    """Return "card tari-rimborso v7 fields say,costs by a1,a2": what and by whose ids, no text."""
    # Ids: the audit names no person and holds no text.
    authors = f" by {','.join(author_ids)}" if author_ids else ""
    return f"{kind} {entry.id} v{entry.version} fields {','.join(fields)}{authors}"


def _version(work: Publishing, one: Approved, entry: Entry) -> KeptVersion:
    revision = one.revision
    return KeptVersion(
        entry_kind=revision.entry_kind,
        entry_id=entry.id,
        version=entry.version,
        body=body_of(entry),
        at=work.now,
        author_id=next(iter(revision.author_ids), None),
        author_names=revision.author_names or (IMPORT,),
        reviewer_id=work.reviewer_id,
        why=revision.why,
    )


def _published(work: Publishing, revision: Revision) -> Revision:
    return msgspec.structs.replace(
        revision, state=RevisionState.PUBLISHED, reviewer_id=work.reviewer_id
    )
