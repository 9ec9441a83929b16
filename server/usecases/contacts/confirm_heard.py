"""An operator confirms a number or name that a contact said of the citizen on the screen."""

from datetime import datetime

from msgspec.structs import replace

from contract.domain.account import Account, Capability
from contract.domain.contact import Contact
from contract.wire import reason_codes
from contract.wire.claims import ConfirmHeard, HeardReply
from server.store.contacts.citizen_words import Standing, save_told, told_in, was_shown
from server.store.contacts.citizens import citizen_by_id, has_twin, save_citizen
from server.store.contacts.heard_otherwise import same_words
from server.store.engine.connection import Connection
from server.store.sync.replicated_rows import find
from server.usecases.contacts.keep_citizen import SEEN_WITHIN
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit

CONFIRMED = "citizen.confirmed"


def confirm_heard(
    connection: Connection, account: Account, data: ConfirmHeard, now: datetime
) -> HeardReply:
    """Let the contact's number bring the citizen up, and take its name; False: it says neither.

    Raise Refused for a citizen the account has not on the screen.
    """
    if not account.may(Capability.CALLER_LOOKUP):
        raise Refused(reason_codes.FORBIDDEN, needs=str(Capability.CALLER_LOOKUP))
    if not was_shown(connection, account.id, data.citizen_id, now - SEEN_WITHIN, now):
        raise Refused(reason_codes.FORBIDDEN, field="citizen_id")
    citizen = citizen_by_id(connection, data.citizen_id)
    told, contact = told_in(connection, data.contact_id), find(connection, Contact, data.contact_id)
    if citizen is None or told is None or contact is None or told.citizen_id != citizen.id:
        return HeardReply(is_kept=False)
    if told.standing is Standing.PROPOSED:
        return HeardReply(is_kept=False)
    save_told(connection, replace(told, standing=Standing.CONFIRMED))
    said = contact.caller.name
    is_renamed = told.standing is Standing.CONFIRMED and bool(said)
    if is_renamed and not same_words(said, citizen.details.name):
        renamed = replace(
            citizen, details=replace(citizen.details, name=said), version=citizen.version + 1
        )
        if not has_twin(connection, renamed):
            save_citizen(connection, renamed, now)
            write_audit(connection, account.id, "citizen.changed", f"{citizen.id} name", now)
    write_audit(connection, account.id, CONFIRMED, f"{citizen.id} {contact.id}", now)
    return HeardReply(is_kept=True)
