"""Send a citizen the number of the case of her contact by SMS."""

from contract.domain.account import Capability
from contract.domain.contact import UNDONE_FOR, Contact
from contract.domain.sending import Way
from contract.domain.sent_card_texts import words_for
from contract.wire import reason_codes
from contract.wire.commands import SendCaseNumber
from server.store.engine.connection import Connection
from server.store.messages.outgoing import OutgoingMessage
from server.store.sync.replicated_rows import find, find_ever
from server.usecases.messages.to_citizen import send_to_citizen
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit
from server.usecases.sync.command_work import CommandWork, Outcome


def send_case_number(work: CommandWork, data: SendCaseNumber) -> Outcome:
    """Queue it; the audit has the contact, never the telephone number. Raise Refused."""
    work.require(Capability.CONTACT_WRITE)
    contact = _forwarded(work, data)
    message = OutgoingMessage(
        id=work.id_for(str(Way.SMS)),
        recipient=data.to,
        contact_id=contact.id,
        created_at=work.now,
    )
    send_to_citizen(
        work,
        message,
        Way.SMS,
        title=contact.case_number,
        language=contact.caller.language,
        # No text can be called back: while one key may still take the contact back, it waits.
        after=UNDONE_FOR,
    )
    write_audit(work.connection, work.account.id, "case.number_sent", contact.id, work.now)
    return Outcome()


def case_number_text(connection: Connection, contact_id: str) -> str | None:
    """Return what is sent now; None: the contact was taken back, or is no case any more."""
    contact = find(connection, Contact, contact_id)
    if contact is None or not contact.case_number:
        return None
    return words_for(contact.caller.language).case_number.format(contact.case_number)


def _forwarded(work: CommandWork, data: SendCaseNumber) -> Contact:
    found = find_ever(work.connection, Contact, data.contact_id)
    if found is None:
        raise Refused(reason_codes.UNKNOWN_CONTACT, field="contact_id")
    contact, is_there = found
    work.require_author(contact.operator_id, "contact_id")
    if not is_there or not contact.case_number:
        raise Refused(reason_codes.UNKNOWN_CASE, field="contact_id")
    return contact
