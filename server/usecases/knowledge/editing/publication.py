"""Making approved revisions what operators read: all or none, each version kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from contract.domain.ids import EDITING_SCOPE, KNOWLEDGE_SCOPE, AccountId
from contract.domain.knowledge_entries.entry_fields import Entry, body_of
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState
from server.store.engine.connection import Connection
from server.store.knowledge.knowledge_versions import KeptVersion, keep_versions
from server.store.sync.feed_edit import FeedEdit
from server.usecases.knowledge.editing.approval import Approved
from server.usecases.knowledge.editing.close_reports import close_mended
from server.usecases.operations.write_audit import write_audits


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
        author_names=revision.author_names,
        reviewer_id=work.reviewer_id,
        why=revision.why,
    )


def _published(work: Publishing, revision: Revision) -> Revision:
    return msgspec.structs.replace(
        revision, state=RevisionState.PUBLISHED, reviewer_id=work.reviewer_id
    )
