"""A card a citizen wants in writing, and what keeps it from being sent."""

from datetime import date
from enum import StrEnum

import msgspec

from contract.domain.ids import CardId, ContactId, OfficeId
from contract.domain.knowledge import ITALIAN, Office, ServiceCard, is_shown, is_stale
from contract.domain.mail_address import is_citizens_address, is_number
from contract.domain.phone_number import UnusableNumber, mobile
from contract.domain.sent_card import offices_named, sent_text, short_text


class SendFault(StrEnum):
    NO_ADDRESS = "no_address"
    BAD_ADDRESS = "bad_address"
    NO_SMS = "no_sms"
    BAD_NUMBER = "bad_number"
    NOT_IN_FORCE = "not_in_force"
    SENT_ENOUGH = "sent_enough"
    TEXTS_ENOUGH = "texts_enough"


class CardFate(StrEnum):
    """What is known of a card once the server has answered, or cannot be reached."""

    AT_SERVER = "at_server"
    REFUSED = "refused"  # a stored notice says why
    WAITS = "waits"


class CardToSend(msgspec.Struct, frozen=True, kw_only=True):
    card: ServiceCard  # in the language that is sent
    to: str
    contact_id: ContactId
    office_id: OfficeId | None = None


class SendableCard(msgspec.Struct, frozen=True, kw_only=True):
    """A card in its languages, the Italian one first, with the offices shown beside it."""

    original: ServiceCard
    versions: tuple[ServiceCard, ...]
    offices: tuple[Office, ...] = ()
    office_id: OfficeId | None = None  # the only one spoken of

    def text(self, version: ServiceCard, day: date) -> str:
        """Return what will be sent of a version."""
        named = offices_named(version, self.office_id)
        known = {office.id: office for office in self.offices}
        return sent_text(version, [known[one] for one in named if one in known], day)

    def short_text(self, version: ServiceCard, day: date) -> str:
        """Return what will be sent of a version by SMS."""
        named = offices_named(version, self.office_id)
        known = {office.id: office for office in self.offices}
        return short_text(version, [known[one] for one in named if one in known], day)

    def is_behind(self, version: ServiceCard) -> bool:
        """Return whether the original changed after this translation."""
        return version.id != self.original.id and is_stale(version, self.original)


def sendable(
    family: tuple[ServiceCard, ...],
    shown: CardId,
    day: date,
    offices: tuple[Office, ...] = (),
    office_id: OfficeId | None = None,
) -> SendableCard | None:
    """Return what may be sent of a card and its translations on a day; None: nothing may.

    shown: what the operator reads; it stands for the original where that is not in the replica.
    """
    reading = next((card for card in family if card.id == shown), None)
    if reading is None:
        return None
    original = next((card for card in family if card.id == (reading.original_id or shown)), reading)
    versions = [card for card in family if is_shown(card, day)]
    if not versions or not is_shown(original, day) or not is_shown(reading, day):
        return None
    versions.sort(key=lambda card: (card.language != ITALIAN, card.language, card.id))
    return SendableCard(
        original=original, versions=tuple(versions), offices=offices, office_id=office_id
    )


def recipient_of(to: str) -> str:
    """Return where it goes: a usable number as E.164, all else as it was typed."""
    try:
        return mobile(to) if is_number(to) else to.strip()
    except UnusableNumber:
        return to.strip()


def fault_of(to: str, *, sends_sms: bool) -> SendFault | None:
    """Return what is wrong with where it shall go."""
    if not to:
        return SendFault.NO_ADDRESS
    if is_number(to):
        if not sends_sms:
            return SendFault.NO_SMS
        return None if recipient_of(to).startswith("+39") else SendFault.BAD_NUMBER
    return None if is_citizens_address(to) else SendFault.BAD_ADDRESS
