"""Where contacts of a citizen say another number or name than is known, unconfirmed."""

from contract.domain.caller import Citizen
from contract.domain.contact import Contact
from contract.wire.claims import HeardOtherwise
from server.store.contacts.citizen_words import Standing
from server.store.contacts.citizens import name_key
from server.store.engine.connection import Connection
from server.store.sync.replicated_rows import values_in

LAST = 20  # contacts that are looked at


def heard_otherwise(connection: Connection, citizen: Citizen) -> HeardOtherwise | None:
    """Return what the latest such contact said; None: all that was said is known or confirmed."""
    rows = connection.execute(
        "SELECT contact.*, told.standing FROM citizen_told told"
        " JOIN contact ON contact.id = told.contact_id"
        " WHERE told.citizen_id = :id AND told.standing <> :proposed AND contact.deleted = 0"
        " ORDER BY contact.closed_at DESC, contact.id DESC LIMIT :limit",
        {"id": citizen.id, "proposed": str(Standing.PROPOSED), "limit": LAST},
    )
    contacts = list(values_in(connection, Contact, rows).values())
    by_operator = {row["id"] for row in rows if row["standing"] == Standing.CONFIRMED}
    confirmed = [one for one in contacts if one.id in by_operator]
    known = {"", citizen.details.phone, *(one.caller.phone for one in confirmed)}
    for one in contacts:
        if one.caller.phone not in known:
            return HeardOtherwise(contact_id=one.id, at=one.closed_at, phone=one.caller.phone)
    # The last name somebody confirmed counts: an earlier one was left behind.
    named = next((one for one in confirmed if one.caller.name), None)
    if named is None or same_words(named.caller.name, citizen.details.name):
        return None
    return HeardOtherwise(contact_id=named.id, at=named.closed_at, name=named.caller.name)


def same_words(one: str, other: str) -> bool:
    """Return whether two names are the same words; people say the family name first or last."""
    words = sorted(name_key(one).split())
    return bool(words) and words == sorted(name_key(other).split())
