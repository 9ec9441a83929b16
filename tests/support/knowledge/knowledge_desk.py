"""Editors at work on the knowledge base of a server: what they send, and what comes of it."""

from itertools import count
from typing import Any

import msgspec

from contract.domain.account import Account, Role
from contract.domain.ids import KNOWLEDGE_SCOPE, CardId, OfficeId, RevisionId
from contract.domain.knowledge_entries.entry_fields import (
    ENTRY_TYPES,
    Entry,
    blank_entry,
    kind_of,
    values_of,
)
from contract.domain.knowledge_entries.entry_report import EntryReport
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.knowledge_entries.revision import (
    EntryKind,
    Revision,
    RevisionState,
    as_read,
)
from contract.wire.commands import (
    CommandData,
    EditRevision,
    FieldChange,
    RequestReview,
    ReviewBatch,
    ReviewRevision,
    Status,
    Verdict,
)
from server.store.engine.connection import Connection
from server.store.knowledge.knowledge_versions import KeptVersion, versions_of_entry
from server.store.operations.audit_log import AuditLine, audit_page
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.knowledge.editing.open_revisions import revisions_of_batch
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, TARI, an_account


def an_editor(name: str = "ed1", **overrides: Any) -> Account:
    return an_account(name, **({"role": Role.EDITOR} | overrides))


ADA, BEA, CLEO = (an_editor(name) for name in ("ada", "bea", "cleo"))


def a_card(name: str = "tari-rimborso", **overrides: Any) -> ServiceCard:
    fields: dict[str, Any] = {
        "id": CardId(name),
        "title": "Rimborso TARI",
        "topic_id": TARI,
        "say": "Il rimborso si chiede allo sportello.",
    }
    return ServiceCard(**(fields | overrides))


def an_office(office_id: str = "o1", **overrides: Any) -> Office:
    return Office(**({"id": OfficeId(office_id), "name": "Sportello"} | overrides))


def raw(value: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))


class KnowledgeDesk:
    """Short words for the stories of editors; each edit is made on what that editor saw."""

    def __init__(self, service: RecordedService) -> None:
        self.service = service
        self._numbers = count(1)

    def publish(self, *entries: Entry) -> None:
        """Put entries where operators read them, as it was done before versions were kept."""

        def work(connection: Connection) -> None:
            edit = FeedEdit(connection, now=NOW)
            for entry in entries:
                edit.put(KNOWLEDGE_SCOPE, entry)
            edit.finish()

        self.service.database.write_now(work)

    def send(self, account: Account, data: CommandData) -> Verdict:
        return self.service.send(account, data)

    def done(self, account: Account, data: CommandData) -> Verdict:
        verdict = self.send(account, data)
        assert verdict.status is Status.APPLIED, verdict
        return verdict

    def refused(self, account: Account, data: CommandData) -> tuple[str, dict[str, str]]:
        verdict = self.send(account, data)
        assert verdict.status is Status.REJECTED, verdict
        return verdict.reason or "", verdict.detail

    def edit_of(
        self,
        entry: Entry | None,
        kind: EntryKind = EntryKind.CARD,
        entry_id: str = "",
        **after: Any,
    ) -> EditRevision:
        """Return the command of an editor who saw the entry so and wrote this into its fields."""
        seen = entry or blank_entry(kind, entry_id)
        before = values_of(seen)
        return EditRevision(
            revision_id=RevisionId(f"revision-{next(self._numbers)}"),
            entry_kind=kind_of(seen),
            entry_id=seen.id,
            base_version=entry.version if entry else 0,
            changes={
                name: FieldChange(before=raw(before[name]), after=raw(value))
                for name, value in after.items()
            },
        )

    def edited(
        self, account: Account, entry: Entry | None, kind: EntryKind = EntryKind.CARD, **after: Any
    ) -> Revision:
        """Send an edit that is taken; return the revision it went into."""
        verdict = self.done(account, self.edit_of(entry, kind, **after))
        return self.revision(verdict.detail["revision_id"])

    def in_review(self, revision: Revision, account: Account = ADA) -> Revision:
        self.done(account, RequestReview(revision_id=revision.id, seen_version=revision.version))
        return self.revision(revision.id)

    def approval(self, revision: Revision, **overrides: Any) -> ReviewRevision:
        fields: dict[str, Any] = {
            "revision_id": revision.id,
            "seen_version": revision.version,
            "is_approved": True,
        }
        return ReviewRevision(**(fields | overrides))

    def batch(self, batch_id: str, **overrides: Any) -> ReviewBatch:
        """Return the approval of somebody who has read all of it as it is now."""

        def read(connection: Connection) -> list[Revision]:
            return revisions_of_batch(connection, batch_id, RevisionState.IN_REVIEW)

        seen = as_read(self.service.database.read_now(read))
        fields: dict[str, Any] = {"batch_id": batch_id, "is_approved": True, "seen": seen}
        return ReviewBatch(**(fields | overrides))

    def published(self, account: Account, entry: Entry | None, **after: Any) -> Revision:
        """Edit, hand over, and have somebody else publish it."""
        revision = self.in_review(self.edited(account, entry, **after), account)
        self.done(CLEO, self.approval(revision))
        return self.revision(revision.id)

    # --- what there is then -----------------------------------------------------------------------

    def revision(self, revision_id: str) -> Revision:
        found = self.service.database.read_now(lambda c: find(c, Revision, revision_id))
        assert found is not None
        return found

    def report(self, report_id: str) -> EntryReport:
        found = self.service.database.read_now(lambda c: find(c, EntryReport, report_id))
        assert found is not None
        return found

    def entry(self, entry_id: str, kind: EntryKind = EntryKind.CARD) -> Entry:
        found = self.service.database.read_now(lambda c: find(c, ENTRY_TYPES[kind], entry_id))
        assert found is not None
        return found

    def card(self, entry_id: str = "tari-rimborso") -> ServiceCard:
        card = self.entry(entry_id)
        assert isinstance(card, ServiceCard)
        return card

    def versions(self, entry_id: str, kind: EntryKind = EntryKind.CARD) -> list[KeptVersion]:
        return self.service.database.read_now(lambda c: versions_of_entry(c, kind, entry_id, 50))

    def audit(self) -> list[AuditLine]:
        return self.service.database.read_now(audit_page)
