"""A card a citizen wants in writing, and what keeps it from being sent."""

from datetime import date
from enum import StrEnum

import msgspec

from contract.domain.ids import CardId, ContactId, OfficeId
from contract.domain.knowledge_entries.knowledge import (
    ITALIAN,
    Office,
    ServiceCard,
    is_shown,
    is_stale,
)
from contract.domain.mail_address import is_citizens_address, is_number
from contract.domain.phone_number import UnusableNumber, mobile
from contract.domain.sent_card import office_alone, offices_named, sent_text, short_text
from contract.domain.sent_card_texts import LANGUAGES

OF_CARD = "card:"


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
    """A card in its languages, the Italian one first, with the offices shown beside it.

    Where an office is on the screen it alone comes first, in the languages that have words for it.
    """

    original: ServiceCard
    versions: tuple[ServiceCard, ...]
    alone: int = 0  # so many of the versions are the office alone
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
        # An office alone translates nothing, and so is behind nothing.
        is_card = version not in self.versions[: self.alone]
        return is_card and version.id != self.original.id and is_stale(version, self.original)

    def choice(self, at: int) -> str:
        """Return what distinguishes a version: its language, and whether it is the card."""
        language = self.versions[at].language
        # Office and card may both be there in Italian: the language alone would name two of them.
        return f"{OF_CARD}{language}" if self.alone and at >= self.alone else language


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
    alone = _office_alone(offices, office_id, day)
    reading = next((card for card in family if card.id == shown), None)
    if reading is None:
        return _sendable(alone[0], alone, (), offices, office_id) if alone else None
    original = next((card for card in family if card.id == (reading.original_id or shown)), reading)
    versions = [card for card in family if is_shown(card, day)]
    # What its original no longer says must not be sent in another language.
    if not versions or not is_shown(original, day) or not is_shown(reading, day):
        return _sendable(alone[0], alone, (), offices, office_id) if alone else None
    versions.sort(key=lambda card: (card.language != ITALIAN, card.language, card.id))
    return _sendable(original, alone, tuple(versions), offices, office_id)


def _sendable(
    original: ServiceCard,
    alone: tuple[ServiceCard, ...],
    cards: tuple[ServiceCard, ...],
    offices: tuple[Office, ...],
    office_id: OfficeId | None,
) -> SendableCard:
    return SendableCard(
        original=original,
        versions=(*alone, *cards),
        alone=len(alone),
        offices=offices,
        office_id=office_id,
    )


def _office_alone(
    offices: tuple[Office, ...], office_id: OfficeId | None, day: date
) -> tuple[ServiceCard, ...]:
    office = next((one for one in offices if one.id == office_id and is_shown(one, day)), None)
    return tuple(office_alone(office, language) for language in LANGUAGES) if office else ()


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
