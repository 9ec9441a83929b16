"""Send a card to a citizen by mail or SMS: an intent is stored, jobs do the rest."""

from contract.domain.account import Capability
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.mail_address import is_citizens_address, is_number
from contract.domain.phone_number import UnusableNumber, mobile
from contract.domain.sending import Way, day_began
from contract.domain.sent_card import MOST_SENT, sent_title
from contract.wire import reason_codes
from contract.wire.commands import SendCard
from server.store.messages.outgoing import MAILS, TEXTS, OutgoingMessage, add, count_to_contact
from server.store.messages.texts import texts_asked_since
from server.usecases.messages.available_ways import sends_mail, sends_sms, texts_a_day
from server.usecases.messages.card_mail import card_in_force, card_or_office
from server.usecases.messages.delivery_status import begin_sending
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit
from server.usecases.sync.command_work import CommandWork, Outcome


def send_card(work: CommandWork, data: SendCard) -> Outcome:
    """Queue it; the audit has card and contact, never the address. Raise Refused."""
    work.require(Capability.CONTACT_WRITE)
    card = _checked_card(work, data)
    way = Way.SMS if is_number(data.to) else Way.MAIL
    sending_id = work.id_for(str(way))
    _queue(work, data, sending_id, way)
    begin_sending(work, data, sending_id, way, sent_title(card))
    subject = f"{data.card_id} {data.contact_id}"
    write_audit(work.connection, work.account.id, "knowledge.sent", subject, work.now)
    return Outcome()


def _checked_card(work: CommandWork, data: SendCard) -> ServiceCard:
    card = card_or_office(work.connection, data.card_id, data.language)
    if card is None:
        raise Refused(reason_codes.UNKNOWN_ENTRY, field="card_id")
    if card_in_force(work.connection, data.card_id, data.language, work.now) is None:
        raise Refused(reason_codes.NOT_IN_FORCE, field="card_id")
    if card.language != data.language:
        raise Refused(reason_codes.INVALID, field="language")
    return card


def _queue(work: CommandWork, data: SendCard, sending_id: str, way: Way) -> None:
    recipient = _number(work, data) if way is Way.SMS else _address(work, data)
    if count_to_contact(work.connection, data.contact_id) >= MOST_SENT:
        raise Refused(reason_codes.SENT_ENOUGH)
    if way is Way.SMS:
        _check_day(work)
    message = OutgoingMessage(
        id=sending_id,
        recipient=recipient,
        card_id=data.card_id,
        office_id=data.office_id or "",
        contact_id=data.contact_id,
        created_at=work.now,
    )
    add(work.connection, TEXTS if way is Way.SMS else MAILS, message, work.now)


def _number(work: CommandWork, data: SendCard) -> str:
    if not sends_sms(work.connection):
        raise Refused(reason_codes.NO_SMS)
    try:
        return mobile(data.to)
    except UnusableNumber:
        raise Refused(reason_codes.BAD_NUMBER, field="to") from None


def _address(work: CommandWork, data: SendCard) -> str:
    if not is_citizens_address(data.to):
        raise Refused(reason_codes.BAD_ADDRESS, field="to")
    if not sends_mail(work.connection):
        raise Refused(reason_codes.NO_MAIL)
    return data.to


def _check_day(work: CommandWork) -> None:
    """Each text costs, and a session that was stolen would send thousands."""
    sent = texts_asked_since(work.connection, work.account.id, day_began(work.now))
    if sent >= texts_a_day(work.connection):
        raise Refused(reason_codes.TEXTS_ENOUGH)
