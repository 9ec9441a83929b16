"""What seats read and found, added up and read again; numbers of entries, of no person."""

from datetime import datetime

from contract.domain.account import Capability
from contract.domain.contact import Contact
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.opening_times.opening_hours import ROME
from contract.wire.commands import CountUse
from contract.wire.knowledge_use import ENTRIES_LIMIT, EntryFigures, KnowledgeFigures
from server.store.engine.connection import Connection
from server.store.knowledge import entry_use
from server.store.knowledge.entry_use import Use, use_since
from server.usecases.knowledge.maintenance.entries import find_entry
from server.usecases.knowledge.maintenance.review_dates import TRAFFIC_OF
from server.usecases.sync.command_work import CommandWork, Outcome

MOST_AT_ONCE = 1000  # of one entry, told by one seat


def count_use(work: CommandWork, data: CountUse) -> Outcome:
    """Count what can be counted and pass over the rest: nobody waits for it. Raise Refused.

    In one order, so that two seats at once do not wait for each other.
    """
    work.require(Capability.KNOWLEDGE_READ)
    day = work.now.astimezone(ROME).date()
    for one in sorted(data.entries, key=lambda use: (use.entry_kind, use.entry_id)):
        if find_entry(work.connection, one.entry_kind, one.entry_id) is None:
            continue
        for use, times in ((Use.READ, one.read), (Use.FOUND, one.found)):
            if times:
                times = min(times, MOST_AT_ONCE)
                entry_use.count_use(work.connection, one.entry_kind, one.entry_id, use, day, times)
    return Outcome()


def count_linked(work: CommandWork, contact: Contact) -> None:
    """Count the cards a closed contact was answered with."""
    day = work.now.astimezone(ROME).date()
    for card_id in sorted(set(contact.card_ids)):
        if find_entry(work.connection, EntryKind.CARD, card_id) is not None:
            entry_use.count_use(work.connection, EntryKind.CARD, card_id, Use.LINKED, day)


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
