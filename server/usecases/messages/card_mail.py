"""The mail with which a citizen gets a card: plain text of what holds on the day it leaves."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from contract.domain.ids import OfficeId
from contract.domain.knowledge_entries.knowledge import ITALIAN, Office, ServiceCard
from contract.domain.opening_times.opening_hours import ROME
from contract.domain.sending import Sending
from contract.domain.sent_card import (
    may_be_sent,
    office_alone,
    offices_named,
    sent_text,
    sent_title,
)
from server.store.engine.connection import Connection
from server.store.messages.outgoing import OutgoingMessage
from server.store.sync.replicated_rows import find

_POLICY = SMTP.clone(cte_type="7bit")  # every mail server on the way takes it


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLetter:
    card: ServiceCard
    offices: tuple[Office, ...]


def card_or_office(connection: Connection, entry_id: str, language: str) -> ServiceCard | None:
    """Return what is published under an id: a card, or an office as what is sent of it alone."""
    card = find(connection, ServiceCard, entry_id)
    if card is not None:
        return card
    office = find(connection, Office, entry_id)
    return office_alone(office, language) if office is not None else None


def card_in_force(
    connection: Connection, card_id: str, language: str, now: datetime
) -> ServiceCard | None:
    """Return the card while it may be sent; a translation only as long as its original."""
    card = card_or_office(connection, card_id, language)
    if card is None:
        return None
    original = find(connection, ServiceCard, card.original_id) if card.original_id else None
    return card if may_be_sent(card, original, now.astimezone(ROME).date()) else None


def card_letter(
    connection: Connection, message: OutgoingMessage, now: datetime
) -> CardLetter | None:
    """Return what is sent now; None: the card was withdrawn before the message left."""
    sending = find(connection, Sending, message.id)
    language = sending.language if sending is not None else ITALIAN
    card = card_in_force(connection, message.card_id, language, now)
    if card is None:
        return None
    named = offices_named(card, OfficeId(message.office_id) if message.office_id else None)
    found = (find(connection, Office, office_id) for office_id in named)
    return CardLetter(card=card, offices=tuple(office for office in found if office is not None))


def card_mail(
    mail: OutgoingMessage, letter: CardLetter, *, sender: str, now: datetime
) -> EmailMessage:
    """Return the message with what holds that day, and the same id whenever it is tried."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = sender
    message["To"] = mail.recipient
    message["Subject"] = sent_title(letter.card)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    text = sent_text(letter.card, letter.offices, now.astimezone(ROME).date())
    message.set_content(text)
    message["Content-Language"] = letter.card.language  # after the text, which takes it away
    return message
