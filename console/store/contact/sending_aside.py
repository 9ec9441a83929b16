"""What is typed to send a card once its contact is gone, as one of the replica's small facts."""

import logging

import msgspec

from console.model.contact.contact_draft import SendingDraft
from console.store.contact.draft_repository import draft, note_sending
from console.store.replica.cipher import Connection
from console.store.session.session_record import get_fact, set_fact
from contract.domain.ids import ContactId

log = logging.getLogger(__name__)
FACT = "sending_aside"

type TypedSending = tuple[ContactId, SendingDraft | None]


def keep_typed(connection: Connection, contact_id: ContactId, typed: SendingDraft | None) -> None:
    """Store it in the draft of its contact; without one by itself, while its panel is open.

    A contact that was closed or thrown away meanwhile stays so.
    """
    if draft(connection, contact_id) is not None:
        note_sending(connection, contact_id, typed)
        _forget(connection, contact_id)
    # Only while its panel is open: a citizen's address goes with the contact it belonged to.
    elif typed is not None and typed.is_shown:
        set_fact(connection, FACT, msgspec.json.encode((contact_id, typed)).decode())
    else:
        _forget(connection, contact_id)


def typed_aside(connection: Connection) -> TypedSending | None:
    """Return what stood in an open panel for a contact that is gone; None for nothing."""
    text = get_fact(connection, FACT)
    if text is None:
        return None
    try:
        contact_id, typed = msgspec.json.decode(text, type=tuple[ContactId, SendingDraft])
    except msgspec.DecodeError:
        log.warning("what was typed to send a card cannot be read")
        return None
    return contact_id, typed


def _forget(connection: Connection, contact_id: ContactId) -> None:
    known = typed_aside(connection)
    if known is not None and known[0] == contact_id:
        set_fact(connection, FACT, None)
