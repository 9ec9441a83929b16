"""What stands against publishing entries: faults in themselves, references that lead nowhere."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from contract.domain.ids import OfficeId
from contract.domain.knowledge_entries.entry_checks import check_entry
from contract.domain.knowledge_entries.entry_fields import Entry, kind_of
from contract.domain.knowledge_entries.entry_findings import Severity
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.domain.opening_times.opening_state import ROME
from contract.wire import reason_codes
from contract.wire.changes import Kind
from server.store.engine.connection import Connection
from server.store.sync.replicated_rows import living
from server.usecases.operations.refused import Refused

Reference = tuple[str, Kind, str]  # (field, kind, id)


def require_sound(entry: Entry, published: Entry | None, now: datetime) -> None:
    """Raise Refused naming the first field with an error, and the check."""
    for found in check_entry(entry, now.astimezone(ROME).date(), published=published):
        if found.severity is Severity.ERROR:
            raise Refused(reason_codes.ENTRY_FAULT, field=found.field, check=str(found.code))


def require_references(connection: Connection, entries: Sequence[Entry]) -> None:
    """Raise Refused when one refers to what is neither there nor among the others."""
    wanted: dict[Kind, set[str]] = {}
    for entry in entries:
        for _, kind, entity_id in references(entry):
            wanted.setdefault(kind, set()).add(entity_id)
    there = {(kind, one) for kind, ids in wanted.items() for one in living(connection, kind, ids)}
    # Published in the same transaction counts as there.
    there |= {(Kind(kind_of(entry)), entry.id) for entry in entries}
    for entry in entries:
        for field, kind, entity_id in references(entry):
            if (kind, entity_id) not in there:
                raise Refused(
                    reason_codes.UNKNOWN_REFERENCE, field=field, id=entity_id, entry=entry.id
                )
    _require_tree(connection, [entry for entry in entries if isinstance(entry, Office)])


def references(entry: Entry) -> Iterator[Reference]:
    """Yield what the entry refers to."""
    match entry:
        case Office():
            yield from _maybe("parent_id", Kind.OFFICE, entry.parent_id)
        case ServiceCard():
            yield "topic_id", Kind.TOPIC, entry.topic_id
            yield from _maybe("original_id", Kind.CARD, entry.original_id)
            yield from _maybe("responsible_id", Kind.OFFICE, entry.responsible_id)
            yield from (("other_topic_ids", Kind.TOPIC, one) for one in entry.other_topic_ids)
            yield from (("office_ids", Kind.OFFICE, one) for one in entry.office_ids)
            yield from (("places", Kind.OFFICE, one.office_id) for one in entry.places)
        case Faq():
            yield "card_id", Kind.CARD, entry.card_id
            yield from _maybe("original_id", Kind.FAQ, entry.original_id)
            yield from (("other_card_ids", Kind.CARD, one) for one in entry.other_card_ids)


def _maybe(field: str, kind: Kind, entity_id: str | None) -> Iterator[Reference]:
    if entity_id:
        yield field, kind, entity_id


def _require_tree(connection: Connection, offices: Sequence[Office]) -> None:
    """Raise Refused when going up from an office one comes back to it."""
    # Without a parent no circle can begin here: the tree need not be read.
    if not any(office.parent_id for office in offices):
        return
    rows = connection.execute("SELECT id, parent_id FROM office WHERE deleted = 0")
    parents: dict[str, OfficeId | None] = {row["id"]: row["parent_id"] for row in rows}
    parents |= {office.id: office.parent_id for office in offices}
    for office in offices:
        if _is_in_a_circle(office.id, parents):
            raise Refused(reason_codes.OFFICE_CYCLE, field="parent_id", entry=office.id)


def _is_in_a_circle(office_id: str, parents: Mapping[str, OfficeId | None]) -> bool:
    passed = set[str]()
    at: str | None = office_id
    # Ends also in a circle that does not lead through this office.
    while at and at not in passed:
        passed.add(at)
        at = parents.get(at)
    return bool(at)
