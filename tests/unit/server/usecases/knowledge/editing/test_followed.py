"""A seat that has followed every step of editors holds what a fresh snapshot holds."""

from collections.abc import Callable
from datetime import timedelta

from contract.domain.ids import EDITING_SCOPE, KNOWLEDGE_SCOPE, RevisionId
from contract.domain.knowledge_entries.knowledge import OfficeKind
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.changes import Kind
from contract.wire.commands import (
    DiscardRevision,
    RestoreVersion,
    SettleClash,
    WithdrawEntry,
)
from server.usecases.knowledge.editing.publish_scheduled import due_batches, publish_due
from tests.support.knowledge.knowledge_desk import ADA, BEA, CLEO, KnowledgeDesk, an_office, raw
from tests.support.servers.server_records import NOW, a_clerk, an_account
from tests.unit.server.usecases.knowledge.editing.test_batches import strike
from tests.unit.server.usecases.sync.test_read_changes import follow, synced

SOON = NOW + timedelta(hours=1)


def test_following_every_command_of_editors_ends_as_a_snapshot_does(desk: KnowledgeDesk) -> None:
    desk.publish(an_office("o1", kind=OfficeKind.SITE), an_office("o2"))
    accounts = (an_account(), a_clerk(), ADA)
    seats = [synced(desk.service, account) for account in accounts]
    seen = desk.card()

    def settle_and_publish() -> None:
        revision = desk.edited(BEA, seen, title="B")
        value = SettleClash(revision_id=revision.id, field="title", value=raw("C"))
        desk.done(BEA, value)
        ready = desk.in_review(desk.revision(revision.id))
        desk.done(CLEO, desk.approval(ready, is_approved=False))
        desk.done(CLEO, desk.approval(desk.in_review(desk.revision(revision.id))))

    def publish_later() -> None:
        desk.done(BEA, desk.batch("sciopero", publish_at=SOON))
        database = desk.service.database
        (batch,) = database.read_now(lambda c: due_batches(c, SOON))
        assert database.write_now(lambda c: publish_due(c, batch, SOON)) == 2

    def withdraw(kind: EntryKind, entry_id: str) -> None:
        desk.done(ADA, WithdrawEntry(entry_kind=kind, entry_id=entry_id, why="sbagliata"))

    steps: list[Callable[[], object]] = [
        lambda: desk.edited(ADA, seen, title="A", costs="16 euro"),
        settle_and_publish,
        lambda: desk.done(ADA, strike()),
        publish_later,
        lambda: desk.published(ADA, None, kind=EntryKind.THESAURUS, entry_id="t1", line="a = b"),
        lambda: withdraw(EntryKind.THESAURUS, "t1"),
        lambda: withdraw(EntryKind.CARD, "tari-rimborso"),
        lambda: desk.done(
            ADA,
            RestoreVersion(
                revision_id=RevisionId("back"),
                entry_kind=EntryKind.CARD,
                entry_id="tari-rimborso",
                entry_version=1,
            ),
        ),
        lambda: desk.done(ADA, DiscardRevision(revision_id=RevisionId("back"))),
    ]
    for step in steps:
        step()
        for seat in seats:
            follow(desk.service, seat)
            fresh = synced(desk.service, seat.account)
            assert {scope: rows for scope, rows in seat.rows.items() if rows} == {
                scope: rows for scope, rows in fresh.rows.items() if rows
            }
            assert seat.mismatches == 0
    operator, clerk, editor = seats
    assert EDITING_SCOPE not in operator.rows
    assert clerk.rows[EDITING_SCOPE] == editor.rows[EDITING_SCOPE]
    assert {kind for kind, _ in editor.rows[EDITING_SCOPE]} == {Kind.REVISION}
    assert editor.rows[KNOWLEDGE_SCOPE] == operator.rows[KNOWLEDGE_SCOPE]
