"""Send a card to a citizen by mail or SMS: an intent is stored, jobs do the rest."""

from contract.domain.account import Capability
from contract.domain.case import Case
from contract.domain.contact import Contact
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.mail_address import is_number
from contract.domain.sending import Way
from contract.domain.sent_card import sent_title
from contract.wire import reason_codes
from contract.wire.commands import SendCard
from server.store.messages.outgoing import OutgoingMessage
from server.store.sync.replicated_rows import find, find_ever
from server.usecases.contacts.case_permission import may_touch_case
from server.usecases.messages.card_mail import card_in_force, card_or_office
from server.usecases.messages.to_citizen import send_to_citizen
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit
from server.usecases.sync.command_work import CommandWork, Outcome


def send_card(work: CommandWork, data: SendCard) -> Outcome:
    """Queue it; the audit has card and contact, never the address. Raise Refused."""
    work.require(Capability.CONTACT_WRITE)
    card = _checked_card(work, data)
    _require_own(work, data)
    way = Way.SMS if is_number(data.to) else Way.MAIL
    message = OutgoingMessage(
        id=work.id_for(str(way)),
        recipient=data.to,
        card_id=data.card_id,
        office_id=data.office_id or "",
        contact_id=data.contact_id,
        created_at=work.now,
    )
    send_to_citizen(work, message, way, title=sent_title(card), language=data.language)
    subject = f"{data.card_id} {data.contact_id}"
    write_audit(work.connection, work.account.id, "knowledge.sent", subject, work.now)
    return Outcome()


def _require_own(work: CommandWork, data: SendCard) -> None:
    # A contact that is still open is not here yet; one that is here has its author.
    found = find_ever(work.connection, Contact, data.contact_id)
    if found is None:
        return
    contact: Contact = found[0]
    # Whoever works at its case sends too: the citizen is called back by somebody else.
    case = find(work.connection, Case, contact.case_id) if contact.case_id else None
    if case is None or not may_touch_case(work.connection, work.account, case):
        work.require_author(contact.operator_id, "contact_id")


def _checked_card(work: CommandWork, data: SendCard) -> ServiceCard:
    card = card_or_office(work.connection, data.card_id, data.language)
    if card is None:
        raise Refused(reason_codes.UNKNOWN_ENTRY, field="card_id")
    if card_in_force(work.connection, data.card_id, data.language, work.now) is None:
        raise Refused(reason_codes.NOT_IN_FORCE, field="card_id")
    if card.language != data.language:
        raise Refused(reason_codes.INVALID, field="language")
    return card
