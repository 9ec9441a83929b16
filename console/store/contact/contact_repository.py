"""The operator's own closed contacts."""

from typing import cast

from console.store.replica.cipher import Connection
from console.store.replica.outbox import given_number
from console.store.replica.replica_rows import shown, shown_all
from contract.domain.contact import Contact
from contract.domain.ids import ContactId
from contract.wire.changes import Kind

# The index by name: with no statistics SQLite would read and sort the contacts of all years.
_NEWEST = """id IN (
    SELECT id FROM (
        SELECT id FROM replica_row INDEXED BY replica_contact_by_closing
        WHERE kind = 'contact' AND copy = coalesce(
            (SELECT copy FROM sync_scope WHERE sync_scope.scope = replica_row.scope), 0
        )
        ORDER BY json_extract(body, '$.closed_at') DESC LIMIT ?
    )
    UNION ALL SELECT id FROM overlay_row WHERE kind = 'contact'
)"""


def contact(connection: Connection, contact_id: ContactId) -> Contact | None:
    return cast(Contact | None, shown(connection, Kind.CONTACT, contact_id))


def case_number(connection: Connection, contact_id: ContactId) -> str | None:
    """Return the number of a contact's case, "" until it is given; None: it has no case."""
    given = given_number(connection, contact_id)
    if given is None:
        known = contact(connection, contact_id)
        given = known.case_number if known is not None and known.case_id is not None else None
    return given


def own_contacts(connection: Connection, limit: int) -> tuple[Contact, ...]:
    """Return the operator's last contacts, the newest first, those not yet sent included."""
    return _newest_first(shown_all(connection, Kind.CONTACT, _NEWEST, limit))[:limit]


def own_contacts_of_phone(connection: Connection, phone: str) -> tuple[Contact, ...]:
    """Return the operator's contacts with a number (E.164), the newest first."""
    found = shown_all(connection, Kind.CONTACT, "json_extract(body, '$.caller.phone') = ?", phone)
    return _newest_first(found)


def _newest_first(found: tuple[Contact, ...]) -> tuple[Contact, ...]:
    return tuple(sorted(found, key=lambda one: one.closed_at, reverse=True))
