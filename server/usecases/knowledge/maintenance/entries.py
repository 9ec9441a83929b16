"""What the upkeep asks of an entry, whatever its kind: its owner, the texts it shows."""

from collections.abc import Iterator

import msgspec

from contract.domain.ids import OfficeId
from contract.domain.knowledge_entries.entry_fields import ENTRY_TYPES, Entry
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.mail_address import is_address
from server.store.engine.connection import Connection
from server.store.sync.replicated_rows import find

TREE_DEPTH = 12  # an import refuses cycles; a reader never goes round in one


def find_entry(connection: Connection, kind: EntryKind, entry_id: str) -> Entry | None:
    return find(connection, ENTRY_TYPES[kind], entry_id)


def owner_of(connection: Connection, entry: Entry | None) -> str:
    """Return the mail address of who answers for it, "" when nobody is stated."""
    match entry:
        case Office():
            return next(_owners_above(connection, entry), "")
        case ServiceCard():
            if is_address(entry.owner_email):
                return entry.owner_email
            office = find(connection, Office, entry.responsible_id or "")
            return next(_owners_above(connection, office), "")
        case Faq():
            return owner_of(connection, find(connection, ServiceCard, entry.card_id))
    return ""


def texts_of(entry: Entry) -> str:
    """Return all that is written in an entry, to know which numbers are public."""
    return msgspec.json.encode(entry).decode()


def _owners_above(connection: Connection, office: Office | None) -> Iterator[str]:
    for _ in range(TREE_DEPTH):
        if office is None:
            return
        if is_address(office.owner_email):
            yield office.owner_email
        office = find(connection, Office, OfficeId(office.parent_id or ""))
