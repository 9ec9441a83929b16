"""Add up what seats read and found; numbers of entries, of no person."""

from contract.domain.account import Capability
from contract.domain.contact import Contact
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.opening_times.opening_hours import ROME
from contract.wire.commands import CountUse
from server.store.knowledge import entry_use
from server.store.knowledge.entry_use import Use
from server.usecases.knowledge.maintenance.entries import find_entry
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
