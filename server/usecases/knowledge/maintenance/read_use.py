"""The figures of use, for editors: of entries, never of a person."""

from datetime import datetime

from contract.domain.opening_times.opening_hours import ROME
from contract.wire.knowledge_use import ENTRIES_LIMIT, EntryFigures, KnowledgeFigures
from server.store.engine.connection import Connection
from server.store.knowledge.entry_use import use_since
from server.usecases.knowledge.maintenance.review_dates import TRAFFIC_OF


def read_use(connection: Connection, now: datetime) -> KnowledgeFigures:
    """Return what was used in the time review dates look at, what matters most first."""
    since = now.astimezone(ROME).date() - TRAFFIC_OF
    used = use_since(connection, since)
    order = sorted(used, key=lambda entry: (-used[entry].weight, entry))[:ENTRIES_LIMIT]
    return KnowledgeFigures(
        since=since,
        entries=tuple(
            EntryFigures(
                entry_kind=kind,
                entry_id=entry_id,
                read=used[kind, entry_id].read,
                linked=used[kind, entry_id].linked,
                reported=used[kind, entry_id].reported,
                found=used[kind, entry_id].found,
            )
            for kind, entry_id in order
        ),
    )
