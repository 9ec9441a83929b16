"""Reads what an operator did of late and has to complete."""

from console.model.contact.own_work import OwnWork
from console.store.contact.contact_repository import own_contacts
from console.store.contact.draft_repository import drafts
from console.store.contact.sending_repository import sendings_by_contact
from console.store.replica.cipher import Connection
from console.store.replica.outbox import waiting_commands
from contract.domain.ids import ContactId
from contract.wire.commands import CommandData, CorrectContact, RecordContact, ReopenContact

OWN_CONTACTS = 200


def own_work(connection: Connection) -> OwnWork:
    waiting = (command.data for command in waiting_commands(connection))
    return OwnWork(
        contacts=own_contacts(connection, OWN_CONTACTS),
        drafts=drafts(connection),
        unsent=frozenset(
            one.contact.id for one in waiting if isinstance(one, RecordContact | CorrectContact)
        ),
        sendings=sendings_by_contact(connection),
    )


def waits(connection: Connection, contact_id: ContactId) -> bool:
    """Return whether something done with a contact is still on its way to the server."""
    return any(_contact_of(one.data) == contact_id for one in waiting_commands(connection))


def _contact_of(data: CommandData) -> ContactId | None:
    match data:
        case RecordContact() | CorrectContact():
            return data.contact.id
        case ReopenContact():
            return data.contact_id
    return None
