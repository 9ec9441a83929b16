"""Note on a published entry that its owner has looked at it: that day, and when next."""

from datetime import datetime

import msgspec

from contract.domain.ids import KNOWLEDGE_SCOPE
from contract.domain.knowledge_entries.knowledge import Faq, ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.opening_times.opening_hours import ROME
from contract.wire.changes import Kind
from server.store.engine.connection import Connection
from server.store.knowledge.entry_use import use_since
from server.store.knowledge.knowledge_versions import lock_knowledge
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import TABLES, find
from server.usecases.knowledge.editing.kept_versions import OWNER, keep_replaced, keep_version
from server.usecases.knowledge.maintenance.entries import find_entry
from server.usecases.knowledge.maintenance.review_dates import TRAFFIC_OF, next_review

_KIND: dict[type[ServiceCard] | type[Faq], Kind] = {ServiceCard: Kind.CARD, Faq: Kind.FAQ}


def verify_entry(
    connection: Connection, edit: FeedEdit, kind: EntryKind, entry_id: str, now: datetime
) -> None:
    """Write the dates. Nothing else has changed, so no translation becomes stale by it."""
    # Before the entry is read: a publication of this moment would be written over.
    lock_knowledge(connection)
    entry = find_entry(connection, kind, entry_id)
    if entry is None or kind is EntryKind.THESAURUS:
        return
    today = now.astimezone(ROME).date()
    used = use_since(connection, today - TRAFFIC_OF).get((kind, entry_id))
    dates: dict[str, object] = {"verified_on": today}
    # A FAQ is looked at again with its card.
    if kind is not EntryKind.FAQ:
        dates["review_on"] = next_review(today, used.weight if used else 0)
    keep_replaced(connection, kind, [entry_id], now)
    written = edit.put(KNOWLEDGE_SCOPE, msgspec.structs.replace(entry, **dates))
    keep_version(connection, kind, written, now, OWNER)
    if isinstance(written, ServiceCard | Faq):
        _keep_translations_fresh(connection, edit, written, now)


def _keep_translations_fresh(
    connection: Connection, edit: FeedEdit, original: ServiceCard | Faq, now: datetime
) -> None:
    kind = type(original)
    table = TABLES[_KIND[kind]]
    rows = connection.execute(
        # Only those that were fresh: a stale translation stays so.
        f"SELECT id FROM {table} WHERE original_id = :id AND original_version = :version"
        " AND deleted = 0",
        {"id": original.id, "version": original.version - 1},
    )
    for row in rows:
        translation = find(connection, kind, row["id"])
        if translation is not None:
            fresh = msgspec.structs.replace(translation, original_version=original.version)
            keep_version(connection, _KIND[kind], edit.put(KNOWLEDGE_SCOPE, fresh), now, OWNER)
