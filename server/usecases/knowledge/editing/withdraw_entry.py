"""Take an entry out of use at once: what is wrong must not be read to anybody meanwhile."""

from collections.abc import Iterator

import msgspec

from contract.domain.ids import KNOWLEDGE_SCOPE
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.entry_values import limit_of, usable_text
from contract.domain.knowledge_entries.knowledge import Faq, ServiceCard, ThesaurusLine
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.commands import WithdrawEntry
from server.store.sync.replicated_rows import TABLES
from server.usecases.knowledge.editing.kept_versions import keep_replaced, keep_version
from server.usecases.knowledge.editing.open_revisions import begin, published_entry
from server.usecases.knowledge.editing.publication import audit_subject
from server.usecases.knowledge.learning.unlearn_card import unlearn_cards
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit
from server.usecases.sync.command_work import CommandWork, Outcome


def withdraw_entry(work: CommandWork, data: WithdrawEntry) -> Outcome:
    """Say on it why it is shown no more, and on its translations. Raise Refused.

    A line of the thesaurus just goes.
    """
    # No review: what is wrong must not be read to anybody while somebody looks for a reviewer.
    begin(work)
    why = usable_text(usable_text(data.why)[: limit_of("withdrawn")])
    if not why:
        raise Refused(reason_codes.MISSING_FIELD, field="why")
    entry = published_entry(work.connection, data.entry_kind, data.entry_id)
    if entry is None:
        raise Refused(reason_codes.UNKNOWN_ENTRY, field="entry_id")
    _withdraw(work, data.entry_kind, entry, why)
    for translation in _translations(work, data.entry_kind, entry):
        _withdraw(work, data.entry_kind, translation, why)
    return Outcome()


def _withdraw(work: CommandWork, kind: EntryKind, entry: Entry, why: str) -> None:
    # What is wrong now must be there to be mended from.
    keep_replaced(work.connection, kind, [entry.id], work.now)
    if isinstance(entry, ThesaurusLine):
        work.edit.remove(Kind.THESAURUS, entry.id)
    else:
        entry = work.edit.put(KNOWLEDGE_SCOPE, msgspec.structs.replace(entry, withdrawn=why))
        keep_version(work.connection, kind, entry, work.now, work.account, why)
    if isinstance(entry, ServiceCard):
        # No word of citizens may lead to it: a card that comes back begins anew.
        unlearn_cards(work.connection, work.edit, [entry.id])
    subject = audit_subject(kind, entry, ("withdrawn",))
    write_audit(work.connection, work.account.id, "knowledge.withdraw", subject, work.now)


def _translations(work: CommandWork, kind: EntryKind, entry: Entry) -> Iterator[Entry]:
    """Yield what says the same in other languages, and is wrong as well."""
    if not isinstance(entry, ServiceCard | Faq):
        return
    rows = work.connection.execute(
        f"SELECT id FROM {TABLES[Kind(kind)]} WHERE original_id = :id AND deleted = 0"
        " AND withdrawn = '' ORDER BY id",
        {"id": entry.id},
    )
    # A translation says the same wrong thing in another language.
    for row in list(rows):
        found = published_entry(work.connection, kind, row["id"])
        if found is not None:
            yield found
