"""Texts of an entry that were encoded twice, field by field, for who writes or reviews it."""

from collections.abc import Iterator

from contract.domain.knowledge_entries.encoded_twice import encoded_twice
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.entry_findings import CheckCode, EntryFinding
from contract.domain.knowledge_entries.entry_value_faults import texts_of


def encoding_findings(entry: Entry, published: Entry | None) -> Iterator[EntryFinding]:
    """Yield the first such place of each field. published: the entry as it is now."""
    told: set[str] = set()
    for field, text in texts_of(entry):
        found = encoded_twice(text) if field not in told else None
        if found is None:
            continue
        told.add(field)
        is_old = published is not None and getattr(entry, field) == getattr(published, field)
        yield EntryFinding(
            code=CheckCode.ENCODED_TWICE,
            field=field,
            excerpt=found.seen,
            meant=found.meant,
            is_old=is_old,
        )
